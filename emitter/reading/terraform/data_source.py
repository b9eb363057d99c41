"""``aws_iam_policy_document`` as the policy document that it becomes.

Source: the provider's page of it
(https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/d/iam_policy_document.html.markdown):
statements of ``source_policy_documents`` come first, and a later one with the same Sid, of the document
itself or of ``override_policy_documents``, takes the place of an earlier one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..document import Document, Fault, Statement, deciding
from ..document_kind import kind_of
from ..document_size import size
from ..embedded import written
from ..grammar import EMPTY, Grammar, accepted, is_null
from ..tree import as_list
from ..yaml_tree import Mapping, Node, Place, Scalar, Sequence
from .arguments import counted, decided_arguments, without_null
from .loops import with_lists
from .values import INDEX, value_of_source

_DATA = re.compile(rf"\$\{{\s*data\.aws_iam_policy_document\.([\w-]+){INDEX}\.(?:minified_)?json\s*\}}")
# Statements of one document, above what any policy takes: AWS KMS's, of the longest, has 32,768 characters.
# https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
_MOST = 1_000
# Documents that are taken in one by another, far more than people write: each is a few calls in a call.
_DEEPEST = 100


class Sources:
    """The data sources of a file by their label, and which of them something names."""

    def __init__(self, blocks: dict[str, Mapping]) -> None:
        self._blocks = blocks
        self._used: set[str] = set()
        # None for one that is being read: it takes itself in.
        self._read: dict[str, Document | None] = {}
        self._depth = 0

    def named(self, text: str) -> str | None:
        """Return the label of the data source whose JSON ``text`` is, also of one that is in another file."""
        match = _DATA.fullmatch(text)
        return match[1] if match else None

    def document(self, label: str, name: str) -> Document | None:
        """Return the data source ``label`` as the document called ``name``; ``None`` when it is not in the
        file.
        """
        self._used.add(label)
        found = self._document(label) if label in self._blocks else None
        return None if found is None else found._replace(name=name)

    def unused(self) -> Iterator[Document]:
        """Yield those that nothing names."""
        # One that another takes in is named only once that one is read.
        read = {label: self._document(label) for label in self._blocks}
        for label, document in read.items():
            if document is not None and label not in self._used:
                yield document

    def _document(self, label: str) -> Document | None:
        if label not in self._read:
            if self._depth == _DEEPEST:
                return None
            self._read[label] = None
            self._depth += 1
            self._read[label] = self._merged(label, f"data.aws_iam_policy_document.{label}")
            self._depth -= 1
        return self._read[label]

    def _merged(self, label: str, name: str) -> Document:
        body = self._blocks[label]
        own = _own(body, name)
        merged = _Merged(name)
        for key in ("source_policy_documents", "override_policy_documents"):
            if key == "override_policy_documents":
                merged.add(own)
            for item in as_list(body.get(key)):
                merged.add(self._taken_in(item, name))
        return merged.document(own)

    def _taken_in(self, item: Node, name: str) -> Document:
        label = self.named(item.text) if isinstance(item, Scalar) else None
        if label in self._blocks and label is not None:
            self._used.add(label)
            found = self._document(label)
            if found is None:
                return Grammar(value_of_source).unread(item, name)
            return deciding(found, counted(self._blocks[label]))
        if isinstance(item, Scalar) and not is_null(item):
            return written(item, name, value_of_source)
        return Grammar(value_of_source).document(item, name, "identity")


class _Merged:
    def __init__(self, name: str) -> None:
        self._name = name
        self._statements: list[Statement] = []
        self._places: dict[str, int] = {}
        self._open: dict[str, None] = {}
        self._faults: dict[Fault, None] = {}
        self._is_too_long = False

    def add(self, document: Document) -> None:
        """Put the statements of ``document`` after the others, or in the place of those with their Sid.

        Of more than :data:`_MOST` none is kept. Documents that take in each other twice would be as many
        again at every level.
        """
        self._open |= dict.fromkeys(document.open)
        self._faults |= dict.fromkeys(document.faults)
        there = dict(self._places)
        for statement in document.statements:
            if statement.sid in there:
                self._statements[there[statement.sid]] = statement
            elif len(self._statements) >= _MOST:
                self._open[f"what {self._name} takes in, more than {_MOST:,} statements"] = None
                self._is_too_long = True
                break
            else:
                if statement.sid:
                    self._places.setdefault(statement.sid, len(self._statements))
                self._statements.append(statement)

    def document(self, own: Document) -> Document:
        """Return ``own`` with all that was put together, or alone and open where that is too much."""
        if self._is_too_long:
            return own._replace(open=tuple(self._open), faults=tuple(self._faults))
        tree = own.node
        if len(self._statements) > len(own.statements) and tree is not None:
            nodes = tuple(one.node for one in self._statements if one.node is not None)
            tree = tree._replace(
                entries=(*tree.entries[:1], (tree.entries[1][0], Sequence(nodes, tree.place)))
            )
        something = self._statements or self._open
        conditional = {one.node.place: one.when for one in self._statements if one.node is not None}
        return own._replace(
            statements=tuple(self._statements),
            open=tuple(self._open),
            faults=tuple(fault for fault in self._faults if not (something and fault.what == EMPTY)),
            kind=own.kind if tree is None else kind_of(tree),
            size=own.size if tree is own.node or tree is None else _size(tree, conditional),
            node=tree,
        )


class _Block(NamedTuple):
    """A block, and what decides how many of it there are, if it is ``dynamic``."""

    node: Node
    when: tuple[str, ...] = ()


def _own(body: Mapping, name: str) -> Document:
    place = body.place
    because: dict[str, list[str]] = {}
    when: dict[Place, tuple[str, ...]] = {}
    rewritten = []
    for block, decides in _blocks(body, "statement"):
        statement = with_lists(block)
        if isinstance(statement, Mapping):
            sid = statement.get("sid")
            lines = [line.text for line in as_list(statement.get("//")) if isinstance(line, Scalar)]
            if isinstance(sid, Scalar) and accepted(lines):
                because[sid.text] = lines
            given, maybe = decided_arguments(without_null(statement))
            rewritten.append(_statement(given))
            conditions = (more for block in _blocks(statement, "condition") for more in block.when)
            when[given.place] = (*decides, *dict.fromkeys(conditions), *maybe)
    version = body.get("version") or Scalar("2012-10-17", place)
    tree = Mapping(
        (
            (Scalar("Version", place), version),
            (Scalar("Statement", place), Sequence(tuple(rewritten), place)),
        ),
        place,
    )
    read = Grammar(value_of_source, because, when, _SPELLING).document(tree, name, kind_of(tree))
    return read._replace(size=_size(tree, when)) if any(when.values()) else read


def _size(tree: Mapping, when: dict[Place, tuple[str, ...]]) -> int:
    """Return how many characters ``tree`` has at least, without statements that may not be there."""
    statements = tuple(node for node in as_list(tree.get("Statement")) if not when.get(node.place))
    version, (key, _) = tree.entries
    return size(tree._replace(entries=(version, (key, Sequence(statements, tree.place)))), value_of_source)


def _blocks(body: Mapping, name: str) -> Iterator[_Block]:
    """Yield the blocks ``name`` of ``body``, and what its ``dynamic`` blocks say."""
    yield from (_Block(block) for node in body.every(name) for block in as_list(node))
    for dynamic in (one for node in body.every("dynamic") for one in as_list(node)):
        for block in as_list(dynamic.get(name)) if isinstance(dynamic, Mapping) else ():
            if isinstance(block, Mapping):
                decides = block.get("for_each")
                when = (decides.text if isinstance(decides, Scalar) else "for_each",)
                yield from (_Block(content, when) for content in as_list(block.get("content")))


# In place of an element that may be there; no element is required of a statement that has it.
_OPEN = "Fn::Dynamic"

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
        every = tuple(_blocks(node, name))
        maybe = [block for block in every if block.when and name != "condition"]
        if maybe:
            # A dynamic block may make none: whether the statement has principals is open.
            is_noted = any(key.text == _OPEN for key, _ in entries)
            entries += [] if is_noted else [(Scalar(_OPEN, node.place), maybe[0].node)]
            every = () if name.startswith("not_") else every
        blocks = tuple(block.node for block in every)
        if blocks:
            place = next((key.place for key, _ in node.entries if key.text == name), node.place)
            entries.append((Scalar(element, place), read(blocks, blocks[0].place)))
    if node.get("effect") is None:
        entries.insert(0, (Scalar("Effect", node.place), Scalar("Allow", node.place)))
    return Mapping(tuple(entries), node.place)


def _principals(blocks: tuple[Node, ...], place: Place) -> Node:
    """Return one object of all ``blocks``, each type once, as the provider writes it."""
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
    """Return one object of all ``blocks``; values of the same test and variable add up, as the provider has
    it.
    """
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


_SPELLING = {element: name for name, element in _ELEMENTS.items()} | {
    element: name for name, (element, _) in _BLOCKS.items()
}
