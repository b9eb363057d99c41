"""W401: Action *."""

from emitter.lint.rules.breadth.w401_full_wildcard import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform, trusting


@table(
    found=[
        ("allows every action of every service", one(Action="*", Resource="*")),
        ("every action of every service", one(Action=["ecs:ListTasks", "*"])),
        ("every action", template(policy(statement(Action="*")))),
        ("every action", terraform(actions=["*"])),
    ],
    passed=[
        one(Action="ecs:*"),
        one(Action="*", Effect="Deny"),
        one(Action="*:*"),
        one(NotAction="iam:*", Action=None),
        one(Principal="*", Action="*", Resource="arn:aws:s3:::it/*"),
        template(policy(statement(Action={"Ref": "Action"}))),
        template(trusting(action="*"), "AWS::IAM::Role"),
    ],
)
def test_w401(expected, text):
    finds(RULE, text, *expected)
