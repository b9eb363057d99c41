"""What stands in emit.toml and cannot be: one line that names the file and the key, and nothing written."""

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
    said(ran, f"emit.toml: {case['says']}")
    assert ran.status == 3
    assert set(tree(tmp_path)) == {"emit.toml"}


@pytest.mark.parametrize("command", ["check", "--target toy --env prod"])
def test_every_command_that_reads_it_says_the_same(command, emit, tmp_path):
    (tmp_path / "emit.toml").write_text("[environments.prod]\nacount = '1'\n")
    ran = emit(*command.split())
    said(ran, "emit.toml: environments.prod.acount: unknown key; did you mean 'account'?")
    assert ran.status == 3


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (
            b"\xff\xfe",
            "cannot be read: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte...",
        ),
        (b"a = " + b"[" * 100_000, "is nested too deeply..."),
        (b"a = " + b"1" * 5000, "invalid TOML: ..."),
        (
            b"\r\n\r\n[x",
            "invalid TOML: Expected ']' at the end of a table declaration (at line 3, column 3)...",
        ),
    ],
)
def test_what_is_no_toml_text_is_refused(held, says, emit, tmp_path):
    (tmp_path / "emit.toml").write_bytes(held)
    ran = emit("build")
    said(ran, f"emit.toml: {says}")
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
    said(ran, "emit.toml: environments.prod.targets.toy.values.bucket: ...")
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
        ("--env prdo", 3, "emit.toml: unknown environment 'prdo'; did you mean 'prod'?"),
        ("--env prod --set folder=a:b", 2, "--set folder: 'a:b' is not valid..."),
        ("--env prod --feature ply", 2, "--feature: unknown feature 'ply'..."),
        ("--env prod --without ply", 2, "--without: unknown feature 'ply'..."),
        ("--env prod --identity grop", 2, "--identity: unknown kind of identity 'grop'..."),
        (
            "--env prod",
            3,
            "emit.toml: environments.prod.targets.toy.values.folder: 'a b' is not valid...",
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
