"""What diff says of access is what can answers: on requests, and for any change of a policy."""

import json
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from emitter.diff.changes import compare
from emitter.evaluate import AccessRequest, compile_policies
from tests.support.diff_policies import read_policies

WEB, API = (f"arn:aws:ecs:eu-west-1:123456789012:service/prod/{name}" for name in ("web", "api"))
SERVICES = "arn:aws:ecs:eu-west-1:123456789012:service/*"
OBJECT, OTHER = "arn:aws:s3:::b/k", "arn:aws:s3:::c/k"
# A policy variable, or a name with braces in it.
OWN = "arn:aws:s3:::b/${aws:username}"
TEAM = "aws:PrincipalTag/team"

# Every request that the policies below can tell apart.
REQUESTS = [
    AccessRequest(action, resource, {TEAM: team, "aws:username": ("k",)}, complete=True)
    for action, resource in (
        *product(("ecs:UpdateService", "ecs:DeleteService"), (WEB, API)),
        *product(("s3:GetObject", "s3:PutObject"), (OBJECT, OTHER, OWN)),
        ("ecs:ListClusters", None),
    )
    for team in ((), ("a",), ("b",), ("c",))
]


def policy(*statements, version="2012-10-17"):
    whole = {"Statement": list(statements)} | ({"Version": version} if version else {})
    return read_policies(json.dumps(whole), "policy.json")


def allowed(source):
    """The requests that ``source`` allows, by number."""
    compiled = compile_policies(source.documents)
    return {n for n, request in enumerate(REQUESTS) if compiled.decide(request).verdict == "allowed"}


def some(*values, least=1):
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True)


ACTIONS = some("ecs:UpdateService", "ecs:Delete*", "ecs:*", "s3:GetObject", "s3:*", "*", "ecs:ListClusters")
RESOURCES = some(
    "*",
    WEB,
    API,
    SERVICES,
    OBJECT,
    "arn:aws:s3:::*",
    "arn:aws:s3:::b/*",
    "arn:aws:s3:::c/*",
    OWN,
    # Short for what is in full beside it.
    "arn:aws:ecs:*",
    "arn:aws:ecs",
    "arn:aws:ecs:*:service/prod/*",
    "arn:aws:ecs:*:*:service/prod/*",
)
CONDITIONS = st.dictionaries(
    st.sampled_from(
        [
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIfExists",
            "StringLike",
            "StringNotLike",
            "ForAnyValue:StringEquals",
            "ForAllValues:StringLike",
        ]
    ),
    some("a", "b", "?", "*").map(lambda values: {TEAM: values}),
    max_size=2,
)
STATEMENTS = st.builds(
    lambda effect, action, actions, resource, resources, conditions: {
        "Effect": effect,
        action: actions,
        resource: resources,
        **({"Condition": conditions} if conditions else {}),
    },
    st.sampled_from(["Allow", "Allow", "Allow", "Deny"]),
    st.sampled_from(["Action", "Action", "Action", "NotAction"]),
    ACTIONS,
    st.sampled_from(["Resource", "Resource", "Resource", "NotResource"]),
    RESOURCES,
    CONDITIONS,
)
POLICIES = st.builds(
    lambda several, version: policy(*several, version=version),
    st.lists(STATEMENTS, min_size=1, max_size=3),
    st.sampled_from(["2012-10-17", "2012-10-17", "2008-10-17", None]),
)


def sorts(old, new):
    return {change.sort for difference in compare(old, new) for change in difference.changes}


def parts(statement):
    """Statements that say together what ``statement`` does: each for one action, resource and value."""
    conditions = statement.get("Condition", {})
    values = [
        [{operator: {key: value}} for value in keys[key]]
        if "Not" not in operator and "ForAll" not in operator
        else [{operator: keys}]
        for operator, keys in conditions.items()
        for key in keys
    ]
    lists = [
        [{element: [one]} for one in statement[element]]
        if element in ("Action", "Resource")
        else [{element: statement[element]}]
        for element in statement
        if element not in ("Effect", "Condition")
    ]
    for first, second, *each in product(*lists, *values):
        whole = {"Effect": statement["Effect"], **first, **second}
        joined = {key: value for condition in each for key, value in condition.items()}
        yield whole | ({"Condition": joined} if joined else {})


