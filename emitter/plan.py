"""Target x version x features → the statements it takes, still in patterns.

A plan is the same for every environment that asks the same of a target, so it is made once.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from awacs.aws import Action

from .arn import Text, holes, parse, parse_arn
from .errors import RequestError, TargetError, nearest
from .model import (
    PERMISSIONS,
    Accept,
    Condition,
    Feature,
    Grant,
    Only,
    Page,
    Parameter,
    Permissions,
    Scope,
    Target,
)
from .same import Same


class PlannedCondition(NamedTuple):
    """A condition whose values are parsed patterns."""

    operator: str
    key: str
    values: tuple[Text, ...]


class PlannedStatement(NamedTuple):
    """A statement whose resources are parsed patterns. ``accepts`` are what depends on a value."""

    sid: str
    actions: tuple[Action, ...]
    resources: tuple[Text, ...]
    conditions: tuple[PlannedCondition, ...]
    because: tuple[str, ...]
    accepts: tuple[Accept, ...] = ()


class Plan(NamedTuple):
    """What one target takes: ``parameters`` are those that the statements have holes for."""

    target: Target
    version: str
    permissions: Permissions
    on: frozenset[str]
    statements: tuple[PlannedStatement, ...]
    parameters: tuple[Parameter, ...]
    warnings: tuple[str, ...]
    why: str
    cite: str
    doubts: str


def plan(
    target: Target,
    version: str | None,
    permissions: Permissions,
    features: Sequence[str] = (),
    without: Sequence[str] = (),
    *,
    newest: bool = False,
) -> Plan:
    """Decide which statements ``target`` takes at ``version`` with ``features`` on and ``without`` off.

    With ``newest``, a version newer than any that the target knows becomes the newest.

    Raises :class:`~emitter.errors.RequestError` for a version, feature or kind of permissions that does
    not exist, and for a feature that the version cannot go without.
    """
    known = resolve_version(target, version, newest=newest)
    if permissions not in PERMISSIONS:
        raise RequestError(
            "permissions", f"unknown permissions {permissions!r}", nearest(permissions, PERMISSIONS)
        )
    on = resolve_features(target, known, features, without)
    return _plan(target.name, known, permissions, on, Same(target))


def resolve_version(target: Target, version: str | None, *, newest: bool = False) -> str:
    """The catalogue's version for what was asked: ``0.49`` for ``0.49``, ``v0.49.3`` or ``0.49.3``.

    Raises :class:`~emitter.errors.RequestError` with the range for any other, but gives the newest for
    a newer one with ``newest``.
    """
    if version is None:
        return target.versions[-1]
    asked = version.removeprefix("v")
    for known in target.versions:
        if asked == known or asked.startswith(known + "."):
            return known
    oldest, latest = target.versions[0], target.versions[-1]
    remedy = (
        f"the catalogue knows {oldest} to {latest}" if oldest != latest else f"the catalogue knows {latest}"
    )
    if _numbers(asked) > _numbers(latest):
        if newest:
            return latest
        raise RequestError(
            "version", f"{version!r} of {target.name} is too new", f"{remedy}; --newest takes {latest}"
        )
    raise RequestError("version", f"unknown version {version!r} of {target.name}", remedy)


def _numbers(version: str) -> tuple[int, ...]:
    """``0.49`` as ``(0, 49)``; empty, and so older than any, for what is no version."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() for part in parts) else ()


def resolve_features(
    target: Target, version: str, features: Iterable[str], without: Iterable[str]
) -> frozenset[str]:
    """The features that are on: the defaults of ``version``, with ``features``, less ``without``."""
    there = {f.name: f for f in target.features if target.lives(version, f.since, f.until)}
    fixed = {f.name for f in there.values() if f.fixed_since and target.lives(version, f.fixed_since, None)}
    wanted, unwanted = set(features), set(without)
    for name in sorted(wanted | unwanted):
        key = "features" if name in wanted else "without"
        if name not in target.feature:
            raise RequestError(
                key, f"unknown feature {name!r} of {target.name}", nearest(name, target.feature)
            )
        if name not in there:
            raise RequestError(
                key,
                f"{target.name} {version} has no feature {name!r}",
                _lifetime(target.feature[name]),
            )
    for name in sorted(wanted & unwanted):
        raise RequestError("features", f"feature {name!r} is asked for and turned off", "choose one")
    for name in sorted(unwanted & fixed):
        raise RequestError(
            "without",
            f"{target.name} {version} cannot go without {name!r}",
            f"it is not optional from {there[name].fixed_since} on: {there[name].summary}",
        )
    default = {f.name for f in there.values() if f.default} | fixed
    return frozenset((default | wanted) - unwanted)


def _lifetime(feature: Feature) -> str:
    return f"it came with {feature.since}" if feature.until is None else f"it was gone after {feature.until}"


