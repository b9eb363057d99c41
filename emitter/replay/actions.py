"""What a CloudTrail event is called by IAM: ``lambda.amazonaws.com`` and ``CreateFunction20150331``.

Most are ``SERVICE:EVENT``. The others are in the tables below, from

* "Logging Lambda API calls with CloudTrail": names that carry the date of their API
  (https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html), as CloudFront's do;
* "Required permissions for Amazon S3 API operations"
  (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html) and "Amazon S3
  CloudTrail events" (…/userguide/cloudtrail-logging-s3-info.html);
* "Logging CloudWatch API calls": its event source is monitoring.amazonaws.com
  (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html);
* "Log Application Auto Scaling API calls": its event source is that of Amazon EC2 Auto Scaling
  (https://docs.aws.amazon.com/autoscaling/application/userguide/logging-using-cloudtrail.html);
* "Cloud Control API and CloudTrail": its actions are CloudFormation's
  (https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/security.html).
* "Logging with CloudTrail" of DynamoDB, Amazon Keyspaces, Amazon RDS Data API, AWS IoT, AWS Marketplace
  and directory buckets (https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-data-api-events.html),
  and "CreateSession", by which all of the objects in those is authorised
  (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html);
* "Converse" and the like of Amazon Bedrock, each of which says which permission it takes
  (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html).

A name that IAM still does not have then has no action here. Where it takes more than the name to know, see
``special``.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ..aws import service_reference

# An event source, or its first part, where that is not the prefix of the service's actions. Several are tried
# in turn: the first that has the action counts.
_PREFIXES: dict[str, tuple[str, ...]] = {
    "agreement-marketplace": ("aws-marketplace",),
    "appconfigdata": ("appconfig",),
    "application-insights": ("applicationinsights",),
    "appstream2": ("appstream",),
    "autoscaling": ("autoscaling", "application-autoscaling", "autoscaling-plans"),
    "bedrock-agent": ("bedrock",),
    "bedrock-agent-runtime": ("bedrock",),
    "bedrock-runtime": ("bedrock",),
    "catalog": ("aws-marketplace",),
    "cloudcontrolapi": ("cloudformation",),
    "cloudhsmv2": ("cloudhsm",),
    "data.iot": ("iot",),
    "data.jobs.iot": ("iotjobsdata",),
    "email": ("ses",),
    "entitlement": ("aws-marketplace",),
    "ingest": ("timestream",),
    "iotdata": ("iot",),
    "memory-db": ("memorydb",),
    "metering": ("aws-marketplace",),
    "metering-marketplace": ("aws-marketplace",),
    "migrationhub-config": ("mgh",),
    "models": ("lex",),
    "models-v2-lex": ("lex",),
    "monitoring": ("cloudwatch",),
    "mturk-requester": ("mechanicalturk",),
    "oidc": ("sso-oauth",),
    "pinpoint": ("mobiletargeting",),
    "query": ("timestream",),
    "rdsdata": ("rds-data",),
    "rdsdataapi": ("rds-data",),
    "runtime": ("lex", "sagemaker"),
    "runtime-v2-lex": ("lex",),
    "s3": ("s3", "s3express", "s3-object-lambda"),
    "servicecatalog-appregistry": ("servicecatalog",),
    "streams": ("dynamodb",),
    "tagging": ("tag",),
}

# The events of objects in directory buckets.
_OF_SESSIONS = """
    AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject DeleteObjects
    GetObject GetObjectAttributes HeadBucket HeadObject ListMultipartUploads ListObjectsV2 ListParts PutObject
    RenameObject UploadPart UploadPartCopy
