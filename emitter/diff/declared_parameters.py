"""Parameters and variables that a file leaves to its deployment, with their defaults."""

import re
from collections.abc import Collection, Iterator
from typing import TypeAlias

from ..reading.document import Statement
from ..reading.tree import as_list
from ..reading.values import Unknown, Value
from ..reading.yaml_tree import Mapping as Table
from ..reading.yaml_tree import Node, Scalar

# What a parameter is when nobody sets it; nothing where it has to be set.
Default: TypeAlias = tuple[str, ...]

VARIABLE = "var."
_NAME = re.compile(r"\w+\.\w+|\w+")


def openings(node: Node) -> Iterator[tuple[str, Default]]:
    """Yield the parameters, variables and local values of a file, as an expression names them, with
    defaults.
    """
    if not isinstance(node, Table):
        return
    for name, parameter in entries(node.get("Parameters")):
        yield name, _texts(parameter.get("Default")) if isinstance(parameter, Table) else ()
    for name, variable in entries(node.get("variable")):
        for body in as_list(variable):
            yield f"{VARIABLE}{name}", _texts(body.get("default")) if isinstance(body, Table) else ()
    for name, value in entries(node.get("locals")):
        yield f"local.{name}", _texts(value)


def entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield what ``node``, a table or a list of tables, has by which key."""
    for one in as_list(node):
        if isinstance(one, Table):
            yield from ((key.text, inner) for key, inner in one.entries)


def _texts(node: Node | None) -> Default:
    """Return every text of ``node``, whatever it stands in."""
    if isinstance(node, Table):
        return tuple(text for _, inner in node.entries for text in _texts(inner))
    return tuple(
        text
        for item in as_list(node)
        for text in ((item.text,) if isinstance(item, Scalar) else _texts(item))
    )


def uses(statement: Statement, names: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Yield which of ``names`` stand in ``statement``, and whether a wider pattern there allows more."""
    allows = statement.allows
    for values, straight in (
        ((*statement.actions, *statement.resources, *(v for _, v in statement.principals)), allows),
        ((*statement.not_actions, *statement.not_resources), not allows),
        ([value for _, value in statement.not_principals], not allows),
        *((c.values, _widens(c.operator.lower(), allows)) for c in statement.conditions),
    ):
        yield from ((name, straight) for value in values for name in _in(value) if name in names)


def _widens(operator: str, allows: bool) -> bool:
    return ("like" in operator or "arn" in operator) and allows != ("not" in operator)


def _in(value: Value) -> Iterator[str]:
    for part in value.parts:
        if isinstance(part, Unknown):
            yield from _NAME.findall(part.expression)
