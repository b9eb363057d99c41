"""E324."""

from emitter.lint.rules.conditions.e324_service_in_condition import RULE
from tests.support.linting import condition, finds, table

PASS = {"Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/web"}


@table(
    found=[
        (
            "principal 'ecs-task.amazonaws.com'; did you mean 'ecs-tasks.amazonaws.com'?",
            condition("StringEquals", "iam:PassedToService", "ecs-task.amazonaws.com", **PASS),
        ),
        (
            "unknown service principal 'lambda'; did you mean 'lambda.amazonaws.com'?",
            condition("StringEquals", "iam:PassedToService", "lambda", **PASS),
        ),
        (
            "aws:CalledVia: unknown service principal 'cloudfront'",
            condition("ForAnyValue:StringEquals", "aws:CalledVia", "cloudfront"),
        ),
        *(
            (
                f"{key}: unknown service principal 'ecs-task.amazonaws.com'; did you mean",
                condition(
                    "ForAnyValue:StringEquals", key, "ecs-task.amazonaws.com", Action="*", Resource="*"
                ),
            )
            for key in (
                "aws:CalledViaFirst",
                "aws:CalledViaLast",
                "aws:PrincipalServiceName",
                "aws:PrincipalServiceNamesList",
                "iam:AWSServiceName",
            )
        ),
        (
            "unknown service principal 'zzzzzzzz'; write SERVICE.amazonaws.com",
            condition("StringEquals", "aws:PrincipalServiceName", "zzzzzzzz"),
        ),
    ],
    passed=[
        condition(
            "StringEquals", "iam:PassedToService", ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com.cn"], **PASS
        ),
        condition("StringLike", "iam:PassedToService", "ecs-task*.amazonaws.com", **PASS),
        condition("StringEquals", "aws:username", "ecs-task.amazonaws.com"),
        condition("StringEquals", "iam:PassedToService", "something-quite-other.amazonaws.com", **PASS),
    ],
)
def test_a_service_in_a_condition_is_a_principal(expected, text):
    finds(RULE, text, *expected)
