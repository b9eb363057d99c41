"""JSON as a tree that knows where everything stands: strict, in one pass, without recursion.

Source: "The JavaScript Object Notation (JSON) Data Interchange Format" (https://www.rfc-editor.org/rfc/rfc8259).
"""

import json
import re
from typing import Protocol

from .tree import DEEPEST, MOST, Mapping, Node, Place, Scalar, Sequence

# A string without escapes, a sign, a literal, or the quote of any other string.
_TOKEN = re.compile(
    r'[ \t\n\r]*+(?:"([^"\\\x00-\x1f]*+)"|([\[\]{}:,])'
    r'|(true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)|("))'
)
_QUOTED = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r]*+")
_STRING, _SIGN, _LITERAL, _ESCAPED = 1, 2, 3, 4

# What may come next.
_VALUE = "a value"
_VALUE_OR_END = "a value or ']'"
_KEY = "a key in double quotes"
_KEY_OR_END = "a key in double quotes or '}'"
_COLON = "':' after a key"
_MORE = "',' or the end"
_KEYS = (_KEY, _KEY_OR_END)
_VALUES = (_VALUE, _VALUE_OR_END)


class JsonError(ValueError):
    """Text is no JSON, at ``place``; ``what`` is a phrase.

    ``refused`` is JSON all the same, but more of it than is read.
    """

    def __init__(self, what: str, place: Place, refused: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.place = place
        self.refused = refused


class Places(Protocol):
    """Knows where the characters of a text stand; is asked for one after the other."""

    def at(self, offset: int) -> Place:
        """Return the place of the character at ``offset``, which is not before the one asked for last."""
        ...


class OnePlace:
    """Everything stands at one place."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def at(self, offset: int) -> Place:
        """Return that place."""
        return self._place


class Lines:
    """The lines of ``text``, of which the first begins at ``first`` and all others in its column."""

    def __init__(self, text: str, first: Place) -> None:
        self._text = text
        self._file, self._line, self._column = first
        self._start = 0
        self._end = text.find("\n")

    def at(self, offset: int) -> Place:
        """Return the place of the character at ``offset``."""
        while 0 <= self._end < offset:
            self._line += 1
            self._start = self._end + 1
            self._end = self._text.find("\n", self._start)
        return Place(self._file, self._line, offset - self._start + self._column)


class _Open:
    """An object or list that has begun, and what of it was read."""

    __slots__ = ("entries", "is_object", "items", "key", "place")

    def __init__(self, sign: str, place: Place) -> None:
        self.is_object = sign == "{"
        self.place = place
        self.items: list[Node] = []
        self.entries: list[tuple[Scalar, Node]] = []
        self.key = Scalar("", place)

    def add(self, node: Node) -> None:
        """Put ``node`` in."""
        if self.is_object:
            self.entries.append((self.key, node))
        else:
            self.items.append(node)

    def closed(self) -> Node:
        """Return all of it."""
        if self.is_object:
            return Mapping(tuple(self.entries), self.place)
        return Sequence(tuple(self.items), self.place)


def read_json(text: str, places: Places) -> Node:
    """Return the value that ``text`` is; a key may stand in an object twice.

    Raises :class:`JsonError` for what is no JSON, and what is too deep or too much.
    """
    reader = _Reader(text, places)
    node = reader.read()
    rest = _SPACE.match(text, reader.position)
    if rest is not None and rest.end() < len(text):
        raise JsonError("something follows its end", places.at(rest.end()))
    return node


class _Reader:
    def __init__(self, text: str, places: Places) -> None:
        self.position = 0
        self._root: Node | None = None
        self._text = text
        self._places = places
        self._stack: list[_Open] = []
        self._expected = _VALUE
        self._count = 0

    def read(self) -> Node:
        """Return the first value."""
        text, at, token = self._text, self._places.at, _TOKEN.match
        while self._root is None:
            match = token(text, self.position)
            if match is None:
                raise self._wrong(self.position)
            kind = match.lastindex
            assert kind is not None
            start = match.start(kind)
            self.position = match.end()
            if kind == _SIGN:
                self._sign(match[2], start)
            elif self._expected in _VALUES:
                if kind == _STRING:
                    self._value(Scalar(match[1], at(start - 1)))
                elif kind == _LITERAL:
                    self._value(Scalar(match[3], at(start), True))
                else:
                    self._value(self._escaped(start))
            elif self._expected in _KEYS and kind != _LITERAL:
                key = Scalar(match[1], at(start - 1)) if kind == _STRING else self._escaped(start)
                self._stack[-1].key = key
                self._expected = _COLON
            else:
                raise self._wrong(start - 1 if kind == _STRING else start)
        return self._root

    def _escaped(self, start: int) -> Scalar:
        match = _QUOTED.match(self._text, start)
        if match is None:
            raise JsonError("a string has no end", self._places.at(start))
        self.position = match.end()
        try:
            written = json.loads(match[0])
        except json.JSONDecodeError as error:
            raise JsonError(
                error.msg.lower().removesuffix(" at"), self._places.at(start + error.pos)
            ) from None
        return Scalar(written, self._places.at(start))

    def _sign(self, sign: str, start: int) -> None:
        expected = self._expected
        if sign in "{[":
            if expected not in _VALUES:
                raise self._wrong(start)
            if len(self._stack) >= DEEPEST:
                raise JsonError(f"is nested more than {DEEPEST} deep", self._places.at(start), refused=True)
            self._stack.append(_Open(sign, self._places.at(start)))
            self._expected = _KEY_OR_END if sign == "{" else _VALUE_OR_END
        elif sign == ":" and expected == _COLON:
            self._expected = _VALUE
        elif sign == "," and expected == _MORE:
            self._expected = _KEY if self._stack[-1].is_object else _VALUE
        elif self._ends(sign):
            self._value(self._stack.pop().closed())
        else:
            raise self._wrong(start)

    def _ends(self, sign: str) -> bool:
        """Return whether ``sign`` may end what is open."""
        if sign == "}":
            return self._expected == _KEY_OR_END or (self._expected == _MORE and self._stack[-1].is_object)
        return sign == "]" and (
            self._expected == _VALUE_OR_END or (self._expected == _MORE and not self._stack[-1].is_object)
        )

    def _value(self, node: Node) -> None:
        self._count += 1
        if self._count > MOST:
            raise JsonError(f"holds more than {MOST:,} values", node.place, refused=True)
        if self._stack:
            self._stack[-1].add(node)
            self._expected = _MORE
        else:
            self._root = node

    def _wrong(self, position: int) -> JsonError:
        space = _SPACE.match(self._text, position)
        start = position if space is None else space.end()
        expected = self._expected
        if expected == _MORE:
            expected = f"',' or '{'}' if self._stack[-1].is_object else ']'}'"
        found = f"there is {self._text[start]!r}" if start < len(self._text) else "the text ends"
        return JsonError(f"{found} where it should have {expected}", self._places.at(start))
