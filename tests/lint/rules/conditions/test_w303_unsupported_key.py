"""W303."""

from emitter.lint.rules.conditions.w303_unsupported_key import RULE
from tests.support.linting import condition, finds, table


@table(
    found=[
        (
            "ecs:cluster is not supported by any action of the statement: it allows nothing",
            condition("ArnLike", "ecs:cluster", "arn:aws:ecs:*:*:cluster/a", Action="ecs:DescribeClusters"),
        ),
        (
            "RequestTag/team is not supported by any action of the statement: the condition is always true",
            condition("StringEqualsIfExists", "aws:RequestTag/team", "a"),
        ),
        (
            "aws:TagKeys is not supported by any action of the statement: the condition is always true",
            condition("Null", "aws:TagKeys", "true"),
        ),
        (
            "aws:TagKeys is not supported by any action of the statement: it denies nothing",
            condition("Null", "aws:TagKeys", "false", Effect="Deny"),
        ),
    ],
    passed=[
        condition(
            "ArnLike",
            "ecs:cluster",
            "arn:aws:ecs:*:*:cluster/a",
            Action=["ecs:ListTasks", "ecs:DescribeClusters"],
        ),
        condition("StringEquals", "aws:PrincipalTag/team", "a"),
        condition("StringEquals", "ecs:unknown", "a"),
        condition("StringEquals", "ecs:cluster", "a", Action="*"),
        condition("StringEquals", "ecs:cluster", "a", Action=None, NotAction="iam:*"),
        condition(
            "StringLike",
            "states:HTTPEndpoint",
            "https://a/*",
            Action="states:InvokeHTTPEndpoint",
            Resource="*",
        ),
        condition(
            "StringEquals", "kms:CustomerMasterKeySpec", "RSA_2048", Action="kms:CreateKey", Resource="*"
        ),
    ],
)
def test_some_action_supports_the_key(expected, text):
    finds(RULE, text, *expected)
