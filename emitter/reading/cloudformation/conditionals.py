"""Statements in which a template decides (``Fn::If``) as the statements that they may become.

To say what a policy allows, such a value is unknown. To judge what is written, one can
judge each branch by itself.
"""

from collections.abc import Iterator
from collections.abc import Mapping as Table
from itertools import product

from ..document import Document, Statement
from ..functions import function, is_nothing
from ..grammar import CONDITIONAL, Grammar
from ..values import Unknown, Value
from ..yaml_tree import Mapping, Node, Scalar, Sequence
from .values import value

# With more conditions in one statement, what depends on them is left unknown.
_MOST = 3
_DECIDED = ("Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal")
_IF = "${Fn::If"


def spread(document: Document) -> Document:
    """Return ``document`` with a statement for each way in which its conditions may be decided."""
    if not any(map(_is_decided, document.statements)):
        return document
    statements = (variant for statement in document.statements for variant in _variants(statement))
    return document._replace(statements=tuple(statements))


def _is_decided(statement: Statement) -> bool:
    values = (
        *statement.actions,
        *statement.not_actions,
        *statement.resources,
        *statement.not_resources,
        *(inner for _, inner in (*statement.principals, *statement.not_principals)),
    )
    return statement.effect.startswith(_IF) or any(map(_is_if, values)) or _names_if(statement)


def _is_if(found: Value) -> bool:
    return any(isinstance(part, Unknown) and part.expression.startswith(_IF) for part in found.parts)


def _names_if(statement: Statement) -> bool:
    """Return whether principals are decided on: of which branch each is, nothing is kept."""
    found = (statement.node.get(name) for name in ("Principal", "NotPrincipal")) if statement.node else ()
    return any(any(_named(node)) for node in found if node is not None)


def _variants(statement: Statement) -> Iterator[Statement]:
    node = statement.node
    names = dict.fromkeys(_conditions(node)) if node is not None and _is_decided(statement) else {}
    if node is None or not 0 < len(names) <= _MOST:
        yield statement
        return
    for decided in product((True, False), repeat=len(names)):
        holds = dict(zip(names, decided, strict=True))
        entries = tuple(
            (key, inner if key.text not in _DECIDED else _resolved(inner, holds))
            for key, inner in node.entries
        )
        when = tuple(name if held else f"not {name}" for name, held in holds.items())
        variant = Grammar(value).statement(
            node._replace(entries=tuple((key, inner) for key, inner in entries if inner is not None))
        )
        yield variant._replace(
            present=statement.present | {CONDITIONAL},
            accepted=statement.accepted,
            when=(*statement.when, *when),
            node=node,
        )


def _conditions(node: Mapping) -> Iterator[str]:
    for key, inner in node.entries:
        if key.text in _DECIDED:
            yield from _named(inner)


def _named(node: Node) -> Iterator[str]:
    condition, branches = _if(node)
    if condition:
        yield condition
    if isinstance(node, Mapping) and not condition:
        branches = tuple(inner for _, inner in node.entries)
    elif isinstance(node, Sequence) and not node.tag:
        branches = node.items
    for branch in branches:
        yield from _named(branch)


def _if(node: Node) -> tuple[str, tuple[Node, ...]]:
    """Return the condition and the branches of an ``Fn::If``."""
    name, argument = function(node)
    if name == "Fn::If" and isinstance(argument, Sequence) and len(argument.items) == 3:
        condition, *branches = argument.items
        if isinstance(condition, Scalar):
            return condition.text, tuple(branches)
    return "", ()


def _resolved(node: Node, holds: Table[str, bool]) -> Node | None:
    """Return what ``node`` becomes; ``None`` for nothing."""
    condition, branches = _if(node)
    if condition:
        return _resolved(branches[0 if holds[condition] else 1], holds)
    if is_nothing(node):
        return None
    if isinstance(node, Sequence) and not node.tag:
        items = (_resolved(item, holds) for item in node.items)
        return node._replace(items=tuple(item for item in items if item is not None))
    if isinstance(node, Mapping) and not function(node)[0]:
        entries = ((key, _resolved(inner, holds)) for key, inner in node.entries)
        return node._replace(entries=tuple((key, inner) for key, inner in entries if inner is not None))
    return node
