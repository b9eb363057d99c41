"""What the comparison of two policies says of access."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter import emit, load_target, target_names
from emitter.diff.changes import compare
from emitter.project.options import Options
from tests.support.diff_policies import read_policies


def policy(*statements, kind="policy.json"):
    whole = [{"Effect": "Allow"} | statement for statement in statements]
    return read_policies(json.dumps({"Version": "2012-10-17", "Statement": whole}), kind)


def allow(actions, resources, **conditions):
    statement = {"Action": actions, "Resource": resources}
    return statement | ({"Condition": {"StringEquals": conditions}} if conditions else {})


def changes(old, new):
    return [
        (c.sort, c.actions, c.old, c.new, c.conditions_old, c.conditions_new)
        for difference in compare(old, new)
        for c in difference.changes
    ]


ONE, ALL = (
    "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
    "arn:aws:ecs:eu-west-1:123456789012:service/*",
)


_AGE, _TIME, _TEAM = "aws:MultiFactorAuthAge", "aws:CurrentTime", "aws:PrincipalTag/team"


@pytest.mark.parametrize(
    ("key", "wide", "narrow", "is_wider"),
    [
        (_AGE, ("NumericLessThan", "3600"), ("NumericLessThan", "60"), True),
        (_AGE, ("NumericLessThan", "60"), ("NumericLessThan", "60.0"), False),
        (_AGE, ("NumericLessThanEquals", "60"), ("NumericLessThan", "60"), True),
        (_AGE, ("NumericLessThan", "60"), ("NumericEquals", ["1", "59"]), True),
        (_AGE, ("NumericGreaterThan", "1"), ("NumericGreaterThanEquals", "2"), True),
        (_AGE, ("NumericNotEquals", "1"), ("NumericNotEquals", ["1.0", "2"]), True),
        (_TIME, ("DateLessThan", "2030-01-01T00:00:00Z"), ("DateLessThan", "2029"), True),
        (_TIME, ("DateGreaterThan", "0"), ("DateGreaterThan", "2029-01-01T00:00:00Z"), True),
        (_TIME, ("DateEquals", "1717243200"), ("DateEquals", "2024-06-01T14:00:00+02:00"), False),
        (_TEAM, ("StringEqualsIgnoreCase", "AB"), ("StringEqualsIgnoreCase", "ab"), False),
        (_TEAM, ("StringEqualsIgnoreCase", "ab"), ("StringEquals", "AB"), True),
        (_TEAM, ("StringNotEquals", "ab"), ("StringNotEqualsIgnoreCase", "AB"), True),
        ("aws:SecureTransport", ("Bool", "true"), ("Bool", "True"), False),
    ],
)
def test_values_of_a_condition_are_compared_as_its_operator_does(key, wide, narrow, is_wider):
    def under(operator, values):
        return policy({"Action": "s3:GetObject", "Resource": "*", "Condition": {operator: {key: values}}})

    ways = [(under(*wide), under(*narrow), "narrowed"), (under(*narrow), under(*wide), "widened")]
    for old, new, sort in ways:
        assert [change[0] for change in changes(old, new)] == ([sort] if is_wider else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("NumericLessThan", "60"), ("NumericLessThan", "sixty")),
        (("NumericLessThan", "60"), ("NumericGreaterThan", "60")),
        (("NumericEquals", "60"), ("NumericNotEquals", "60")),
        (("NumericLessThan", "2029"), ("DateLessThan", "2029")),
        (("StringEquals", "ab"), ("StringNotEqualsIgnoreCase", "ab")),
    ],
)
def test_what_cannot_be_compared_is_a_change(one, other):
    def under(operator, values):
        return policy({"Action": "s3:GetObject", "Resource": "*", "Condition": {operator: {_AGE: values}}})

    assert [change[0] for change in changes(under(*one), under(*other))] == ["changed"]


@pytest.mark.parametrize(
    "grown",
    [
        # Another statement allows as much without the condition.
        lambda teams: [allow("s3:GetObject", "*"), allow("s3:GetObject", "*", **{_TEAM: teams})],
        # Another condition of the statement holds for less.
        lambda teams: [
            {
                "Action": "s3:GetObject",
                "Resource": "*",
                "Condition": {"StringEquals": {_TEAM: "a"}, "StringLike": {_TEAM: teams}},
            }
        ],
        # A value matches what the new one does.
        lambda teams: [
            {"Action": "s3:GetObject", "Resource": "*", "Condition": {"StringLike": {_TEAM: ["*", *teams]}}}
        ],
    ],
)
def test_a_redundant_condition_that_grows_widens_nothing(grown):
    fewer, more = policy(*grown(["a", "b"])), policy(*grown(["a", "b", "c"]))
    assert changes(fewer, more) == changes(more, fewer) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (allow("ecs:StopTask", ONE), allow("ecs:StopTask", ALL), ("widened", (ONE,), (ALL,), (), ())),
        (allow("ecs:StopTask", ALL), allow("ecs:StopTask", ONE), ("narrowed", (ALL,), (ONE,), (), ())),
        (
            allow("ecs:StopTask", ONE),
            allow("ecs:StopTask", ONE, **{"ecs:cluster": "c"}),
            ("narrowed", (ONE,), (ONE,), (), ("ecs:cluster StringEquals c",)),
        ),
        (
            allow("ecs:StopTask", ONE, **{"ecs:cluster": "c"}),
            allow("ecs:StopTask", ONE, **{"ecs:cluster": "d"}),
            ("changed", (ONE,), (ONE,), ("ecs:cluster StringEquals c",), ("ecs:cluster StringEquals d",)),
        ),
    ],
)
def test_a_change_of_one_permission(old, new, expected):
    sort, *rest = expected
    assert changes(policy(old), policy(new)) == [(sort, ("ecs:StopTask",), *rest)]


def test_what_another_statement_still_gives_is_no_change():
    old = policy(allow(["ecs:StopTask"], ALL), allow("ecs:StopTask", ONE))
    assert changes(old, policy(allow("ecs:StopTask", ALL))) == []


def test_the_actions_of_a_wildcard_that_go_are_named():
    (gone,) = changes(policy(allow("ecs:*", "*")), policy(allow(["ecs:StopTask", "ecs:RunTask"], "*")))
    assert gone[0] == "removed"
    assert "ecs:CreateService" in gone[1]
    assert "ecs:StopTask" not in gone[1]
    assert len(gone[1]) > 50


def test_a_deny_that_comes_narrows_and_one_that_goes_widens():
    deny = {"Effect": "Deny"} | allow("ecs:StopTask", "*")
    assert [c[0] for c in changes(policy(), policy(deny))] == ["narrowed"]
    assert [c[0] for c in changes(policy(deny), policy())] == ["widened"]


_EMITTED = [
    (target, permissions)
    for target in target_names()
    for permissions in ("least-privilege", "documented")
    if permissions == "least-privilege" or load_target(target).pages
]


@pytest.mark.parametrize(("target", "permissions"), _EMITTED)
def test_formats_of_one_target_do_not_differ(target, permissions):
    options = Options(permissions=permissions)
    read = [
        read_policies(emit(target, name, options=options).text, target)
        for name in ("cloudformation", "cloudformation-json", "terraform")
    ]
    assert compare(read[0], read[1]) == compare(read[0], read[2]) == compare(read[2], read[1]) == ()


ACTIONS = st.sampled_from(["ecs:StopTask", "ecs:RunTask", "ecs:List*", "s3:GetObject", "*"])
RESOURCES = st.sampled_from(["*", ONE, ALL, "arn:aws:s3:::b/*", "arn:aws:s3:::b/k"])
STATEMENTS = st.builds(
    lambda effect, actions, resources: {"Effect": effect} | allow(actions, resources),
    st.sampled_from(["Allow", "Deny"]),
    st.lists(ACTIONS, min_size=1, max_size=3),
    st.lists(RESOURCES, min_size=1, max_size=3),
)
POLICIES = st.lists(STATEMENTS, min_size=1, max_size=3).map(lambda statements: policy(*statements))
MIRROR = {
    "added": "removed",
    "removed": "added",
    "widened": "narrowed",
    "narrowed": "widened",
    "changed": "changed",
}


@given(POLICIES)
def test_nothing_differs_from_itself(one):
    assert compare(one, one) == ()


@given(POLICIES, POLICIES)
def test_both_directions_mirror(one, other):
    def moves(old, new):
        return {
            (c.sort, c.effect, action, c.old, c.new)
            for difference in compare(old, new)
            for c in difference.changes
            for action in c.actions
        }

    there = {(MIRROR[sort], effect, action, new, old) for sort, effect, action, old, new in moves(one, other)}

    # A Deny that goes widens as a whole: it has no other half to mirror.
    def plain(found):
        return {move for move in found if move[1] == "Allow"}

    assert plain(there) == plain(moves(other, one))


LIMITS = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
}
ARN_OF_LIMITS = "arn:aws:iam::123456789012:policy/limits"


def role(boundary=None, limits=LIMITS):
    rights = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
    properties = {"Policies": [{"PolicyName": "p", "PolicyDocument": rights}]}
    resources = {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}
    if boundary is not None:
        properties["PermissionsBoundary"] = boundary
    if boundary == {"Ref": "Limits"}:
        resources["Limits"] = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": limits}}
    return read_policies(json.dumps({"Resources": resources}), "role.json")


def wider(statement):
    return {**LIMITS, "Statement": [*LIMITS["Statement"], statement]}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (role(), role(ARN_OF_LIMITS), [("narrowed", (), (), (ARN_OF_LIMITS,))]),
        (role(ARN_OF_LIMITS), role(), [("widened", (), (ARN_OF_LIMITS,), ())]),
        (role(), role({"Ref": "Limits"}), [("narrowed", (), (), ("Limits",))]),
        (
            role(ARN_OF_LIMITS),
            role(f"{ARN_OF_LIMITS}-of-all"),
            [("changed", (), (ARN_OF_LIMITS,), (f"{ARN_OF_LIMITS}-of-all",))],
        ),
        (role(ARN_OF_LIMITS), role(ARN_OF_LIMITS), []),
        (role({"Ref": "Limits"}), role({"Ref": "Limits"}), []),
        (
            role({"Ref": "Limits"}),
            role({"Ref": "Limits"}, wider({"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"})),
            [("added", ("s3:PutObject",), (), ("*",))],
        ),
    ],
)
def test_a_permissions_boundary_is_part_of_access(old, new, expected):
    found = [change for difference in compare(old, new) for change in difference.changes]
    assert [(c.sort, c.actions, c.old, c.new) for c in found] == expected
    assert {c.about for c in found} <= {"boundary"}
    assert {difference.name for difference in compare(old, new)} <= {"Role"}
