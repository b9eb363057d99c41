"""W109."""

import json

from emitter.lint.rules.structure.w109_trust_size import RULE
from tests.support.linting import SERVICE, finds, one, policy, table, template, trusting


def large(size, action="sts:AssumeRole"):
    """A policy of ``size`` characters without white space."""
    role = "arn:aws:iam::111122223333:role/"
    least = len(json.dumps(trusting({"AWS": role}, action), separators=(",", ":")))
    return trusting({"AWS": f"{role}{'a' * (size - least)}"}, action)


@table(
    found=[
        ("the default quota of a trust policy is 2,048", template(large(2_100, "*"), "AWS::IAM::Role")),
        ("the default quota of a trust policy is 2,048", template(large(2_049), "AWS::IAM::Role")),
        ("characters without white space", json.dumps(large(2_100))),
    ],
    passed=[
        one(Action="sts:AssumeRole", Resource=f"arn:aws:iam::111122223333:role/{'a' * 2_100}"),
        template(large(2_048), "AWS::IAM::Role"),
        json.dumps(large(2_100, "sqs:SendMessage")),
        one(Resource=f"{SERVICE}{'a' * 2_100}"),
        # Of a queue, which has principals too.
        json.dumps(policy(*large(2_100)["Statement"], *trusting(action="sqs:SendMessage")["Statement"])),
    ],
)
def test_a_trust_policy_fits_the_default_quota(expected, text):
    finds(RULE, text, *expected)
