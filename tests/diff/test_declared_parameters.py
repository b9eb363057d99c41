"""Parameters and variables of a file, their defaults, and where a wider one allows more."""

import json

import pytest

from emitter.diff.declared_parameters import openings, uses
from emitter.reading.values import Unknown, Value
from emitter.reading.yaml_tree import Place, parse
from tests.support.policy_documents import statement


def declared(**file):
    return dict(openings(parse(json.dumps(file), "f")))


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ({"Parameters": {"Role": {"Type": "String"}}}, {"Role": ()}),
        ({"Parameters": {"Role": {"Default": "*"}, "Bad": "x"}}, {"Role": ("*",), "Bad": ()}),
        ({"Parameters": "none"}, {}),
        ({"variable": {"role": {"default": ["a", ["b"]]}}}, {"var.role": ("a", "b")}),
        ({"variable": [{"role": {"default": {"a": "x", "b": ["y"]}}}]}, {"var.role": ("x", "y")}),
        ({"variable": {"role": [{"default": "a"}]}}, {"var.role": ("a",)}),
        ({"variable": {"role": "x"}}, {"var.role": ()}),
        ({"locals": [{"a": "1"}, {"b": ["2", "3"]}]}, {"local.a": ("1",), "local.b": ("2", "3")}),
        ({}, {}),
    ],
)
def test_what_a_file_declares(file, found):
    assert declared(**file) == found


def test_a_list_declares_nothing():
    assert list(openings(parse("[]", "f"))) == []


NAME = Value((Unknown("${var.name}"),), Place("f"))


def using(effect, **elements):
    return list(uses(statement(Effect=effect)._replace(**elements), {"var.name"}))


@pytest.mark.parametrize(
    ("elements", "straight"),
    [
        ({"actions": (NAME,)}, True),
        ({"resources": (NAME,)}, True),
        ({"principals": (("AWS", NAME),)}, True),
        ({"not_actions": (NAME,)}, False),
        ({"not_resources": (NAME,)}, False),
        ({"not_principals": (("AWS", NAME),)}, False),
    ],
)
def test_a_wider_default_allows_more_or_less(elements, straight):
    assert using("Allow", **elements) == [("var.name", straight)]
    assert using("Deny", **elements) == [("var.name", not straight)]


@pytest.mark.parametrize(
    ("operator", "allow", "deny"),
    [
        ("StringLike", True, False),
        ("StringNotLike", False, True),
        ("ArnEquals", True, False),
        ("ArnNotEquals", False, True),
        # No pattern: another value is another one, and not more.
        ("StringEquals", False, False),
    ],
)
def test_a_wider_value_of_a_condition(operator, allow, deny):
    (condition,) = statement(Condition={operator: {"a:k": "x"}}).conditions
    conditions = (condition._replace(values=(NAME,)),)
    assert using("Allow", conditions=conditions) == [("var.name", allow)]
    assert using("Deny", conditions=conditions) == [("var.name", deny)]


def test_only_what_is_declared_is_used():
    both = Value(("a/", Unknown("${var.name}"), Unknown("${upper(var.other)}-${var.name}")), Place("f"))
    found = list(uses(statement()._replace(resources=(both,)), {"var.name", "Role"}))
    assert found == [("var.name", True), ("var.name", True)]
    assert list(uses(statement()._replace(resources=(both,)), {"var.other"})) == [("var.other", True)]
