"""YAML and JSON as a tree that knows where everything stands, read without running anything.

JSON is read as YAML, which it is but for a few escapes; those that libyaml refuses are read by the
standard library, without places. Aliases are shared, not copied, and counted: a file that would
explode is refused.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import yaml

from ..errors import FormatError

# Far above what CloudFormation and Terraform take, far below what hurts.
DEEPEST = 100
MOST = 200_000
LARGEST = 10 * 1024 * 1024

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Place(NamedTuple):
    """Where something stands: ``line`` and ``column`` begin at 1; 0 is not known."""

    file: str
    line: int = 0
    column: int = 0


class Scalar(NamedTuple):
    """A scalar as it is written; ``plain`` when it stands without quotes, ``tag`` as ``!Sub``."""

    text: str
    place: Place
    plain: bool = False
    tag: str = ""


class Sequence(NamedTuple):
    """A list."""

    items: "tuple[Node, ...]"
    place: Place
    tag: str = ""


class Mapping(NamedTuple):
    """A table, in the order of the file; a key may stand in it twice."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    place: Place
    tag: str = ""

    def get(self, key: str) -> "Node | None":
        """The value of the last entry called ``key``."""
        found = None
        for name, node in self.entries:
            if name.text == key:
                found = node
        return found


Node: TypeAlias = Scalar | Sequence | Mapping


def parse(text: str, file: str) -> Node:
    """The one document of ``text``, which stands in ``file``.

    Raises :class:`~emitter.errors.FormatError` for what is neither YAML nor JSON, for several documents,
    and for a file that is too large, too deep or explodes.
    """
    if len(text) > LARGEST:
        raise FormatError(file, f"is larger than {LARGEST // 1024 // 1024} MB", "split it")
    try:
        return _Builder(file).build(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        if text.lstrip()[:1] in ("{", "["):
            return _json(text, file)
        raise FormatError(*_said(file, error), "mend that line") from None
    except (UnicodeError, ValueError) as error:
        raise FormatError(file, f"is no text: {error}", "it is YAML or JSON in UTF-8") from None


class _Builder:
    """Builds the tree from events, without recursion, so that no depth can break it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0

    def build(self, events: Iterator[Any]) -> Node:
        stack: list[tuple[Any, list[Node], int]] = []
        root: Node | None = None
        for event in events:
            node: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                node = Scalar(event.value, self._place(event), bool(event.implicit[0]), _tag(event))
                self._anchor(event, node, 1)
            elif isinstance(event, yaml.AliasEvent):
                node = self._alias(event)
            elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                if len(stack) >= DEEPEST:
                    self._refuse(event, f"is nested more than {DEEPEST} deep")
                stack.append((event, [], self._count))
                continue
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                start, children, before = stack.pop()
                node = self._close(start, children)
                self._anchor(start, node, self._count - before)
            else:
                continue
            self._count += 1
            if self._count > MOST:
                self._refuse(event, f"holds more than {MOST:,} values")
            if stack:
                stack[-1][1].append(node)
            elif root is None:
                root = node
            else:
                self._refuse(event, "holds more than one document")
        return Mapping((), Place(self._file, 1, 1)) if root is None else root

    def _close(self, start: Any, children: list[Node]) -> Node:
        if isinstance(start, yaml.SequenceStartEvent):
            return Sequence(tuple(children), self._place(start), _tag(start))
        entries = []
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._refuse(start, "has a key that is no text")
                continue
            entries.append((key, value))
        return Mapping(tuple(entries), self._place(start), _tag(start))

    def _anchor(self, event: Any, node: Node, size: int) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, size)

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self._anchors:
            self._refuse(event, f"names an anchor {event.anchor!r} that is not there")
        node, size = self._anchors[event.anchor]
        self._count += size
        return node

    def _place(self, event: Any) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: Any, what: str) -> None:
        place = self._place(event)
        raise FormatError(f"{place.file}:{place.line}:{place.column}", what, "mend that")


def _json(text: str, file: str) -> Node:
    try:
        value = json.loads(text, object_pairs_hook=_Pairs)
    except RecursionError:
        raise FormatError(file, f"is nested more than {DEEPEST} deep", "mend that") from None
    except json.JSONDecodeError as error:
        raise FormatError(
            f"{file}:{error.lineno}:{error.colno}", f"is no JSON: {error.msg.lower()}", "mend that line"
        ) from None
    return _node(value, Place(file), 0)


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON with all its keys, also those that stand twice."""


def _node(value: Any, place: Place, depth: int) -> Node:
    if depth > DEEPEST:
        raise FormatError(place.file, f"is nested more than {DEEPEST} deep", "mend that")
    if isinstance(value, _Pairs):
        return Mapping(tuple((Scalar(k, place), _node(v, place, depth + 1)) for k, v in value), place)
    if isinstance(value, list):
        return Sequence(tuple(_node(item, place, depth + 1) for item in value), place)
    if isinstance(value, str):
        return Scalar(value, place)
    return Scalar(json.dumps(value), place, plain=True)


def _tag(event: Any) -> str:
    tag = event.tag or ""
    return tag if tag.startswith("!") and tag != "!" else ""


def _said(file: str, error: yaml.YAMLError) -> tuple[str, str]:
    mark = getattr(error, "problem_mark", None)
    where = file if mark is None else f"{file}:{mark.line + 1}:{mark.column + 1}"
    problem = getattr(error, "problem", None) or str(error)
    return where, f"is no YAML: {problem}"
