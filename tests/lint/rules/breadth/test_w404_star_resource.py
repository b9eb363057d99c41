"""W404: Resource * for actions that take named resources."""

from emitter.lint.rules.breadth.w404_star_resource import RULE
from tests.support.linting import finds, one, plain, policy, statement, table, template, terraform


@table(
    found=[
        ("allows sqs:SendMessage on every resource", one(Action="sqs:SendMessage", Resource="*")),
        (
            "allows sqs:SendMessage and sqs:DeleteQueue on every",
            one(
                Action=["sqs:SendMessage", "sqs:DeleteQueue"],
                Resource=["arn:aws:sqs:eu-west-1:111122223333:it", "*"],
            ),
        ),
        ("allows sqs:Del* (DeleteMessage and DeleteQueue) on every", one(Action="sqs:Del*", Resource="*")),
        (
            "allows sqs:SendMessage",
            one(
                Action="sqs:SendMessage",
                Resource="*",
                Condition={"StringEquals": {"aws:RequestedRegion": "eu-west-1"}},
            ),
        ),
        ("allows sqs:SendMessage", terraform(actions=["sqs:SendMessage"], resources=["*"])),
        ("allows sqs:SendMessage", template(policy(statement(Action="sqs:SendMessage", Resource="*")))),
    ],
    passed=[
        one(Action="sqs:SendMessage", Resource="arn:aws:sqs:*:*:*"),
        one(
            Action="sqs:SendMessage",
            Resource="*",
            Condition={"StringEquals": {"aws:ResourceTag/team": "web"}},
        ),
        one(Action="sqs:GetQueueAttributes", Resource="*"),
        one(Action="sqs:*", Resource="*"),
        one(Action="ec2:CreateVpc", Resource="*"),
        one(Action="sqs:SendMessage", Resource="*", Effect="Deny"),
        plain(
            statement(Action="sqs:SendMessage", Resource="*"),
            statement(Effect="Deny", Action="sqs:Send*", Resource="*"),
        ),
        template(policy(statement(Action="sqs:SendMessage", Resource={"Ref": "Queue"}))),
        terraform(actions=["sqs:SendMessage"], resources=["${var.queue}"]),
        one(Action="iam:PassRole", Resource="*"),
    ],
)
def test_w404(expected, text):
    finds(RULE, text, *expected)
