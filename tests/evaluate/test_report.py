"""A decision for a person and as data."""

import pytest

from emitter.evaluate.report import data, deciding, reasons, statement
from emitter.evaluate.request import Deciding, Decision, Reason
from emitter.reading.yaml_tree import Place

LINE, WHOLE = Place("role.yaml", 12), Place("policy.json")
READ = Deciding("Allow", "Read", "policy", "Deploy", LINE)
LIMIT = Deciding("Allow", "", "permissions boundary", "", WHOLE)
NEAR = Reason("Read", "policy", "Deploy", LINE, "resource", "a is not b")
ALSO = NEAR._replace(what="condition", detail="wants c, got d")
OTHER = NEAR._replace(place=Place("role.yaml", 20))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (("Read", "Deploy", LINE), "Read of Deploy, role.yaml:12"),
        (("", "Deploy", LINE), "a statement of Deploy, role.yaml:12"),
        (("Read", "", WHOLE), "Read, policy.json"),
        (
            ("Read", "Limit", LINE, "permissions boundary"),
            "Read of the permissions boundary Limit, role.yaml:12",
        ),
        (("Read", "", LINE, "session policy"), "Read of the session policy, role.yaml:12"),
    ],
)
def test_a_statement_by_sid_document_and_place(given, text):
    assert statement(*given) == text


@pytest.mark.parametrize(("verdict", "by"), [("allowed", "by"), ("unknown", "otherwise by")])
def test_the_statements_that_decided(verdict, by):
    assert list(deciding(Decision(verdict, (READ, LIMIT)))) == [
        f"  {by} Read of Deploy, role.yaml:12",
        f"  {by} a statement of the permissions boundary, policy.json",
    ]


def test_reasons_of_one_statement_stand_below_it():
    assert list(reasons(Decision("implicitly-denied", reasons=(NEAR, ALSO, OTHER)))) == [
        "  Read of Deploy, role.yaml:12",
        "      resource: a is not b",
        "      condition: wants c, got d",
        "  Read of Deploy, role.yaml:20",
        "      resource: a is not b",
    ]


def test_a_decision_as_data():
    position = {"file": "role.yaml", "line": 12}
    whose = {"sid": "Read", "group": "policy", "document": "Deploy", **position}
    assert data(Decision("unknown", (READ,), (NEAR,), ("aws:SourceIp",))) == {
        "verdict": "unknown",
        "statements": [{"effect": "Allow", **whose}],
        "reasons": [{**whose, "what": "resource", "detail": "a is not b"}],
        "unknown": ["aws:SourceIp"],
    }
