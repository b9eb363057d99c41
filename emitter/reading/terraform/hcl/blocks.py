"""Blocks of a file as the tables of Terraform's JSON syntax; only those that may hold policies.

A ``dynamic`` block with a collection that is known becomes its blocks; any other stays one, whose
``for_each`` decides.
"""

from collections.abc import Iterator

from tree_sitter import Node as Syntax

from ...comments import ACCEPTED, joined
from ...tree import DEEPEST, Mapping, Node, Scalar, Sequence
from ..resource_policies import is_of_interest
from .expressions import lower
from .scope import AbsentError, Scope, TooMuchError, items
from .syntax import HclFile

Entry = tuple[Scalar, Node]


def top_blocks(file: HclFile) -> Iterator[tuple[str, tuple[str, ...], Syntax]]:
    """Yield type, labels and syntax of each block at the top of ``file``."""
    if file.blocks is None:
        file.blocks = [
            (name, tuple(labels), block)
            for body in file.root.named_children
            for block in (body.named_children if body.type == "body" else ())
            if block.type == "block"
            for name, *labels in (_head(block, file),)
        ]
    yield from file.blocks


def attributes(block: Syntax, file: HclFile) -> Iterator[tuple[str, Syntax]]:
    """Yield name and expression of each argument of ``block``, or of a whole file."""
    for body in block.named_children:
        for child in body.named_children if body.type == "body" else ():
            if child.type == "attribute":
                yield file.source(child.named_children[0]), child.named_children[-1]


def entries_of(file: HclFile, scope: Scope) -> Iterator[Entry]:
    """Yield the blocks of ``file`` that may hold policies, as entries of a file in JSON."""
    for name, labels, block in top_blocks(file):
        if name in ("resource", "data"):
            held = len(labels) == 2 and is_of_interest(labels[0])
            if not (held or (name == "resource" and "Statement" in file.source(block))):
                continue
        elif name not in ("locals", "module", "variable"):
            continue
        place = file.place(block)
        only = "default" if name == "variable" else ""
        node: Node = Mapping(tuple(_Body(file, scope).entries(block, only=only)), place)
        for label in reversed(labels):
            node = Mapping(((Scalar(label, place), node),), place)
        yield Scalar(name, place), node


def _head(block: Syntax, file: HclFile) -> list[str]:
    """Return the type of ``block`` and its labels."""
    found = []
    for child in block.named_children:
        if child.type == "identifier":
            found.append(file.source(child))
        elif child.type == "string_lit":
            found.append(file.between(child.start_byte + 1, child.end_byte - 1))
    return found


def _written(comment: str) -> str:
    return comment.lstrip("#/").removeprefix(" ").rstrip()


class _Body:
    def __init__(self, file: HclFile, scope: Scope) -> None:
        self._file = file
        self._scope = scope

    def entries(self, block: Syntax, depth: int = 0, only: str = "") -> Iterator[Entry]:
        """Yield the arguments and blocks of ``block``, or the argument ``only``."""
        if depth > DEEPEST:
            return
        file, reasons = self._file, []
        blocks: dict[str, tuple[Scalar, list[Node]]] = {}
        for part in block.named_children:
            if part.type == "comment":
                reasons.append(part)
            for child in part.named_children if part.type == "body" else ():
                if child.type == "attribute":
                    name, *_, value = child.named_children
                    key = Scalar(file.source(name), file.place(name))
                    if not only or key.text == only:
                        yield key, lower(value, file, self._scope)
                elif child.type == "block":
                    for key, node in self._block(child, depth + 1):
                        blocks.setdefault(key.text, (key, []))[1].append(node)
                elif child.type == "comment":
                    reasons.append(child)
        for key, nodes in blocks.values():
            yield key, nodes[0] if len(nodes) == 1 else Sequence(tuple(nodes), key.place)
        yield from self._reasons(reasons)

    def _reasons(self, comments: list[Syntax]) -> Iterator[Entry]:
        lines = [
            Scalar(line, self._file.place(comments[0]))
            for line in joined(_written(self._file.source(one)) for one in comments)
        ]
        if any(line.text.startswith(ACCEPTED) for line in lines):
            yield Scalar("//", lines[0].place), Sequence(tuple(lines), lines[0].place)

    def _block(self, block: Syntax, depth: int) -> Iterator[Entry]:
        name, *labels = _head(block, self._file)
        place = self._file.place(block)
        if name == "dynamic" and len(labels) == 1:
            expanded = self._expanded(block, labels[0], depth)
            if expanded is not None:
                yield from expanded
                return
        node: Node = Mapping(tuple(self.entries(block, depth)), place)
        for label in reversed(labels):
            node = Mapping(((Scalar(label, place), node),), place)
        yield Scalar(name, place), node

    def _expanded(self, block: Syntax, label: str, depth: int) -> list[Entry] | None:
        """Return the blocks that a ``dynamic`` block makes; ``None`` where its items are not known."""
        arguments = dict(attributes(block, self._file))
        content = next(
            (
                child
                for body in block.named_children
                for child in (body.named_children if body.type == "body" else ())
                if child.type == "block" and _head(child, self._file) == ["content"]
            ),
            None,
        )
        if content is None or "for_each" not in arguments:
            return None
        found = items(lower(arguments["for_each"], self._file, self._scope))
        if found is None or any(isinstance(one, Scalar) and "${" in one.text for _, one in found):
            return None
        iterator = arguments.get("iterator")
        name = label if iterator is None else self._file.source(iterator)
        place = self._file.place(content)
        blocks: list[Entry] = []
        before = self._scope.bound
        try:
            for key, item in found:
                self._scope.spend(1)
                bound = Mapping(((Scalar("key", place), key), (Scalar("value", place), item)), place)
                self._scope.bound = {**before, name: bound}
                inner = Mapping(tuple(self.entries(content, depth + 1)), place)
                blocks.append((Scalar(label, place), inner))
        except (AbsentError, TooMuchError):
            return None
        finally:
            self._scope.bound = before
        return blocks
