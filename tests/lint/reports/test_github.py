"""Annotations: a command a line, and no text can be one."""

import re

from hypothesis import given

from emitter.lint.reports import Run
from emitter.lint.reports.github import render
from tests.support.reports import FINDINGS, runs

_COMMAND = re.compile(
    r"::(error|warning|notice) file=[^:,\r\n]+(,line=\d+,col=\d+)?,title=[EWN]\d+[^:,\r\n]*::[^\r\n]*"
)


def test_one_command_a_finding(run):
    assert render(run).splitlines() == [
        "::warning file=out/a b.yaml,line=3,col=7,title=W201 All::allows all of s3",
        "::error file=out/a b.yaml,line=9,col=1,title=E101::is no ARN",
        "::notice file=c.json,line=1,col=20,title=N301 S::could be shorter",
        "::error file=c.json,title=E101::cannot be placed",
    ]


def test_what_means_something_to_a_command_is_escaped():
    finding = FINDINGS[0]._replace(message="50%\n::error::x", sid="a:b,c")
    assert render(Run([finding])) == (
        "::warning file=out/a b.yaml,line=3,col=7,title=W201 a%3Ab%2Cc::50%25\\n::error::x\n"
    )


def test_nothing_that_a_terminal_obeys_or_that_turns_text_round_is_left():
    finding = FINDINGS[0]._replace(message="\x1b[31m\u202e", sid="\x1b]0;x\u2066")
    assert "title=W201 \\x1b]0;x\\u2066::\\x1b[31m\\u202e\n" in render(Run([finding]))


def test_an_absolute_path_becomes_one_of_the_repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    finding = FINDINGS[0]._replace(file=str(tmp_path / "out" / "a.yaml"))
    assert "file=out/a.yaml," in render(Run([finding]))


@given(runs())
def test_no_file_can_give_a_command(run):
    lines = re.split("\r\n|\r|\n", render(run))[:-1]
    assert len(lines) == len(run.findings)
    assert all(_COMMAND.fullmatch(line) for line in lines)
