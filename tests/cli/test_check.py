"""``emit check``: every file that is not as it should be is found, and none is written."""

import json
import re

import pytest

from tests.support.project import FILES, change


def test_check_finds_nothing_after_a_build_and_writes_nothing(emit, project):
    ran = emit("check")
    assert ran.status == 1
    assert [line.split(": ", 1) for line in ran.out.splitlines()] == [
        [name, "is missing; run emit build"] for name in _in_order()
    ]
    assert ran.err == "out: 12 of its files differ\n"
    assert not (project / "out").exists()
    emit("build")
    ran = emit("check")
    assert (ran.status, ran.out, ran.err) == (0, "", "out: every file matches emit.toml\n")


def _in_order():
    order = (".yaml", ".tf.json", ".json", ".sh")
    return [f"out/{name}{suffix}" for name in ("dev/toy", "prod/toy", "prod/toy-other") for suffix in order]


@pytest.mark.parametrize("name", FILES)
def test_check_finds_any_file_that_was_changed(name, emit, project):
    emit("build")
    with (project / name).open("a") as file:
        file.write(" ")
    ran = emit("check")
    cause = "only in white space at the ends of lines; run emit build"
    assert (ran.status, ran.out) == (1, f"{name}: differs from what emit.toml produces: {cause}\n")
    assert ran.err == "out: 1 of its files differs\n"


def test_check_of_one_environment_looks_at_no_other(emit, project):
    emit("build", "--env", "dev")
    assert emit("check", "--env", "dev").status == 0
    assert emit("check", "--env", "prod").status == 1


_CAUSES = {
    "space": "only in white space at the ends of lines; run emit build",
    "formatter": "a formatter changed its layout; run emit build, and exclude out/ from the formatter",
    "hand": "it was edited by hand; change emit.toml instead, and run emit build",
    "outdated": "emit.toml or the version of emit changed since it was written; run emit build",
    "unknown": "it has no checksum that says who changed it; run emit build",
}


def _json(text):
    return json.dumps(json.loads(text), indent=4)


def _quoted(text):
    return re.sub("'2010-09-09'", '"2010-09-09"', text)


_CHANGES = [
    ("dev/toy.yaml", lambda text: text.replace("\n", "  \r\n"), "space"),
    ("dev/toy.yaml", str.rstrip, "space"),
    ("dev/toy.sh", lambda text: text.replace("\n", "\r"), "space"),
    ("dev/toy.yaml", _quoted, "formatter"),
    ("dev/toy.yaml", lambda text: text.replace("Resources:\n", "# a comment\nResources:\n"), "hand"),
    ("dev/toy.yaml", lambda text: re.sub("(?m)^ +#", "#", text), "formatter"),
    ("dev/toy.json", _json, "formatter"),
    ("dev/toy.tf.json", _json, "formatter"),
    ("dev/toy.yaml", lambda text: text.replace("s3:GetObject", "s3:*"), "hand"),
    ("dev/toy.json", lambda text: text.replace("s3:GetObject", "s3:*"), "hand"),
    ("dev/toy.sh", lambda text: text.replace("s3:GetObject", "s3:*"), "hand"),
    ("dev/toy.yaml", lambda text: text + "  - [", "hand"),
    ("dev/toy.json", lambda text: text + "}", "hand"),
    ("dev/toy.yaml", lambda text: re.sub(" Checksum.*", "", text.replace("s3:GetObject", "s3:*")), "unknown"),
]


@pytest.mark.parametrize(("name", "edit", "cause"), _CHANGES)
def test_it_says_who_changed_a_file(name, edit, cause, emit, project):
    emit("build")
    file = project / "out" / name
    before = file.read_text()
    file.write_text(edit(before), newline="")
    assert file.read_bytes() != before.encode()
    ran = emit("check")
    assert (ran.status, ran.out) == (
        1,
        f"out/{name}: differs from what emit.toml produces: {_CAUSES[cause]}\n",
    )


def test_a_file_that_nobody_touched_is_outdated(emit, project):
    emit("build")
    change(project, 'name = "Toys"', 'name = "Games"')
    file = project / "out/prod/toy.sh"
    file.write_text(file.read_text(), newline="\r\n")
    assert emit("check").out.splitlines() == [
        f"out/prod/toy{suffix}: differs from what emit.toml produces: {_CAUSES['outdated']}"
        for suffix in (".yaml", ".tf.json", ".json", ".sh")
    ]


def test_line_endings_alone_are_no_drift(emit, project):
    emit("build")
    for name in FILES:
        text = (project / name).read_text()
        (project / name).write_text(text, newline="\r\n")
    assert emit("check").status == 0
    assert emit("build").err == "out: 0 written, 12 unchanged\n"


def test_the_difference_is_shown(emit, project):
    emit("build")
    file = project / "out/dev/toy.yaml"
    file.write_text(file.read_text().replace("s3:GetObject", "s3:\x1b[31m*", 1))
    (project / "out/dev/toy.sh").unlink()
    out = emit("check", "--diff").out
    assert re.search(r"\n-\s+- s3:\\x1b\[31m\*\n\+\s+- s3:GetObject\n", out)
    assert "--- /dev/null\n+++ out/dev/toy.sh\n" in out
    assert "\x1b" not in out


def test_the_difference_is_in_colour_where_that_is_wanted(emit, project, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32m+" in emit("check", "--diff").out
    assert "\x1b[32m+" in emit("build", "--diff").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in emit("check", "--diff").out


def test_the_report_for_github(emit, project):
    (project / "out/dev").mkdir(parents=True)
    (project / "out/dev/toy.yaml").write_text("mine\n")
    first, *_ = emit("check", "--format", "github").out.splitlines()
    assert first == (
        "::error file=out/dev/toy.yaml,title=emit check::was not written by emit; "
        "move it, or run emit build --force"
    )
    emit("build", "--force")
    ran = emit("check", "--format", "github")
    assert (ran.status, ran.out) == (0, "")


def test_the_report_for_programs(emit, project):
    emit("build")
    assert json.loads(emit("check", "--format", "json").out) == []
    file = project / "out/dev/toy.yaml"
    file.write_text(file.read_text().replace("s3:GetObject", "s3:*"))
    (found,) = json.loads(emit("check", "--format", "json", "--diff").out)
    assert found.pop("diff").startswith("--- out/dev/toy.yaml\n+++ out/dev/toy.yaml\n@@ ")
    assert found == {
        "path": "out/dev/toy.yaml",
        "outcome": "stale",
        "cause": "hand",
        "message": f"differs from what emit.toml produces: {_CAUSES['hand']}",
    }


def test_check_of_one_target_looks_at_no_other(emit, project):
    emit("build", "--env", "prod", "--target", "toy")
    assert emit("check", "--env", "prod", "--target", "toy").status == 0
    assert emit("check", "--env", "prod").status == 1
