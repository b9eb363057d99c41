"""The condition keys that a CloudTrail record holds: as its request had them, or known to be absent.

A key without values is known to be absent. What a record does not hold is left out, and so not known.
Sources: "AWS global condition context keys" and "CloudTrail userIdentity element"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html,
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html).
"""

import re
from collections.abc import Mapping
from typing import Any

from .call import Context
from .parameters import Parameters
from .resource import CallPlace
from .resources import takes

_ADDRESS = re.compile(r"[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")
# A service-linked role, by the service that it is of.
_LINKED = re.compile(r"arn:[^:]+:iam::[^:]*:role/aws-service-role/([^/]+)/.+")
_TYPES = {
    "IAMUser": "User",
    "AssumedRole": "AssumedRole",
    "Root": "Account",
    "FederatedUser": "FederatedUser",
}

# Parameters of a request that are condition keys as they are, by the prefix of its action.
_GIVEN = {
    "application-autoscaling": {
        "servicenamespace": "service-namespace",
        "scalabledimension": "scalable-dimension",
    },
    "iam": {
        "awsservicename": "AWSServiceName",
        "permissionsboundary": "PermissionsBoundary",
        "policyarn": "PolicyARN",
    },
    "s3": {"prefix": "prefix", "delimiter": "delimiter", "max-keys": "max-keys", "versionid": "VersionId"},
    "secretsmanager": {"secretid": "SecretId"},
}
_BOUNDED = frozenset({"iam:CreateRole", "iam:CreateUser"})


def caller(record: Mapping[str, Any], place: CallPlace) -> dict[str, tuple[str, ...]]:
    """Return the keys of who called, from where and through what, in lower case."""
    who = _object(record.get("userIdentity"))
    session = _object(who.get("sessionContext"))
    issuer = _object(session.get("sessionIssuer"))
    kind = who.get("type")
    through = who.get("invokedBy")
    # AWS Internal is a service whose name is not recorded, and which may not have called for the caller.
    unnamed = isinstance(through, str) and not through.endswith(".amazonaws.com")
    through = through if isinstance(through, str) and not unnamed else None
    via: Any = through or (None if unnamed else ())
    address = record.get("sourceIPAddress")
    found: dict[str, Any] = {
        "aws:requestedregion": place.region or None,
        "aws:principalarn": issuer.get("arn") or who.get("arn"),
        "aws:principalaccount": who.get("accountId"),
        "aws:principaltype": _TYPES.get(kind) if isinstance(kind, str) else None,
        "aws:userid": who.get("principalId"),
        "aws:currenttime": record.get("eventTime"),
        "aws:useragent": record.get("userAgent"),
        "aws:sourceip": address if isinstance(address, str) and _ADDRESS.fullmatch(address) else None,
        "aws:sourcevpce": record.get("vpcEndpointId"),
        "aws:securetransport": "true" if record.get("tlsDetails") else None,
        "aws:calledvia": via,
        "aws:calledviafirst": via,
        "aws:calledvialast": via,
        "aws:viaawsservice": None if unnamed else "true" if through else "false",
        "aws:username": who.get("userName") if kind == "IAMUser" else (),
        "aws:multifactorauthpresent": _object(session.get("attributes")).get("mfaAuthenticated"),
    }
    return {
        key: () if value == () else (value,)
        for key, value in found.items()
        if value == () or (isinstance(value, str) and value)
    }


def caller_arns(who: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ARNs that a record names its caller by: of a session, that of its role before its own."""
    issuer = _object(_object(who.get("sessionContext")).get("sessionIssuer"))
    return tuple(arn for arn in (issuer.get("arn"), who.get("arn")) if isinstance(arn, str) and arn)


def request(
    action: str, resource: str | None, asked: Parameters, place: CallPlace, through: str | None
) -> dict[str, tuple[str, ...]]:
    """Return the keys of what was asked for, as far as the parameters of the request are keys of
    ``action``.
    """
    service = action.partition(":")[0]
    # Only what AWS authorises of a creation has this key, and of that there are no records.
    found: dict[str, tuple[str, ...]] = {f"{service}:createaction": ()}
    for parameter, key in _GIVEN.get(service, {}).items():
        if parameter in asked:
            found[f"{service}:{key}".lower()] = asked[parameter][:1]
    if action in _BOUNDED and asked:
        # A role or user that is made has no other boundary than that of the request.
        found.setdefault("iam:permissionsboundary", ())
    linked = _LINKED.fullmatch(resource) if resource and service == "iam" else None
    if linked is not None:
        found.setdefault("iam:awsservicename", (linked[1],))
    if service == "ecs":
        found |= _ecs(action, resource, asked, place)
    elif service == "ec2" and place.region:
        found["ec2:region"] = (place.region,)
    elif service == "kms" and through and place.region:
        found["kms:viaservice"] = (f"{through.partition('.')[0]}.{place.region}.amazonaws.com",)
    return found


def enclosing(source: str, event: str) -> Context:
    """Return the key of the operation that items of DynamoDB are part of.

    Source: "Using IAM with DynamoDB transactions"
    (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
    """
    if not source.startswith("dynamodb."):
        return {}
    return {"dynamodb:enclosingoperation": (event,) if event.startswith("Transact") else ()}


def tagging(tags: Mapping[str, str] | None) -> Context:
    """Return the keys of the tags that a request sends."""
    if tags is None:
        return {}
    keys = {f"aws:requesttag/{key.lower()}": (value,) for key, value in tags.items()}
    return {**keys, "aws:tagkeys": tuple(tags)}


def _ecs(
    action: str, resource: str | None, asked: Parameters, place: CallPlace
) -> dict[str, tuple[str, ...]]:
    arn = f"arn:{place.partition}:ecs:{place.region}:{place.account}"
    whole = asked.get("cluster", ("",))[0].startswith("arn:")
    if not asked or not (whole or (place.region and place.account)):
        # Nothing of the request is recorded, not even that it names no cluster; or not where that is.
        keys = ("ecs:cluster", "ecs:service", "ecs:task-definition")
        return {key: () for key in keys if not takes(action, key, resource)}
    cluster = asked.get("cluster", ("default",))[0]
    name = cluster.rpartition("/")[2]
    found: dict[str, tuple[str, ...]] = {}
    found["ecs:cluster"] = (cluster if cluster.startswith("arn:") else f"{arn}:cluster/{name}",)
    for service in asked.get("service", ())[:1]:
        whole = service.count("/") == 2
        found["ecs:service"] = (service if whole else f"{arn}:service/{name}/{service.rpartition('/')[2]}",)
    for definition in asked.get("taskdefinition", ())[:1]:
        if definition.startswith("arn:") and action != "ecs:RunTask":
            found["ecs:task-definition"] = (definition,)
    # Tagging a service, for one, has no ecs:cluster.
    return {key: values if takes(action, key, resource) else () for key, values in found.items()}


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
