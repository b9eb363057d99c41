"""W501: iam:PassRole to any service."""

from emitter.lint.rules.escalation.w501_passrole_to_any_service import RULE
from tests.support.linting import finds, one, plain, policy, statement, table, template, terraform

ROLE = "arn:aws:iam::111122223333:role/web"


@table(
    found=[
        ("passes roles to any service", one(Action="iam:PassRole", Resource=ROLE)),
        ("passes roles to any service", one(Action=["ecs:RunTask", "iam:passrole"], Resource=ROLE)),
        (
            "any service",
            one(Action="iam:PassRole", Resource=ROLE, Condition={"StringLike": {"iam:PassedToService": "*"}}),
        ),
        (
            "any service",
            one(
                Action="iam:PassRole",
                Resource=ROLE,
                Condition={"StringLike": {"iam:PassedToService": "*.amazonaws.com"}},
            ),
        ),
        (
            "any service",
            one(
                Action="iam:PassRole",
                Resource=ROLE,
                Condition={"StringNotEquals": {"iam:PassedToService": "ec2.amazonaws.com"}},
            ),
        ),
        ("any service", terraform(actions=["iam:PassRole"], resources=["${var.role}"])),
    ],
    passed=[
        one(Action="iam:PassRole", Resource="arn:aws:s3:::releases"),
        one(
            Action="iam:PassRole",
            Resource=ROLE,
            Condition={"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
        ),
        one(Action="iam:PassRole", Resource=ROLE, Condition={"StringLike": {"iam:PassedToService": "ecs*"}}),
        one(Action="iam:PassRole", Resource=ROLE, Effect="Deny"),
        one(Action="iam:GetRole", Resource=ROLE),
        one(Action="iam:*", Resource=ROLE),
        plain(
            statement(Action="iam:PassRole"), statement(Action="iam:PassRole", Resource="*", Effect="Deny")
        ),
        template(policy(statement(Action="iam:PassRole", Condition={"Fn::FindInMap": ["A", "B", "C"]}))),
    ],
)
def test_w501(expected, text):
    finds(RULE, text, *expected)
