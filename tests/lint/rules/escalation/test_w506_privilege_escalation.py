"""W506: privilege escalation."""

from emitter.lint.rules.escalation.w506_privilege_escalation import RULE
from tests.support.linting import finds, one, plain, policy, statement, table, template, terraform

PASS = statement(
    Action="iam:PassRole",
    Resource="*",
    Condition={"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
)


@table(
    found=[
        (
            "ecs:RegisterTaskDefinition and ecs:RunTask: runs a task with any role",
            plain(statement(Action=["ecs:RegisterTaskDefinition", "ecs:RunTask"], Resource="*"), PASS),
        ),
        ("iam:PutUserPolicy: gives any user every permission", one(Action="iam:PutUserPolicy", Resource="*")),
        ("iam:Put*: ", one(Action="iam:Put*", Resource="*")),
        (
            "gives its own user every permission",
            one(Action="iam:PutUserPolicy", Resource="arn:aws:iam::111122223333:user/${aws:username}"),
        ),
        ("iam:PutRolePolicy", terraform(actions=["iam:PutRolePolicy"], resources=["*"])),
    ],
    passed=[
        one(Action="iam:PutUserPolicy", Resource="arn:aws:iam::111122223333:user/web"),
        plain(PASS),
        one(Action="ecs:RegisterTaskDefinition", Resource="*"),
        one(Action="iam:PutUserPolicy", Resource="*", Effect="Deny"),
        plain(
            statement(Action="iam:PutUserPolicy", Resource="*"),
            statement(Effect="Deny", Action="iam:*", Resource="*"),
        ),
        one(
            Action="iam:PutUserPolicy",
            Resource="*",
            Condition={
                "StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/limits"}
            },
        ),
        template(
            policy(statement(Action="iam:PutUserPolicy", Resource={"Fn::Sub": "arn:aws:iam::*:user/${Name}"}))
        ),
        one(Action="iam:CreateAccessKey", Resource="arn:aws:iam::*:user/${aws:username}"),
    ],
)
def test_w506(expected, text):
    finds(RULE, text, *expected)
