"""A statement that is larger than a policy is cut into pieces that together allow the same."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emitter.aws.quotas import MANAGED_POLICY
from emitter.catalogue.targets import load_target
from emitter.compiler.bind import bind
from emitter.compiler.deployment import BoundCondition, BoundStatement
from emitter.compiler.request import Choice, DeploymentRequest, Environment
from emitter.errors import FormatError
from emitter.evaluate import AccessRequest, compile_policies
from emitter.template.pieces import pieces
from emitter.template.size import fits
from emitter.template.split import split
from tests.support.policy_documents import documents
from tests.support.strategies import ACTIONS

_ANY = ("StringEquals", "ArnLike", "ForAnyValue:StringLike", "StringEqualsIfExists")
_ALL = ("StringNotEquals", "StringNotLike", "ForAllValues:StringEquals", "ForAnyValue:StringNotEquals")
_KEYS = ("aws:SourceArn", "aws:PrincipalArn", "aws:TagKeys")


def _arns(kind, lengths):
    return tuple((f"arn:aws:s3:::{kind}{n}{'x' * length}",) for n, length in enumerate(lengths))


@st.composite
def _statements(draw):
    lengths = st.lists(st.integers(20, 500), min_size=1, max_size=20)
    conditions = [
        BoundCondition(draw(st.sampled_from(_ANY + _ALL)), (key,), _arns("v", draw(lengths)))
        for key in draw(st.lists(st.sampled_from(_KEYS), unique=True, max_size=2))
    ]
    return BoundStatement("S", ACTIONS[:1], _arns("r", draw(lengths)), tuple(conditions))


def _policy(*statements):
    """``statements`` as a policy that can be asked."""
    plain = []
    for statement in statements:
        conditions = {}
        for condition in statement.conditions:
            values = [text for (text,) in condition.values]
            conditions.setdefault(condition.operator, {})[condition.key[0]] = values
        (action,) = statement.actions
        resources = [text for (text,) in statement.resources]
        one = {"Sid": statement.sid, "Effect": "Allow", "Action": action.JSONrepr(), "Resource": resources}
        plain.append(one | {"Condition": conditions})
    return compile_policies(documents({"Version": "2012-10-17", "Statement": plain}))


@settings(deadline=None, max_examples=60)
@given(_statements(), st.data())
def test_the_pieces_fit_and_allow_the_same(statement, data):
    try:
        made = pieces(statement, "Policy")
    except FormatError:
        return
    assert all(fits((piece,)) for piece in made.values())
    assert {ending: f"S{ending}" for ending in made} == {e: piece.sid for e, piece in made.items()}
    whole, parts = _policy(statement), _policy(*made.values())
    others = ("arn:aws:s3:::other",)
    for _ in range(20):
        (resource,) = data.draw(st.sampled_from([*statement.resources, others]))
        context = {}
        for condition in statement.conditions:
            values = st.sampled_from([*(text for (text,) in condition.values), *others])
            many = 3 if "Values" in condition.operator else 1
            context[condition.key[0]] = tuple(data.draw(st.lists(values, max_size=many, unique=True)))
        context = {key: values for key, values in context.items() if values}
        request = AccessRequest("s3:GetObject", resource, context, True)
        assert parts.decide(request).verdict == whole.decide(request).verdict


def test_only_values_of_which_any_is_enough_are_divided():
    for operator in _ANY + _ALL:
        condition = BoundCondition(operator, ("aws:SourceArn",), _arns("v", [400] * 20))
        statement = BoundStatement("S", ACTIONS[:1], _arns("r", [1]), (condition,))
        if operator in _ANY:
            made = pieces(statement, "Policy")
            assert len(made) > 1
            assert all(re.fullmatch(r"(AwsSourceArn\d+)?", ending) for ending in made)
        else:
            with pytest.raises(FormatError, match=r"^Policy\.S: \d+ characters .* IAM allows 6144"):
                pieces(statement, "Policy")


def _cells(made):
    """The piece that each resource with each value is in."""
    return {
        (resource, value): piece.sid
        for piece in made.values()
        for resource in piece.resources
        for value in piece.conditions[0].values
    }


_LENGTHS = st.lists(st.integers(20, 900), min_size=2, max_size=12)


@settings(deadline=None, max_examples=200)
@given(st.tuples(_LENGTHS, _LENGTHS), st.tuples(_LENGTHS, _LENGTHS))
def test_a_change_moves_nothing_between_pieces_that_stay(old, new):
    def cut(resources, values):
        condition = BoundCondition("ArnLike", ("ecs:service",), _arns("v", values))
        return _cells(pieces(BoundStatement("S", ACTIONS[:1], _arns("r", resources), (condition,)), "P"))

    before, after = cut(*old), cut(*new)
    for cell in before.keys() & after.keys():
        was, now = before[cell], after[cell]
        assert was == now or was not in after.values() or now not in before.values()


def test_what_is_exactly_as_large_as_its_share_is_one_piece():
    """Resources that need little leave their room to the values."""
    values = _arns("v", [83] * 55)
    condition = BoundCondition("ArnLike", ("ecs:service",), values)
    made = pieces(BoundStatement("S", ACTIONS[:1], _arns("r", [1, 1]), (condition,)), "P")
    assert list(made) == [""]
    assert MANAGED_POLICY - 500 < len(json.dumps([text for (text,) in values])) < MANAGED_POLICY


def test_many_services_of_a_deployer_fit():
    services = tuple(f"service-{number}" for number in range(80))
    values = {"service": services, "cluster": ("prod",), "task_role": ("web",), "family": ("*",)}
    place = Environment("prod", "111122223333", "eu-west-1")
    (policy,) = bind(
        DeploymentRequest((Choice("piped-ecs", values=values),), place, open=False), load_target
    ).policies
    assert any(
        condition.key == ("ecs:service",) and not fits((statement,))
        for statement in policy.statements
        for condition in statement.conditions
    )
    parts = split(policy)
    assert all(fits(part.statements) for part in parts)
    assert any("EcsService" in part.part for part in parts)
