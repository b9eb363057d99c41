"""Every reason leads to its source, from comments that a reviewer can read."""

import re
from pathlib import Path

import pytest

import emitter
from emitter import Options, emit
from emitter.catalogue.model import Evidence
from emitter.compiler.deployment import BoundStatement
from emitter.compiler.plan import Reason
from emitter.template.assembly import CONTEXT
from emitter.template.reasons import Reasons, wrapped
from tests.support.read_cloudformation import load_yaml

ROOT = Path(emitter.__file__).parent.parent
_CITES = re.compile(r"\[(code|documented|vendor|inferred): ([^\]]+)\]")
_BASE = "https://github.com/a/b/blob/0123456789012345678901234567890123456789/"


def code(path, *lines):
    numbers = ":" + ",".join(map(str, lines)) if lines else ""
    return Evidence("code", f"a/b {path}{numbers}", f"{_BASE}{path}" + (f"#L{lines[0]}" if lines else ""))


def reasons(*sources, action="s3:GetObject"):
    because = tuple(Reason(action, f"why {number}", (one,)) for number, one in enumerate(sources))
    return Reasons((BoundStatement("Reads", (), (), because=because),))


@pytest.mark.parametrize(
    ("paths", "cited"),
    [
        (["x/client.go"], ["client.go"]),
        (["x/client.go", "y/client.go"], ["x/client.go", "y/client.go"]),
        (["x/client.go", "client.go"], ["x/client.go", "client.go"]),
        (["x/a.go", "x/b.go"], ["a.go", "b.go"]),
    ],
)
def test_a_file_is_cited_by_the_end_of_its_path_that_no_other_has(paths, cited):
    found = reasons(*(code(path, 7) for path in paths))
    assert found.of("Reads") == tuple(f"GetObject: why {n} [code: {one}:7]" for n, one in enumerate(cited))


def test_the_same_path_at_two_commits_differs():
    other = code("x/a.go")._replace(url=_BASE.replace("0123456", "fffffff") + "x/a.go")
    assert reasons(code("x/a.go"), other).of("Reads") == (
        "GetObject: why 0 [code: a.go@0123456]",
        "GetObject: why 1 [code: a.go@fffffff]",
    )


def test_actions_with_one_reason_share_a_line_and_services_are_named_where_there_are_two():
    one = Reason("s3:GetObject", "reads", (code("a.go"),))
    both = (one, one._replace(action="s3:GetObjectTagging"), one._replace(action="kms:Decrypt", why="opens"))
    found = Reasons((BoundStatement("Reads", (), (), because=both),))
    assert found.of("Reads") == (
        "s3:GetObject, s3:GetObjectTagging: reads [code: a.go]",
        "kms:Decrypt: opens [code: a.go]",
    )


def test_sources_of_one_folder_stand_together():
    found = reasons(
        code("x/a.go", 1), code("x/b.go"), code("y/c.go"), Evidence("vendor", "", "https://e.com/p#q")
    )
    assert found.sources == (_BASE, "  x/{a.go, b.go}", "  y/c.go", "https://e.com/", "  p#q")


def test_a_long_line_is_broken_before_its_evidence():
    text = "a" * 130 + " [code:\N{NO-BREAK SPACE}client.go:1, b.go]"
    assert list(wrapped(text)) == ["a" * 130, "  [code: client.go:1, b.go]"]
    assert list(wrapped("a b")) == ["a b"]


@pytest.mark.parametrize("name", emitter.target_names())
def test_every_source_of_a_target_can_be_opened_from_its_comments(name):
    target = emitter.load_target(name)
    on = {f.name for f in target.features if target.exists_in(target.versions[-1], f.since, f.until)}
    text = emit(name, options=Options(features=tuple(sorted(on)))).text
    comments = [line.strip(" ") for line in text.splitlines() if line.lstrip().startswith("#")]
    assert all(len(line) < 160 for line in text.splitlines() if line.lstrip().startswith("#"))
    linked = set(_links(re.sub(r"\n#     ", " ", "\n".join(comments)).split("\n")))
    used = {a.JSONrepr() for a in _actions(text, target)}
    wanted = {
        source.url if "/blob/" not in source.url else source.url.partition("#")[0]
        for grant in target.grants
        for source in grant.sources
        if grant.action.JSONrepr() in used
        and target.exists_in(target.versions[-1], grant.since, grant.until)
        and set(grant.requires) <= on
        and grant.unless not in on
        and set(grant.features) & on
    }
    assert wanted <= linked
    assert sum(len(_CITES.findall(line)) for line in comments)


def _links(comments):
    """The links that the lines on top of a policy make: a base, and below it files or folders with files."""
    base = ""
    for line in comments:
        written = line.removeprefix("# ")
        if written.startswith("https://"):
            base = written
            yield base
        elif written.startswith("  ") and base:
            folder, _, names = written.strip().partition("{")
            yield from (base + folder + one for one in names.rstrip("}").split(", "))
        else:
            base = ""


def _actions(text, target):
    return {grant.action for grant in target.grants if f"- {grant.action.JSONrepr()}\n" in text}


def test_files_of_this_repository_can_be_reviewed_from_top_to_bottom():
    files = sorted((ROOT / "out").rglob("*.*"))
    assert files
    for file in files:
        text = file.read_text()
        # An ARN alone on its line cannot be broken.
        assert all(len(line) < 160 for line in text.splitlines() if " " in line.strip()), file
        if file.suffix != ".yaml":
            continue
        resources = load_yaml(text)["Resources"].values()
        for resource in resources:
            assert {name: list(inner) for name, inner in resource["Metadata"].items()} == {CONTEXT: ["why"]}
        lines = text.splitlines()
        for number, line in enumerate(lines):
            if line.strip().startswith("- Sid:"):
                assert lines[number - 1].strip().startswith("# "), (file, line)
