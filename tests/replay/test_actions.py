"""Events of CloudTrail and actions of IAM."""

import botocore.session
import pytest

from emitter.aws import service_reference
from emitter.replay import actions as table
from emitter.replay.actions import actions

SESSION = botocore.session.get_session()
# Operations of an API that AWS has, and IAM no action for, or none of one name. Everything else of these
# services has one.
NAMELESS = {
    "application-autoscaling": set(),
    "autoscaling": set(),
    "cloudformation": {"RemoveAlias", "SetAlias"},
    "ecr": {"ListImageReferrers"},
    "ecs": set(),
    "elb": set(),
    "elbv2": set(),
    "iam": {"AcquireRole", "UpdateDelegationRequest"},
    "kms": set(),
    "lambda": {"DeleteDurableExecution", "PauseDurableExecution", "ResumeDurableExecution"},
    "logs": {"GetLogObject"},
    "s3": set(),
    "sns": set(),
    "sqs": set(),
    "sts": set(),
}


@pytest.mark.parametrize(
    ("source", "event", "expected"),
    [
        ("lambda", "CreateFunction20150331", ["lambda:CreateFunction"]),
        ("lambda", "UpdateFunctionCode20150331v2", ["lambda:UpdateFunctionCode"]),
        ("lambda", "TagResource20170331v2", ["lambda:TagResource"]),
        ("lambda", "PublishLayerVersion20181031", ["lambda:PublishLayerVersion"]),
        ("lambda", "GetLayerVersionByArn20181031", ["lambda:GetLayerVersion"]),
        ("lambda", "Invoke", ["lambda:InvokeFunction"]),
        ("cloudfront", "CreateDistribution2020_05_31", ["cloudfront:CreateDistribution"]),
        ("s3", "ListObjectsV2", ["s3:ListBucket"]),
        ("s3", "ListObjects", ["s3:ListBucket"]),
        ("s3", "HeadObject", ["s3:GetObject"]),
        ("s3", "HeadBucket", ["s3:ListBucket"]),
        ("s3", "ListBuckets", ["s3:ListAllMyBuckets"]),
        ("s3", "UploadPart", ["s3:PutObject"]),
        ("s3", "PutBucketReplication", ["s3:PutReplicationConfiguration"]),
        ("s3", "DeleteBucketEncryption", ["s3:PutEncryptionConfiguration"]),
        ("s3", "GetBucketCors", ["s3:GetBucketCORS"]),
        ("monitoring", "PutMetricAlarm", ["cloudwatch:PutMetricAlarm"]),
        ("elasticloadbalancing", "ModifyRule", ["elasticloadbalancing:ModifyRule"]),
        ("autoscaling", "DescribeScalableTargets", ["application-autoscaling:DescribeScalableTargets"]),
        ("application-autoscaling", "PutScalingPolicy", ["application-autoscaling:PutScalingPolicy"]),
        ("autoscaling", "PutScalingPolicy", ["autoscaling:PutScalingPolicy"]),
        ("autoscaling", "CreateAutoScalingGroup", ["autoscaling:CreateAutoScalingGroup"]),
        ("ecr", "GetAuthorizationToken", ["ecr:GetAuthorizationToken"]),
        ("ssm", "GetParameters", ["ssm:GetParameters"]),
        ("sts", "AssumeRole", ["sts:AssumeRole"]),
        ("kms", "ReEncrypt", ["kms:ReEncryptFrom", "kms:ReEncryptTo"]),
        ("tagging", "GetResources", ["tag:GetResources"]),
        ("cloudcontrolapi", "CreateResource", ["cloudformation:CreateResource"]),
        ("ecs", "runtask", ["ecs:RunTask"]),
        ("rdsdata", "ExecuteStatement", ["rds-data:ExecuteStatement"]),
        ("rdsdataapi", "ExecuteStatement", ["rds-data:ExecuteStatement"]),
        ("iotdata", "Publish", ["iot:Publish"]),
        ("data.iot", "GetThingShadow", ["iot:GetThingShadow"]),
        ("data.jobs.iot", "GetPendingJobExecutions", ["iotjobsdata:GetPendingJobExecutions"]),
        ("cassandra", "CreateTable", ["cassandra:Create"]),
        ("cassandra", "DropTable", ["cassandra:Drop"]),
        ("cassandra", "Select", ["cassandra:Select"]),
        ("entitlement.marketplace", "GetEntitlements", ["aws-marketplace:GetEntitlements"]),
        ("metering.marketplace", "MeterUsage", ["aws-marketplace:MeterUsage"]),
        ("s3", "ListDirectoryBuckets", ["s3express:ListAllMyDirectoryBuckets"]),
        ("s3express", "ListDirectoryBuckets", ["s3express:ListAllMyDirectoryBuckets"]),
        ("s3express", "GetObject", ["s3express:CreateSession"]),
        ("s3express", "CreateSession", ["s3express:CreateSession"]),
        ("s3express", "CreateBucket", ["s3express:CreateBucket"]),
        ("s3", "CreateBucketMetadataConfiguration", ["s3:CreateBucketMetadataTableConfiguration"]),
        ("bedrock", "RetrieveAndGenerateStream", ["bedrock:RetrieveAndGenerate"]),
        (
            "cloudfront",
            "CreateDistributionWithTags2020_05_31",
            ["cloudfront:CreateDistribution", "cloudfront:TagResource"],
        ),
        ("ecs", "RunTasks", []),
        ("signin", "ConsoleLogin", []),
        ("", "", []),
        ("nowhere", "Nothing20150331", []),
    ],
)
def test_an_event_has_its_actions(source, event, expected):
    assert list(actions(f"{source}.amazonaws.com", event).actions) == expected


def test_a_version_of_an_object_has_actions_of_its_own():
    source = "s3.amazonaws.com"
    assert actions(source, "GetObject", versioned=True).actions == ("s3:GetObjectVersion",)
    assert actions(source, "HeadObject", versioned=True).actions == ("s3:GetObjectVersion",)
    assert actions(source, "DeleteObjectTagging", versioned=True).actions == (
        "s3:DeleteObjectVersionTagging",
    )
    assert actions(source, "PutObject", versioned=True).actions == ("s3:PutObject",)


def test_what_scales_something_else_is_application_auto_scaling():
    found = actions("autoscaling.amazonaws.com", "PutScalingPolicy", application=True)
    assert found.actions == ("application-autoscaling:PutScalingPolicy",)


@pytest.mark.parametrize("service", NAMELESS)
def test_every_operation_has_an_action(service):
    model = SESSION.get_service_model(service)
    source = f"{model.metadata['endpointPrefix'].rpartition('.')[2]}.amazonaws.com"
    without = {name for name in model.operation_names if not actions(source, name).actions}
    assert without <= NAMELESS[service]


def test_the_tables_name_what_there_is():
    assert all(service_reference.action(name) for name in table.FREE)
