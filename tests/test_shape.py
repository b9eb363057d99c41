"""The shape of the code: modules that can be read at once, functions that fit on a page."""

import ast
from pathlib import Path

import pytest

import emitter

_ROOT = Path(emitter.__file__).parent
_MODULES = sorted(_ROOT.rglob("*.py"))
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: path.relative_to(_ROOT).as_posix())
def test_a_module_can_be_read_at_once(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 350, "split it; a target becomes a package, as targets/ufo/"
    long = {
        function.name: function.end_lineno - function.lineno + 1
        for function in ast.walk(ast.parse(text))
        if isinstance(function, _FUNCTIONS) and function.end_lineno - function.lineno + 1 >= 60
    }
    assert not long, "functions have fewer than 60 lines"


_TESTS = Path(__file__).parent
_NAMED_TUPLES = {"_asdict", "_fields", "_make", "_replace"}
_CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time", "time"}


def _private(name):
    return name.startswith("_") and not name.startswith("__") and name not in _NAMED_TUPLES


def _imports(tree):
    """The whole name of everything that is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _reached(tree):
    """The attributes of what is imported from emitter, or tests.support, that the test touches."""
    ours = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if (getattr(node, "module", None) or alias.name).split(".")[0] in ("emitter", "tests")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            base = node.value
            while isinstance(base, ast.Attribute | ast.Call):
                base = base.func if isinstance(base, ast.Call) else base.value
            if isinstance(base, ast.Name) and base.id in ours:
                yield node.attr


_TEST_MODULES = sorted(_TESTS.rglob("*.py"))


@pytest.mark.parametrize("path", _TEST_MODULES, ids=lambda path: path.relative_to(_TESTS).as_posix())
def test_a_test_takes_helpers_from_support_and_reaches_for_no_private_name(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [name.split(".") for name in _imports(tree) if name.split(".")[0] in ("emitter", "tests")]
    assert [".".join(name) for name in imports if any(map(_private, name))] == []
    assert [".".join(name) for name in imports if any(part.startswith("test_") for part in name)] == []
    assert [".".join(name) for name in imports if "conftest" in name] == []
    assert [name for name in _reached(tree) if _private(name)] == []


@pytest.mark.parametrize("path", _TEST_MODULES, ids=lambda path: path.relative_to(_TESTS).as_posix())
def test_a_test_looks_at_no_clock(path):
    """Benchmarks measure; tests count, with ``tests.support.work``."""
    if "bench" in path.relative_to(_TESTS).parts and not path.name.startswith("test_"):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [
        name for name in _imports(tree) if name in {"time", *(f"time.{clock}" for clock in _CLOCKS)}
    ] == []


# Modules that a test asks through another one: the whole says more there than the part. Data is asked row by
# row by the tests of its folder, commands are run as they are typed, what a format writes is read back.
_ASKED_AS_A_WHOLE = ("catalogue/targets/", "cli/", "template/formats/")
_ASKED_BY = {
    "catalogue/__init__.py": "test_imports.py",
    "catalogue/explain_action.py": "cli/test_explain.py",
    "catalogue/identity_settings.py": "catalogue/test_identities.py",
    "compiler/deployment.py": "compiler/test_bind.py",
    "compiler/identity.py": "compiler/test_bind.py",
    "compiler/statements.py": "compiler/test_bind.py",
    "evaluate/conditions.py": "evaluate/test_cases.py",
    "evaluate/statement.py": "evaluate/test_decide.py",
    "fit/denied_report.py": "fit/test_denied.py",
    "fit/messages.py": "fit/test_denied.py",
    "fit/narrowing.py": "fit/test_boundary.py",
    "fit/options.py": "fit/test_denied.py",
    "fit/policy_report.py": "fit/test_policy.py",
    "fit/report.py": "fit/test_target.py",
    "fit/role.py": "fit/test_policy.py",
    "fit/run.py": "fit/test_data.py",
    "fit/search.py": "fit/test_target.py",
    "fit/toml_table.py": "fit/test_target.py",
    "fit/values.py": "fit/test_target.py",
    "fit/where.py": "fit/test_boundary.py",
    "lint/escalation/pass_role.py": "lint/escalation/test_find.py",
    "project/account_files.py": "project/test_many_accounts.py",
    "project/build.py": "cli/test_build.py",
    "project/changes.py": "project/test_many_accounts.py",
    "project/config_checks.py": "project/test_precheck.py",
    "project/environments.py": "project/test_inheritance.py",
    "project/options.py": "project/test_precheck.py",
    "reading/cloudformation/properties.py": "reading/cloudformation/test_resources.py",
    "reading/embedded.py": "reading/terraform/test_documents.py",
    "reading/file_tree.py": "reading/test_folder.py",
    "reading/template_file.py": "reading/test_variables.py",
    "reading/terraform/arguments.py": "reading/terraform/test_documents.py",
    "reading/terraform/beside.py": "reading/terraform/test_module.py",
    "reading/terraform/data_source.py": "reading/terraform/test_documents.py",
    "reading/terraform/resource_policies.py": "reading/terraform/test_documents.py",
    "replay/elastic.py": "replay/test_wrappings.py",
    "replay/implied.py": "replay/test_cloudtrail.py",
}
_ASKABLE = [
    path
    for path in _MODULES
    if path.parent != _ROOT
    and not path.relative_to(_ROOT).as_posix().startswith(_ASKED_AS_A_WHOLE)
    # What modules of one folder share is asked by the tests of each.
    and (path.name == "__init__.py" or not path.name.startswith("_"))
    and any(isinstance(node, _FUNCTIONS) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
]


def _has_own_test(path):
    """Whether a test of the same package is called after the module ``path``, or imports it."""
    inside = path.relative_to(_ROOT)
    if (_TESTS / inside.parent / f"test_{inside.stem}.py").exists():
        return True
    name = ".".join(("emitter", *inside.with_suffix("").parts)).removesuffix(".__init__")
    return any(name in found for test, found in _IMPORTED.items() if test.parts[0] == inside.parts[0])


_IMPORTED = {
    path.relative_to(_TESTS): {
        found
        for whole in _imports(ast.parse(path.read_text(encoding="utf-8")))
        for found in (whole, whole.rpartition(".")[0])
    }
    for path in _TEST_MODULES
    if path.name.startswith("test_")
}


@pytest.mark.parametrize("path", _ASKABLE, ids=lambda path: path.relative_to(_ROOT).as_posix())
def test_a_module_with_functions_has_a_test_of_its_package(path):
    asked_by = _ASKED_BY.get(path.relative_to(_ROOT).as_posix())
    assert _has_own_test(path) == (asked_by is None), (
        "write its table, or say which test asks it, and not both"
    )
    assert asked_by is None or (_TESTS / asked_by).exists()


def test_every_exception_is_of_a_module():
    assert set(_ASKED_BY) <= {path.relative_to(_ROOT).as_posix() for path in _ASKABLE}
