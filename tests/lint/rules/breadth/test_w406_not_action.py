"""W406: NotAction with Allow."""

from emitter.lint.rules.breadth.w406_not_action import RULE
from tests.support.linting import finds, one, table, template, terraform, trusting


@table(
    found=[
        (
            "allows every action except iam:* and organizations:*",
            one(Action=None, NotAction=["iam:*", "organizations:*"], Resource="*"),
        ),
        (
            "allows every action except iam:* on arn:aws:s3:::it",
            one(Action=None, NotAction="iam:*", Resource="arn:aws:s3:::it"),
        ),
        ("every action except", terraform(actions=None, not_actions=["iam:*"])),
    ],
    passed=[
        one(Action=None, NotAction="iam:*", Effect="Deny"),
        one(Action="iam:*"),
        template(trusting(action=None, NotAction="sts:TagSession"), "AWS::IAM::Role"),
    ],
)
def test_w406(expected, text):
    finds(RULE, text, *expected)
