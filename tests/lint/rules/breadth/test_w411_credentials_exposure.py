"""W411: credentials exposure."""

from emitter.lint.rules.breadth.w411_credentials_exposure import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform


@table(
    found=[
        (
            "allows sts:AssumeRole on *: returns credentials of other principals",
            one(Action="sts:AssumeRole", Resource="*"),
        ),
        ("on arn:aws:iam::*:role/*", one(Action="sts:AssumeRole", Resource="arn:aws:iam::*:role/*")),
        ("allows ec2:GetPasswordData on *", terraform(actions=["ec2:GetPasswordData"], resources=["*"])),
    ],
    passed=[
        one(Action="sts:AssumeRole", Resource="arn:aws:iam::111122223333:role/audit"),
        one(Action="ecr:GetAuthorizationToken", Resource="*"),
        one(Action="sts:AssumeRole", Resource="*", Effect="Deny"),
        template(
            policy(statement(Action="sts:AssumeRole", Resource={"Fn::Sub": "arn:aws:iam::*:role/${Name}"}))
        ),
        template(
            policy(statement(Action="sts:AssumeRole", Resource={"Fn::Sub": "arn:aws:iam::*:${Role}/*"}))
        ),
        terraform(actions=["sts:AssumeRole"], resources=["${var.role}"]),
    ],
)
def test_w411(expected, text):
    finds(RULE, text, *expected)
