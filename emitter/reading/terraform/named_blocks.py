"""Blocks of Terraform's JSON syntax by their type and label, however a file nests them."""

from collections.abc import Iterator
from typing import TypeAlias

from ..tree import Mapping, Node, Sequence, as_list
from .arguments import without_null

Resources: TypeAlias = dict[str, dict[str, Mapping]]


def blocks(node: Mapping, name: str) -> Resources:
    """Return ``type → label → body`` of the blocks called ``name``, however the file nests them."""
    found: Resources = {}
    for block in node.every(name):
        for kind, labels in entries(block):
            for label, body in entries(labels):
                for one in as_list(body):
                    if isinstance(one, Mapping):
                        found.setdefault(kind, {})[label] = without_null(one)
    return found


def entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield each name in ``node``, a table or a list of them, with what it stands for; no comments."""
    for one in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(one, Mapping):
            yield from ((key.text, inner) for key, inner in one.entries if key.text != "//")
