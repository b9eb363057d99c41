"""A policy as a set of permissions that can be held against another, whatever its format.

Wildcard actions become the actions they match. What a file leaves open is named alike for
CloudFormation and Terraform: ``{account}``, ``{region}``, and ``{Cluster}`` for a parameter and for the
variable ``piped_ecs_cluster`` that is the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..aws import service_reference
from ..reading.document import Document, Statement
from ..reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Part, Value
from .condition import ConditionClause
from .declared_parameters import Default, uses
from .permission import Names, Permission, merged

_SHAPES = {ACCOUNT: "{account}", REGION: "{region}", PARTITION: "{partition}", DNS_SUFFIX: "{dns_suffix}"}
# Other kinds of policy are held against each other as the one that they are most like.
_AS = {
    "resource": "trust",
    "rcp": "trust",
    "endpoint": "trust",
    "scp": "identity",
    "stack": "identity",
    "device": "identity",
}
_EXPRESSION = re.compile(r"\$\{\s*(.*?)\s*\}", re.DOTALL)


class Access(NamedTuple):
    """What one identity may do, and who may be it.

    ``more`` is what it has as well and the files do not spell out: managed policies by their ARN, and
    expressions. ``limits`` are the permissions of its boundary, and ``bounded`` what the files call that; it
    has none where ``bounded`` is empty, and one of another file where only ``limits`` is. ``keys`` are
    condition keys as they are written. ``defaults`` are those of the parameters that any of it uses. The
    more a default matches the more is allowed, unless the parameter is ``inverse``: in a Deny, or in what is
    left out, or where it is no pattern.
    """

    permissions: frozenset[Permission] = frozenset()
    trust: frozenset[Permission] = frozenset()
    limits: frozenset[Permission] = frozenset()
    bounded: tuple[str, ...] = ()
    more: frozenset[str] = frozenset()
    keys: Mapping[str, str] = {}
    defaults: Mapping[str, Default] = {}
    inverse: frozenset[str] = frozenset()


class _Spelling(NamedTuple):
    """How values are written down: open ``names`` by which others, and whether there are policy variables."""

    names: Mapping[str, str]
    variables: bool = True

    def text(self, value: Value) -> str:
        """Return ``value`` as a text that can be compared."""
        return "".join(map(self._part, value.parts))

    def _part(self, part: Part) -> str:
        if isinstance(part, str):
            # Without policy variables this is text, which a policy with them spells so.
            return part if self.variables else part.replace("${", "${$}{")
        if part.shape in _SHAPES:
            return _SHAPES[part.shape]
        match = _EXPRESSION.fullmatch(part.expression)
        name = match[1] if match else part.expression
        return f"{{{self.names.get(name, name)}}}"


def access(
    documents: Iterable[Document],
    bounded: Iterable[Value] = (),
    attached: Iterable[Value] = (),
    names: Mapping[str, str] = {},
    openings: Mapping[str, Default] = {},
) -> Access:
    """Return what ``documents`` of one identity give, its boundary among them.

    ``bounded`` are boundaries, and ``attached`` managed policies, of other files, ``names`` maps open names
    to those to call them by, and ``openings`` are what the file declares, as in
    :class:`~emitter.diff.policies.Policies`.
    """
    found: dict[str, set[Permission]] = {"identity": set(), "trust": set(), "boundary": set()}
    keys: dict[str, str] = {}
    defaults: dict[str, Default] = {}
    inverse: set[str] = set()
    called = [_Spelling(names).text(value) for value in bounded]
    more = {_Spelling(names).text(value) for value in attached}
    for document in documents:
        more.update(document.open)
        called += [document.name] if document.kind == "boundary" else ()
        spelling = _Spelling(names, document.has_variables)
        for statement in document.statements:
            found[_AS.get(document.kind, document.kind)].update(_of(statement, spelling))
            keys |= {condition.key.shown.lower(): condition.key.shown for condition in statement.conditions}
            keys |= {clause.key: clause.key for clause in _decides(statement)}
            for name, straight in uses(statement, openings):
                defaults[names.get(name, name)] = openings[name]
                inverse.update(() if straight else (names.get(name, name),))
    permissions, trust, limits = map(merged, found.values())
    return Access(
        permissions,
        trust,
        limits,
        tuple(called),
        frozenset(more),
        keys,
        defaults,
        frozenset(inverse),
    )


def _of(statement: Statement, spelling: _Spelling) -> Iterator[Permission]:
    conditions = frozenset(
        ConditionClause(c.operator, c.key.shown.lower(), tuple(sorted({spelling.text(v) for v in c.values})))
        for c in statement.conditions
    ).union(_decides(statement))
    for action in _actions(statement):
        for kind, resource in _targets(statement, spelling):
            yield Permission(statement.effect, action, kind, resource, conditions)


def _decides(statement: Statement) -> Iterator[ConditionClause]:
    """Yield what decides whether ``statement`` is there and when it holds, beside its conditions, as such."""
    for name, holds in statement.decided:
        yield ConditionClause("Bool", name, ("true" if holds else "false",))
    yield from (ConditionClause("Bool", name, ("true",)) for name in statement.open)


def _actions(statement: Statement) -> Iterator[Names]:
    for value in statement.actions:
        # ``*:*`` is ``*``.
        text = value.shown if value.shown.strip("*:") else "*"
        known = service_reference.expand(text) if text != "*" else ()
        yield from (Names((found.name,)) for found in known) if known else (Names((text,)),)
    if statement.not_actions:
        yield Names(tuple(sorted(value.shown for value in statement.not_actions)), negated=True)


def _targets(statement: Statement, spelling: _Spelling) -> Iterator[tuple[str, Names]]:
    yield from (("Resource", Names((spelling.text(value),))) for value in statement.resources)
    if statement.not_resources:
        yield "Resource", _all_but(statement.not_resources, spelling)
    named = spelling._replace(variables=True)
    yield from ((kind, Names((named.text(value),))) for kind, value in statement.principals)
    if statement.not_principals:
        yield "*", _all_but([value for _, value in statement.not_principals], named)


def _all_but(values: Sequence[Value], spelling: _Spelling) -> Names:
    return Names(tuple(sorted(map(spelling.text, values))), negated=True)
