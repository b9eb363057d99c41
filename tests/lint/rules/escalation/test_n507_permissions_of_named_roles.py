"""N507: privilege escalation to named roles."""

from emitter.lint.rules.escalation.n507_permissions_of_named_roles import RULE
from tests.support.linting import finds, one, policy, statement, table, template


@table(
    found=[
        (
            "iam:PutUserPolicy: gives the user web every permission",
            one(Action="iam:PutUserPolicy", Resource="arn:aws:iam::111122223333:user/web"),
        ),
        (
            "gives the users web and api every permission",
            one(
                Action="iam:PutUserPolicy",
                Resource=["arn:aws:iam::111122223333:user/web", "arn:aws:iam::111122223333:user/api"],
            ),
        ),
        (
            "gives any user that the conditions admit every permission",
            one(
                Action="iam:PutUserPolicy",
                Resource="*",
                Condition={"StringEquals": {"iam:ResourceTag/team": "web"}},
            ),
        ),
        (
            "user ${Name}",
            template(
                policy(
                    statement(Action="iam:PutUserPolicy", Resource={"Fn::Sub": "arn:aws:iam::*:user/${Name}"})
                )
            ),
        ),
    ],
    passed=[
        one(Action="iam:PutUserPolicy", Resource="*"),
        one(Action="iam:GetUser", Resource="arn:aws:iam::111122223333:user/web"),
        one(Action="iam:PutUserPolicy", Resource="arn:aws:iam::111122223333:user/web", Effect="Deny"),
        one(Action="iam:CreateAccessKey", Resource="arn:aws:iam::*:user/${aws:username}"),
    ],
)
def test_n507(expected, text):
    finds(RULE, text, *expected)
