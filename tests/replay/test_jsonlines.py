"""Calls as lines of JSON: what a line may say, and what is wrong with it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitter.replay import Call, Skipped, Where, jsonlines
from tests.support.records import SERVICE
from tests.support.replay_reading import read, requests, skipped

HERE = Where("calls", 1, 0)

_slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def call(**item):
    return jsonlines.call(item, HERE)


def test_a_line_is_a_call():
    found = call(
        action="ECS:updateservice",
        resource=SERVICE,
        context={"ecs:Cluster": "prod", "aws:TagKeys": ["a", "b"], "n": 3, "yes": True, "no": []},
        source="anything else",
    )
    (asked,) = found.asked
    assert asked.request.action == "ecs:UpdateService"
    assert asked.request.resource == SERVICE
    assert asked.request.context == {
        "ecs:cluster": ("prod",),
        "aws:tagkeys": ("a", "b"),
        "n": ("3",),
        "yes": ("true",),
        "no": (),
    }
    assert not asked.request.complete
    assert call(action="ecs:ListClusters", complete=True).asked[0].request.complete


@pytest.mark.parametrize("resource", [None, "*", SERVICE, "arn:aws:s3:::toys", "arn:aws-cn:s3:::toys/a"])
def test_a_resource_may_be_left_out(resource):
    assert call(action="s3:GetObject", resource=resource).asked[0].request.resource == resource


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"action": 3}, "no text"),
        ({"action": "ecs:RunTask", "resource": ["*"]}, "no text"),
        ({"action": "ecs:RunTask", "context": [1]}, "a context that is no object"),
        ({"action": "ecs:RunTask", "context": {"a": {}}}, "context key 'a'"),
        ({"action": "ecs:RunTask", "context": {"a": [None]}}, "context key 'a'"),
        ({"action": "ecs:RunTask", "resource": "service/web"}, "is no ARN"),
        ({"action": "ecs:RunTask", "resource": "arn:aws:ecs:eu-west-1:1"}, "is no ARN"),
        ({"action": "ecs:RunTask", "resource": "arn:awz:ecs:eu-west-1::x"}, "'awz'"),
        ({"action": "sqs:SendMessage", "resource": "arn:aws:sqz:eu-west-1:210987654321:q"}, "service 'sqz'"),
        ({"action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-wst-1:210987654321:q"}, "'eu-wst-1'"),
        ({"action": "ecs:RunTasks"}, "'ecs:RunTasks'"),
        ({"action": "ecs:*"}, "'ecs:*'"),
        ({"action": "x" * 5000}, "x…'"),
    ],
)
def test_what_is_wrong_is_said(item, why):
    found = jsonlines.call(item, HERE)
    assert isinstance(found, Skipped)
    assert found.broken
    assert why in found.why


def test_a_broken_line_is_named_and_the_rest_is_kept(tmp_path):
    lines = [
        '{"action": "ecs:ListClusters"}',
        '{"action": ',
        "3",
        '{"x": 1}',
        '{"action": "ecs:ListServices"}',
    ]
    found = read(tmp_path, "\n".join(lines))
    assert requests(found) == [("ecs:ListClusters", None), ("ecs:ListServices", None)]
    assert [line for line, _ in skipped(found)] == [2, 3, 4]
    assert [entry.where.number for entry in found] == [0, 1, 2, 3, 4]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@_slow
@given(st.dictionaries(st.sampled_from(["action", "resource", "context", "complete"]), _JSON))
def test_no_line_can_hurt(item):
    assert isinstance(jsonlines.call({"action": "ecs:RunTask"} | item, HERE), (Call, Skipped))


def test_nothing_is_kept_of_names_that_there_are_not(tmp_path):
    from emitter.aws import service_reference

    before = service_reference.action.cache_info().currsize
    read(tmp_path, "\n".join(json.dumps({"action": f"ecs:Nothing{number}"}) for number in range(2000)))
    assert service_reference.action.cache_info().currsize == before
