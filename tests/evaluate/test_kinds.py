"""Text of a request and patterns of a policy: records of different kinds are never equal."""

import pytest

from emitter.evaluate import AccessRequest, compile_policies
from emitter.evaluate import dependencies as on
from tests.support.policy_documents import allow, deny, documents


@pytest.mark.parametrize("text", ["*", "?ob", "${aws:username}", "b.b", "[bob]", "b*"])
@pytest.mark.parametrize("wild", ["toys/*", "toys/?ob", "toys/b*", "*"])
def test_a_value_of_a_request_is_text(text, wild):
    """Whatever pattern was compiled before it: a cache compared them by their fields."""
    own = allow(Resource="arn:aws:s3:::toys/${aws:PrincipalTag/dir}", Sid="Own")
    other = allow(Resource=f"arn:aws:s3:::{wild}", Action="s3:PutObject")
    compiled = compile_policies(documents(own, other))
    context = {"aws:PrincipalTag/dir": (text,)}
    compiled.decide(AccessRequest("s3:PutObject", "arn:aws:s3:::toys/bob", context))
    for resource, verdict in (("bob", "implicitly-denied"), (text, "allowed")):
        asked = AccessRequest("s3:GetObject", f"arn:aws:s3:::toys/{resource}", context)
        assert compiled.decide(asked).verdict == verdict


@pytest.mark.parametrize(
    ("operator", "prefix"),
    [("StringLike", ""), ("ArnLike", "arn:aws:iam::123456789012:user/"), ("StringEqualsIgnoreCase", "")],
)
def test_a_value_of_a_condition_key_is_text(operator, prefix):
    policy = allow(Condition={operator: {"aws:PrincipalTag/a": f"{prefix}${{aws:PrincipalTag/b}}"}})
    compiled = compile_policies(documents(policy))
    for a, b, verdict in (("bob", "*", "implicitly-denied"), ("*", "*", "allowed")):
        context = {"aws:PrincipalTag/a": (f"{prefix}{a}",), "aws:PrincipalTag/b": (b,)}
        asked = AccessRequest("s3:GetObject", "arn:aws:s3:::b/k", context)
        assert compiled.decide(asked).verdict == verdict


@pytest.mark.parametrize(
    ("element", "context", "kind"),
    [
        ({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}, {}, on.ContextKey),
        ({"Resource": "arn:aws:s3:::${aws:username}/k"}, {}, on.ContextKey),
        ({"Condition": {"StringEqual": {"aws:username": "a"}}}, {}, on.Dependency),
    ],
)
def test_a_reason_of_an_unknown_says_its_kind(element, context, kind):
    asked = AccessRequest("s3:GetObject", "arn:aws:s3:::b/k", context)
    decision = compile_policies(documents(allow(**element))).decide(asked)
    assert [type(one) for one in decision.unknown] == [kind]


def test_a_resource_that_is_not_named_is_a_reason_of_its_own():
    policy = allow(Resource="arn:aws:ecs:eu-west-1:123456789012:service/a/b")
    decision = compile_policies(documents(policy)).decide(AccessRequest("ecs:UpdateService"))
    assert decision.unknown == (on.RESOURCE,)
    assert type(decision.unknown[0]) is on.ResourceOfRequest


@pytest.mark.parametrize(
    ("action", "verdict"),
    # Of the two types of the first none is required, and a request is on one of them.
    [
        ("s3:GetObject", "unknown"),
        ("s3:ListBucket", "unknown"),
        ("s3:ListAllMyBuckets", "implicitly-denied"),
        ("ec2:DescribeInstances", "implicitly-denied"),
    ],
)
def test_a_request_on_a_bucket_or_object_that_is_not_named_is_not_known(action, verdict):
    policy = allow(Resource=["arn:aws:s3:::b", "arn:aws:s3:::b/*"])
    assert compile_policies(documents(policy)).decide(AccessRequest(action)).verdict == verdict
    assert compile_policies(documents(allow())).decide(AccessRequest(action)).verdict == "allowed"


@pytest.mark.parametrize(
    ("action", "key", "verdict"),
    [
        # s3:max-keys belongs to lists, ec2:InstanceType to another service.
        ("s3:GetObject", "s3:max-keys", "implicitly-denied"),
        ("s3:ListBucket", "s3:max-keys", "unknown"),
        ("s3:GetObject", "ec2:InstanceType", "implicitly-denied"),
        ("sqs:ListQueues", "aws:TagKeys", "implicitly-denied"),
        ("sqs:CreateQueue", "aws:TagKeys", "unknown"),
        ("s3:GetObject", "aws:SourceIp", "unknown"),
        # Nobody lists these, so nobody knows.
        ("s3:GetObject", "token.example.com:sub", "unknown"),
        ("s3:GetObject", "toys:colour", "unknown"),
    ],
)
def test_a_key_that_an_action_never_carries_is_absent(action, key, verdict):
    policy = allow(Action=action, Resource="*", Condition={"StringEquals": {key: "a"}})
    compiled = compile_policies(documents(policy))
    assert compiled.decide(AccessRequest(action, "arn:aws:s3:::b/k")).verdict == verdict


def test_a_key_given_twice_in_other_case_is_an_error():
    compiled = compile_policies(documents(allow()))
    context = {"aws:UserName": ("a",), "aws:username": ("b",)}
    with pytest.raises(ValueError, match="twice"):
        compiled.decide(AccessRequest("s3:GetObject", "arn:aws:s3:::b/k", context))


@pytest.mark.parametrize(
    "action",
    # https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html and others
    ["sts:GetCallerIdentity", "STS:getcalleridentity", "sts:GetSessionToken", "cognito-idp:InitiateAuth"],
)
def test_no_policy_denies_what_needs_no_permission(action):
    assert compile_policies(documents(deny())).decide(AccessRequest(action)).verdict == "allowed"
