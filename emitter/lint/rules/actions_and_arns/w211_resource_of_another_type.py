"""W211.

AWS does not list every resource of an action. :mod:`~emitter.aws.reference_additions` has those that are
known. Of an action without a resource type AWS says that it needs ``*``; yet many services authorize a
creation against the ARN that is to be, so that only reads are reported, and some authorize a list against an
ARN without a name (``role/``).
"""

import re
from collections.abc import Iterator
from functools import cache

from ....aws.reference_additions import LISTS, NAMED_READS, RESOURCES
from ....aws.service_reference import Action, ResourceType, expand, resource_types, services
from ....aws.wildcards import Wildcard, literal
from ....policy.phrases import listed
from ....policy.resource_arns import arn, can_be, could_be_all
from ....policy.wildcards import is_wide
from ....reading.document import Document, Statement
from ....reading.values import Value
from ...action_risks import is_read
from ...rule import Rule, Violation

# ``log-group::log-stream:`` has no name either.
_NO_NAME = re.compile(r"/?[\w-]*[/:]?\*?(?:[/:]\*|[/:][\w-]+:\*?)*")
# AWS lists some resource types for tags and grants more: elasticloadbalancing:AddTags has the Classic Load
# Balancer only, glue:GetTags no schema, aws-marketplace:TagResource one type of several.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSGlueSchemaRegistryFullAccess.html
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSMarketplaceSellerFullAccess.html
_TAGS = re.compile(r"[a-z0-9-]+:((Tag|Untag)Resources?|(Add|Get|Remove|List)Tags\w*)")


@cache
def _types(action: Action) -> tuple[ResourceType, ...]:
    name, more = RESOURCES.get(action.name, ("", ""))
    return action.resources + ((ResourceType(name, False, more, frozenset()),) if more else ())


def _grants(action: Action, value: Value) -> bool:
    """Return whether ``action`` could reach ``value``, which is not ``*``."""
    types, service = _types(action), action.name.partition(":")[0]
    if _TAGS.fullmatch(action.name):
        types = resource_types(service)
    if types:
        return any(can_be(value, type_) for type_ in types)
    found = arn(value)
    if found.service != (service,):
        return literal(found.service) is None
    if not is_read(action):
        return True
    name = "".join("*" if isinstance(token, Wildcard) else token for token in found.resource)
    return service in NAMED_READS or (service in LISTS and _NO_NAME.fullmatch(name) is not None)


def _has_service(value: Value) -> bool:
    """Return whether the service of an ARN exists; E210 reports one that does not."""
    name = literal(arn(value).service)
    return name is None or name in services()


def _taken(actions: tuple[Action, ...]) -> str:
    names = dict.fromkeys(type_.name for action in actions for type_ in _types(action))
    return f"supports {listed(names)}" if names else "supports only *"


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        resources = statement.resources
        if resources and not any(map(could_be_all, resources)) and all(map(_has_service, resources)):
            yield from _mismatches(statement)


def _mismatches(statement: Statement) -> Iterator[Violation]:
    groups: dict[str, list[Value]] = {}
    for value in statement.actions:
        text = value.text or ""
        if is_wide(text) or text.lower().partition(":")[0] not in services():
            continue
        actions = expand(text)
        if actions and not any(_grants(action, v) for action in actions for v in statement.resources):
            groups.setdefault(_taken(actions), []).append(value)
    does = "denies" if statement.effect == "Deny" else "allows"
    for takes, values in groups.items():
        names = listed(value.shown for value in values)
        take = takes if len(values) == 1 else takes.replace("supports", "support", 1)
        what = f"{names} {take}: this {does} nothing on {listed(v.shown for v in statement.resources)}"
        yield Violation(what, values[0].place, statement.sid)


RULE = Rule(
    id="W211",
    title="action does not support the resource type",
    costs="the statement allows or denies less than it appears to: a call that looks allowed is denied",
    instead="move the action to a statement with resources of its resource types; use * where it has none",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::releases/*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::releases"}]
    }""",
    check=_check,
)
