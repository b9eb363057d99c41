"""N403: wildcards over several access levels."""

from emitter.lint.rules.breadth.n403_wide_action_wildcard import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform

QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders"


@table(
    found=[
        (
            "sqs:*Message* matches actions of several access levels: 5 of Write and 2 of Read",
            one(Action="sqs:*Message*", Resource=QUEUE),
        ),
        ("s3:*Object matches", one(Action="s3:*Object")),
        ("ecs:*Task* matches", terraform(actions=["ecs:*Task*"])),
        (
            "access levels: 5 of Permissions management and 3 of Read",
            one(Action="iam:*RolePol*"),
        ),
        ("1 of Permissions management, 2 of Tagging, 3 of Write and 5 of Read", one(Action="sqs:*Queue*")),
    ],
    passed=[
        one(Action="sqs:Get*"),
        one(Action=["sqs:List*", "sqs:Get*"]),
        one(Action="sqs:Delete*"),
        one(Action="sqs:*"),
        one(Action="*"),
        one(Action="sqs:SendMessage"),
        one(Action="s*:GetObject"),
        one(Action="sqs:*Message*", Effect="Deny"),
        one(Action="iam:GetR*"),
        template(policy(statement(Action={"Ref": "Action"}))),
        one(Action="s3:Pu*ObjectTagging"),
        one(Action="lambda:U*"),
    ],
)
def test_n403(expected, text):
    finds(RULE, text, *expected)