"""
_RENAMED: dict[str, tuple[str, ...]] = {
    "bedrock:Converse": ("bedrock:InvokeModel",),
    "bedrock:ConverseStream": ("bedrock:InvokeModelWithResponseStream",),
    "bedrock:RetrieveAndGenerateStream": ("bedrock:RetrieveAndGenerate",),
    "bedrock:StartAsyncInvoke": ("bedrock:InvokeModel",),
    "budgets:CreateBudget": ("budgets:ModifyBudget",),
    "budgets:CreateNotification": ("budgets:ModifyBudget",),
    "budgets:CreateSubscriber": ("budgets:ModifyBudget",),
    "budgets:DeleteBudget": ("budgets:ModifyBudget",),
    "budgets:DeleteNotification": ("budgets:ModifyBudget",),
    "budgets:DeleteSubscriber": ("budgets:ModifyBudget",),
    "budgets:DescribeBudget": ("budgets:ViewBudget",),
    "budgets:DescribeBudgetPerformanceHistory": ("budgets:ViewBudget",),
    "budgets:DescribeBudgets": ("budgets:ViewBudget",),
    "budgets:DescribeNotificationsForBudget": ("budgets:ViewBudget",),
    "budgets:DescribeSubscribersForNotification": ("budgets:ViewBudget",),
    "budgets:UpdateBudget": ("budgets:ModifyBudget",),
    "budgets:UpdateNotification": ("budgets:ModifyBudget",),
    "budgets:UpdateSubscriber": ("budgets:ModifyBudget",),
    "cassandra:AlterKeyspace": ("cassandra:Alter",),
    "cassandra:AlterTable": ("cassandra:Alter",),
    "cassandra:CreateKeyspace": ("cassandra:Create",),
    "cassandra:CreateTable": ("cassandra:Create",),
    "cassandra:CreateType": ("cassandra:Create",),
    "cassandra:DeleteKeyspace": ("cassandra:Drop",),
    "cassandra:DeleteTable": ("cassandra:Drop",),
    "cassandra:DeleteType": ("cassandra:Drop",),
    "cassandra:DropKeyspace": ("cassandra:Drop",),
    "cassandra:DropTable": ("cassandra:Drop",),
    "cassandra:DropType": ("cassandra:Drop",),
    "cassandra:GetKeyspace": ("cassandra:Select",),
    "cassandra:GetTable": ("cassandra:Select",),
    "cassandra:ListKeyspaces": ("cassandra:Select",),
    "cassandra:ListTables": ("cassandra:Select",),
    "cassandra:RestoreTable": ("cassandra:Restore",),
    "cassandra:UpdateKeyspace": ("cassandra:Alter",),
    "cassandra:UpdateTable": ("cassandra:Alter",),
    "cloudfront:CreateDistributionWithTags": ("cloudfront:CreateDistribution", "cloudfront:TagResource"),
    "cloudfront:CreateStreamingDistributionWithTags": (
        "cloudfront:CreateStreamingDistribution",
        "cloudfront:TagResource",
    ),
    "kms:ReEncrypt": ("kms:ReEncryptFrom", "kms:ReEncryptTo"),
    "lambda:GetLayerVersionByArn": ("lambda:GetLayerVersion",),
    "lambda:Invoke": ("lambda:InvokeFunction",),
    "lambda:InvokeWithResponseStream": ("lambda:InvokeFunction",),
    "s3:ListDirectoryBuckets": ("s3express:ListAllMyDirectoryBuckets",),
    "s3:RenameObject": ("s3express:CreateSession",),
    "s3express:ListDirectoryBuckets": ("s3express:ListAllMyDirectoryBuckets",),
    "sns:PublishBatch": ("sns:Publish",),
    "sqs:ChangeMessageVisibilityBatch": ("sqs:ChangeMessageVisibility",),
    "sqs:DeleteMessageBatch": ("sqs:DeleteMessage",),
    "sqs:SendMessageBatch": ("sqs:SendMessage",),
} | {f"s3express:{event}": ("s3express:CreateSession",) for event in _OF_SESSIONS.split()}
_S3 = {
    "CompleteMultipartUpload": "PutObject",
    "CopyObject": "PutObject",
    "CreateBucketMetadataConfiguration": "CreateBucketMetadataTableConfiguration",
    "CreateMultipartUpload": "PutObject",
    "DeleteAccountPublicAccessBlock": "PutAccountPublicAccessBlock",
    "DeleteBucketAnalyticsConfiguration": "PutAnalyticsConfiguration",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketIntelligentTieringConfiguration": "PutIntelligentTieringConfiguration",
    "DeleteBucketInventoryConfiguration": "PutInventoryConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketMetadataConfiguration": "DeleteBucketMetadataTableConfiguration",
    "DeleteBucketMetricsConfiguration": "PutMetricsConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteBucketPublicAccessBlock": "PutBucketPublicAccessBlock",
    "DeleteBucketReplication": "PutReplicationConfiguration",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteObjects": "DeleteObject",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "GetBucketAnalyticsConfiguration": "GetAnalyticsConfiguration",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketIntelligentTieringConfiguration": "GetIntelligentTieringConfiguration",
    "GetBucketInventoryConfiguration": "GetInventoryConfiguration",
    "GetBucketLifecycle": "GetLifecycleConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetBucketMetadataConfiguration": "GetBucketMetadataTableConfiguration",
    "GetBucketMetricsConfiguration": "GetMetricsConfiguration",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "HeadObject": "GetObject",
    "ListBucketAnalyticsConfigurations": "GetAnalyticsConfiguration",
    "ListBucketIntelligentTieringConfigurations": "GetIntelligentTieringConfiguration",
    "ListBucketInventoryConfigurations": "GetInventoryConfiguration",
    "ListBucketMetricsConfigurations": "GetMetricsConfiguration",
    "ListBuckets": "ListAllMyBuckets",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListObjectVersions": "ListBucketVersions",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "ListParts": "ListMultipartUploadParts",
    "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration",
    "PutBucketAnalyticsConfiguration": "PutAnalyticsConfiguration",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketIntelligentTieringConfiguration": "PutIntelligentTieringConfiguration",
    "PutBucketInventoryConfiguration": "PutInventoryConfiguration",
    "PutBucketLifecycle": "PutLifecycleConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutBucketMetricsConfiguration": "PutMetricsConfiguration",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "PutBucketReplication": "PutReplicationConfiguration",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "SelectObjectContent": "GetObject",
    "UploadPart": "PutObject",
    "UploadPartCopy": "PutObject",
}
# With a version named, Amazon S3 asks for the action on versions.
_VERSIONED = re.compile(r"s3:(Get|Put|Delete)Object(|Acl|Tagging|Torrent|Attributes)")

# AWS asks no permission for these, so no policy has to have them. Source: the API reference of each
# (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html and
# …/API_GetSessionToken.html).
FREE = frozenset({"sts:GetCallerIdentity", "sts:GetSessionToken"})

_DATED = re.compile(r"_?[0-9]{4}_?[0-9]{2}_?[0-9]{2}(?:v[0-9]+)?$")
# What can be an action at all: anything else is not worth looking up, or keeping.
_ACTION = re.compile(r"[a-z0-9-]{1,64}:[A-Za-z0-9]{1,128}")


class Named(NamedTuple):
    """What an event asks for: ``actions`` as AWS spells them, if it has any. ``called`` is the event."""

    called: str
    actions: tuple[str, ...]


@lru_cache(maxsize=4096)
def actions(source: str, event: str, versioned: bool = False, application: bool = False) -> Named:
    """Return the actions that the event called ``event`` of ``source`` (``s3.amazonaws.com``) asks for.

    ``versioned`` when the request names a version of an S3 object, ``application`` when it names the
    service whose resource is scaled, which tells the two Auto Scalings apart.
    """
    name = source.removesuffix(".amazonaws.com").lower()
    head = name.partition(".")[0]
    prefixes = _PREFIXES.get(name) or _PREFIXES.get(head, (head,))
    if application and head == "autoscaling":
        prefixes = ("application-autoscaling", "autoscaling-plans")
    for prefix in prefixes:
        for called in (event, _DATED.sub("", event)):
            found = tuple(filter(None, map(known, _renamed(prefix, called))))
            if found:
                return Named(
                    f"{prefix}:{called}", tuple(_version(one) if versioned else one for one in found)
                )
    return Named(f"{prefixes[0]}:{event}", ())


def known(name: str) -> str | None:
    """Return ``name`` as AWS spells it, or ``None``. Keeps nothing of names that AWS does not have."""
    service = name.partition(":")[0].lower()
    if (
        not _ACTION.fullmatch(f"{service}:{name.partition(':')[2]}")
        or service not in service_reference.services()
    ):
        return None
    found = service_reference.action.__wrapped__(name)
    return found.name if found else None


def _renamed(prefix: str, event: str) -> tuple[str, ...]:
    if prefix == "s3" and event in _S3:
        return (f"s3:{_S3[event]}",)
    return _RENAMED.get(f"{prefix}:{event}", (f"{prefix}:{event}",))


def _version(action: str) -> str:
    match = _VERSIONED.fullmatch(action)
    return (match and known(f"s3:{match[1]}ObjectVersion{match[2]}")) or action
