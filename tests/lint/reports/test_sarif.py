"""The report for code scanning."""

import json

import jsonschema
import pytest
from hypothesis import given

from emitter.lint.linter import every_rule
from emitter.lint.reports import Run
from emitter.lint.reports.sarif import render
from tests.support import ROOT
from tests.support.reports import FINDINGS, RULES, runs

# Written by hand after the standard: no package of PyPI brings its own schema.
SCHEMA = json.loads(
    (ROOT / "tests" / "data" / "sarif-part-that-emit-writes.json").read_text(encoding="utf-8")
)


def log(run):
    """The report of ``run``, read back, and held to the schema."""
    read = json.loads(render(run))
    jsonschema.validate(read, SCHEMA, jsonschema.Draft202012Validator)
    return read["runs"][0]


def test_a_result_says_what_and_where(run):
    first, second, _, last = log(run)["results"]
    assert (first["ruleId"], first["level"], first["message"]) == (
        "W201",
        "warning",
        {"text": "allows all of s3"},
    )
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "out/a%20b.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3, "startColumn": 7},
            },
            "logicalLocations": [{"name": "All", "fullyQualifiedName": "Policy/All"}],
        }
    ]
    assert "logicalLocations" not in second["locations"][0]
    assert "region" not in last["locations"][0]["physicalLocation"]


def test_every_rule_is_described_and_pointed_at(run):
    read = log(run)
    rules = read["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["E101", "N301", "W201"]
    for result in read["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_rule_is_described_in_sentences():
    (rule,) = log(Run((), (), RULES[2:]))["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == {"text": "Something is risky"}
    assert rule["fullDescription"] == {"text": "It does harm. Instead: do less."}
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert [one["id"] for one in log(Run((), (), RULES[::-1]))["tool"]["driver"]["rules"]] == [
        "E101",
        "N301",
        "W201",
    ]


def test_the_real_rules_are_described():
    assert len(log(Run((), (), every_rule()))["tool"]["driver"]["rules"]) == len(every_rule())


@pytest.mark.parametrize(
    ("change", "is_same"),
    [({"line": 30, "column": 1}, True), ({"sid": "Other"}, False), ({"file": "other.yaml"}, False)],
)
def test_a_finding_that_moved_is_still_the_same(change, is_same):
    pair = log(Run([FINDINGS[0], FINDINGS[0]._replace(**change)]))["results"]
    assert (pair[0]["partialFingerprints"] == pair[1]["partialFingerprints"]) is is_same


def test_a_finding_that_code_scanning_knows_stays_known():
    """Another fingerprint opens every alert again that somebody has dismissed."""
    (result,) = log(Run(FINDINGS[:1]))["results"]
    assert result["partialFingerprints"] == {"emit/v1": "74f11d738230218337b4f013791efb60"}


def test_paths_are_relative_to_where_emit_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = [str(tmp_path / "out" / "a.yaml"), "./out/a.yaml", str(tmp_path.parent / "b.yaml")]
    results = log(Run([FINDINGS[0]._replace(file=file) for file in files]))["results"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in results]
    inside = {"uri": "out/a.yaml", "uriBaseId": "%SRCROOT%"}
    assert places == [inside, inside, {"uri": f"file://{tmp_path.parent}/b.yaml"}]


@given(runs())
def test_any_finding_keeps_to_the_schema(run):
    assert len(log(run)["results"]) == len(run.findings)
