"""N611: policies that fit no managed policy."""

import json

from emitter.lint.rules.redundancy.n611_large_policy import RULE
from tests.support.linting import finds, one, table, template


def sized(size):
    """A policy of ``size`` characters without white space."""
    empty = len("".join(one(Resource="arn:aws:s3:::").split()))
    return one(Resource="arn:aws:s3:::" + "a" * (size - empty))


@table(
    found=[
        ("characters without white space; the quota of a managed policy is 6,144", sized(6_145)),
        ("has 10,240 characters", sized(10_240)),
    ],
    passed=[
        sized(6_144),
        sized(10_241),
        template(json.loads(sized(6_200))),
        template(json.loads(sized(6_200)), "AWS::SSO::PermissionSet").replace(
            "PolicyDocument", "InlinePolicy"
        ),
    ],
)
def test_n611(expected, text):
    finds(RULE, text, *expected)
