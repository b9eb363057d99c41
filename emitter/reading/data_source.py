"""``aws_iam_policy_document`` as the policy document that it becomes.

Source: the provider's page of it
(https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/d/iam_policy_document.html.markdown):
statements of ``source_policy_documents`` come first, and a later one with the same Sid, of the document
itself or of ``override_policy_documents``, takes the place of an earlier one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .document import Document, Statement
from .expressions import INDEX, value_of_source
from .grammar import Grammar, accepted
from .nodes import Mapping, Node, Place, Scalar, Sequence
from .policy import kind_of

_DATA = re.compile(rf"\$\{{\s*data\.aws_iam_policy_document\.([\w-]+){INDEX}\.(?:minified_)?json\s*\}}")
_LONGEST_CHAIN = 32


class Sources:
    """The data sources of a file by their label, and which of them something names."""

    def __init__(self, blocks: dict[str, Mapping]) -> None:
        self._blocks = blocks
        self._used: set[str] = set()

    def named(self, text: str) -> str | None:
        """The label of the data source whose JSON ``text`` is, also of one that is in another file."""
        match = _DATA.fullmatch(text)
        return match[1] if match else None

    def document(self, label: str, name: str) -> Document | None:
        """The data source ``label`` as the document called ``name``; ``None`` when it is not in the file."""
        self._used.add(label)
        return self._read(label, name, 0) if label in self._blocks else None

    def unused(self) -> Iterator[Document]:
        """Those that nothing names."""
        # One that another takes in is named only once that one is read.
        read = {
            label: self._read(label, f"data.aws_iam_policy_document.{label}", 0) for label in self._blocks
        }
        yield from (document for label, document in read.items() if label not in self._used)

    def _read(self, label: str, name: str, depth: int) -> Document:
        own = _own(self._blocks[label], name)
        merged = _Merged()
        for key in ("source_policy_documents", "override_policy_documents"):
            if key == "override_policy_documents":
                merged.add(own)
            for item in as_list(self._blocks[label].get(key)):
                merged.add(self._taken_in(item, name, depth))
        return own._replace(statements=tuple(merged.statements), open=tuple(merged.open))

    def _taken_in(self, item: Node, name: str, depth: int) -> Document:
        label = self.named(item.text) if isinstance(item, Scalar) else None
        if label in self._blocks and label is not None and depth < _LONGEST_CHAIN:
            self._used.add(label)
            return self._read(label, name, depth + 1)
        return Grammar(value_of_source).document(item, name, "identity")


class _Merged:
    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.open: list[str] = []

    def add(self, document: Document) -> None:
        """Put the statements of ``document`` after the others, or in the place of those with their Sid."""
        self.open += document.open
        places = {one.sid: number for number, one in enumerate(self.statements) if one.sid}
        for statement in document.statements:
            if statement.sid in places:
                self.statements[places[statement.sid]] = statement
            else:
                self.statements.append(statement)


class _Block(NamedTuple):
    """A block, and what decides how many of it there are, if it is ``dynamic``."""

    node: Node
    when: tuple[str, ...] = ()


def _own(body: Mapping, name: str) -> Document:
    place = body.place
    because: dict[str, list[str]] = {}
    when: dict[Place, tuple[str, ...]] = {}
    rewritten = []
    for statement, decides in _blocks(body, "statement"):
        if isinstance(statement, Mapping):
            sid = statement.get("sid")
            lines = [line.text for line in as_list(statement.get("//")) if isinstance(line, Scalar)]
            if isinstance(sid, Scalar) and accepted(lines):
                because[sid.text] = lines
            rewritten.append(_statement(statement))
            conditions = (more for block in _blocks(statement, "condition") for more in block.when)
            when[statement.place] = (*decides, *dict.fromkeys(conditions))
    version = body.get("version") or Scalar("2012-10-17", place)
    tree = Mapping(
        (
            (Scalar("Version", place), version),
            (Scalar("Statement", place), Sequence(tuple(rewritten), place)),
        ),
        place,
    )
    return Grammar(value_of_source, because, when).document(tree, name, kind_of(tree))


def _blocks(body: Mapping, name: str) -> Iterator[_Block]:
    """The blocks ``name`` of ``body``, and what its ``dynamic`` blocks say."""
    yield from map(_Block, as_list(body.get(name)))
    for dynamic in as_list(body.get("dynamic")):
        for block in as_list(dynamic.get(name)) if isinstance(dynamic, Mapping) else ():
            if isinstance(block, Mapping):
                decides = block.get("for_each")
                when = (decides.text if isinstance(decides, Scalar) else "for_each",)
                yield from (_Block(content, when) for content in as_list(block.get("content")))


_ELEMENTS = {
    "sid": "Sid",
    "effect": "Effect",
    "actions": "Action",
    "not_actions": "NotAction",
    "resources": "Resource",
    "not_resources": "NotResource",
}


def _statement(node: Mapping) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    for key, inner in node.entries:
        if key.text in _ELEMENTS:
            entries.append((key._replace(text=_ELEMENTS[key.text]), inner))
        elif key.text not in (*_BLOCKS, "//", "dynamic"):
            entries.append((key, inner))
    for name, (element, read) in _BLOCKS.items():
        blocks = tuple(block.node for block in _blocks(node, name))
        if blocks:
            place = next((key.place for key, _ in node.entries if key.text == name), node.place)
            entries.append((Scalar(element, place), read(blocks, blocks[0].place)))
    if node.get("effect") is None:
        entries.insert(0, (Scalar("Effect", node.place), Scalar("Allow", node.place)))
    return Mapping(tuple(entries), node.place)


def _principals(blocks: tuple[Node, ...], place: Place) -> Node:
    """One object of all ``blocks``, each type once, as the provider writes it."""
    types: dict[str, tuple[Scalar, list[Node]]] = {}
    for item in blocks:
        kind, names = (
            (item.get("type"), item.get("identifiers")) if isinstance(item, Mapping) else (None, None)
        )
        if isinstance(kind, Scalar) and names is not None:
            if kind.text == "*":
                return Scalar("*", item.place)
            types.setdefault(kind.text, (kind, []))[1].extend(as_list(names))
    return Mapping(tuple((kind, Sequence(tuple(n), kind.place)) for kind, n in types.values()), place)


def _conditions(blocks: tuple[Node, ...], place: Place) -> Node:
    """One object of all ``blocks``; values of the same test and variable add up, as the provider has it."""
    operators: dict[str, tuple[Scalar, dict[str, tuple[Scalar, list[Node]]]]] = {}
    for item in blocks:
        if not isinstance(item, Mapping):
            # An expression for all of them.
            return item
        test, variable, values = item.get("test"), item.get("variable"), item.get("values")
        if isinstance(test, Scalar) and isinstance(variable, Scalar) and values is not None:
            keys = operators.setdefault(test.text, (test, {}))[1]
            keys.setdefault(variable.text, (variable, []))[1].extend(as_list(values))
    entries = []
    for test, keys in operators.values():
        inner = tuple(
            (variable, Sequence(tuple(values), variable.place)) for variable, values in keys.values()
        )
        entries.append((test, Mapping(inner, test.place)))
    return Mapping(tuple(entries), place)


_BLOCKS = {
    "principals": ("Principal", _principals),
    "not_principals": ("NotPrincipal", _principals),
    "condition": ("Condition", _conditions),
}


def as_list(node: Node | None) -> tuple[Node, ...]:
    """``node`` as a list: what stands alone is one of one."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)
