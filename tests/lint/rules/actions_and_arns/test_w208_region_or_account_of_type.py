"""W208."""

from emitter.lint.rules.actions_and_arns.w208_region_or_account_of_type import RULE
from tests.support.linting import finds, one, table


@table(
    found=[
        (
            "has a Region and an account, unlike ARNs of s3 bucket",
            one(Resource="arn:aws:s3:eu-west-1:111122223333:releases"),
        ),
        ("has no Region and no account, unlike ARNs of sqs queue", one(Resource="arn:aws:sqs:::orders")),
        ("has no account, unlike ARNs of kms key", one(Resource="arn:aws:kms:eu-west-1::key/*")),
        (
            "has a Region, unlike ARNs of iam role",
            one(Resource=None, NotResource="arn:aws:iam:eu-west-1:111122223333:role/a"),
        ),
        ("has no account, unlike ARNs of", one(Resource="arn:aws:sns:eu-west-1::document/a")),
        (
            "has a Region, unlike ARNs of iam role and has no account, unlike ARNs of iam role",
            one(Resource="arn:aws:iam:eu-west-1::role/a"),
        ),
        ("has no account", one(Resource="arn:aws:ssm:eu-west-1::maintenancewindow/a")),
        ("has no account", one(Resource="arn:aws:securityhub:eu-west-1::hub/default")),
        ("has no account", one(Resource="arn:aws:resource-explorer-2:eu-west-1::index/a")),
    ],
    passed=[
        one(Resource="arn:aws:s3:::releases"),
        one(Resource="arn:aws:securityhub:eu-west-1::product/prowler/prowler"),
        one(Resource="arn:aws:sqs:*:*:orders"),
        one(Resource="arn:aws:ssm:eu-west-1::document/AWS-RunShellScript"),
        one(Resource="arn:aws:ssm:eu-west-1::parameter/aws/service/ecs/*"),
        one(Resource="arn:aws:s3:*:*:releases"),
        one(Resource="arn:aws:s3:eu-west-1:111122223333:accesspoint/a"),
        one(Resource="arn:aws:nosuch:::orders"),
        one(Resource="urn:aws:sqs:::orders"),
        one(Resource="arn:aws:ssm:eu-west-1::automation-definition/AWS-RestartEC2Instance:1"),
        one(Resource="arn:aws:resource-explorer-2:eu-west-1::view/AWSServiceViewForAll"),
    ],
)
def test_region_and_account_fit_the_type(expected, text):
    finds(RULE, text, *expected)
