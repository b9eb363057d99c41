"""Plain policies, alone or by name, and lists of statements."""

import json

import pytest

from emitter.reading.plain import is_policy, is_statements, read_policy
from emitter.reading.yaml_tree import parse
from tests.support.policy_documents import allow

STATEMENT = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}


def node(data):
    return parse(json.dumps(data), "p.json")


@pytest.mark.parametrize(
    ("data", "policy", "statements"),
    [
        (allow(), True, False),
        ({"Statement": []}, True, False),
        ({"Version": "2012-10-17"}, True, False),
        ({"Version": "2008-10-17"}, True, False),
        ({"Version": "1.0"}, False, False),
        # Nothing but policies, by name.
        ({"a": allow(), "b": {"Statement": []}}, True, False),
        ({"a": allow(), "b": {"Other": 1}}, False, False),
        ({}, False, False),
        ([STATEMENT], False, True),
        ([STATEMENT, {"Effect": "Deny", "NotAction": "s3:*"}], False, True),
        ([STATEMENT, {"Effect": "Deny"}], False, False),
        ([], False, False),
        ("text", False, False),
    ],
)
def test_what_is_a_policy_and_what_a_list_of_statements(data, policy, statements):
    assert is_policy(node(data)) is policy
    assert is_statements(node(data)) is statements


@pytest.mark.parametrize(
    ("data", "names", "count"),
    [
        (allow(), [""], 1),
        ({"a": allow(), "b": allow()}, ["a", "b"], 2),
        # Statements that another file takes in are of the newest version.
        ([STATEMENT, STATEMENT], [""], 2),
        ("text", [], 0),
    ],
)
def test_the_documents_of_a_file(data, names, count):
    found = list(read_policy(node(data)))
    assert [one.name for one in found] == names
    assert sum(len(one.statements) for one in found) == count
    assert all(one.version is not None and one.version.text == "2012-10-17" for one in found)


@pytest.mark.parametrize(
    ("elements", "kind"),
    [
        ({}, "identity"),
        (
            {"Principal": {"Service": "ecs.amazonaws.com"}, "Action": "sts:AssumeRole", "Resource": None},
            "trust",
        ),
    ],
)
def test_a_policy_tells_its_kind(elements, kind):
    made = {name: value for name, value in (STATEMENT | elements).items() if value is not None}
    (document,) = read_policy(node({"Version": "2012-10-17", "Statement": [made]}))
    assert document.kind == kind
