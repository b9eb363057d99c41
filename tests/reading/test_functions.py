"""Intrinsic functions of CloudFormation, in their short and long form, and what an Fn::If may be."""

import pytest

from emitter.reading.functions import cases, function, is_function, is_nothing, items
from emitter.reading.yaml_tree import parse


def node(text):
    return parse(text, "f")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("!Ref a", "Ref"),
        ("!Condition a", "Condition"),
        ("!Sub a", "Fn::Sub"),
        ("!GetAtt a.b", "Fn::GetAtt"),
        ("{Ref: a}", "Ref"),
        ("{'Fn::Sub': a}", "Fn::Sub"),
        ("{Ref: a, Other: b}", ""),
        ("{Refer: a}", ""),
        ("[a]", ""),
        ("a", ""),
    ],
)
def test_the_function_that_a_node_calls(text, name):
    assert function(node(text))[0] == name
    assert is_function(node(text)) is bool(name)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("!Ref AWS::NoValue", True),
        ("{Ref: 'AWS::NoValue'}", True),
        ("!Ref a", False),
        ("AWS::NoValue", False),
    ],
)
def test_a_value_for_which_nothing_comes(text, nothing):
    assert is_nothing(node(text)) is nothing


def shown(pairs):
    return [(one.text, when) for one, when in pairs]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a", [("a", ())]),
        ("!If [Prod, a, b]", [("a", ("Prod",)), ("b", ("not Prod",))]),
        ("{'Fn::If': [Prod, a, !Ref AWS::NoValue]}", [("a", ("Prod",))]),
        (
            "!If [Prod, !If [Web, a, b], c]",
            [("a", ("Prod", "Web")), ("b", ("Prod", "not Web")), ("c", ("not Prod",))],
        ),
        ("!If [[x], a, b]", [("a", ("a condition",)), ("b", ("not a condition",))]),
        ("!Ref AWS::NoValue", []),
    ],
)
def test_what_a_node_may_be_and_when(text, found):
    assert shown(cases(node(text))) == found


def test_a_function_that_is_no_choice_of_two_stays():
    ((one, when),) = cases(node("!If [Prod, a]"))
    assert (function(one)[0], when) == ("Fn::If", ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a", [("a", ())]),
        ("[a, b]", [("a", ()), ("b", ())]),
        ("[a, !If [Prod, b, !Ref AWS::NoValue]]", [("a", ()), ("b", ("Prod",))]),
        (
            "!If [Prod, [a, !If [Web, b, c]], d]",
            [("a", ("Prod",)), ("b", ("Prod", "Web")), ("c", ("Prod", "not Web")), ("d", ("not Prod",))],
        ),
    ],
)
def test_the_items_of_a_list_and_when(text, found):
    assert shown(items(node(text))) == found
