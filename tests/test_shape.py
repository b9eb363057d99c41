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
