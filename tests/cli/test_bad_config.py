"""What stands in emit.toml and cannot be: a line that names the file, line and key, and nothing written."""

import os
import tomllib
from pathlib import Path

import pytest

from tests.support.error_lines import said
from tests.support.fixtures import tree

CASES = tomllib.loads(Path(__file__).with_name("bad_config.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_one_line_names_the_key(case, emit, tmp_path):
    (tmp_path / "emit.toml").write_text(case["file"], encoding="utf-8")
    ran = emit("build")
    first, *more = ran.err.splitlines(keepends=True)
    place = f"emit.toml:{case['line']}" if "line" in case else "emit.toml"
    said(ran._replace(err=first), f"{place}: {case['says']}")
    assert [line.rstrip("\n") for line in more] == case.get("more", [])
    assert ran.status == 3
    assert set(tree(tmp_path)) == {"emit.toml"}


@pytest.mark.parametrize("command", ["check", "--target toy --env prod"])
def test_every_command_that_reads_it_says_the_same(command, emit, tmp_path):
    (tmp_path / "emit.toml").write_text("[environments.prod]\nacount = '1'\n[environments.prod.targets.toy]")
    ran = emit(*command.split())
    said(ran, "emit.toml:2: environments.prod.acount: unknown key; did you mean 'account'?")
    assert ran.status == 3


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (
            b"\xff\xfe",
            " cannot be read: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte...",
        ),
        (b"a = " + b"[" * 100_000, " is nested too deeply..."),
        (b"a = " + b"1" * 5000, " invalid TOML: ..."),
        (
            b"\r\n\r\n[x",
            "3:3: invalid TOML: Expected ']' at the end of a table declaration...",
        ),
    ],
)
def test_what_is_no_toml_text_is_refused(held, says, emit, tmp_path):
    (tmp_path / "emit.toml").write_bytes(held)
    ran = emit("build")
    said(ran, f"emit.toml:{says}")
    assert ran.status == 3


def test_a_folder_is_no_file(emit, tmp_path):
    (tmp_path / "emit.toml").mkdir()
    ran = emit("build")
    said(ran, "emit.toml: is not a regular file...")
    assert ran.status == 3


_TRICKS = """
[environments.prod.targets.toy]
version = '1'
without = ['wind-up']
values = { bucket = %s }
"""


@pytest.mark.parametrize(
    "value",
    [
        '"!!python/object/apply:os.system [touch made]"',
        '"${file(`made`)}"',
        "\"__import__('os').mkdir('made')\"",
        '"{{ 7 * 7 }}"',
        '"%(name)s"',
        '"~/.ssh/id_rsa"',
        '"$HOME"',
        '"\\u0000"',
        "\"a\\nversion = '2'\"",
        "'''a\nb'''",
    ],
)
def test_nothing_in_the_file_is_run_or_filled_in(value, emit, tmp_path):
    (tmp_path / "emit.toml").write_text(_TRICKS % value, encoding="utf-8")
    ran = emit("build")
    said(ran, "emit.toml:5: environments.prod.targets.toy.values.bucket: ...")
    assert "is not valid; one part of an ARN is " in ran.err
    assert ran.status == 3
    assert set(tree(tmp_path)) == {"emit.toml"}


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        ("--env prdo", 2, "--env: unknown environment 'prdo'; did you mean 'prod'?"),
        ("--target toi", 2, "--target: prod has no target 'toi'; did you mean 'toy'?"),
    ],
)
def test_what_is_not_in_the_file_cannot_be_built(options, status, says, emit, tmp_path):
    (tmp_path / "emit.toml").write_text("[environments.prod.targets.toy]\n")
    ran = emit("build", *options.split())
    said(ran, says)
    assert ran.status == status
    assert set(tree(tmp_path)) == {"emit.toml"}


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        ("--env prdo", 2, "--env: unknown environment 'prdo'; did you mean 'prod'?"),
        ("--env prod --set folder=a:b", 2, "--set folder: 'a:b' is not valid..."),
        ("--env prod --feature ply", 2, "--feature: unknown feature 'ply'..."),
        ("--env prod --without ply", 2, "--without: unknown feature 'ply'..."),
        ("--env prod --identity grop", 2, "--identity: unknown kind of identity 'grop'..."),
        (
            "--env prod",
            3,
            "emit.toml:2: environments.prod.targets.toy.values.folder: 'a b' is not valid...",
        ),
    ],
)
def test_an_error_is_named_by_where_it_was_written(options, status, says, emit, tmp_path):
    (tmp_path / "emit.toml").write_text("[environments.prod.targets.toy]\nvalues = { folder = 'a b' }\n")
    ran = emit("--target", "toy", *options.split())
    said(ran, says)
    assert ran.status == status


