"""Placeholders in a plain policy that a program fills in first, as Terraform's ``templatefile`` does.

A placeholder is a name without a colon, or an expression of it: ``${region}``, ``${module.queue.arn}``,
``%{ if public }``. A policy variable of IAM has a colon (``${aws:username}``).
https://developer.hashicorp.com/terraform/language/functions/templatefile
"""

import re
from collections.abc import Iterator

from ..aws.condition_keys import GLOBAL_KEYS
from .grammar import Grammar
from .values import Part, Unknown, Value
from .yaml_tree import Mapping, Node, Scalar, Sequence

_NAME = r"[A-Za-z_][\w.-]*(?:\[[^\[\]{}]*\][\w.-]*)*"
_CALL = r"[a-z_]+\([^{}]*\)"
_PLACEHOLDER = re.compile(rf"\$\{{\s*(?P<name>{_NAME}|{_CALL})\s*\}}|%\{{[^{{}}]*\}}")


def placeholders(node: Node) -> tuple[str, ...]:
    """Return every placeholder in the texts of ``node``, each once, in the order of the file."""
    return tuple(dict.fromkeys(found for text in _texts(node) for found in _found(text)))


def grammar(node: Node) -> Grammar:
    """Return the reader of the policy ``node``, for which a placeholder is one unknown value."""
    return Grammar(_value) if placeholders(node) else Grammar()


def _value(node: Node) -> Value:
    if not isinstance(node, Scalar):
        return Value((Unknown("a function"),), node.place)
    parts: list[Part] = []
    position = 0
    for match in _PLACEHOLDER.finditer(node.text):
        if _is_placeholder(match):
            parts += [node.text[position : match.start()], Unknown(match[0])]
            position = match.end()
    parts.append(node.text[position:])
    return Value(tuple(part for part in parts if part) or ("",), node.place)


def _found(text: str) -> Iterator[str]:
    yield from (match[0] for match in _PLACEHOLDER.finditer(text) if _is_placeholder(match))


def _is_placeholder(match: "re.Match[str]") -> bool:
    """Return whether ``match`` is none of IAM's keys that lacks its ``aws:``."""
    return f"aws:{match['name']}".lower() not in GLOBAL_KEYS


def _texts(node: Node) -> Iterator[str]:
    """Yield the texts of ``node``, from first to last; no text passes through every level of it."""
    left = [node]
    while left:
        here = left.pop()
        if isinstance(here, Scalar):
            yield here.text
        elif isinstance(here, Sequence):
            left.extend(reversed(here.items))
        elif isinstance(here, Mapping):
            left.extend(part for pair in reversed(here.entries) for part in reversed(pair))
