"""What AWS authorises next to a call, and CloudTrail does not record: passing roles, tagging on creation.

The calls and their sources are in :mod:`~.passing`.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..evaluate.request import AccessRequest
from . import ec2
from .call import Asked, Context
from .named_apart import UNKNOWN_PATH
from .parameters import Parameters
from .passing import elsewhere, roles, tagging_action, with_parameters
from .request_context import tagging
from .resource import CallPlace, CallResource
from .resources import created, resources

PASSING = "iam:PassRole"
# What is tagged is not always what the action is authorised on: the pieces of its ARN after the service.
_STARTED = {"ecs:RunTask": "task/", "ecs:StartTask": "task/"}


class Made(NamedTuple):
    """What a record says of its request: parameters ``asked`` and ``answered``, tags, where, who called."""

    asked: Parameters
    answered: Parameters
    tags: Mapping[str, str] | None
    place: CallPlace
    caller: Context


def implied(action: str, made: Made) -> Iterator[Asked]:
    """Yield what is authorised next to ``action``, which was asked for like that."""
    asked, answered, tags, place, caller = made
    for role, service, depends in roles(action, asked, place):
        arn = role if role.startswith("arn:") else _role(action, role, place)
        request = AccessRequest(PASSING, arn, passed(caller, service))
        yield Asked(request, partial="*" in arn, implied=True, depends=depends)
    service, why = elsewhere(action, asked)
    if why:
        arn = f"arn:{place.partition}:iam::{place.account or '*'}:role/*"
        request = AccessRequest(PASSING, arn, passed(caller, service))
        yield Asked(request, partial=True, implied=True, depends=why)
    tag, key = tagging_action(action)
    if tags and tag:
        name = action.partition(":")[2]
        context = {**caller, **tagging(tags), **({key: (name,)} if key else {})}
        for resource in _tagged(action, tag, made):
            yield Asked(AccessRequest(tag, resource.arn, context), resource.partial, implied=True)
    for other in with_parameters(action, asked):
        for resource in resources(other, (), asked, answered, place):
            yield Asked(AccessRequest(other, resource.arn, caller), resource.partial, implied=True)


def passed(caller: Context, service: str) -> dict[str, tuple[str, ...]]:
    """Return the context of passing a role to ``service``, which may not be known."""
    return {**caller, **({"iam:passedtoservice": (service,)} if service else {})}


def _tagged(action: str, tag: str, made: Made) -> tuple[CallResource, ...]:
    """Return what ``tag`` is authorised on: what ``action`` created."""
    asked, answered, _, place, _ = made
    if action.startswith("ec2:") and "resourcetype" in asked:
        # The request says what it tags, by type.
        new = tuple(ec2.arns(action, answered, place))
        return tuple(
            CallResource(arn, partial=arn.endswith("*"))
            for type_ in dict.fromkeys(asked["resourcetype"])
            if (every := ec2.arn(type_, "*", place))
            for arn in [one for one in new if one.startswith(every[:-1])] or [every]
        )
    kind = _STARTED.get(action)
    if kind is None:
        return created(action, tag, asked, answered, place)
    arn = f"arn:{place.partition}:ecs:{place.region}:{place.account}:{kind}"
    started = tuple(CallResource(text) for text in answered.get("taskarn", ()) if text.startswith(arn))
    cluster = asked["cluster"][0].rpartition("/")[2] if "cluster" in asked else "default" if asked else "*"
    return started or (CallResource(f"{arn}{cluster}/*", partial=True),)


def _role(action: str, name: str, place: CallPlace) -> str:
    """Return the ARN of a role that a request calls ``name``. To IAM it has no path, elsewhere its own."""
    path = UNKNOWN_PATH if action.startswith("iam:") else ""
    return f"arn:{place.partition}:iam::{place.account or '*'}:role/{path}{name.lstrip('/')}"
