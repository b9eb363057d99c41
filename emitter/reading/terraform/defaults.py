"""A file in Terraform's JSON syntax with its local values and the defaults of its variables in it.

The native syntax is lowered so at once. A default is deployed where the caller gives no other value, so that
it is judged as it is written; to say what a file allows, it is open.
"""

import json
import re
from collections.abc import Iterator

from ...errors import FormatError
from ..hcl import end_of_expression
from ..tree import Mapping, Node, Place, Scalar, Sequence
from .named_blocks import entries

_REFERENCE = re.compile(r"\b(var|local)\.([A-Za-z_][\w-]*)")
_BLOCKS = ("resource", "data", "module", "locals")
# The file of what stands in no file: the text of an expression by itself.
_NOWHERE = "\0"


def with_defaults(tree: Mapping) -> Mapping:
    """Return ``tree`` with what its local values and the variables with a default stand for."""
    names = dict(_names(tree))
    return _Filling(names).tree(tree) if names else tree


def _names(tree: Mapping) -> "Iterator[tuple[tuple[str, str], Node]]":
    for block in tree.every("variable"):
        for name, body in entries(block):
            default = body.get("default") if isinstance(body, Mapping) else None
            if default is not None:
                yield ("var", name), default
    for block in tree.every("locals"):
        yield from ((("local", name), inner) for name, inner in entries(block))


class _Filling:
    """Puts in ``names`` what they stand for, which is filled in turn when it is first asked for."""

    def __init__(self, names: dict[tuple[str, str], Node]) -> None:
        # Only a file that has names needs the parser.
        from .hcl.expressions import lower
        from .hcl.scope import Scope

        self._names = names
        self._lower = lower
        self._scope = Scope({}, {}, lower)
        self._begun: set[tuple[str, str]] = set()

    def tree(self, tree: Mapping) -> Mapping:
        """Return ``tree`` with every block filled that may hold policies."""
        filled = ((key, self.node(one) if key.text in _BLOCKS else one) for key, one in tree.entries)
        return tree._replace(entries=tuple(filled))

    def node(self, node: Node) -> Node:
        """Return ``node`` with its expressions filled."""
        if isinstance(node, Scalar):
            return self._text(node) if "${" in node.text else node
        if isinstance(node, Sequence):
            return node._replace(items=tuple(map(self.node, node.items)))
        filled = ((key, inner if key.text == "//" else self.node(inner)) for key, inner in node.entries)
        return node._replace(entries=tuple(filled))

    def _text(self, node: Scalar) -> Node:
        from .hcl.syntax import expression_of

        found: list[tuple[str, str]] = [(one[1], one[2]) for one in _REFERENCE.finditer(node.text)]
        used = [name for name in found if name in self._names]
        for name in used:
            self._define(name)
        if not used:
            return node
        try:
            syntax, file = expression_of(_expression(node.text), _NOWHERE)
        except FormatError:
            return node
        return _placed(self._lower(syntax, file, self._scope), node.place)

    def _define(self, name: tuple[str, str]) -> None:
        if name not in self._begun:
            self._begun.add(name)
            kind, _ = name
            self._scope.define(*name, self.node(self._names[name]) if kind == "local" else self._names[name])


def _expression(text: str) -> str:
    """Return the string ``text`` in the native syntax; an interpolation alone is its value."""
    if text.startswith("${") and end_of_expression(text, 2) == len(text):
        return text[2:-1]
    return f'"{"".join(_quoted(text))}"'


def _quoted(text: str) -> Iterator[str]:
    position = start = 0
    while (start := text.find("${", start)) >= 0:
        if text.startswith("$", start - 1) and start:
            start += 2
            continue
        end = end_of_expression(text, start + 2)
        yield json.dumps(text[position:start])[1:-1]
        yield text[start:end]
        position = start = end
    yield json.dumps(text[position:])[1:-1]


def _placed(node: Node, place: Place) -> Node:
    """Return ``node`` with ``place`` for what stands in no file."""
    here = place if node.place.file == _NOWHERE else node.place
    if isinstance(node, Scalar):
        return node._replace(place=here)
    if isinstance(node, Sequence):
        return node._replace(items=tuple(_placed(one, place) for one in node.items), place=here)
    filled = (
        (key._replace(place=place) if key.place.file == _NOWHERE else key, _placed(inner, place))
        for key, inner in node.entries
    )
    return node._replace(entries=tuple(filled), place=here)
