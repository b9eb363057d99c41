"""From a tree to a document, by IAM's grammar; what breaks the grammar is kept as a fault.

Source: "Grammar of the IAM JSON policy language"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from .document import Condition, Document, Fault, Kind, Statement
from .nodes import Mapping, Node, Place, Scalar, Sequence
from .values import Unknown, Value

# What a scalar or a function of the file's own language stands for.
Reader: TypeAlias = Callable[[Node], Value]

_DOCUMENT = ("Version", "Id", "Statement")
_STATEMENT = (
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
)
_ACCEPTED = re.compile(r"accepted (?P<rule>[EWN][0-9]{3}): (?P<why>.+)")


def literal(node: Node) -> Value:
    """A scalar as it is written. Anything else is unknown."""
    if isinstance(node, Scalar):
        return Value((node.text,), node.place)
    return Value((Unknown("a function"),), node.place)


def accepted(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The rules that ``lines`` of reasons say are accepted, each with its why: ``accepted W301: …``."""
    found = (_ACCEPTED.fullmatch(line.strip()) for line in lines)
    return tuple((match["rule"], match["why"]) for match in found if match)


class Grammar:
    """Reads one document; ``read`` makes a value of a node in the language of the file."""

    def __init__(self, read: Reader = literal, because: "dict[str, list[str]] | None" = None) -> None:
        self._read = read
        self._because = because or {}
        self._faults: list[Fault] = []

    def document(self, node: Node, name: str, kind: Kind) -> Document:
        """The document that ``node`` holds."""
        statements: tuple[Statement, ...] = ()
        version = None
        if not isinstance(node, Mapping):
            self._fault("is no object", node.place)
            return Document(node.place.file, name, kind, node.place, (), tuple(self._faults))
        self._keys(node, _DOCUMENT, "")
        found = node.get("Version")
        if found is not None:
            version = self._read(found)
        inner = node.get("Statement")
        if inner is None:
            self._fault("has no Statement", node.place)
        else:
            items = inner.items if isinstance(inner, Sequence) else (inner,)
            if not items:
                self._fault("has an empty Statement", inner.place)
            statements = tuple(self._statements(items))
        return Document(
            node.place.file,
            name,
            kind,
            node.place,
            statements,
            tuple(self._faults),
            version,
            size=_size(node, self._read),
            elements=tuple(key.text for key, _ in node.entries),
            node=node,
        )

    def _statements(self, items: Iterable[Node]) -> Iterator[Statement]:
        for item in items:
            if isinstance(item, Mapping):
                yield self._statement(item)
            else:
                self._fault("has a statement that is no object", item.place)

    def _statement(self, node: Mapping) -> Statement:
        sid_node, effect_node = node.get("Sid"), node.get("Effect")
        sid = "" if sid_node is None else self._read(sid_node).shown
        self._keys(node, _STATEMENT, sid)
        effect = "" if effect_node is None else self._read(effect_node).shown
        return Statement(
            node.place,
            frozenset(key.text for key, _ in node.entries),
            sid,
            effect,
            self._values(node, "Action", sid),
            self._values(node, "NotAction", sid),
            self._values(node, "Resource", sid),
            self._values(node, "NotResource", sid),
            tuple(self._principals(node, "Principal", sid)),
            tuple(self._principals(node, "NotPrincipal", sid)),
            tuple(self._conditions(node, sid)),
            accepted(self._because.get(sid, ())),
        )

    def _values(self, node: Mapping, key: str, sid: str) -> tuple[Value, ...]:
        found = node.get(key)
        if found is None:
            return ()
        if isinstance(found, Sequence) and not found.tag:
            if not found.items:
                self._fault(f"has an empty {key}", found.place, sid)
            return tuple(self._value(item, key, sid) for item in found.items)
        return (self._value(found, key, sid),)

    def _value(self, node: Node, key: str, sid: str) -> Value:
        value = self._read(node)
        if isinstance(node, Scalar) and node.plain and node.text in ("null", "~", ""):
            self._fault(f"has a {key} that is null", node.place, sid)
        return value

    def _principals(self, node: Mapping, key: str, sid: str) -> Iterator[tuple[str, Value]]:
        found = node.get(key)
        if found is None:
            return
        if isinstance(found, Scalar):
            value = self._read(found)
            if value.text not in ("*", None):
                self._fault(
                    f"has a {key} {value.shown!r}, which is neither * nor an object", found.place, sid
                )
            yield "*", value
            return
        if not isinstance(found, Mapping):
            self._fault(f"has a {key} that is neither * nor an object", found.place, sid)
            return
        for name, inner in found.entries:
            items = inner.items if isinstance(inner, Sequence) and not inner.tag else (inner,)
            for item in items:
                yield name.text, self._value(item, key, sid)

    def _conditions(self, node: Mapping, sid: str) -> Iterator[Condition]:
        found = node.get("Condition")
        if found is None:
            return
        if not isinstance(found, Mapping):
            self._fault("has a Condition that is no object", found.place, sid)
            return
        for operator, keys in found.entries:
            if not isinstance(keys, Mapping):
                self._fault(f"has a condition {operator.text} that is no object", keys.place, sid)
                continue
            for key, values in keys.entries:
                items = values.items if isinstance(values, Sequence) and not values.tag else (values,)
                yield Condition(
                    operator.text,
                    self._read(key),
                    tuple(self._value(item, key.text, sid) for item in items),
                    key.place,
                )

    def _keys(self, node: Mapping, known: tuple[str, ...], sid: str) -> None:
        seen: dict[str, str] = {}
        for key, _ in node.entries:
            if key.text.lower() in seen:
                self._fault(f"has {key.text} twice", key.place, sid)
            seen[key.text.lower()] = key.text
            if key.text not in known:
                self._fault(f"has an element {key.text!r} that IAM does not know", key.place, sid)

    def _fault(self, what: str, place: Place, sid: str = "") -> None:
        self._faults.append(Fault(what, place, sid))


def _size(node: Node, read: Reader) -> int:
    """Characters of ``node`` as compact JSON, white space left out, as IAM counts them."""
    if isinstance(node, Mapping) and not node.tag:
        inner = sum(_size(key, literal) + 1 + _size(value, read) for key, value in node.entries)
        return 2 + inner + max(0, len(node.entries) - 1)
    if isinstance(node, Sequence) and not node.tag:
        return 2 + sum(_size(item, read) for item in node.items) + max(0, len(node.items) - 1)
    parts = read(node).parts
    return 2 + sum(len("".join(p.split())) if isinstance(p, str) else _likely(p) for p in parts)


def _likely(unknown: Unknown) -> int:
    return {"[0-9]{12}": 12}.get(unknown.shape, 14 if unknown.shape != ".*" else 64)
