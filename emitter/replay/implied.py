"""What AWS authorises next to a call, and CloudTrail does not record: passing roles, tagging on creation.

The calls and their sources are in :mod:`~.passing`.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..evaluate.request import AccessRequest
from . import ec2
from .call import Asked, Context
from .parameters import Parameters
from .passing import ELSEWHERE, PASSES, roles, tagging_action
from .request_context import tagging
from .resource import CallPlace, CallResource
from .resources import created

PASSING = "iam:PassRole"
_NOT_RECORDED = "the roles that are passed, which the record does not hold"
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
    asked, _, tags, place, caller = made
    for role, service in roles(action, asked, place):
        arn = role if role.startswith("arn:") else _role(role, place)
        yield Asked(AccessRequest(PASSING, arn, passed(caller, service)), implied=True)
    service, why = _elsewhere(action, asked)
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


def passed(caller: Context, service: str) -> dict[str, tuple[str, ...]]:
    """Return the context of passing a role to ``service``, which may not be known."""
    return {**caller, **({"iam:passedtoservice": (service,)} if service else {})}


def passed_to(action: str) -> str:
    """Return the service that ``action`` passes roles to; empty where it is not known."""
    if action in PASSES:
        return PASSES[action].service
    return ELSEWHERE[action][0] if action in ELSEWHERE else ""


def _elsewhere(action: str, asked: Parameters) -> tuple[str, str]:
    """Return the service that roles are passed to which the request does not name, and where those are."""
    if action in ELSEWHERE:
        service, why, parameters = ELSEWHERE[action]
        if not asked or not parameters or any(key.startswith(parameters) for key in asked):
            return service, why
    if not asked and action in PASSES:
        return PASSES[action].service, _NOT_RECORDED
    return "", ""


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


def _role(name: str, place: CallPlace) -> str:
    return f"arn:{place.partition}:iam::{place.account}:role/{name.lstrip('/')}"
