"""W724: a policy of a resource that everybody is let in by."""

import json

from emitter.lint.rules.trust.w724_public_resource import RULE
from tests.support.linting import finds, one, plain, statement, table, template, trusting

BUCKET = {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::releases/*", "Principal": "*"}
KEYS = {
    "aws:PrincipalOrgID": "o-a1b2c3d4e5",
    "aws:SourceVpce": "vpce-1a2b3c4d",
    "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders",
    "aws:SourceOwner": "111122223333",
    "kms:CallerAccount": "111122223333",
    "aws:PrincipalTag/team": "web",
}


def bucket(**elements):
    return one(**{**BUCKET, **elements})


def narrowed(operator, key, value):
    return bucket(Condition={operator: {key: value}})


def permission(**arguments):
    """A Lambda permission in Terraform."""
    body = {"action": "lambda:InvokeFunction", "function_name": "f", **arguments}
    return json.dumps({"resource": {"aws_lambda_permission": {"p": body}}})


def denying(**elements):
    """The bucket for everybody, and a Deny."""
    return plain(statement(**BUCKET), statement(**{**BUCKET, "Effect": "Deny", "Action": "s3:*", **elements}))


@table(
    found=[
        ("allows everyone s3:GetObject", bucket()),
        ("allows everyone s3:GetObject", bucket(Principal={"AWS": ["111122223333", "*"]})),
        ("allows everyone every action but s3:Put*", bucket(Action=None, NotAction="s3:Put*")),
        ("allows everyone", narrowed("Bool", "aws:SecureTransport", "true")),
        ("allows everyone", narrowed("StringNotEquals", "aws:SourceVpce", "vpce-1a2b3c4d")),
        ("allows everyone", narrowed("StringLike", "aws:PrincipalOrgID", "*")),
        ("allows everyone", narrowed("StringEqualsIfExists", "aws:SourceVpce", "vpce-1a2b3c4d")),
        ("allows everyone", narrowed("IpAddress", "aws:SourceIp", ["0.0.0.0/0"])),
        ("allows everyone", denying(Condition={"Bool": {"aws:SecureTransport": "false"}})),
        ("allows everyone lambda:InvokeFunction", permission(principal="*")),
        (
            "allows everyone lambda:InvokeFunctionUrl",
            permission(principal="*", action="lambda:InvokeFunctionUrl", function_url_auth_type="NONE"),
        ),
    ],
    passed=[
        bucket(Effect="Deny"),
        bucket(Principal={"AWS": "111122223333"}),
        bucket(Principal={"Service": "cloudfront.amazonaws.com"}),
        *(narrowed("StringEquals", key, value) for key, value in KEYS.items()),
        narrowed("IpAddress", "aws:SourceIp", "192.0.2.0/24"),
        denying(Condition={"StringNotEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}),
        denying(Condition={"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}}),
        bucket(Action="execute-api:Invoke", Resource="arn:aws:execute-api:*:*:*"),
        permission(principal="*", principal_org_id="o-a1b2c3d4e5"),
        permission(principal="sns.amazonaws.com"),
        permission(principal="${var.principal}"),
        template(trusting({"AWS": "*"}), "AWS::IAM::Role"),
        template(json.loads(bucket()), "AWS::EC2::VPCEndpoint"),
    ],
)
def test_a_policy_of_a_resource_lets_everybody_in(expected, text):
    finds(RULE, text, *expected)
