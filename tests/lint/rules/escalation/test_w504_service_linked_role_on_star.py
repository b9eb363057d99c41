"""W504: any service-linked role."""

from emitter.lint.rules.escalation.w504_service_linked_role_on_star import RULE
from tests.support.linting import finds, one, table


@table(
    found=[
        ("creates any service-linked role: *", one(Action="iam:CreateServiceLinkedRole", Resource="*")),
        (
            "any service-linked role: arn:aws:iam::*:role/*",
            one(Action="iam:CreateServiceLinkedRole", Resource="arn:aws:iam::*:role/*"),
        ),
        (
            "any service-linked role",
            one(
                Action="iam:CreateServiceLinkedRole",
                Resource="*",
                Condition={"StringLike": {"iam:AWSServiceName": "e*"}},
            ),
        ),
    ],
    passed=[
        one(
            Action="iam:CreateServiceLinkedRole",
            Resource="*",
            Condition={"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}},
        ),
        one(Action="iam:CreateServiceLinkedRole", Resource="arn:aws:iam::*:role/aws-service-role/*"),
        one(Action="iam:CreateServiceLinkedRole", Resource="*", Effect="Deny"),
        one(Action="iam:CreateRole", Resource="*"),
        one(Action="iam:CreateServiceLinkedRole", Resource="arn:aws:iam::*:user/*"),
    ],
)
def test_w504(expected, text):
    finds(RULE, text, *expected)
