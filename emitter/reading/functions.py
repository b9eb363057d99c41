"""Intrinsic functions of CloudFormation as nodes: which one a node calls, and what an ``Fn::If`` may be."""

from collections.abc import Iterator
from typing import TypeAlias

from .yaml_tree import Mapping, Node, Scalar, Sequence

# What decides whether something is there: conditions of the template, with ``not`` before those that fail.
When: TypeAlias = tuple[str, ...]

_NAMES_OF_TAGS = ("Ref", "Condition")


def is_function(node: Node) -> bool:
    """Return whether ``node`` is a function, short (``!Ref``) or long."""
    return bool(function(node)[0])


def function(node: Node) -> tuple[str, Node]:
    """Return the function that ``node`` calls, by its long name, and its argument; an empty name for none."""
    if node.tag:
        short = node.tag[1:]
        return (short if short in _NAMES_OF_TAGS else f"Fn::{short}"), node
    if isinstance(node, Mapping) and len(node.entries) == 1:
        key, argument = node.entries[0]
        if key.text == "Ref" or key.text.startswith("Fn::"):
            return key.text, argument
    return "", node


def is_nothing(node: Node) -> bool:
    """Return whether ``node`` is ``AWS::NoValue``, for which nothing comes."""
    name, argument = function(node)
    return name == "Ref" and isinstance(argument, Scalar) and argument.text == "AWS::NoValue"


def cases(node: Node) -> Iterator[tuple[Node, When]]:
    """Yield what ``node`` may be, and when: itself, or each branch of an ``Fn::If``; never ``NoValue``."""
    name, argument = function(node)
    if name == "Fn::If" and isinstance(argument, Sequence) and len(argument.items) == 3:
        condition, *branches = argument.items
        named = condition.text if isinstance(condition, Scalar) else "a condition"
        for branch, decides in zip(branches, (named, f"not {named}"), strict=True):
            yield from ((case, (decides, *when)) for case, when in cases(branch))
    elif not is_nothing(node):
        yield node, ()


def items(node: Node) -> Iterator[tuple[Node, When]]:
    """Yield the items of a list, or the one thing that stands instead, and when; functions too."""
    for case, when in cases(node):
        for item in case.items if isinstance(case, Sequence) and not case.tag else (case,):
            yield from ((inner, (*when, *more)) for inner, more in cases(item))
