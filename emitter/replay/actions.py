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
from ..aws.api_operations import OPERATIONS
from ..aws.event_sources import PREFIXES

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
    service whose resource is scaled, which distinguishes the two Auto Scalings.
    """
    name = source.removesuffix(".amazonaws.com").lower()
    head = name.partition(".")[0]
    prefixes = PREFIXES.get(name) or PREFIXES.get(head, (head,))
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
    return OPERATIONS.get(f"{prefix}:{event}", (f"{prefix}:{event}",))


def _version(action: str) -> str:
    match = _VERSIONED.fullmatch(action)
    return (match and known(f"s3:{match[1]}ObjectVersion{match[2]}")) or action
