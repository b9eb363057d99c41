"""W409: permissions management on every resource."""

from emitter.lint.rules.breadth.w409_permissions_management import RULE
from tests.support.linting import finds, one, policy, statement, table, template


@table(
    found=[
        (
            "allows iam:DetachRolePolicy on every resource: can change the permissions of others",
            one(Action="iam:DetachRolePolicy", Resource="*"),
        ),
        ("on every resource", one(Action="iam:DetachRolePolicy", Resource="arn:aws:iam::*:role/*")),
        (
            "allows lakeformation:PutDataLakeSettings: can change",
            one(Action="lakeformation:PutDataLakeSettings", Resource="*"),
        ),
    ],
    passed=[
        one(Action="iam:DetachRolePolicy", Resource="arn:aws:iam::111122223333:role/web"),
        one(Action="iam:GetRole", Resource="*"),
        one(Action="lambda:EnableReplication*", Resource="*"),
        one(Action="iam:PutUserPolicy", Resource="*"),
        template(
            policy(
                statement(
                    Action="iam:DetachRolePolicy",
                    Resource={"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/${Role}"},
                )
            )
        ),
        template(policy(statement(Action="iam:DetachRolePolicy", Resource={"Fn::GetAtt": ["Role", "Arn"]}))),
    ],
)
def test_w409(expected, text):
    finds(RULE, text, *expected)
