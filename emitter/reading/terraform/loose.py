"""Policies in local values, arguments of modules and other resources, whatever becomes of them."""

import re
from collections.abc import Iterator

from ..document import Document
from ..document_kind import has_statements, kind_of
from ..embedded import written
from ..grammar import Grammar
from ..tree import Mapping, Node, Scalar, Sequence
from .named_blocks import blocks, entries
from .resource_policies import is_of_interest
from .values import value

_STATEMENT = re.compile(r"\"Statement\"\s*:|\bStatement\s*=")


def loose(node: Mapping) -> Iterator[Document]:
    """Yield the policies that local values and arguments of modules are, whatever becomes of them.

    So are those in resources of which it is not known where they hold one.
    """
    for block in node.every("locals"):
        for name, inner in entries(block):
            yield from _loose(inner, f"local.{name}")
    for block in node.every("module"):
        for label, body in entries(block):
            for name, inner in entries(body):
                yield from _loose(inner, f"module.{label}.{name}")
    for type_, labels in blocks(node, "resource").items():
        if not is_of_interest(type_):
            for label, body in labels.items():
                yield from _loose_in(body, f"{type_}.{label}")


def _loose(node: Node, name: str) -> Iterator[Document]:
    if isinstance(node, Mapping) and has_statements(node):
        yield Grammar(value).document(node, name, kind_of(node))
    elif isinstance(node, Scalar) and _STATEMENT.search(node.text):
        found = written(node, name, value)
        if found.node is None or has_statements(found.node):
            yield found


def _loose_in(body: Mapping, name: str) -> Iterator[Document]:
    left: list[Node] = [body]
    while left:
        node = left.pop()
        found = tuple(_loose(node, name))
        yield from found
        if isinstance(node, Mapping) and not found:
            left += reversed([inner for _, inner in node.entries])
        elif isinstance(node, Sequence):
            left += reversed(node.items)