def test_a_byte_order_mark_is_read_past(emit, project):
    text = Path("emit.toml").read_text()
    Path("emit.toml").write_text(text, encoding="utf-8-sig")
    assert emit("build").status == 0


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_a_configuration_that_is_no_regular_file_is_refused(kind, emit, tmp_path):
    place = tmp_path / "there"
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to("/dev/zero")
    ran = emit("check", "--config", place)
    assert (ran.status, ran.err) == (
        3,
        f"{place}: is not a regular file; name a file with --config\n",
    )


def test_all_errors_of_a_run_are_reported_together_with_their_lines(emit, tmp_path):
    (tmp_path / "emit.toml").write_text(
        """
otu = "x"
formats = ["terrafrom"]

[environments.dev]
account = 1
[environments.dev.targets.toy]
versoin = "1"
newest = "yes"

[environments.prod]
acount = "1"
"""
    )
    ran = emit("build")
    assert ran.err.splitlines() == [
        "emit.toml:2: otu: unknown key; did you mean 'out'?",
        "emit.toml:3: formats: unknown format 'terrafrom'; did you mean 'terraform'?",
        "emit.toml:6: environments.dev.account: is an integer, not a string; put it in quotes",
        "emit.toml:8: environments.dev.targets.toy.versoin: unknown key; did you mean 'version'?",
        "emit.toml:9: environments.dev.targets.toy.newest: is a string, not a boolean; see emit schema",
        "emit.toml:12: environments.prod.acount: unknown key; did you mean 'account'?",
    ]
    assert (ran.status, ran.out) == (3, "")


_TWO_WRONG = """
[environments.dev.targets]
toy.values.bucket = "a/b"
toy-other.version = "9"
[environments.good]
targets.toy-other = {}
[environments.prod]
targets.toy.without = ["ply"]
"""


@pytest.mark.parametrize("command", ["build", "check", "build --dry-run"])
def test_an_environment_with_an_error_keeps_no_other_from_being_looked_at(command, emit, tmp_path):
    (tmp_path / "emit.toml").write_text(_TWO_WRONG)
    ran = emit(*command.split())
    lines = [line for line in ran.err.splitlines() if line.startswith("emit.toml")]
    assert [line.split(": ")[:2] for line in lines] == [
        ["emit.toml:3", "environments.dev.targets.toy.values.bucket"],
        ["emit.toml:4", "environments.dev.targets.toy-other.version"],
        ["emit.toml:8", "environments.prod.targets.toy.without"],
    ]
    assert (ran.status, ran.out) == (3, "")
    made = {"out/good/toy-other.yaml", "out/good/toy-other.tf.json"} if command == "build" else set()
    assert set(tree(tmp_path)) == {"emit.toml"} | made


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("held", ["", "# nothing yet\n", "[defaults]\naccount = '111122223333'\n"])
def test_a_file_without_an_environment_is_not_green(command, held, emit, tmp_path):
    (tmp_path / "emit.toml").write_text(held)
    ran = emit(command)
    said(ran, "emit.toml: has no environment; add a table [environments.NAME]; emit init shows one")
    assert ran.status == 3


def test_the_file_is_found_upwards_and_paths_go_from_its_folder(emit, project, monkeypatch):
    (project / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(project / "deep" / "er")
    assert emit("check").err == "../../out: 12 of its files differ\n"
    ran = emit("build")
    assert (ran.status, ran.err.splitlines()[-1]) == (0, "../../out: 12 written, 0 unchanged")
    assert list(Path().iterdir()) == []
    assert emit("check").err == "../../out: every file matches ../../emit.toml\n"
    assert emit("--env", "prod", "--target", "toy").status == 0
    assert emit("lint", "--min-severity", "error").status == 0


def test_where_there_is_no_file_above_it_says_so(emit, tmp_path):
    ran = emit("check")
    said(ran, "emit.toml: not found, here or in a folder above; run emit init to create it")
    assert ran.status == 3


@pytest.mark.parametrize("wanted", [">=0.2", "~=0.2.0", ">=0.1, <99"])
def test_a_version_that_is_required_and_there_is_no_fault(wanted, emit, project):
    text = (project / "emit.toml").read_text()
    (project / "emit.toml").write_text(f'required_version = "{wanted}"\n{text}')
    assert emit("build").status == 0
