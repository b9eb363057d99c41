"""W413: administrators."""

import json

from emitter.lint.rules.breadth.w413_administrator_attached import RULE
from tests.support.linting import finds, table


def _resource(type_, **properties):
    return json.dumps({"Resources": {"It": {"Type": type_, "Properties": properties}}})


def group(policy):
    """A group with a managed policy."""
    return _resource("AWS::IAM::Group", ManagedPolicyArns=[policy])


def permission_set(policy):
    """A permission set with a managed policy."""
    return _resource("AWS::SSO::PermissionSet", ManagedPolicies=[policy])


def function(policy):
    """A function of SAM with a policy."""
    made = {"Type": "AWS::Serverless::Function", "Properties": {"Policies": [policy]}}
    return json.dumps({"Transform": "AWS::Serverless-2016-10-31", "Resources": {"It": made}})


def attachment(policy):
    """A role of Terraform with a managed policy."""
    made = {"aws_iam_role_policy_attachment": {"it": {"role": "web", "policy_arn": policy}}}
    return json.dumps({"resource": made})


@table(
    found=[
        (
            "attaches AdministratorAccess: every action of every service",
            group("arn:aws:iam::aws:policy/AdministratorAccess"),
        ),
        ("attaches PowerUserAccess", group("arn:aws-cn:iam::aws:policy/PowerUserAccess")),
        ("attaches IAMFullAccess", group({"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/IAMFullAccess"})),
        ("attaches AdministratorAccess", attachment("arn:aws:iam::aws:policy/AdministratorAccess")),
        ("attaches AdministratorAccess", function("AdministratorAccess")),
        ("attaches IAMFullAccess", function("arn:aws:iam::aws:policy/IAMFullAccess")),
        ("attaches AdministratorAccess", permission_set("arn:aws:iam::aws:policy/AdministratorAccess")),
    ],
    passed=[
        group("arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"),
        group("arn:aws:iam::111122223333:policy/AdministratorAccess"),
        group({"Ref": "Policy"}),
        group({"Fn::Sub": "arn:aws:iam::aws:policy/${Policy}"}),
        attachment("${var.policy}"),
        function({"S3CrudPolicy": {"BucketName": "photos"}}),
        function("AWSLambdaBasicExecutionRole"),
    ],
)
def test_w413(expected, text):
    finds(RULE, text, *expected)
