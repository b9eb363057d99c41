"""Conditionals, comparisons and logic of HCL, decided where a person gave the values of their variables.

A default decides nothing: the caller of a module gives another value. Source: "Operators" and "Conditional
Expressions" (https://developer.hashicorp.com/terraform/language/expressions/operators,
https://developer.hashicorp.com/terraform/language/expressions/conditionals).
"""

import json
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from tree_sitter import Node as Syntax

from ...tree import Node, Scalar
from .scope import Definition, is_known
from .syntax import HclFile

if TYPE_CHECKING:
    from .expressions import Lowering

_NAME = re.compile(r"[A-Za-z_][\w-]*")
_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TRUTHS = {"true": True, "false": False}


def given_variables(values: Mapping[str, str]) -> dict[str, Definition]:
    """Return ``values`` as definitions of variables; what cannot be the name of one is left out."""
    names = [name for name in values if _NAME.fullmatch(name)]
    lines = (f"{name} = {_quoted(values[name])}\n" for name in names)
    file = HclFile("".join(lines), "--set")
    bodies = file.root.named_children
    attributes = bodies[0].named_children if bodies else []
    return {
        name: Definition(attribute.named_children[-1], file)
        for name, attribute in zip(names, attributes, strict=True)
    }


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")


def conditional(node: Syntax, lowering: "Lowering") -> Node | None:
    """Return the branch that a conditional is; ``None`` where that is open."""
    condition, *branches = [child for child in node.named_children if child.type == "expression"]
    truth = _truth(condition, lowering) if len(branches) == 2 else None
    return None if truth is None else lowering.expression(branches[0 if truth else 1])


def operation(node: Syntax, lowering: "Lowering") -> Node | None:
    """Return the truth of a comparison or of logic as a value; ``None`` where that is open."""
    truth = _operation(node, lowering)
    return None if truth is None else Scalar(str(truth).lower(), lowering.file.place(node), plain=True)


def _operation(node: Syntax, lowering: "Lowering") -> bool | None:
    (inner,) = node.named_children[:1] or (node,)
    sides = [child for child in inner.children if child.is_named and child.type != "comment"]
    signs = [child.type for child in inner.children if not child.is_named and child.type not in "()"]
    if len(signs) != 1:
        return None
    if inner.type == "unary_operation":
        truth = _of(_text(sides, lowering)) if signs[0] == "!" else None
        return None if truth is None else not truth
    for number, child in enumerate(inner.children):
        if child.type == signs[0]:
            return _compared(signs[0], inner.children[:number], inner.children[number + 1 :], lowering)
    return None


def _compared(sign: str, left: list[Syntax], right: list[Syntax], lowering: "Lowering") -> bool | None:
    one, other = _text(left, lowering), _text(right, lowering)
    if sign in ("&&", "||"):
        truths = {_of(one), _of(other)}
        decides = sign == "||"
        return decides if decides in truths else None if None in truths else not decides
    if one is None or other is None:
        return None
    if sign in ("==", "!="):
        # What is given is text, so that the types of the two sides do not count.
        return (one == other) == (sign == "==")
    if sign not in _ORDERS:
        return None
    try:
        return _ORDERS[sign](Decimal(one), Decimal(other))
    except InvalidOperation:
        return None


def _truth(node: Syntax, lowering: "Lowering") -> bool | None:
    return _of(_text([node], lowering))


def _of(text: str | None) -> bool | None:
    return None if text is None else _TRUTHS.get(text)


def _text(parts: list[Syntax], lowering: "Lowering") -> str | None:
    """Return the text of an operand, ``None`` where a default or something unknown decides on it."""
    found = lowering.decided([part for part in parts if part.is_named and part.type != "comment"])
    return found.text if isinstance(found, Scalar) and is_known(found) else None


DECIDERS = {"conditional": conditional, "operation": operation}
