"""What holds of AWS's evaluation whatever the policies are."""

import json

from hypothesis import given
from hypothesis import strategies as st

from emitter.evaluate import AccessRequest, compile_policies
from emitter.evaluate.context import may_carry
from emitter.reading.files import read_text
from tests.support.policy_documents import documents

_ACTIONS = ("s3:GetObject", "s3:PutObject", "s3:Get*", "s3:*", "ecs:RunTask", "*", "S3:getobject")
_RESOURCES = (
    "*",
    "arn:aws:s3:::b/*",
    "arn:aws:s3:::b/k",
    "arn:aws:s3:::b/${aws:username}",
    "arn:aws:ecs:*:*:*",
)
_CONDITIONS = (
    {},
    {"StringEquals": {"aws:username": "ann"}},
    {"StringNotEquals": {"aws:username": ["ann", "bob"]}},
    {"StringLikeIfExists": {"s3:prefix": "a*"}},
    {"Null": {"s3:prefix": "true"}},
    {"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}, "Bool": {"aws:SecureTransport": "true"}},
)


def _some(values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


def _statements(effects=("Allow", "Deny")):
    return st.builds(
        lambda effect, action, resource, condition: {
            "Effect": effect,
            **action,
            **resource,
            "Condition": condition,
        },
        st.sampled_from(effects),
        st.one_of(
            _some(_ACTIONS).map(lambda v: {"Action": v}), _some(_ACTIONS).map(lambda v: {"NotAction": v})
        ),
        st.one_of(
            _some(_RESOURCES).map(lambda v: {"Resource": v}),
            _some(_RESOURCES).map(lambda v: {"NotResource": v}),
        ),
        st.sampled_from(_CONDITIONS),
    )


def _policies(**more):
    return st.lists(_statements(**more), min_size=1, max_size=4)


_REQUESTS = st.builds(
    lambda action, context, complete: AccessRequest(*action, context, complete),
    st.sampled_from(
        [
            ("s3:GetObject", "arn:aws:s3:::b/k"),
            ("s3:GetObject", "arn:aws:s3:::b/ann"),
            ("s3:PutObject", "arn:aws:s3:::c/k"),
            ("s3:ListAllMyBuckets", None),
            ("ecs:RunTask", None),
            ("ecs:RunTask", "arn:aws:ecs:eu-west-1:123456789012:task-definition/a:1"),
        ]
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "aws:username": st.sampled_from([(), ("ann",), ("bob",), ("k",)]),
            "s3:prefix": st.sampled_from([(), ("abc",), ("x",)]),
            "aws:TagKeys": st.sampled_from([(), ("a",), ("a", "c")]),
            "aws:SecureTransport": st.sampled_from([(), ("true",), ("false",)]),
        },
    ),
    st.booleans(),
)


def policy(statements):
    numbered = [{"Sid": f"S{number}", **statement} for number, statement in enumerate(statements)]
    return {"Version": "2012-10-17", "Statement": numbered}


def verdict(request, *groups):
    return compile_policies(*(documents(*map(policy, group)) for group in groups)).decide(request).verdict


@given(_policies(), _statements(effects=("Deny",)), _REQUESTS)
def test_a_deny_that_applies_always_wins(statements, deny, request):
    opposite = {**deny, "Effect": "Allow"}
    applies = verdict(request, [[opposite]])
    with_deny = verdict(request, [[*statements, deny]])
    if applies == "allowed":
        assert with_deny == "explicitly-denied"
    if applies == "unknown":
        assert with_deny != "allowed"
    if applies == "implicitly-denied":
        assert with_deny == verdict(request, [statements])


# From what is surely denied to what is surely allowed.
_RANK = {"explicitly-denied": 0, "implicitly-denied": 1, "unknown": 2, "allowed": 3}


@given(_policies(), _statements(effects=("Allow",)), _REQUESTS)
def test_adding_an_allow_never_removes_access(statements, allow, request):
    before, after = verdict(request, [statements]), verdict(request, [[*statements, allow]])
    assert _RANK[after] >= _RANK[before]
    assert (before == "explicitly-denied") == (after == "explicitly-denied")


@given(_policies(), _policies(), _REQUESTS)
def test_a_boundary_never_gives_access(statements, boundary, request):
    alone, bounded = verdict(request, [statements]), verdict(request, [statements], [boundary])
    assert _RANK[bounded] <= max(_RANK[alone], 1)
    assert bounded == verdict(request, [statements], [], [boundary])


@given(_policies(), st.randoms(use_true_random=False), st.integers(0, 4), _REQUESTS)
def test_order_and_splitting_change_nothing(statements, random, at, request):
    shuffled = list(statements)
    random.shuffle(shuffled)
    whole = compile_policies(documents(policy(statements))).decide(request)
    split = [part for part in (shuffled[:at], shuffled[at:]) if part]
    parts = compile_policies(documents(*map(policy, split))).decide(request)
    assert (whole.verdict, whole.unknown) == (parts.verdict, parts.unknown)
    assert len(whole.statements) == len(parts.statements)


def _cloudformation(document):
    properties = {"PolicyDocument": document, "Roles": ["r"]}
    return {"Resources": {"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": properties}}}


def _terraform(document):
    text = json.dumps(document).replace("${", "$${")
    return {"resource": {"aws_iam_policy": {"p": {"policy": text}}}}


def _data_source(document):
    def statement(one):
        text = {"Sid": "sid", "Effect": "effect", "Action": "actions", "NotAction": "not_actions"}
        text |= {"Resource": "resources", "NotResource": "not_resources"}
        found = {text[key]: value for key, value in one.items() if key in text}
        found["condition"] = [
            {"test": operator, "variable": key, "values": values if isinstance(values, list) else [values]}
            for operator, keys in one["Condition"].items()
            for key, values in keys.items()
        ]
        return found

    made = {"statement": [statement(one) for one in document["Statement"]]}
    return {"data": {"aws_iam_policy_document": {"p": json.loads(json.dumps(made).replace("${", "&{"))}}}


@given(_policies(), _REQUESTS)
def test_the_format_changes_nothing(statements, request):
    document = policy(statements)
    forms = (document, _cloudformation(document), _terraform(document), _data_source(document))
    decisions = [
        compile_policies(read_text(json.dumps(form), "f.json").documents).decide(request) for form in forms
    ]
    assert len({(d.verdict, d.unknown, tuple(s.sid for s in d.statements)) for d in decisions}) == 1


@given(_policies(), _REQUESTS)
def test_what_is_not_known_is_settled_by_knowing_it(statements, request):
    """An unknown verdict never stands for a key that is given, and no sure verdict changes with more keys."""
    compiled = compile_policies(documents(policy(statements)))
    decision = compiled.decide(request)
    given_keys = {key.lower() for key in request.context}
    assert not {name.lower() for name in decision.unknown if ":" in name} & (
        given_keys - {key for key, values in request.context.items() if len(values) > 1}
    )
    if decision.verdict != "unknown":
        for values in ((), ("ann",), ("zoe",)):
            keys = ("aws:username", "s3:prefix", "aws:TagKeys", "aws:SecureTransport")
            more = {key: values for key in keys if may_carry(request.action, key.lower())}
            asked = request if request.complete else request._replace(context={**more, **request.context})
            assert (compiled.decide(asked).verdict == "allowed") == (decision.verdict == "allowed")
