"""W503: service-linked roles of any service."""

from emitter.lint.rules.escalation.w503_service_linked_role_without_service import RULE
from tests.support.linting import finds, one, policy, statement, table, template

EVERY = "arn:aws:iam::111122223333:role/aws-service-role/*"


@table(
    found=[
        (
            f"creates the service-linked role of any service: {EVERY}",
            one(Action="iam:CreateServiceLinkedRole", Resource=EVERY),
        ),
        (
            "any service: arn:aws:iam::111122223333:role/a*",
            one(Action="iam:CreateServiceLinkedRole", Resource="arn:aws:iam::111122223333:role/a*"),
        ),
        (
            "any service",
            one(
                Action="iam:CreateServiceLinkedRole",
                Resource=EVERY,
                Condition={"StringLike": {"iam:AWSServiceName": "*"}},
            ),
        ),
    ],
    passed=[
        one(
            Action="iam:CreateServiceLinkedRole",
            Resource=EVERY,
            Condition={"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}},
        ),
        one(
            Action="iam:CreateServiceLinkedRole",
            Resource="arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/*",
        ),
        # W504 reports every role.
        one(Action="iam:CreateServiceLinkedRole", Resource="*"),
        one(Action="iam:CreateServiceLinkedRole", Resource=EVERY, Effect="Deny"),
        template(policy(statement(Action="iam:CreateServiceLinkedRole", Resource={"Ref": "Role"}))),
    ],
)
def test_w503(expected, text):
    finds(RULE, text, *expected)
