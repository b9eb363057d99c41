"""Blocks of Terraform's JSON syntax by their type and label, however a file nests them."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from ..tree import Mapping, Node, Sequence, as_list
from .arguments import without_null

Resources: TypeAlias = dict[str, dict[str, Mapping]]

# https://developer.hashicorp.com/terraform/language/files/override
_OVERRIDE = re.compile(r"(?:.*_)?override\.(?:tf|tofu)(?:\.json)?")


def is_override(file: str) -> bool:
    """Return whether the blocks of ``file``, a path, replace arguments of those of other files."""
    return _OVERRIDE.fullmatch(file.replace("\\", "/").rpartition("/")[2]) is not None


def blocks(node: Mapping, name: str) -> Resources:
    """Return ``type → label → body`` of the blocks called ``name``, however the file nests them.

    Of two with one address the arguments of the later replace those of the earlier.
    """
    found: Resources = {}
    for block in node.every(name):
        for kind, labels in entries(block):
            for label, body in entries(labels):
                for one in as_list(body):
                    if isinstance(one, Mapping):
                        labelled = found.setdefault(kind, {})
                        labelled[label] = _over(labelled.get(label), without_null(one))
    return found


def _over(below: Mapping | None, above: Mapping) -> Mapping:
    """Return ``below`` with the arguments and blocks of ``above`` instead of its own."""
    if below is None:
        return above
    names = {key.text for key, _ in above.entries}
    kept = tuple(entry for entry in below.entries if entry[0].text not in names)
    return above._replace(entries=(*kept, *above.entries))


def entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield each name in ``node``, a table or a list of them, with what it stands for; no comments."""
    for one in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(one, Mapping):
            yield from ((key.text, inner) for key, inner in one.entries if key.text != "//")
