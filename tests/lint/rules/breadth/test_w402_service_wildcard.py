"""W402: service wildcards."""

from emitter.lint.rules.breadth.w402_service_wildcard import RULE
from tests.support.linting import finds, one, table, terraform

QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders"


@table(
    found=[
        (f"allows every action of sqs on {QUEUE}", one(Action="sqs:*", Resource=QUEUE)),
        ("allows every action of sqs", one(Action="sqs:*", Resource="*")),
        ("allows every action of SQS", one(Action="SQS:**")),
        ("allows every action of every service", one(Action="*:*")),
        ("every action of ecs on", terraform(actions=["ecs:*"])),
    ],
    passed=[
        one(Action="sqs:Get*"),
        one(Action="*"),
        one(Action="sqs:*", Effect="Deny"),
        one(Action="nosuchservice:*"),
        one(Action="sqs:"),
        one(Action="sqs"),
    ],
)
def test_w402(expected, text):
    finds(RULE, text, *expected)
