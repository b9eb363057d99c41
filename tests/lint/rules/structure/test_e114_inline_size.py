"""E114."""

import json

from emitter.lint.rules.structure.e114_inline_size import RULE
from tests.support.linting import SERVICE, finds, policy, statement, table, template, trusting

LEAST = len(json.dumps(policy(statement()), separators=(",", ":")))


def large(size):
    """A policy of ``size`` characters without white space."""
    return policy(statement(Resource=f"{SERVICE}{'a' * (size - LEAST)}"))


def inline(type_, *sizes):
    policies = [{"PolicyName": f"p{n}", "PolicyDocument": large(size)} for n, size in enumerate(sizes)]
    made = {"Type": type_, "Properties": {"Policies": policies}}
    if type_ == "AWS::IAM::Role":
        made["Properties"]["AssumeRolePolicyDocument"] = trusting()
    return json.dumps({"Resources": {"It": made}})


@table(
    found=[
        ("has 2,049 characters without white space; the inline quota", inline("AWS::IAM::User", 2_049)),
        ("the inline quota of a user is 2,048", inline("AWS::IAM::User", 2_600)),
        ("the inline quota of a group is 5,120", inline("AWS::IAM::Group", 5_200)),
        ("is one of 2 inline policies with together", inline("AWS::IAM::Role", 5_200, 5_200)),
    ],
    passed=[
        inline("AWS::IAM::User", 2_048),
        inline("AWS::IAM::Group", 5_120),
        inline("AWS::IAM::Role", 4_800, 4_800),
        template(large(3_000)),
    ],
)
def test_inline_policies_fit_their_quota(expected, text):
    finds(RULE, text, *expected)
