"""E108."""

import json

from emitter.lint.rules.structure.e108_policy_size import RULE
from tests.support.linting import SERVICE, finds, policy, statement, table, template, trusting

LEAST = len(json.dumps(policy(statement()), separators=(",", ":")))


def large(size):
    """A policy of ``size`` characters without white space."""
    return policy(statement(Resource=f"{SERVICE}{'a' * (size - LEAST)}"))


def permission_set(size):
    made = {"Type": "AWS::SSO::PermissionSet", "Properties": {"InlinePolicy": large(size)}}
    return json.dumps({"Resources": {"Set": made}})


@table(
    found=[
        ("the quota of a managed policy is 6,144", template(large(6_145))),
        ("the quota of any policy is 10,240", json.dumps(large(10_241))),
        ("the quota of a permission set is 10,240", permission_set(10_300)),
    ],
    passed=[
        template(large(6_144)),
        json.dumps(large(10_240)),
        permission_set(9_000),
        template(trusting(Sid="a" * 12_000), "AWS::IAM::Role"),
        template(large(10_300), "AWS::IAM::Policy", Roles=["web"], PolicyName="web"),
    ],
)
def test_a_policy_fits_its_quota(expected, text):
    finds(RULE, text, *expected)
