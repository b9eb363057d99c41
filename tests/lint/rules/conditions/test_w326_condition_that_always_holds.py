"""W326."""

import json

import pytest

from emitter.lint.rules.conditions.w326_condition_that_always_holds import RULE
from tests.support.linting import condition, drawn, finds, table, template, trusting

GITLAB = {"Federated": "arn:aws:iam::123456789012:oidc-provider/gitlab.com"}
ANY_AUDIENCE = {
    "StringLike": {"gitlab.com:aud": "*"},
    "StringEquals": {"gitlab.com:sub": "project_path:octo/web:ref_type:branch:ref:main"},
}
PASS = {"Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/web"}
ANY_POOL = {"StringLike": {"cognito-identity.amazonaws.com:aud": "*"}}


@pytest.mark.parametrize(
    ("operator", "key", "value", "rules"),
    [
        ("IpAddress", "aws:SourceIp", "0.0.0.0/0", ["W326"]),
        ("IpAddress", "aws:SourceIp", "::/0", ["W326"]),
        ("IpAddress", "aws:SourceIp", ["0.0.0.0/1", "128.0.0.0/1"], ["W326"]),
        ("IpAddress", "aws:SourceIp", ["0.0.0.0/1", "128.0.0.0/2"], []),
        ("IpAddress", "aws:SourceIp", "198.51.100.7/24", []),
        ("IpAddress", "aws:SourceIp", "2001:db8::/32", []),
        ("ArnLike", "aws:SourceArn", "*", ["W326"]),
        ("ArnLike", "aws:SourceArn", "arn:aws:*:*:*:*", ["W326"]),
        ("ArnLike", "aws:SourceArn", "*:aws:*:*:*:*", ["W326"]),
        ("ArnLike", "aws:SourceArn", "arn:aws:*:eu-west-1:*:*", []),
        ("ArnLike", "aws:SourceArn", "arn:aws:*:*:111122223333:*", []),
        ("ArnLike", "aws:SourceArn", "arn:aws:s3:::bucket", []),
        ("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:*", []),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/*", ["W326"]),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/*", ["W326"]),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:sts::*:assumed-role/*", ["W326"]),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:sts::*:federated-user/*", ["W326"]),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:group/*", []),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:*", ["W326"]),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy*", []),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*", []),
        ("ArnLike", "ecs:cluster", "*", ["W326"]),
        ("ArnLike", "ecs:cluster", "arn:aws:ecs:*:*:*", ["W326"]),
        ("ArnLike", "ecs:cluster", "arn:aws:ecs:*:*:cluster/prod", []),
        ("StringLike", "aws:RequestedRegion", "*", ["W326"]),
        ("StringLike", "aws:RequestedRegion", "eu-*", []),
        ("StringLike", "aws:userid", ["AROAEXAMPLEID:*", "*"], ["N603", "W326"]),
        ("StringLikeIfExists", "aws:PrincipalTag/team", "*", ["W326"]),
        ("StringLike", "aws:PrincipalTag/team", "*", ["N327"]),
        ("StringLike", "aws:ResourceTag/team", "*", ["N327"]),
        ("StringLike", "aws:PrincipalTag/team", "web*", []),
        # The caller sets these: to require them is a restriction.
        ("StringLike", "aws:SourceIdentity", "*", []),
        ("Null", "aws:PrincipalTag/team", "false", []),
        # W320 reports these.
        ("StringLike", "aws:PrincipalAccount", "*", ["W320"]),
        ("DateGreaterThan", "aws:CurrentTime", "2026-09-01T00:00:00Z", []),
    ],
)
def test_a_condition_that_always_holds_is_none(operator, key, value, rules):
    assert drawn(condition(operator, key, value)) == rules
    assert not {"W326", "N327"} & set(drawn(condition(operator, key, value, Effect="Deny")))


@table(
    found=[
        (
            "IpAddress on aws:SourceIp with every IPv4 address is always true",
            condition("IpAddress", "aws:SourceIp", "0.0.0.0/0"),
        ),
        (
            "with every IPv4 address and every IPv6 address is",
            condition("IpAddress", "aws:SourceIp", ["::/0", "0.0.0.0/0"]),
        ),
        (
            "StringLike on iam:PassedToService with '*' is always true",
            condition("StringLike", "iam:PassedToService", "*", **PASS),
        ),
        (
            "on gitlab.com:aud with '*'",
            json.dumps(trusting(GITLAB, "sts:AssumeRoleWithWebIdentity", Condition=ANY_AUDIENCE)),
        ),
        ("on ecs:cluster with '*'", condition("ArnLike", "ecs:cluster", "*")),
    ],
    passed=[
        condition("NotIpAddress", "aws:SourceIp", "0.0.0.0/0"),
        condition("IpAddress", "aws:SourceIp", ["0.0.0.0/1", "not an address"]),
        condition("StringNotLike", "aws:RequestedRegion", "*"),
        condition("StringEquals", "aws:RequestedRegion", "*"),
        # W714 reports this.
        json.dumps(trusting(GITLAB, "sts:AssumeRoleWithWebIdentity", Condition=ANY_POOL)),
    ],
)
def test_the_value_that_matches_every_request_is_named(expected, text):
    finds(RULE, text, *expected)


def test_any_audience_is_the_only_finding():
    role = template(
        trusting(GITLAB, "sts:AssumeRoleWithWebIdentity", Condition=ANY_AUDIENCE), "AWS::IAM::Role"
    )
    assert drawn(role) == ["W326"]
