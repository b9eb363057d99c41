"""The sources of the ufo target, and how its grants are written."""

from collections.abc import Mapping
from typing import TypeAlias

from awacs.aws import Action

from ...model import (
    Evidence,
    Grant,
    GrantCondition,
    Repository,
    Scope,
    vendor,
)
from .._resource_schemas import schema as _schema

_V6 = Repository("boltops-tools/ufo", "796104fdb89163d09a58fad42add697923c18294")


_V5 = Repository("tongueroo/ufo", "cc6c2554168876e1ebfe6af39c4824b6b799285f")


_V6_DOCS = Repository("boltops-tools/ufo-docs", "d7909a0110a999a5a41c4bf71ec57748086e91fc")


_CFN_STATUS = Repository("tongueroo/cfn-status", "180ac9d933bc0a87b07883a29364c39c1fda3cf8")


_AWS_LOGS = Repository("tongueroo/aws-logs", "43e7cb31ba898dfb5aad46ff2c2eb224912b34ce")


_ONLY_IN = {_V6.name: "6", _CFN_STATUS.name: "6", _V5.name: "5"}


_AWS = "https://docs.aws.amazon.com"


_ELB_CALLER = (vendor(f"{_AWS}/elasticloadbalancing/latest/userguide/elb-api-permissions.html"),)


_ECR_PUSH = (vendor(f"{_AWS}/AmazonECR/latest/userguide/image-push-iam.html"),)


_SCALING_CALLER = (
    vendor(f"{_AWS}/autoscaling/application/userguide/security_iam_permission_validation.html"),
)


_LINKED_ROLES = (
    vendor(f"{_AWS}/AmazonECS/latest/developerguide/using-service-linked-roles.html"),
    vendor(f"{_AWS}/elasticloadbalancing/latest/userguide/elb-service-linked-roles.html"),
    vendor(f"{_AWS}/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html"),
)


_Row: TypeAlias = tuple[Action, str, tuple[Evidence, ...]]


def _at(repository: Repository, folder: str, places: str) -> tuple[Evidence, ...]:
    """Return a source for each of ``places``: ``file:lines`` below ``folder``, with spaces between."""
    sources = []
    for place in places.split():
        file, _, lines = place.rpartition(":")
        sources.append(repository.at(folder + file, *map(int, lines.split(","))))
    return tuple(sources)


def _six(places: str) -> tuple[Evidence, ...]:
    return _at(_V6, "lib/ufo/", places)


def _five(places: str) -> tuple[Evidence, ...]:
    return _at(_V5, "lib/ufo/", places)


def _inferred(six: str, five: str = "") -> tuple[Evidence, ...]:
    return tuple(Evidence("inferred", source.cite, source.url) for source in _six(six) + _five(five))


def _allow(
    scope: Scope | Mapping[str, Scope],
    features: tuple[str, ...],
    *rows: _Row,
    since: str | None = None,
    until: str | None = None,
    unless: str | None = None,
) -> tuple[Grant, ...]:
    """Return a grant for each row: action, reason, sources.

    What was read in one version's code speaks for that version only, so a row with such sources
    becomes a grant for each version that it has sources for. ``scope`` may differ by version.
    """
    grants: list[Grant] = []
    for action, reason, sources in rows:
        said = {
            version: tuple(s for s in sources if _ONLY_IN.get(s.cite.split()[0]) in (None, version))
            for version in ("6", "5")
        }
        if isinstance(scope, Scope) and said["6"] == said["5"]:
            grants.append(Grant(action, scope, features, reason, sources, since, until, unless))
            continue
        for version, first, last in (("6", "6", None), ("5", None, "5")):
            if said[version] and since in (None, version) and until in (None, version):
                place = scope if isinstance(scope, Scope) else scope[version]
                grants.append(Grant(action, place, features, reason, said[version], first, last, unless))
    return tuple(grants)


def _calls(
    scope: Scope | Mapping[str, Scope],
    features: tuple[str, ...],
    *rows: tuple[Action, str, str, str],
    unless: str | None = None,
) -> tuple[Grant, ...]:
    """Return what ufo calls itself: action, reason, places in version 6, places in version 5."""
    found = ((action, reason, _six(six) + _five(five)) for action, reason, six, five in rows)
    return _allow(scope, features, *found, unless=unless)


def _handlers(
    scope: Scope | Mapping[str, Scope],
    features: tuple[str, ...],
    kind: str,
    *rows: tuple[Action, str, str],
    since: str | None = None,
) -> tuple[Grant, ...]:
    """Return what CloudFormation calls for a ``kind`` of resource: action, what it does by it, lines of the
    schema.
    """
    found = ((action, f"CloudFormation {does}", _schema(f"{kind}:{lines}")) for action, does, lines in rows)
    return _allow(scope, features, *found, since=since)


# Conditions that someone may ask for.
_CALLED_VIA = GrantCondition(
    "ForAnyValue:StringEquals", "aws:CalledVia", ("cloudformation.amazonaws.com",), when="called-via"
)


_BOUNDED = GrantCondition("StringEquals", "iam:PermissionsBoundary", ("{boundary}",), when="boundary")


_OF_STACK = GrantCondition(
    "StringLike", "aws:ResourceTag/aws:cloudformation:stack-name", ("{stack}",), when="tag-conditions"
)


_STACK_ARN = "arn:{partition}:cloudformation:{region}:{account}:stack"


_ROLE = "arn:{partition}:iam::{account}:role"


_SERVICE_READERS = ("ps", "logs", "exec", "scale", "stop")
