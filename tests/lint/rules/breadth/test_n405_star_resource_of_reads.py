"""N405: Resource * for reads that take named resources."""

from emitter.lint.rules.breadth.n405_star_resource_of_reads import RULE
from tests.support.linting import finds, one, policy, statement, table, template


@table(
    found=[
        (
            "allows sqs:GetQueueAttributes on every resource",
            one(Action="sqs:GetQueueAttributes", Resource="*"),
        ),
        ("on every resource", one(Action="sqs:GetQueueAttributes", Resource="arn:aws:sqs:*:*:*")),
        ("allows iam:GetRole", one(Action="iam:GetRole", Resource="*")),
    ],
    passed=[
        one(Action="sqs:GetQueueAttributes", Resource="arn:aws:sqs:eu-west-1:111122223333:it"),
        one(Action="ecs:ListClusters", Resource="*"),
        one(Action="ecs:ListTasks", Resource="*"),
        one(Action="sqs:SendMessage", Resource="*"),
        one(Action="s3:GetObject", Resource="*"),
        template(
            policy(
                statement(Action="sqs:GetQueueAttributes", Resource={"Fn::Sub": "arn:aws:sqs:*:*:${Name}"})
            )
        ),
        one(
            Action="sqs:GetQueueAttributes",
            Resource="*",
            Condition={"StringEquals": {"aws:ResourceTag/a": "b"}},
        ),
    ],
)
def test_n405(expected, text):
    finds(RULE, text, *expected)
