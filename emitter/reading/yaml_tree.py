"""YAML and JSON as a tree that knows where everything stands, read without running anything.

What is no JSON is read as YAML. Aliases are shared, not copied, and counted: a file that would explode is
refused. Merge keys (``<<``) are resolved as YAML 1.1 has it (https://yaml.org/type/merge.html).
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ..errors import FormatError
from .comments import comments_above
from .json_tree import JsonError, Lines, read_json
from .tree import DEEPEST, LARGEST, MOST, Mapping, Node, Place, Scalar, Sequence

__all__ = ("DEEPEST", "LARGEST", "MOST", "Mapping", "Node", "Place", "Scalar", "Sequence", "parse")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "<<"
_FIRST_LINE = re.compile(r"\n*+( *+)")


def parse(text: str, file: str) -> Node:
    """Return the one document of ``text``, which stands in ``file``; a file that says it is JSON has to be.

    Raises :class:`~emitter.errors.FormatError` for what is neither YAML nor JSON, for several documents,
    and for a file that is too large, too deep or explodes.
    """
    if len(text) > LARGEST:
        raise FormatError(file, f"is larger than {LARGEST // 1024 // 1024} MB", "split it")
    wrong: JsonError | None = None
    if text.lstrip()[:1] in ("{", "["):
        try:
            return read_json(text, Lines(text, Place(file, 1, 1)))
        except JsonError as error:
            if error.refused:
                raise FormatError(_at(error.place), error.what, "fix that") from None
            wrong = error
            if file.endswith(".json"):
                raise _no_json(error) from None
    try:
        return _Builder(text, file).build(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        if wrong is not None:
            raise _no_json(wrong) from None
        raise FormatError(*_said(file, error), "fix that line") from None
    except (UnicodeError, ValueError) as error:
        raise FormatError(file, f"is no text: {error}", "it is YAML or JSON in UTF-8") from None


def _no_json(error: JsonError) -> FormatError:
    return FormatError(_at(error.place), f"is no JSON: {error.what}", "fix that line")


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}"


class _Builder:
    """Builds the tree from events, without recursion, so that no depth can break it."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._lines: list[str] | None = None
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0
        self._comments = comments_above(text)

    def build(self, events: Iterator[Any]) -> Node:
        stack: list[tuple[Any, list[Node], int]] = []
        root: Node | None = None
        for event in events:
            node: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                inside = self._inside(event) if event.style == "|" else None
                node = Scalar(event.value, self._place(event), bool(event.implicit[0]), _tag(event), inside)
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
        if any(key.text == _MERGE for key, _ in entries):
            entries = _merged(entries)
        place = self._place(start)
        return Mapping(tuple(entries), place, _tag(start), self._comments.get(place.line, ()))

    def _anchor(self, event: Any, node: Node, size: int) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, size)

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self._anchors:
            self._refuse(event, f"names an anchor {event.anchor!r} that is not there")
        node, size = self._anchors[event.anchor]
        self._count += size
        return node

    def _inside(self, event: Any) -> Place | None:
        """Return where the text of a block begins; ``None`` where its lines are not those of the file."""
        if self._lines is None:
            self._lines = self._text.split("\n")
        first = _FIRST_LINE.match(event.value)
        assert first is not None
        blank = event.value.count("\n", 0, first.start(1))
        number = event.start_mark.line + 1 + blank
        line = self._lines[number].rstrip("\r") if number < len(self._lines) else ""
        own = event.value[first.start(1) :].partition("\n")[0]
        if not own or not line.endswith(own) or line[: -len(own)].strip(" "):
            return None
        return Place(self._file, number + 1 - blank, len(line) - len(own) + 1)

    def _place(self, event: Any) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: Any, what: str) -> None:
        place = self._place(event)
        raise FormatError(f"{place.file}:{place.line}:{place.column}", what, "fix that")


def _merged(entries: list[tuple[Scalar, Node]]) -> list[tuple[Scalar, Node]]:
    """Return ``entries`` with what merge keys bring in, where the object itself has no such key."""
    taken = {key.text for key, _ in entries}
    found: list[tuple[Scalar, Node]] = []
    for key, value in entries:
        bases = value.items if isinstance(value, Sequence) else (value,)
        tables = [base for base in bases if isinstance(base, Mapping)]
        if key.text != _MERGE or not key.plain or not tables or len(tables) < len(bases):
            found.append((key, value))
            continue
        for table in tables:
            more = [(name, inner) for name, inner in table.entries if name.text not in taken]
            found += more
            taken.update(name.text for name, _ in more)
    return found


def _tag(event: Any) -> str:
    tag = event.tag or ""
    return tag if tag.startswith("!") and tag != "!" else ""


def _said(file: str, error: yaml.YAMLError) -> tuple[str, str]:
    mark = getattr(error, "problem_mark", None)
    where = file if mark is None else f"{file}:{mark.line + 1}:{mark.column + 1}"
    # Of a character that it does not read, PyYAML says the reason and no line.
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return where, f"is no YAML: {problem}"
