"""W502: iam:PassRole on any role."""

from emitter.lint.rules.escalation.w502_pass_any_role import RULE
from tests.support.linting import finds, one, policy, statement, table, template, terraform


@table(
    found=[
        ("passes any role: *", one(Action="iam:PassRole", Resource="*")),
        (
            "passes any role: arn:aws:iam::*:role/*",
            one(Action="iam:PassRole", Resource="arn:aws:iam::*:role/*"),
        ),
        (
            "any role: arn:aws:iam::${AWS::AccountId}:role/*",
            template(
                policy(
                    statement(
                        Action="iam:PassRole", Resource={"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/*"}
                    )
                )
            ),
        ),
        ("passes any role: *", terraform(actions=["iam:PassRole"], resources=["${var.role}", "*"])),
    ],
    passed=[
        one(Action="iam:PassRole", Resource="arn:aws:iam::111122223333:role/web/*"),
        one(Action="iam:PassRole", Resource="*", Effect="Deny"),
        one(Action="iam:*", Resource="*"),
        template(policy(statement(Action="iam:PassRole", Resource={"Ref": "Role"}))),
        template(
            policy(statement(Action="iam:PassRole", Resource={"Fn::Sub": "arn:aws:iam::*:role/${Prefix}*"}))
        ),
        template(policy(statement(Action="iam:PassRole", Resource={"Fn::Sub": "arn:aws:iam::*:${Role}/*"}))),
    ],
)
def test_w502(expected, text):
    finds(RULE, text, *expected)
