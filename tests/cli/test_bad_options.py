"""What is asked on the command line and cannot be: one line that names the option, and nothing else."""

import tomllib
from pathlib import Path

import pytest

from tests.support.error_lines import said
from tests.support.fixtures import tree

CASES = tomllib.loads(Path(__file__).with_name("bad_options.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["run"] for case in CASES])
def test_one_line_names_what_is_wrong_and_what_to_do(case, emit, tmp_path):
    ran = emit(*case["run"].split())
    said(ran, case["says"])
    assert ran.status == case.get("status", 2)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("format", ["cloudformation", "cloudformation-json", "terraform", "aws-cli"])
def test_an_output_file_is_not_made_either(format, emit, tmp_path):
    ran = emit("--target", "toy", "--format", format, "--set", "bucket=a b", "--output", tmp_path / "iam")
    assert (ran.status, ran.out) == (2, "")
    assert tree(tmp_path) == {}


def test_nothing_at_all_gets_the_help(emit):
    ran = emit()
    assert (ran.status, ran.out) == (2, "")
    assert "Usage: emit" in ran.err


@pytest.mark.parametrize(
    ("run", "says"),
    [
        (("--target", "toy", "--permissions", ""), "--permissions: unknown permissions ''; available: ..."),
        (("--target", "toy", "--identity", ""), "--identity: unknown kind of identity ''; available: ..."),
        (("--target", "toy", "--output", ""), "--output: is empty; name a file, or leave it out"),
        (("build", "--config", ""), "--config: is empty; name a file, or leave it out"),
        (("init", "--config", ""), "--config: is empty; name a file, or leave it out"),
        (("review", "-o", ""), "--output: is empty; name a file, or leave it out"),
        (("adopt", "--env", "prod", "-o", ""), "--output: is empty; name a file, or leave it out"),
    ],
)
def test_an_empty_value_is_not_the_same_as_none(run, says, emit, tmp_path):
    """A script passes one where its variable is not set."""
    ran = emit(*run)
    said(ran, says)
    assert (ran.status, tree(tmp_path)) == (2, {})


def test_a_value_that_is_no_name_is_shown_without_its_middle(emit):
    ran = emit("--target", "toy", "--format", "a" * 100_000)
    said(ran, "--format: unknown format 'aaaa...")
    assert "aaa … aaa" in ran.err
    assert "'; available: aws-cli, " in ran.err
    assert len(ran.err) < 2000


def test_everything_that_is_wrong_with_a_request_is_said(emit):
    wrong = [
        "bucket=a,b",
        "folder=c d",
        "identity.name=,",
        "identity.path=x",
        "identity.tags.a=$",
        "policy_name=,",
    ]
    ran = emit("--target", "toy", *(word for one in wrong for word in ("--set", one)))
    assert [line.partition(": ")[0] for line in ran.err.splitlines()] == [
        "--set identity.name",
        "--set identity.path",
        "--set identity.tags.a",
        "--set bucket",
        "--set folder",
        "--set policy_name",
    ]
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("--feature make --set role=,", "--set role: ',' is not valid..."),
        ("--identity group --set identity.nope=1", "--set identity.nope: unknown setting 'nope' of group..."),
        ("--target toy@9 --set bucket=,", "--target: '9' of toy is too new..."),
    ],
)
def test_what_only_follows_is_not_said(wrong, says, emit):
    ran = emit(*("--target toy " * ("--target" not in wrong) + wrong).split())
    said(ran, says)


def test_what_init_cannot_write_is_named(emit):
    ran = emit("init", "--config", "a" * 300)
    said(ran, f"{'a' * 300}: file name too long; fix that and run it again")
    assert ran.status == 6


def test_init_says_what_to_run_next(emit):
    ran = emit("init", "--config", "a\tb.toml")
    assert (ran.status, ran.err) == (0, "a\\tb.toml: written; next: emit build --config 'a\\tb.toml'\n")


_WORSE = (
    *("${x}", "a$", "%{x}", "{x}", 'a"b', "a'b", "a`id`", "$(id)", "a\nb", "a\n", "a\\", "a\tb"),
    # A Cyrillic letter, one that writes backwards, and a byte that is no UTF-8.
    *("\u0410", "\u202ea", "a\udcffb"),
)
_KEYS = (
    "bucket",
    "folder",
    "role",
    "account",
    "region",
    "partition",
    "identity.name",
    "identity.path",
    "policy_name",
)


@pytest.mark.parametrize("value", _WORSE)
@pytest.mark.parametrize("key", _KEYS)
def test_a_value_that_could_mean_more_is_refused_with_the_rule(key, value, emit):
    ran = emit("--target", "toy", "--feature", "make", "--set", f"{key}={value}")
    said(ran, f"--set {key}: ...")
    assert ran.status == 2
    assert "; " in ran.err
    assert ran.err.rstrip("\n").isprintable()


def test_a_bug_is_one_line_too_and_says_what_to_do(emit, monkeypatch):
    monkeypatch.setattr("emitter.project.generate.bind", lambda *_: 1 / 0)
    ran = emit("--target", "toy")
    said(ran, "emit: a bug: ZeroDivisionError: division by zero; run it again with --debug...")
    assert ran.status == 70


def test_debug_shows_where_an_error_comes_from_and_keeps_the_status(emit):
    ran = emit("--target", "toi", "--debug")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Traceback (most recent call last):\n")
    assert ran.err.endswith("did you mean 'toy'?\n")


def test_a_fault_in_a_target_has_a_status_of_its_own(emit, monkeypatch):
    from tests.support.toy import TOY

    monkeypatch.setattr("tests.support.toy.OTHER", TOY)
    ran = emit("--target", "toy-other")
    said(ran, "target toy-other: its module holds no Target of that name; fix the name")
    assert ran.status == 4


def test_a_package_that_cannot_be_imported_is_its_targets_fault(emit, monkeypatch):
    monkeypatch.delattr("tests.support.toy.OTHER")
    ran = emit("--target", "toy-other")
    said(ran, "target toy-other: cannot be loaded: AttributeError(...")
    assert ran.status == 4
