"""Small tables of phrases, wildcards, principals, condition keys and grants."""

import pytest

from emitter.aws.wildcards import is_pattern, literal, parse
from emitter.policy import conditions
from emitter.policy.grants import allowed_broadly, condition_admits, denied, granted, is_scoped, naming
from emitter.policy.phrases import listed, on
from emitter.policy.principals import service
from emitter.policy.wildcards import intersects, is_wide, matches
from emitter.reading.values import Value
from emitter.reading.yaml_tree import Place
from tests.support.policy_documents import allow, deny, documents

NAMES = frozenset({"s3:getobject", "s3:putobject"})


@pytest.mark.parametrize(
    ("names", "phrase"),
    [
        ("a", "a"),
        ("ab", "a and b"),
        ("aba", "a and b"),
        ("abcd", "a, b, c and d"),
        ("abcde", "a, b, c and 2 more"),
    ],
)
def test_names_are_listed(names, phrase):
    assert listed(names) == phrase


@pytest.mark.parametrize(
    ("resource", "phrase"), [("*", ""), (["r", "*"], ""), ("r", " on r"), (["r", "q"], " on r and q")]
)
def test_where_a_statement_holds(resource, phrase):
    (document,) = documents(allow(Resource=resource))
    assert on(document.statements[0]) == phrase


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("a*", "*b", True),
        ("a*", "b*", False),
        ("a?c", "abc", True),
        ("a?c", "ac", False),
        ("*a", "*b", False),
        ("a*b*c", "a*x", False),
        ("role/*/x", "role/x", False),
    ],
)
def test_patterns_intersect(one, other, meets):
    assert intersects(parse(one), parse(other)) is meets
    assert intersects(parse(other), parse(one)) is meets


def test_texts_and_patterns():
    assert (literal(parse("a")), literal(parse("a*"))) == ("a", None)
    assert matches(parse("s3:*Object"), "s3:getObject")
    assert not matches(parse("s3:*Object"), "s3:getObjects")
    assert [is_pattern(text) for text in ("a", "a?", "*")] == [False, True, True]
    assert [is_wide(text) for text in ("*", "*:*", "s3:*")] == [True, True, False]


@pytest.mark.parametrize(
    ("policies", "names"),
    [
        ([allow(Action="s3:GetObject")], {"s3:getobject"}),
        ([allow(Action="S3:*Object")], NAMES),
        ([allow(Action="*")], set()),
        ([allow(Action="s3:*"), deny(Action="s3:Put*")], {"s3:getobject"}),
        ([allow(Action="s3:*"), deny(Action="*")], set()),
        ([allow(Action="s3:*"), deny(NotAction="s3:Get*")], {"s3:getobject"}),
        ([allow(Action="s3:*"), deny(Action="*", Resource="arn:aws:s3:::b")], NAMES),
        (
            [allow(Action="s3:*"), deny(Action="*", Condition={"Bool": {"aws:SecureTransport": "false"}})],
            NAMES,
        ),
    ],
)
def test_what_is_granted(policies, names):
    assert set(granted(documents(*policies), NAMES)) == set(names)


def test_broadly_granted_and_named():
    (all_,) = documents(allow(Action="*"))
    (rest,) = documents(allow(NotAction="s3:Get*"))
    assert set(granted((all_,), NAMES, broadly=True)) == NAMES
    assert set(granted((rest,), NAMES, broadly=True)) == {"s3:putobject"}
    assert denied((all_,), NAMES) == set()
    (named,) = documents(allow(Action=["S3:GetObject", "s3:*"]))
    assert [value.shown for _, value in naming(named, "s3:getobject")] == ["S3:GetObject"]


@pytest.mark.parametrize(
    ("condition", "scoped"),
    [
        ({"StringEquals": {"aws:PrincipalTag/t": "x"}}, False),
        ({"StringEquals": {"aws:ResourceTag/t": "x"}}, True),
        ({"StringLike": {"aws:ResourceTag/t": "*"}}, True),
        ({"StringLike": {"s3:prefix": "*"}}, False),
        ({"StringLike": {"s3:prefix": "home/*"}}, True),
    ],
)
def test_a_condition_on_what_is_reached_scopes(condition, scoped):
    (document,) = documents(allow(Condition=condition))
    assert is_scoped(document.statements[0]) is scoped


@pytest.mark.parametrize(
    ("text", "name", "suffix"),
    [
        ("ecs-tasks.amazonaws.com", "ecs-tasks", "amazonaws.com"),
        ("logs.eu-west-1.amazonaws.com", "logs", "amazonaws.com"),
        ("ecs-tasks", "ecs-tasks", ""),
    ],
)
def test_a_service_principal_has_a_name_and_a_suffix(text, name, suffix):
    assert service(Value((text,), Place("f"))) == (name, suffix)


def test_condition_keys():
    assert conditions.key("AWS:CalledVia") is not None
    assert conditions.key("aws:NoSuchKey") is None
    assert conditions.forms("aws:RequestTag/a")[:2] == ("aws:RequestTag/a", "aws:RequestTag/<key>")
    assert conditions.is_provider("token.actions.githubusercontent.com:sub")
    assert not conditions.is_provider("aws:username")


@pytest.mark.parametrize(
    ("condition", "admits"),
    [
        ({}, True),
        ({"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}, True),
        ({"StringEquals": {"iam:PassedToService": "ecs*"}}, False),
        ({"StringLike": {"iam:PassedToService": "ecs*"}}, True),
        ({"StringLike": {"iam:PassedToService": "ec2*"}}, False),
    ],
)
def test_a_condition_admits_a_value(condition, admits):
    (document,) = documents(allow(Condition=condition))
    found = condition_admits(document.statements[0], "iam:passedtoservice", "ecs-tasks.amazonaws.com")
    assert found is admits


def test_a_trust_policy_grants_no_permission():
    trust = allow(Action="s3:GetObject", Principal="*")
    assert granted(documents(trust), NAMES) == {}


def test_broad_access_is_on_the_resources_asked_for():
    (document,) = documents(allow(Action="s3:Get*", Resource="arn:aws:s3:::b/*"))
    found = allowed_broadly(document, lambda action: True, on=lambda value: value.shown.endswith("b/*"))
    assert [one.resource.shown for one in found] == ["arn:aws:s3:::b/*"]
    assert not list(allowed_broadly(document, lambda action: True, on=lambda value: False))
