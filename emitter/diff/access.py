"""A policy as a set of permissions that can be held against another, whatever its format.

Wildcard actions become the actions they match. What a file leaves open is named alike for
CloudFormation and Terraform: ``{account}``, ``{region}``, and ``{cluster}`` for the parameter
``Cluster`` and for the variable ``piped_ecs_cluster``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from .. import facts
from ..reading.document import Document, Statement
from ..reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Unknown, Value

_SHAPES = {ACCOUNT: "{account}", REGION: "{region}", PARTITION: "{partition}", DNS_SUFFIX: "{dns_suffix}"}
_NAME = re.compile(r"\$\{(?:var\.)?([\w.]+)\}")

Conditions: TypeAlias = frozenset[tuple[str, str, tuple[str, ...]]]


class Permission(NamedTuple):
    """One action on one resource (or, in a trust policy, for one principal) under some conditions.

    ``element`` is ``Resource``, ``NotResource``, ``NotAction`` or a type of principal.
    """

    effect: str
    action: str
    element: str
    resource: str
    conditions: Conditions


class Access(NamedTuple):
    """What one identity may do, and who may be it. ``keys`` are condition keys as they are written."""

    name: str
    permissions: frozenset[Permission]
    trust: frozenset[Permission]
    keys: Mapping[str, str]


def access(name: str, documents: Iterable[Document], names: Mapping[str, str]) -> Access:
    """What ``documents`` of one identity give; ``names`` maps open names to those to call them by."""
    permissions: set[Permission] = set()
    trust: set[Permission] = set()
    keys: dict[str, str] = {}
    for document in documents:
        for statement in document.statements:
            (trust if document.kind == "trust" else permissions).update(_of(statement, names))
            keys |= {condition.key.shown.lower(): condition.key.shown for condition in statement.conditions}
    return Access(name, frozenset(permissions), frozenset(trust), keys)


def open_names(documents: Iterable[Document]) -> frozenset[str]:
    """What ``documents`` leave open by a name of their own: ``Cluster``, ``piped_ecs_cluster``."""
    return frozenset(
        match[1]
        for document in documents
        for statement in document.statements
        for value in _values(statement)
        for part in value.parts
        if isinstance(part, Unknown)
        and part.shape not in _SHAPES
        and (match := _NAME.fullmatch(part.expression))
    )


def same_names(old: frozenset[str], new: frozenset[str]) -> Mapping[str, str]:
    """Names of both sides → one name each: equal when one ends in the other (``ufo_vpc``, ``Vpc``)."""
    called = {name: _snake(name) for name in old | new}
    for one in sorted(old):
        for other in sorted(new):
            short, long = sorted((called[one], called[other]), key=len)
            if short == long or long.endswith(f"_{short}"):
                called[one] = called[other] = short
    return called


def _of(statement: Statement, names: Mapping[str, str]) -> Iterator[Permission]:
    conditions = frozenset(
        (c.operator, c.key.shown.lower(), tuple(sorted(_shown(v, names) for v in c.values)))
        for c in statement.conditions
    )
    for action in _actions(statement):
        for element, resource in _targets(statement, names):
            yield Permission(statement.effect, action, element, resource, conditions)


def _actions(statement: Statement) -> Iterator[str]:
    for value in statement.actions:
        known = facts.expand(value.shown) if value.shown != "*" else ()
        yield from (found.name for found in known) if known else (value.shown,)
    yield from (f"all but {value.shown}" for value in statement.not_actions)


def _targets(statement: Statement, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from (("Resource", _shown(value, names)) for value in statement.resources)
    yield from (("NotResource", _shown(value, names)) for value in statement.not_resources)
    yield from ((kind, _shown(value, names)) for kind, value in statement.principals)
    yield from ((f"Not{kind}", _shown(value, names)) for kind, value in statement.not_principals)


def _values(statement: Statement) -> Iterator[Value]:
    yield from statement.resources
    yield from statement.not_resources
    yield from (value for _, value in statement.principals)
    yield from (value for condition in statement.conditions for value in condition.values)


def _shown(value: Value, names: Mapping[str, str]) -> str:
    return "".join(part if isinstance(part, str) else _open(part, names) for part in value.parts)


def _open(part: Unknown, names: Mapping[str, str]) -> str:
    if part.shape in _SHAPES:
        return _SHAPES[part.shape]
    match = _NAME.fullmatch(part.expression)
    return f"{{{names.get(match[1], match[1])}}}" if match else f"{{{part.expression}}}"


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
