"""The permissions that API operations need, where they have another name than the operation.

Sources:

* "Required permissions for Amazon S3 API operations"
  (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html) and "Amazon S3
  CloudTrail events" (…/userguide/cloudtrail-logging-s3-info.html), with "CreateSession", which authorizes all
  of the objects in directory buckets (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html);
* "Logging with CloudTrail" of Amazon Keyspaces, AWS Budgets, Amazon CloudFront, AWS Lambda and AWS KMS;
* "Lambda API permissions" (https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html);
* "Amazon SQS API permissions"
  (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html)
  and "Message batching" of Amazon SNS (https://docs.aws.amazon.com/sns/latest/dg/sns-batching-messages.html);
* "Converse" and the like of Amazon Bedrock, each of which names the permission it needs
  (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html).
"""

from collections.abc import Mapping
from types import MappingProxyType

# The events of objects in directory buckets.
_OF_SESSIONS = """
    AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject DeleteObjects
    GetObject GetObjectAttributes HeadBucket HeadObject ListMultipartUploads ListObjectsV2 ListParts PutObject
    RenameObject UploadPart UploadPartCopy
"""
_OTHERS: dict[str, tuple[str, ...]] = {
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

OPERATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    _OTHERS | {f"s3:{operation}": (f"s3:{action}",) for operation, action in _S3.items()}
)
"""API operation (``s3:ListBuckets``) → the actions that its request is authorized for."""
