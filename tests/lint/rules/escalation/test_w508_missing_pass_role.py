"""W508: actions that pass a role, without iam:PassRole."""

import json

from emitter.lint.rules.escalation.w508_missing_pass_role import RULE
from tests.support.linting import finds, one, plain, policy, statement, table


def passing(service, role="arn:aws:iam::111122223333:role/web"):
    """A statement that passes ``role`` to ``service``."""
    return statement(
        Action="iam:PassRole",
        Resource=role,
        Condition={"StringEquals": {"iam:PassedToService": service}},
    )


@table(
    found=[
        (
            "without iam:PassRole to codedeploy.amazonaws.com: passes its serviceRoleArn",
            one(Action="codedeploy:CreateDeploymentGroup", Resource="*"),
        ),
        (
            "ecs:RunTask without iam:PassRole",
            plain(statement(Action="ecs:RunTask", Resource="*"), passing("ec2.amazonaws.com")),
        ),
        (
            "ecs:RegisterTaskDefinition",
            one(Action=["ecs:RegisterTaskDefinition", "ecs:UpdateService"], Resource="*"),
        ),
        (
            "lambda:CreateFunction",
            plain(
                statement(Action="lambda:CreateFunction", Resource="*"),
                passing("lambda.amazonaws.com", "arn:aws:iam::111122223333:user/it"),
            ),
        ),
    ],
    passed=[
        plain(
            statement(Action="codedeploy:CreateDeploymentGroup", Resource="*"),
            passing("codedeploy.amazonaws.com"),
        ),
        one(Action=["codedeploy:CreateDeploymentGroup", "iam:*"], Resource="*"),
        one(Action="codedeploy:Create*", Resource="*"),
        one(Action="ecs:RegisterTaskDefinition", Resource="*"),
        one(Action="lambda:CreateFunction", Resource="*", Effect="Deny"),
        plain(
            statement(Action="lambda:CreateFunction", Resource="*"),
            statement(Action=None, NotAction="s3:*", Resource="*"),
        ),
        # The attached policy may allow it.
        json.dumps(
            {
                "Resources": {
                    "It": {
                        "Type": "AWS::IAM::User",
                        "Properties": {
                            "Policies": [
                                {
                                    "PolicyName": "it",
                                    "PolicyDocument": policy(statement(Action="lambda:CreateFunction")),
                                }
                            ],
                            "ManagedPolicyArns": ["arn:aws:iam::aws:policy/Other"],
                        },
                    }
                }
            }
        ),
    ],
)
def test_w508(expected, text):
    finds(RULE, text, *expected)
