"""A policy as a set of permissions that can be held against another, whatever its format.

Wildcard actions become the actions they match. What a file leaves open is named alike for
CloudFormation and Terraform: ``{account}``, ``{region}``, and ``{Cluster}`` for a parameter and for the
variable ``piped_ecs_cluster`` that is the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .. import facts
from ..reading.document import Document, Statement
from ..reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Unknown, Value
from .condition import Clause
from .permission import Names, Permission, merged

_SHAPES = {ACCOUNT: "{account}", REGION: "{region}", PARTITION: "{partition}", DNS_SUFFIX: "{dns_suffix}"}
_EXPRESSION = re.compile(r"\$\{\s*(.*?)\s*\}", re.DOTALL)


class Access(NamedTuple):
    """What one identity may do, and who may be it.

    ``limits`` are the permissions of its boundary, and ``bounded`` what the files call that; it has none
    where ``bounded`` is empty, and one of another file where only ``limits`` is. ``keys`` are condition
    keys as they are written.
    """

    permissions: frozenset[Permission] = frozenset()
    trust: frozenset[Permission] = frozenset()
    limits: frozenset[Permission] = frozenset()
    bounded: tuple[str, ...] = ()
    keys: Mapping[str, str] = {}


def access(documents: Iterable[Document], bounded: Iterable[Value], names: Mapping[str, str]) -> Access:
    """What ``documents`` of one identity give, its boundary among them.

    ``bounded`` are boundaries of other files, and ``names`` maps open names to those to call them by.
    """
    found: dict[str, set[Permission]] = {"identity": set(), "trust": set(), "boundary": set()}
    keys: dict[str, str] = {}
    called = [_shown(value, names) for value in bounded]
    for document in documents:
        called += [document.name] if document.kind == "boundary" else ()
        for statement in document.statements:
            found[document.kind].update(_of(statement, names))
            keys |= {condition.key.shown.lower(): condition.key.shown for condition in statement.conditions}
    permissions, trust, limits = map(merged, found.values())
    return Access(permissions, trust, limits, tuple(called), keys)


def _of(statement: Statement, names: Mapping[str, str]) -> Iterator[Permission]:
    conditions = frozenset(
        Clause(c.operator, c.key.shown.lower(), tuple(sorted({_shown(v, names) for v in c.values})))
        for c in statement.conditions
    )
    for action in _actions(statement):
        for kind, resource in _targets(statement, names):
            yield Permission(statement.effect, action, kind, resource, conditions)


def _actions(statement: Statement) -> Iterator[Names]:
    for value in statement.actions:
        # ``*:*`` is ``*``.
        text = value.shown if value.shown.strip("*:") else "*"
        known = facts.expand(text) if text != "*" else ()
        yield from (Names((found.name,)) for found in known) if known else (Names((text,)),)
    if statement.not_actions:
        yield Names(tuple(sorted(value.shown for value in statement.not_actions)), negated=True)


def _targets(statement: Statement, names: Mapping[str, str]) -> Iterator[tuple[str, Names]]:
    yield from (("Resource", Names((_shown(value, names),))) for value in statement.resources)
    if statement.not_resources:
        yield "Resource", _all_but(statement.not_resources, names)
    yield from ((kind, Names((_shown(value, names),))) for kind, value in statement.principals)
    if statement.not_principals:
        yield "*", _all_but([value for _, value in statement.not_principals], names)


def _all_but(values: Sequence[Value], names: Mapping[str, str]) -> Names:
    return Names(tuple(sorted(_shown(value, names) for value in values)), negated=True)


def _shown(value: Value, names: Mapping[str, str]) -> str:
    return "".join(part if isinstance(part, str) else _open(part, names) for part in value.parts)


def _open(part: Unknown, names: Mapping[str, str]) -> str:
    if part.shape in _SHAPES:
        return _SHAPES[part.shape]
    match = _EXPRESSION.fullmatch(part.expression)
    name = match[1] if match else part.expression
    return f"{{{names.get(name, name)}}}"