@given(st.lists(STATEMENTS, min_size=1, max_size=2), st.randoms())
def test_splitting_and_order_make_no_difference(statements, random):
    split = [part for statement in statements for part in parts(statement)]
    random.shuffle(split)
    whole, several = policy(*statements), policy(*split)
    assert allowed(whole) == allowed(several)
    assert not sorts(whole, several)
    assert not sorts(several, whole)


@given(POLICIES, POLICIES)
def test_what_is_only_narrowed_allows_nothing_new(old, new):
    if sorts(old, new) <= {"narrowed", "removed"}:
        assert allowed(new) <= allowed(old)
    if sorts(old, new) <= {"widened", "added"}:
        assert allowed(old) <= allowed(new)


def _narrower(statement, way):
    """``statement`` with less in it, and what is asked of the requests that go."""
    if way == "action":
        return {**statement, "Action": statement["Action"][1:]}
    if way == "resource":
        narrow = {
            "*": SERVICES,
            SERVICES: WEB,
            "arn:aws:s3:::*": "arn:aws:s3:::b/*",
            "arn:aws:s3:::b/*": OBJECT,
        }
        return {**statement, "Resource": [narrow.get(one, one) for one in statement["Resource"]]}
    if way == "key":
        return {**statement, "Condition": {"StringEquals": {TEAM: ["a", "b"]}}}
    if way == "value":
        return {**statement, "Condition": {"StringEquals": {TEAM: ["a"]}}}
    if way == "excluded":
        return {**statement, "Condition": {"StringNotEquals": {TEAM: ["a", "b"]}}}
    return {**statement, "Condition": {"StringEquals": {TEAM: ["a", "b"]}}}


# What a statement has before it becomes narrower in a way.
_BEFORE = {
    "value": {"StringEquals": {TEAM: ["a", "b"]}},
    "excluded": {"StringNotEquals": {TEAM: ["a"]}},
    "optional": {"StringEqualsIfExists": {TEAM: ["a", "b"]}},
}


@pytest.mark.parametrize("way", ["action", "resource", "key", "value", "excluded", "optional"])
@settings(max_examples=40)
@given(actions=ACTIONS, resources=RESOURCES)
def test_what_becomes_narrower_is_called_so_and_is(way, actions, resources):
    before = {"Effect": "Allow", "Action": actions, "Resource": resources}
    before |= {"Condition": _BEFORE[way]} if way in _BEFORE else {}
    after = _narrower(before, way)
    assume(after["Action"])
    old, new = policy(before), policy(after)
    gone = allowed(old) - allowed(new)
    assert not allowed(new) - allowed(old)
    # Nothing that goes is kept quiet, and nothing that stays is said to go.
    assert sorts(old, new) <= {"narrowed", "removed"}
    assert sorts(old, new) or not gone
    assert sorts(new, old) <= {"widened", "added"}
    assert bool(sorts(new, old)) == bool(sorts(old, new))


@given(POLICIES, POLICIES)
def test_no_difference_is_no_difference_for_any_request(old, new):
    if not sorts(old, new):
        assert allowed(old) == allowed(new)


@given(POLICIES, POLICIES)
def test_what_a_request_gains_or_loses_is_said(old, new):
    before, after = allowed(old), allowed(new)
    if after - before:
        assert sorts(old, new) & {"added", "widened", "changed"}
    if before - after:
        assert sorts(old, new) & {"removed", "narrowed", "changed"}