@lru_cache(maxsize=1024)
def _plan(
    name: str, version: str, permissions: Permissions, on: frozenset[str], carried: Same[Target]
) -> Plan:
    (target,) = carried.items
    if permissions == "documented":
        page = _page(target, version)
        statements = tuple(_documented(page))
        warnings = tuple(f"{name}: documented: {warning}" for warning in page.warnings)
        doubts = ""
        why = f"The policy that {target.deployer} {version} documents for {target.title}"
        cite = page.source.url
    else:
        statements = tuple(_least_privilege(target, version, on))
        warnings = ()
        why = f"What {target.deployer} {version} calls for {target.title}, and nothing more"
        doubtful = [
            grant.action.JSONrepr() for grant in active(target, version, on) if grant.confidence == "inferred"
        ]
        doubts = f"inferred: {', '.join(dict.fromkeys(doubtful))}" if doubtful else ""
        cite = ", ".join(
            dict.fromkeys(f"https://github.com/{r.name}/tree/{r.commit}" for r in target.repositories)
        )
    if not statements:
        raise RequestError(
            "features",
            f"nothing of {name} {version} is left to grant",
            "turn on a feature: " + ", ".join(target.feature),
        )
    return Plan(
        target,
        version,
        permissions,
        on,
        statements,
        tuple(_used(target, statements)),
        warnings,
        why,
        cite,
        doubts,
    )


def _page(target: Target, version: str) -> Page:
    for page in target.pages:
        if target.lives(version, page.since, page.until):
            return page
    raise RequestError(
        "permissions",
        f"{target.name} {version} documents no policy",
        "use least-privilege",
    )


def _documented(page: Page) -> Iterable[PlannedStatement]:
    for statement in page.statements:
        yield PlannedStatement(
            statement.sid,
            statement.actions,
            tuple(parse_arn(pattern) for pattern in statement.resources),
            tuple(_condition(c) for c in statement.conditions),
            (f"As documented [{page.source.confidence}: {page.source.cite}]",),
        )


def active(target: Target, version: str, on: frozenset[str]) -> tuple[Grant, ...]:
    """The grants of ``target`` that ``version`` needs with the features ``on``."""
    return tuple(
        grant
        for grant in target.grants
        if target.lives(version, grant.since, grant.until)
        and not on.isdisjoint(grant.features)
        and (grant.unless is None or grant.unless not in on)
    )


def _least_privilege(target: Target, version: str, on: frozenset[str]) -> Iterable[PlannedStatement]:
    scopes: dict[str, tuple[Scope, dict[str, tuple[Action, list[str]]]]] = {}
    for grant in active(target, version, on):
        scope, actions = scopes.setdefault(grant.scope.sid, (grant.scope, {}))
        if scope is not grant.scope and scope != grant.scope:
            raise TargetError(target.name, f"two scopes are called {scope.sid}", "rename one")
        name = grant.action.JSONrepr()
        actions.setdefault(name, (grant.action, []))[1].append(because(grant))
    for scope, actions in scopes.values():
        resources = tuple(_resources(scope, on))
        if not resources:
            raise TargetError(
                target.name, f"scope {scope.sid} has no resource left", "give it one that is always there"
            )
        accepts = [
            accept
            for accept in scope.accepts
            if (accept.when is None or accept.when in on) and accept.unless not in on
        ]
        yield PlannedStatement(
            scope.sid,
            tuple(actions[name][0] for name in sorted(actions)),
            resources,
            tuple(_condition(c) for c in scope.conditions if c.when is None or c.when in on),
            (
                *(line for name in sorted(actions) for line in dict.fromkeys(actions[name][1])),
                *(str(accept) for accept in accepts if not accept.parameters),
            ),
            tuple(accept for accept in accepts if accept.parameters),
        )


def because(grant: Grant) -> str:
    """One line for a reviewer: the action, why, how sure, and where it was read."""
    cites = ", ".join(source.cite for source in grant.sources)
    return f"{grant.action.JSONrepr()}: {grant.reason} [{grant.confidence}: {cites}]"


def _resources(scope: Scope, on: frozenset[str]) -> Iterable[Text]:
    for resource in scope.resources:
        if isinstance(resource, Only):
            if resource.when in on:
                yield parse_arn(resource.pattern)
        else:
            yield parse_arn(resource)


def _condition(condition: Condition) -> PlannedCondition:
    return PlannedCondition(
        condition.operator, condition.key, tuple(parse(value) for value in condition.values)
    )


def _used(target: Target, statements: Sequence[PlannedStatement]) -> Iterable[Parameter]:
    texts = [
        text
        for statement in statements
        for text in (*statement.resources, *(v for c in statement.conditions for v in c.values))
    ]
    named = {name for text in texts for name in holes(text)}
    return (parameter for parameter in target.parameters if parameter.name in named)


def features_using(target: Target, parameter: str) -> str:
    """The features of ``target`` whose statements have a hole for ``parameter``, for a message."""
    names = dict.fromkeys(
        feature
        for grant in target.grants
        for feature in grant.features
        for pattern in patterns(grant.scope)
        if parameter in holes(parse(pattern))
    )
    return f"feature {' or '.join(names)}" if names else "no feature"


def patterns(scope: Scope) -> Iterable[str]:
    """Every pattern that ``scope`` holds, whatever is on."""
    for resource in scope.resources:
        yield resource.pattern if isinstance(resource, Only) else resource
    for condition in scope.conditions:
        yield from condition.values
