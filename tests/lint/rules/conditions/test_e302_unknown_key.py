"""E302."""

from emitter.lint.rules.conditions.e302_unknown_key import RULE
from tests.support.linting import condition, finds, table, terraform


@table(
    found=[
        (
            "unknown condition key 'aws:PrincipalOrgId2': not a global condition key; did",
            condition("Bool", "aws:PrincipalOrgId2", "a"),
        ),
        (
            "unknown condition key 'SourceIp': it has no service prefix; did you mean 'aws:SourceIp'?",
            condition("Bool", "SourceIp", "a"),
        ),
        (
            "unknown condition key 'shoe': it has no service prefix; write SERVICE:KEY",
            condition("Bool", "shoe", "a"),
        ),
        (
            "unknown condition key 'aws:ResourceTag': the tag key is missing; write aws:ResourceTag/KEY",
            condition("StringLike", "aws:ResourceTag", "a"),
        ),
        (
            "unknown condition key 'lamda:layer': unknown service 'lamda'; did you mean 'lambda'?",
            condition("StringLike", "lamda:layer", "a"),
        ),
        (
            "unknown condition key 'ecs:clusters': not a key of ecs; did you mean 'ecs:cluster'?",
            condition("StringLike", "ecs:clusters", "a"),
        ),
        ("unknown condition key 'ecs:shoe': not a key of ecs", condition("StringLike", "ecs:shoe", "a")),
    ],
    passed=[
        condition("StringLike", "AWS:username", "a"),
        condition("StringLike", "ecs:ResourceTag/team", "a"),
        condition("StringEquals", "token.actions.githubusercontent.com:sub", "a"),
        condition("StringEquals", "aws:arn", "a"),
        condition("StringEquals", "saml:sub", "a"),
        condition(
            "StringLike",
            "cloudformation:ResourceTag/team",
            "a",
            Action="cloudformation:DeleteStack",
            Resource="*",
        ),
        terraform(condition=[{"test": "StringLike", "variable": "${var.key}", "values": ["a"]}]),
        condition("StringEquals", "aws:SourceOwner", "a"),
        terraform(condition=[{"test": "${var.test}", "variable": "aws:shoe", "values": ["a"]}]),
    ],
)
def test_a_key_is_one_of_iam(expected, text):
    finds(RULE, text, *expected)