ALLOW = {"Effect": "Allow"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"Action": "*"}, {"Action": "ecs:UpdateService"}, ("narrowed", ("*",), ("ecs:UpdateService",))),
        ({"Action": "ecs:UpdateService"}, {"Action": "*"}, ("widened", ("*",), ("ecs:UpdateService",))),
        (
            {"NotAction": "iam:*"},
            {"NotAction": ["iam:*", "sts:*"]},
            ("narrowed", ("all but iam:*",), ("all but iam:*, sts:*",)),
        ),
        (
            {"NotAction": ["iam:*", "sts:*"]},
            {"NotAction": "iam:*"},
            ("widened", ("all but iam:*",), ("all but iam:*, sts:*",)),
        ),
        (
            {"NotAction": "iam:*"},
            {"Action": "ecs:UpdateService"},
            ("narrowed", ("all but iam:*",), ("ecs:UpdateService",)),
        ),
    ],
)
def test_actions_of_all_services(old, new, expected):
    (difference,) = compare(
        policy({**ALLOW, **old, "Resource": "*"}), policy({**ALLOW, **new, "Resource": "*"})
    )
    assert [(c.sort, c.actions, c.instead) for c in difference.changes] == [expected]


@pytest.mark.parametrize(
    ("old", "new", "sort"),
    [
        (["arn:aws:s3:::b/*"], ["arn:aws:s3:::b/*", "arn:aws:s3:::c/*"], "narrowed"),
        (["arn:aws:s3:::b/*", "arn:aws:s3:::c/*"], ["arn:aws:s3:::b/*"], "widened"),
    ],
)
def test_the_more_is_left_out_the_less_there_is(old, new, sort):
    made = [policy({**ALLOW, "Action": "s3:GetObject", "NotResource": left_out}) for left_out in (old, new)]
    assert sorts(*made) == {sort}


@given(st.lists(STATEMENTS, min_size=1, max_size=2), st.sampled_from(["2008-10-17", None]))
def test_only_variables_make_another_version_another_policy(statements, version):
    old, new = policy(*statements, version=version), policy(*statements)
    if OWN not in json.dumps(statements):
        assert not sorts(old, new)
        assert not sorts(new, old)


@pytest.mark.parametrize("version", ["2008-10-17", None])
@pytest.mark.parametrize(
    "element",
    [
        {"Resource": OWN},
        {"NotResource": OWN},
        {"Resource": "*", "Condition": {"StringLike": {TEAM: "${aws:username}"}}},
    ],
)
def test_a_variable_is_text_in_a_version_before_there_were_any(version, element):
    statement = {"Effect": "Allow", "Action": "s3:GetObject", **element}
    old, new = policy(statement, version=version), policy(statement)
    assert sorts(old, new)
    assert sorts(new, old)
    assert not sorts(old, old)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ({"StringLike": {TEAM: "x*"}}, {"StringLike": {TEAM: "xy*"}}),
        ({"StringLike": {TEAM: ["x*", "y*"]}}, {"StringLike": {TEAM: ["x1", "x2", "y3"]}}),
        ({"StringLike": {TEAM: "x*"}}, {"StringEquals": {TEAM: "xy"}}),
        ({"StringNotLike": {TEAM: "xy*"}}, {"StringNotLike": {TEAM: "x*"}}),
        ({"StringEquals": {TEAM: ["x", "y*"]}}, {"StringEquals": {TEAM: "x"}}),
        (
            {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::b*"}},
            {"ArnEquals": {"aws:SourceArn": "arn:aws:s3:::b"}},
        ),
        ({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, {"IpAddress": {"aws:SourceIp": "10.1.0.0/16"}}),
        ({"IpAddress": {"aws:SourceIp": "2001:db8::/32"}}, {"IpAddress": {"aws:SourceIp": "2001:db8::1"}}),
        ({"NotIpAddress": {"aws:SourceIp": "10.1.0.0/16"}}, {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}),
    ],
)
def test_a_condition_that_less_meets_is_narrower(wide, narrow):
    one, other = (
        policy({**ALLOW, "Action": "*", "Resource": "*", "Condition": each}) for each in (wide, narrow)
    )
    assert sorts(one, other) == {"narrowed"}
    assert sorts(other, one) == {"widened"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"Action": "*", "Resource": "*"}, {"Action": "*:*", "Resource": "*"}),
        (
            {"Action": "ecs:UpdateService", "Resource": "arn:aws:ecs:*"},
            {"Action": "ecs:UpdateService", "Resource": "arn:aws:ecs:*:*:*"},
        ),
        (
            {"Action": "ecs:UpdateService", "Resource": "arn:aws:ecs:*:service/*"},
            {"Action": "ecs:UpdateService", "Resource": "arn:aws:ecs:*:*:service/*"},
        ),
    ],
)
def test_two_ways_to_write_the_same(one, other):
    assert not sorts(policy({**ALLOW, **one}), policy({**ALLOW, **other}))


