"""The report for programs."""

import json

from hypothesis import given

from emitter.lint.reports.json import render
from tests.support.reports import runs


def test_an_object_a_finding(run):
    assert json.loads(render(run))[0] == {
        "rule": "W201",
        "severity": "warning",
        "message": "allows all of s3",
        "file": "out/a b.yaml",
        "line": 3,
        "column": 7,
        "sid": "All",
        "document": "Policy",
    }


@given(runs())
def test_every_text_comes_back(run):
    read = json.loads(render(run))
    assert [(f["rule"], f["message"], f["file"], f["sid"]) for f in read] == [
        (f.rule, f.message, f.file, f.sid) for f in run.findings
    ]
