"""E202."""

from emitter.lint.rules.actions_and_arns.e202_unknown_action import RULE
from tests.support.linting import finds, one, table, terraform


@table(
    found=[
        (
            "unknown action ecs:UpdateServices; did you mean 'UpdateService'?",
            one(Action="ecs:UpdateServices"),
        ),
        (
            "unknown action s3:GetBucketReplication; that API operation requires "
            "s3:GetReplicationConfiguration",
            one(Action="s3:GetBucketReplication"),
        ),
        (
            "that API operation requires s3:GetObject and s3:PutObject",
            one(Action="s3:CopyObject"),
        ),
        (
            "unknown action s3:HeadObject; that API operation requires s3:GetObject",
            one(Action=None, NotAction="s3:HeadObject"),
        ),
        ("unknown action ecs:Zzzzzzzzzz", one(Action="ecs:Zzzzzzzzzz")),
        (f"unknown action ecs:{'UpdateService' * 20}", one(Action=f"ecs:{'UpdateService' * 20}")),
        ("that API operation requires sqs:SendMessage", one(Action="sqs:SendMessageBatch")),
    ],
    passed=[
        one(Action="ecs:updateservice"),
        one(Action=["transform:GetWorkspace", "transform:SendMessage"], Resource="*"),
        # In the default policy of each topic.
        one(Action="SNS:Receive", Resource="arn:aws:sns:eu-west-1:111122223333:orders"),
        one(Action="ecs:UpdateServices*"),
        one(Action="esc:UpdateServices"),
        one(Action="ecs:Update:Services"),
        one(Action="ecs:"),
        one(Action=["apigateway:TagResource", "apigateway:UntagResource"], Resource="*"),
        terraform(actions=["ecs:${var.action}"]),
    ],
)
def test_an_action_exists(expected, text):
    finds(RULE, text, *expected)
