"""Target x version x features → the statements it takes, still in patterns.

A plan is the same for every environment that asks the same of a target, so it is made once.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from awacs.aws import Action

from ..caching import ByIdentity
from ..catalogue.model import (
    PERMISSIONS,
    Accept,
    Evidence,
    Grant,
    GrantCondition,
    Page,
    Parameter,
    Permissions,
    Scope,
    Target,
    WhenFeature,
)
from ..catalogue.patterns import Text, holes, parse, parse_arn
from ..catalogue.selection import _page, active, resolve_features, resolve_version
from ..errors import RequestError, TargetError
from ..messages import nearest


class Reason(NamedTuple):
    """Why an ``action`` is allowed, as a phrase, and where that was read: the strongest source first.

    What is about a whole statement has an empty ``action``.
    """

    action: str
    why: str
    sources: tuple[Evidence, ...]


# A scope's actions, each with its reasons, by Sid.
_Scopes = dict[str, tuple[Scope, dict[str, tuple[Action, list[Reason]]]]]


class PlannedCondition(NamedTuple):
    """A condition whose values are parsed patterns."""

    operator: str
    key: str
    values: tuple[Text, ...]


class PlannedStatement(NamedTuple):
    """A statement whose resources are parsed patterns. ``accepts`` are its accepted findings."""

    sid: str
    actions: tuple[Action, ...]
    resources: tuple[Text, ...]
    conditions: tuple[PlannedCondition, ...]
    because: tuple[Reason, ...]
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
    return _plan(target.name, known, permissions, on, ByIdentity(target))


@lru_cache(maxsize=1024)
def _plan(
    name: str, version: str, permissions: Permissions, on: frozenset[str], carried: ByIdentity[Target]
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
        statements = tuple(plan_statements(name, active(target, version, on), on))
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
            f"no permission of {name} {version} is left",
            "enable a feature: " + ", ".join(target.feature),
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


def _documented(page: Page) -> Iterable[PlannedStatement]:
    for statement in page.statements:
        yield PlannedStatement(
            statement.sid,
            statement.actions,
            tuple(parse_arn(pattern) for pattern in statement.resources),
            tuple(_condition(c) for c in statement.conditions),
            (Reason("", "As documented", (page.source,)),),
        )


def plan_statements(owner: str, grants: Iterable[Grant], on: frozenset[str]) -> Iterable[PlannedStatement]:
    """Yield a statement for each scope of ``grants``, which ``owner`` has with the features ``on``.

    A scope is one statement with the scope that it joins while both say the same.

    Raises :class:`~emitter.errors.TargetError` when two scopes share a Sid, or one has no resource.
    """
    scopes: _Scopes = {}
    for grant in grants:
        scope, actions = scopes.setdefault(grant.scope.sid, (grant.scope, {}))
        if scope is not grant.scope and scope != grant.scope:
            raise TargetError(owner, f"two scopes are called {scope.sid}", "rename one")
        name = grant.action.JSONrepr()
        actions.setdefault(name, (grant.action, []))[1].append(Reason(name, grant.reason, grant.sources))
    _join(scopes, on)
    for scope, actions in scopes.values():
        resources = tuple(_resources(scope, on))
        if not resources:
            raise TargetError(
                owner, f"scope {scope.sid} has no resource left", "give it one that is always there"
            )
        accepts = _accepts(scope, on)
        yield PlannedStatement(
            scope.sid,
            tuple(actions[name][0] for name in sorted(actions)),
            resources,
            tuple(_condition(c) for c in _conditions(scope, on)),
            tuple(reason for name in sorted(actions) for reason in dict.fromkeys(actions[name][1])),
            tuple(sorted(accepts, key=lambda accept: bool(accept.parameters))),
        )


def _join(scopes: _Scopes, on: frozenset[str]) -> None:
    """Move the actions of each scope to the one that it joins, where both say the same."""
    for sid, (scope, actions) in list(scopes.items()):
        other, into = scopes.get(scope.joins or sid, (scope, actions))
        if other is not scope and _said(other, on) == _said(scope, on):
            for name, (action, reasons) in actions.items():
                into.setdefault(name, (action, []))[1].extend(reasons)
            del scopes[sid]


def _said(scope: Scope, on: frozenset[str]) -> tuple[object, ...]:
    return (tuple(_resources(scope, on)), _conditions(scope, on), _accepts(scope, on))


def _conditions(scope: Scope, on: frozenset[str]) -> tuple[GrantCondition, ...]:
    return tuple(c for c in scope.conditions if c.when is None or c.when in on)


def _accepts(scope: Scope, on: frozenset[str]) -> tuple[Accept, ...]:
    return tuple(
        accept
        for accept in scope.accepts
        if (accept.when is None or accept.when in on) and accept.unless not in on
    )


def _resources(scope: Scope, on: frozenset[str]) -> Iterable[Text]:
    for resource in scope.resources:
        if isinstance(resource, WhenFeature):
            if resource.when in on:
                yield parse_arn(resource.pattern)
        else:
            yield parse_arn(resource)


def _condition(condition: GrantCondition) -> PlannedCondition:
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
