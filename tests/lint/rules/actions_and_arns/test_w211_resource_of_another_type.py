"""W211."""

from emitter.lint.rules.actions_and_arns.w211_resource_of_another_type import RULE
from tests.support.linting import finds, one, table, terraform


@table(
    found=[
        (
            "s3:ListBucket supports accesspoint and bucket: this allows nothing on arn:aws:s3:::releases/*",
            one(Action="s3:ListBucket", Resource="arn:aws:s3:::releases/*"),
        ),
        (
            "this denies nothing on",
            one(Action="s3:ListBucket", Resource="arn:aws:s3:::releases/*", Effect="Deny"),
        ),
        (
            "ec2:DescribeSubnets and ec2:DescribeVpcs support only *: this allows nothing",
            one(
                Action=["ec2:DescribeSubnets", "ec2:DescribeVpcs"],
                Resource="arn:aws:ec2:eu-west-1:111122223333:subnet/*",
            ),
        ),
        (
            "iam:ListRoles supports only *",
            one(Action="iam:ListRoles", Resource="arn:aws:iam::111122223333:role/web"),
        ),
        (
            "kms:ListKeys supports only *",
            one(Action="kms:ListKeys", Resource="arn:aws:kms:eu-west-1:111122223333:key/*"),
        ),
        (
            "cloudformation:ListStacks supports only *",
            one(Action="cloudformation:ListStacks", Resource="arn:aws:cloudformation:*:*:stack/web-*"),
        ),
        (
            "logs:DescribeLogGroups supports only *",
            one(Action="logs:DescribeLogGroups", Resource="arn:aws:logs:*:*:log-group:/aws/lambda/web:*"),
        ),
        (
            "sts:GetCallerIdentity supports only *",
            one(Action="sts:GetCallerIdentity", Resource="arn:aws:iam::111122223333:role/web"),
        ),
        (
            "cloudformation:CreateChangeSet supports stack and transform",
            one(
                Action="cloudformation:CreateChangeSet", Resource="arn:aws:cloudformation:*:*:type/resource/A"
            ),
        ),
        (
            # The account does not match ``111122223333:secret`` when the type is another.
            "secretsmanager:GetSecretValue supports Secret",
            one(Action="secretsmanager:GetSecretValue", Resource="arn:aws:secretsmanager:*:1*2:app!*"),
        ),
        ("glue:GetTags supports blueprint", one(Action="glue:GetTags", Resource="arn:aws:s3:::releases")),
    ],
    passed=[
        one(Action="s3:NoSuchAction", Resource="arn:aws:s3:::releases/*"),
        one(Action="s3:ListBucket", Resource=None, NotResource="arn:aws:s3:::releases/*"),
        one(Action="ssm-sap:ListTagsForResource", Resource="arn:aws:ssm-sap:*:*:HANA/web"),
        terraform(actions=["s3:${var.action}"], resources=["arn:aws:s3:::releases/*"]),
        one(Action="s3:ListBucket", Resource="arn:aws:s3:::releases"),
        one(Action="s3:ListBucket", Resource=["arn:aws:s3:::releases", "arn:aws:s3:::releases/*"]),
        one(Action=["s3:Get*"], Resource="arn:aws:s3:::releases/*"),
        one(Action="*", Resource="arn:aws:s3:::releases"),
        one(Action="ec2:DescribeSubnets", Resource="*"),
        one(Action="nosuch:Get", Resource="arn:aws:s3:::releases"),
        one(Action="s3:ListBucket", Resource="arn:aws:nosuch:::releases/*"),
        one(Action="iam:ListRoles", Resource="arn:aws:iam::111122223333:role/*"),
        one(Action="logs:DescribeLogGroups", Resource="arn:aws:logs:*:*:log-group:*"),
        one(Action="logs:DescribeLogGroups", Resource="arn:aws:logs:*:*:log-group::log-stream:"),
        one(Action="logs:DescribeLogGroups", Resource="arn:aws:logs:*:*:log-group::log-stream:*"),
        one(Action="secretsmanager:GetSecretValue", Resource="arn:aws:secretsmanager:*:*:sqlworkbench!*"),
        one(Action="eks:ListClusters", Resource="arn:aws:eks:*:*:cluster/*"),
        one(Action="datazone:GetProjectProfile", Resource="arn:aws:datazone:*:*:domain/dzd_1"),
        one(
            Action="cloudformation:CreateChangeSet",
            Resource="arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31",
        ),
        one(Action="dynamodb:ListStreams", Resource="arn:aws:dynamodb:*:*:table/orders/stream/*"),
        one(Action="ssmmessages:OpenDataChannel", Resource="arn:aws:ssm:*:*:session/web-1"),
        one(Action="iot:AttachPolicy", Resource="arn:aws:iot:*:*:policy/web"),
        one(Action="glue:GetTags", Resource="arn:aws:glue:*:*:schema/*"),
        one(
            Action="elasticloadbalancing:AddTags",
            Resource="arn:aws:elasticloadbalancing:*:*:targetgroup/web/1",
        ),
        one(Action="apigateway:TagResource", Resource="arn:aws:apigateway:eu-west-1::/tags/*"),
        one(Action="sqs:CreateQueue", Resource="arn:aws:sqs:*:*:orders"),
        one(Action="lightsail:CreateCertificate", Resource="arn:aws:lightsail:*:*:Certificate/*"),
        terraform(actions=["ec2:DescribeSubnets"], resources=["${var.arn}"]),
    ],
)
def test_an_action_supports_its_resources(expected, text):
    finds(RULE, text, *expected)
