"""The tally: what is denied, what is not known, what nothing used, what a narrower grant would be."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitter.evaluate import AccessRequest, compile_policies
from emitter.replay import Asked, Call, Skipped, Where, deciding
from emitter.replay.groups import KEPT
from tests.support.records import CLUSTER, REGION, SERVICE, arn
from tests.support.replay_running import allow, call, narrower, policy, tally

TASKS = [arn("ecs", f"task/prod/{number:032x}") for number in range(30)]

_slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


POLICY = policy(
    allow("Services", ["ecs:UpdateService", "ecs:DeleteService"], SERVICE),
    allow("Lists", "ecs:List*"),
    allow(
        "Tasks", "ecs:StopTask", arn("ecs", "task/prod/*"), Condition={"ArnLike": {"ecs:cluster": CLUSTER}}
    ),
    {"Sid": "Never", "Effect": "Deny", "Action": "ecs:DeleteService", "Resource": "*"},
)


def test_every_call_has_its_verdict():
    found = tally(
        POLICY,
        call("ecs:UpdateService", SERVICE, 0),
        call("ecs:DeleteService", SERVICE, 1),
        call("ecs:RunTask", arn("ecs", "task-definition/web:1"), 2),
        call("ecs:StopTask", TASKS[0], 3),
        call("ecs:StopTask", TASKS[0], 4, ecs_cluster=(CLUSTER,)),
        Skipped(Where("calls", 6, 5), "is not valid JSON"),
    )
    assert (found.allowed, found.calls_denied, found.calls_unknown, found.entries_skipped) == (2, 2, 1, 1)
    assert [(one.where.number, one.decision.verdict) for one in found.denied] == [
        (1, "explicitly-denied"),
        (2, "implicitly-denied"),
    ]
    assert found.denied[0].decision.statements[0].sid == "Never"
    assert [(one.where.number, one.decision.unknown) for one in found.unknown] == [(3, ("ecs:cluster",))]
    assert found.entries_broken == 1


def test_a_call_is_as_bad_as_the_worst_it_asks_for():
    asked = (
        Asked(AccessRequest("ecs:UpdateService", SERVICE)),
        Asked(AccessRequest("ecs:StopTask", TASKS[0])),
        Asked(AccessRequest("iam:PassRole", arn("iam", "role/web", "")), implied=True),
    )
    found = tally(POLICY, Call(Where("calls", 1, 0), asked), Call(Where("calls", 1, 0), asked[:2]))
    assert (found.allowed, found.calls_denied, found.calls_unknown) == (0, 1, 1)
    assert [one.asked.request.action for one in found.denied] == ["iam:PassRole"]


def test_a_resource_that_is_known_in_part_is_not_denied_for_it():
    part = arn("ecs", "service/prod/*")
    found = tally(POLICY, call("ecs:UpdateService", part, 0, partial=True))
    assert found.unknown[0].decision.unknown == ("the resource",)
    assert tally(POLICY, call("ecs:UpdateService", part)).calls_denied == 1
    assert tally(POLICY, call("ecs:RunTask", part, partial=True)).calls_denied == 1
    wide = policy(allow("All", "ecs:*", arn("ecs", "service/*")))
    assert tally(wide, call("ecs:UpdateService", part, partial=True)).allowed == 1


def _role(name):
    return arn("iam", f"role/{name}", "")


_GET = {"Action": "iam:GetRole"}
_ALL = allow("All", "iam:GetRole")


@pytest.mark.parametrize(
    ("statements", "verdict"),
    [
        ([{**_GET, "Effect": "Allow", "Resource": [_role("y"), _role("teams/z")]}], "denied"),
        ([{**_GET, "Effect": "Allow", "Resource": [_role("y"), _role("teams/x")]}], "unknown"),
        ([{**_GET, "Effect": "Allow", "NotResource": _role("teams/*")}], "unknown"),
        ([{**_GET, "Effect": "Allow", "NotResource": arn("iam", "user/*", "")}], "allowed"),
        ([{**_GET, "Effect": "Allow", "NotResource": _role("*")}], "denied"),
        ([_ALL, {**_GET, "Effect": "Allow", "NotResource": _role("teams/*")}], "allowed"),
        ([_ALL, {**_GET, "Effect": "Deny", "Resource": _role("teams/*")}], "unknown"),
        ([_ALL, {**_GET, "Effect": "Deny", "Resource": _role("teams/y")}], "allowed"),
        ([_ALL, {**_GET, "Effect": "Deny", "NotResource": _role("teams/*")}], "unknown"),
        ([_ALL, {**_GET, "Effect": "Deny", "NotResource": _role("*")}], "allowed"),
        ([_ALL, {**_GET, "Effect": "Deny", "NotResource": arn("iam", "user/*", "")}], "denied"),
        ([_ALL, {"Effect": "Deny", "NotAction": "s3:*", "Resource": _role("teams/*")}], "unknown"),
        ([_ALL, {"Effect": "Deny", "NotAction": "IAM:get*", "Resource": _role("teams/*")}], "allowed"),
    ],
)
def test_a_path_that_is_not_recorded_counts_only_where_it_could_decide(statements, verdict):
    found = tally(policy(*statements), call("iam:GetRole", _role("*x"), partial=True))
    counts = {"allowed": found.allowed, "denied": found.calls_denied, "unknown": found.calls_unknown}
    assert [name for name, count in counts.items() if count] == [verdict]


def test_what_nothing_used_is_listed_by_statement():
    found = tally(POLICY, call("ecs:UpdateService", SERVICE), call("ecs:ListClusters"))
    assert [(one.sid, one.action) for one in found.unused] == [
        ("Services", "ecs:DeleteService"),
        ("Tasks", "ecs:StopTask"),
    ]
    assert {one.place.line for one in found.unused} == {1}


def test_what_may_have_been_used_is_not_unused():
    assert "ecs:StopTask" not in {one.action for one in tally(POLICY, call("ecs:StopTask", TASKS[0])).unused}


def test_every_statement_that_allowed_is_used():
    twice = policy(allow("One", "ecs:List*"), allow("Two", "ecs:ListClusters"))
    assert tally(twice, call("ecs:ListClusters")).unused == ()


def test_all_but_some_actions_are_one_grant():
    but = policy({"Sid": "But", "Effect": "Allow", "NotAction": ["iam:*", "sts:*"], "Resource": "*"})
    assert [one.action for one in tally(but).unused] == ["all but iam:*, sts:*"]
    assert tally(but, call("ecs:ListClusters")).unused == ()


@pytest.mark.parametrize(
    ("granted", "used", "expected"),
    [
        ("*", [SERVICE], [(SERVICE,)]),
        ("*", [arn("ecs", "service/prod/api"), SERVICE], [(arn("ecs", "service/prod/api"), SERVICE)]),
        # an id that AWS makes up is no narrower grant
        ("*", TASKS[:2], [(arn("ecs", "task/prod/*"),)]),
        (arn("ecs", "task/*"), TASKS, [(arn("ecs", "task/prod/*"),)]),
        (arn("ecs", "task/prod/*"), TASKS, []),
        ("*", [arn("ecs", "task-definition/web:7")], [(arn("ecs", "task-definition/web:*"),)]),
        ("*", [arn("ecs", "task-set/prod/web/ecs-svc/922337")], [(arn("ecs", "task-set/prod/web/*"),)]),
        # many are one pattern
        ("*", [arn("ecs", f"service/prod/s{n}x") for n in range(50)], [(arn("ecs", "service/prod/*"),)]),
        (SERVICE, [SERVICE], []),
        ("*", [], []),
    ],
)
def test_a_narrower_resource_is_named(granted, used, expected):
    assert narrower(granted, *used) == expected


def test_keys_last_and_so_their_ids_stay():
    key = arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")
    assert narrower("*", key, action="kms:Decrypt") == [(key,)]


def test_what_takes_no_resource_is_not_narrowed():
    wild = policy(allow("One", ["ecs:ListClusters", "ecs:StopTask"]))
    found = tally(wild, call("ecs:ListClusters", SERVICE), call("ecs:StopTask", TASKS[0]))
    assert [(one.used, one.actions) for one in found.narrower] == [
        ((arn("ecs", "task/prod/*"),), ("ecs:StopTask",))
    ]


def test_actions_behind_a_wildcard_are_named():
    (found,) = tally(POLICY, call("ecs:ListClusters"), call("ecs:ListServices")).narrower
    assert (found.what, found.granted, found.used) == (
        "action",
        ("ecs:List*",),
        ("ecs:ListClusters", "ecs:ListServices"),
    )


def test_a_tag_that_was_not_sent_is_absent():
    tagged = policy(
        allow("Tagged", "ecs:TagResource", Condition={"StringEquals": {"aws:RequestTag/team": "web"}})
    )
    sent = {"aws:requesttag/app": ("x",), "aws:tagkeys": ("app",)}
    asked = Asked(AccessRequest("ecs:TagResource", SERVICE, sent))
    assert tally(tagged, Call(Where("calls", 1, 0), (asked,))).calls_denied == 1
    assert tally(tagged, call("ecs:TagResource", SERVICE)).calls_unknown == 1


def test_keys_are_those_of_conditions_and_variables():
    documents = policy(
        allow("A", "s3:GetObject", "arn:aws:s3:::toys/${aws:username}/${aws:PrincipalTag/team, 'none'}/*"),
        allow("B", "s3:GetObject", Condition={"StringLike": {"S3:Prefix": ["${saml:sub}*"]}}),
    )
    assert deciding.keys(documents) == ("aws:principaltag/team", "aws:username", "s3:prefix", "saml:sub")


def test_what_is_alike_is_counted():
    found = tally(POLICY, *(call("iam:GetRole", "*", n) for n in range(KEPT + 5)), call("iam:GetUser", "*"))
    assert [(one.asked.request.action, one.where.number, one.times) for one in found.denied] == [
        ("iam:GetRole", 0, KEPT + 5),
        ("iam:GetUser", 0, 1),
    ]
    skipped = tally(POLICY, *(Skipped(Where("calls", n, n), "is not valid JSON") for n in range(KEPT + 5)))
    assert skipped.entries_skipped == skipped.skipped[0].times == KEPT + 5
    assert len(skipped.skipped) == 1
    assert [place.number for place in skipped.skipped[0].places] == list(range(KEPT))


def test_too_many_kinds_are_counted_and_no_action_is_lost():
    roles = (call("iam:GetRole", arn("iam", f"role/{n}", ""), n) for n in range(KEPT + 5))
    found = tally(
        POLICY, *roles, call("iam:CreateUser", "*"), call("iam:CreateUser", arn("iam", "user/a", ""))
    )
    assert found.calls_denied == KEPT + 7
    assert len(found.denied) == KEPT + 1
    assert found.denied[-1].asked.request.action == "iam:CreateUser"
    assert found.denied_beyond == {"iam:GetRole": 5, "iam:CreateUser": 1}
    skipped = tally(POLICY, *(Skipped(Where("calls", n, n), f"is {n}") for n in range(KEPT + 5)))
    assert (skipped.entries_skipped, len(skipped.skipped)) == (KEPT + 5, KEPT)


ACTIONS = ["ecs:UpdateService", "ecs:DeleteService", "ecs:StopTask", "ecs:ListClusters", "iam:GetRole"]
CALLS = st.builds(
    lambda action, resource, cluster, partial: call(action, resource, 0, partial, ecs_cluster=cluster),
    st.sampled_from(ACTIONS),
    st.sampled_from([None, SERVICE, TASKS[0], arn("ecs", "service/prod/*")]),
    st.sampled_from([(), (CLUSTER,), (f"{CLUSTER}2",)]),
    st.booleans(),
)


@_slow
@given(st.lists(CALLS, max_size=12))
def test_order_and_repetition_change_no_verdict(calls):
    once, again = tally(POLICY, *calls), tally(POLICY, *reversed(calls), *calls)
    assert again.allowed == 2 * once.allowed
    assert again.calls_denied == 2 * once.calls_denied
    assert again.unused == once.unused
    assert [sorted(one.used) for one in again.narrower] == [sorted(one.used) for one in once.narrower]


@_slow
@given(st.lists(CALLS, max_size=12))
def test_a_verdict_is_that_of_the_policies(calls):
    compiled = compile_policies(POLICY)
    found = tally(POLICY, *calls)
    whole = [one for one in calls if not one.asked[0].partial]
    allowed = [compiled.decide(one.asked[0].request).verdict == "allowed" for one in whole]
    assert tally(POLICY, *whole).allowed == sum(allowed)
    assert found.allowed + found.calls_denied + found.calls_unknown == len(calls)


@_slow
@given(st.lists(CALLS, max_size=12))
def test_with_the_narrower_grants_the_same_is_allowed(calls):
    """What is said to be enough is enough."""
    wide = policy(allow("All", "*"))
    found = tally(wide, *calls)
    used = next((one.used for one in found.narrower if one.what == "resource"), None)
    if used is not None:
        less = policy(allow("All", "*", [*used, "*"] if any(_unnamed(one) for one in calls) else list(used)))
        assert tally(less, *calls).allowed == found.allowed
    assert REGION in SERVICE


def _unnamed(one):
    return one.asked[0].request.resource is None or one.asked[0].request.action == "ecs:ListClusters"