def test_values_of_two_keys_may_be_put_together_either_way():
    def policy_of(*pairs):
        return policy(
            *(
                {
                    **ALLOW,
                    "Action": "*",
                    "Resource": "*",
                    "Condition": {"StringEquals": {TEAM: one, "b": other}},
                }
                for one, other in pairs
            )
        )

    one, other = policy_of((["x", "y"], "1"), ("x", "2")), policy_of(("x", ["1", "2"]), ("y", "1"))
    assert not sorts(one, other)
    assert not sorts(other, one)
    assert sorts(one, policy_of(("x", ["1", "2"]), ("y", ["1", "2"]))) == {"widened"}


def test_what_stays_allowed_is_not_called_removed():
    old = policy({**ALLOW, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"})
    new = policy({**ALLOW, "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::c/*"})
    assert sorts(old, new) == {"widened"}
    assert sorts(new, old) == {"narrowed"}
    new = policy({**ALLOW, "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::*"})
    assert sorts(old, new) == {"removed", "added"}


def test_an_arn_that_ends_early_may_be_among_what_is_left_out():
    old = policy({**ALLOW, "Action": "ecs:UpdateService", "Resource": "arn:aws:ecs"})
    new = policy({**ALLOW, "Action": "ecs:UpdateService", "NotResource": WEB})
    assert sorts(old, new) & {"removed", "narrowed", "changed"}


def test_what_is_denied_anyhow_gives_no_access():
    deny = {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}
    send = {**ALLOW, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*"}
    assert not sorts(policy(deny), policy(deny, send))
    assert not sorts(policy(deny, send), policy(deny))
    sometimes = {**deny, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    assert sorts(policy(sometimes), policy(sometimes, send)) == {"added"}
    assert sorts(policy(deny, send), policy(send)) == {"widened"}


def trust(*principals, kind="AWS"):
    return policy({**ALLOW, "Action": "sts:AssumeRole", "Principal": {kind: list(principals)}})


def test_a_role_of_an_account_is_narrower_than_the_account():
    whole, role = "arn:aws:iam::123456789012:root", "arn:aws:iam::123456789012:role/r"
    assert not sorts(trust(whole), trust("123456789012"))
    for account in (whole, "123456789012"):
        assert sorts(trust(account), trust(role)) == {"narrowed"}
        assert sorts(trust(role), trust(account)) == {"widened"}
    assert sorts(trust(whole), trust("arn:aws:iam::210987654321:role/r")) == {"removed", "added"}
    assert sorts(trust("*"), trust(role)) == {"narrowed"}


def test_a_session_is_narrower_than_its_role():
    role = "arn:aws:iam::123456789012:role/team/r"
    session = "arn:aws:sts::123456789012:assumed-role/r/s"
    assert sorts(trust(role), trust(session)) == {"narrowed"}
    assert sorts(trust(session), trust(role)) == {"widened"}
    for other in (
        session.replace("/r/", "/q/"),
        session.replace("1234", "4321"),
        session.replace("aws", "aws-cn"),
    ):
        assert sorts(trust(role), trust(other)) == {"removed", "added"}
