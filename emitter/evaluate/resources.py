"""What a request is about, by what AWS lists for its action."""

import re
from collections.abc import Sequence

from ..aws import service_reference
from ..aws.regions import PARTITIONS
from .request import AccessRequest

# A request for an action that takes no resource is one on this.
EVERYTHING = "*"

# Amazon S3 takes such a request as one on every bucket, as AWS's own examples have it: s3:ListAllMyBuckets on
# arn:aws:s3:::* (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
_EVERY_BUCKET = tuple(f"arn:{partition}:s3:::*" for partition in PARTITIONS)

# A log group has two ARNs. A policy names it by the one that ends in ":*", but for tagging by the other; as
# the Service Authorization Reference lists the other for all, that counts too. Sources: "CloudWatch Logs
# resources and operations" and "LogGroup" in the API reference
# (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html,
# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html).
_LOG_GROUP = re.compile(r"(arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+)(:\*)?")
_BY_NAME = frozenset({"logs:TagResource", "logs:UntagResource", "logs:ListTagsForResource"})


def names_of_resource(request: AccessRequest) -> Sequence[str] | None:
    """Return the texts that ``Resource`` can name; ``None`` when the action takes one that the request does
    not say.

    An action that takes no resource is on ``*``, whatever the request says.
    """
    action = service_reference.action(request.action)
    if action is not None and not action.resources:
        return _EVERY_BUCKET if action.name.startswith("s3:") else (EVERYTHING,)
    if request.resource is not None:
        if action is not None and action.name.startswith("logs:"):
            return _of_log_group(action.name, request.resource)
        return (request.resource,)
    if action is not None and (_is_on_one(action) or any(type_.required for type_ in action.resources)):
        return None
    return (EVERYTHING,)


def _is_on_one(action: service_reference.Action) -> bool:
    """Return whether a request is on a resource of one of several types, none of which is required.

    Amazon S3 lists bucket and access point so, or the objects of either; there is no request on neither
    (https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html).
    """
    return action.name.startswith("s3:") and len(action.resources) > 1


def name_in_policy(action: str, resource: str) -> str:
    """Return how a policy names ``resource`` for ``action``, both as a request has them."""
    group = _LOG_GROUP.fullmatch(resource) if action.startswith("logs:") and action not in _BY_NAME else None
    return f"{group[1]}:*" if group else resource


def _of_log_group(action: str, resource: str) -> tuple[str, ...]:
    group = _LOG_GROUP.fullmatch(resource)
    if group is None:
        return (resource,)
    if action in _BY_NAME:
        return (group[1],)
    return (resource, group[1] if group[2] else f"{group[1]}:*")
