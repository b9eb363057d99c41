"""W505: iam:PassRole by a wildcard, NotAction or NotResource."""

from emitter.lint.rules.escalation.w505_pass_role_by_not_action import RULE
from tests.support.linting import finds, one, table


@table(
    found=[
        ("iam:Pass* includes iam:PassRole", one(Action="iam:Pass*", Resource="*")),
        ("iam:* includes iam:PassRole and iam:CreateServiceLinkedRole", one(Action="iam:*", Resource="*")),
        ("iam:Create* includes iam:CreateServiceLinkedRole", one(Action="iam:Create*", Resource="*")),
        (
            "NotResource with iam:PassRole includes iam:PassRole",
            one(Action="iam:PassRole", Resource=None, NotResource="arn:aws:iam::111122223333:role/admin"),
        ),
        ("NotAction includes iam:PassRole", one(Action=None, NotAction="s3:*", Resource="*")),
    ],
    passed=[
        one(Action="iam:PassRole", Resource="*"),
        one(Action="iam:Get*", Resource="*"),
        one(Action="iam:Pass*", Resource="*", Effect="Deny"),
        one(Action="iam:*", Resource="arn:aws:iam::111122223333:user/web"),
        one(Action=None, NotAction="iam:*", Resource="*"),
        one(
            Action="iam:Pass*",
            Resource="*",
            Condition={"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}},
        ),
        one(Action=None, NotAction="s3:*", Resource="arn:aws:s3:::it"),
    ],
)
def test_w505(expected, text):
    finds(RULE, text, *expected)
