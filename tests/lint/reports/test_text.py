"""The report for people."""

import re

from hypothesis import given

from emitter.lint.linter import Finding
from emitter.lint.reports import Run
from emitter.lint.reports.text import render
from tests.support.reports import runs


def test_a_finding_shows_its_line_with_a_caret(run):
    assert render(run).splitlines() == [
        "out/a b.yaml:3:7: W201 allows all of s3 [All]",
        '       - "s3:*"',
        "          ^",
        "out/a b.yaml:9:1: E101 is no ARN",
        "    Resource: x",
        "    ^",
        "c.json:1:20: N301 could be shorter [S]",
        '    {"Statement": [{}]}',
        "                       ^",
        "c.json: E101 cannot be placed",
        "2 errors, 1 warning, 1 note in 3 files; run emit lint --explain E101 for the reason and the fix",
    ]


def test_the_gravest_rule_is_the_one_to_read_about():
    found = [
        Finding(id_, name, "it", "a.json", 1, 1, "", "", "")
        for id_, name in (("N101", "note"), ("W201", "warning"))
    ]
    assert "run emit lint --explain W201 " in render(Run(found, ("a.json",)))


def test_nothing_found():
    assert render(Run((), ("a.yaml",))) == "no findings in 1 file\n"


def test_of_a_long_line_only_what_is_around_the_place_is_shown():
    text = "x" * 5_000 + '"*"' + "y" * 5_000
    finding = Finding("W201", "warning", "allows all", "a.json", 1, 5_001, "", "", text)
    _, line, caret, _ = render(Run([finding], ("a.json",))).splitlines()
    assert len(line) < 120
    assert line.startswith("    …xxx")
    assert line.endswith("yyy…")
    assert line[caret.index("^") :].startswith('"*"y')


def test_colour_is_for_terminals_only(run):
    plain, coloured = render(run), render(run._replace(colour=True))
    assert "\x1b" not in plain
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
    assert "\x1b[33m\x1b[1mW201" in coloured


@given(runs())
def test_no_file_can_command_the_terminal(run):
    assert "\x1b" not in render(run)
    assert all(line.isprintable() for line in render(run).split("\n"))
