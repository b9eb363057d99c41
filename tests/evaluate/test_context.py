"""Condition keys of a request: given, derived from the resource, absent, or unknown."""

import pytest

from emitter.evaluate.context import Context, RoleOfSession, may_carry, overlaid

SERVICE = "arn:aws:ecs:eu-west-1:111122223333:service/prod/web"


@pytest.mark.parametrize(
    ("resource", "region", "account"),
    [
        (SERVICE, ("eu-west-1",), ("111122223333",)),
        ("arn:aws:s3:::bucket/a:b", None, None),
        ("arn:aws:iam::111122223333:role/a", None, ("111122223333",)),
        ("arn:aws:iam::aws:policy/ReadOnlyAccess", None, None),
        # Neither is an account: too short, and no digits.
        ("arn:aws:ecs:eu-west-1:1111:service/a", ("eu-west-1",), None),
        ("arn:aws:ecs:eu-west-1:11112222333x:service/a", ("eu-west-1",), None),
        ("arn:aws:ecs:eu-west-1", None, None),
        ("*", None, None),
        (None, None, None),
    ],
)
def test_keys_that_follow_from_the_resource(resource, region, account):
    context = Context({}, resource)
    assert context.get("aws:requestedregion") == region
    assert context.get("aws:resourceaccount") == account


@pytest.mark.parametrize(
    ("options", "key", "values"),
    [
        ({"complete": True}, "aws:sourceip", ()),
        ({"complete": False}, "aws:sourceip", None),
        # No request for it has the key.
        ({"action": "s3:GetObject"}, "ec2:instancetype", ()),
        ({"action": "s3:GetObject"}, "aws:sourceip", None),
        ({"resource": SERVICE, "complete": True}, "aws:requestedregion", ("eu-west-1",)),
        ({"resource": "arn:aws:s3:::b", "complete": True}, "aws:requestedregion", ()),
    ],
)
def test_a_key_that_is_not_given_is_absent_or_unknown(options, key, values):
    assert Context({}, **options).get(key) == values


def test_a_key_that_is_given_counts_in_any_case():
    context = Context({"AWS:RequestedRegion": ("us-east-1",), "s3:prefix": ()}, SERVICE)
    assert context.get("aws:requestedregion") == ("us-east-1",)
    assert context.get("s3:prefix") == ()


def test_what_is_given_lies_over_what_is_known():
    own = {"aws:PrincipalType": ("User",), "aws:username": ("ann",)}
    assert overlaid(own, {"AWS:UserName": ("bob",)}) == {
        "aws:PrincipalType": ("User",),
        "AWS:UserName": ("bob",),
    }
    assert overlaid(own, {}) == own


@pytest.mark.parametrize(
    ("action", "key", "can"),
    [
        ("s3:ListBucket", "s3:prefix", True),
        ("s3:GetObject", "s3:prefix", False),
        ("ec2:RunInstances", "aws:requesttag/team", True),
        ("ec2:DescribeVpcs", "aws:requesttag/team", False),
        # AWS lists it under another service than it begins with.
        ("s3:GetObject", "iot:jobid", True),
        # AWS lists it for sts alone; a claim may be in any request of its session.
        ("s3:GetObject", "accounts.google.com:aud", True),
        ("sts:GetFederationToken", "accounts.google.com:aud", True),
        ("s3:NoSuchAction", "s3:prefix", True),
        ("s3:GetObject", "toys:colour", True),
    ],
)
def test_the_keys_that_a_request_can_carry(action, key, can):
    assert may_carry(action, key) is can


def test_the_role_of_a_session_may_be_in_any_path():
    role = RoleOfSession("arn:aws:iam::111122223333:role/a:role/b")
    assert role.with_path("web") == "arn:aws:iam::111122223333:role/web/a:role/b"
