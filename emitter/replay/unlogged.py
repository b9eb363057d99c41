"""Actions whose use CloudTrail does not show, or only where data events are logged.

Sources: "Logging data events"
(https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html),
"Amazon S3 CloudTrail events"
(https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html),
"Grant a user permissions to pass a role to an AWS service"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html), "Logging Amazon CloudWatch Logs
API calls" (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html), "Logging
Amazon CloudWatch API calls"
(https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html)
and, for what is no API of its own, the Service Authorization Reference.
"""

from functools import lru_cache

from ..aws import service_reference

_ACTIONS = {
    "aoss": "APIAccessAll DashboardsAccessAll",
    "appconfig": "GetLatestConfiguration StartConfigurationSession",
    "appsync": "GraphQL",
    "cassandra": "Modify Select",
    "cloudwatch": "GetMetricData GetMetricStatistics GetMetricWidgetImage ListMetrics PutMetricData",
    "dynamodb": """
        BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem GetRecords
        GetShardIterator PartiQLDelete
        PartiQLInsert PartiQLSelect PartiQLUpdate PutItem Query Scan UpdateItem
    """,
    "ebs": """
        CompleteSnapshot GetSnapshotBlock ListChangedBlocks ListSnapshotBlocks PutSnapshotBlock
        StartSnapshot
    """,
    "ec2messages": """
        AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendReply
    """,
    "elasticfilesystem": "ClientMount ClientRootAccess ClientWrite",
    "es": "ESHttpDelete ESHttpGet ESHttpHead ESHttpPatch ESHttpPost ESHttpPut",
    "events": "PutEvents",
    "execute-api": "Invoke InvalidateCache ManageConnections",
    "firehose": "PutRecord PutRecordBatch",
    "iam": "PassRole",
    "iot": """
        Connect DeleteThingShadow GetThingShadow Publish Receive RetainPublish Subscribe
        UpdateThingShadow
    """,
    "kinesis": "GetRecords GetShardIterator PutRecord PutRecords SubscribeToShard",
    "lambda": "InvokeAsync InvokeFunction InvokeFunctionUrl",
    "logs": "FilterLogEvents GetLogEvents GetLogRecord PutLogEvents StartLiveTail Unmask",
    "rds-data": """
        BatchExecuteStatement BeginTransaction CommitTransaction ExecuteStatement RollbackTransaction
    """,
    "rds-db": "connect",
    "s3": """
        AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging DeleteObjectVersion
        DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold
        GetObjectRetention
        GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
        GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent ListBucket
        ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts PutObject PutObjectAcl
        PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging
        ReplicateDelete ReplicateObject ReplicateTags RestoreObject
    """,
    "s3express": "CreateSession",
    "sagemaker": "InvokeEndpoint InvokeEndpointAsync InvokeEndpointWithResponseStream",
    "servicediscovery": "DiscoverInstances DiscoverInstancesRevision",
    "sns": "Publish",
    "sqs": "ChangeMessageVisibility DeleteMessage ReceiveMessage SendMessage",
    "ssmmessages": "CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel",
    "states": "StartSyncExecution",
    "sts": "SetContext SetSourceIdentity TagSession",
    "timestream": "Select WriteRecords",
    "xray": """
        GetSamplingRules GetSamplingStatisticSummaries GetSamplingTargets PutTelemetryRecords
        PutTraceSegments
    """,
}
UNLOGGED = frozenset(
    f"{service}:{name}".lower() for service, names in _ACTIONS.items() for name in names.split()
)


def unlogged_of(service: str) -> tuple[str, ...]:
    """Return the names of the actions of ``service``, lower case, that CloudTrail may not record."""
    return tuple(_ACTIONS.get(service, "").split())


@lru_cache(maxsize=4096)
def may_be_unlogged(pattern: str) -> bool:
    """Return whether ``pattern``, an action of a policy, names one whose use CloudTrail may not show."""
    lower = pattern.lower()
    if lower in UNLOGGED:
        return True
    if "*" not in pattern and "?" not in pattern:
        return False
    return any(found.name.lower() in UNLOGGED for found in service_reference.expand(pattern))
