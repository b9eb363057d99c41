"""JSON of any size, value by value: lines, values one after another, or one long array in an object.

Holds no more of it than one value. A value that is broken is named, and what comes after it is found
again: in lines by the next line, in the array of a CloudTrail file by how its records begin.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

# One record of CloudTrail is at most 1 MB; a page of results of a query is one value.
LARGEST = 32 << 20
# How much of the text is needed to know an envelope, or a literal, when it is seen.
_AHEAD = 256

_DECODER = json.JSONDecoder()
_BETWEEN = re.compile(r"[\s,]*")
_NEXT_FILE = r'\{\s*"(?:Records|Events|events|Messages|records)"\s*:\s*\['
_ENVELOPE = re.compile(rf'\[(?=\s*["{{\]])|{_NEXT_FILE}')
_FIRST_KEY = re.compile(r'\{\s*"([A-Za-z]+)"')


class Found(NamedTuple):
    """A value, and the line that it begins in."""

    line: int
    value: Any


class Broken(NamedTuple):
    """Something that is not valid JSON, and the line that it begins in; ``why`` is a phrase."""

    line: int
    why: str


class Splitter:
    """Iterates over the values in ``chunks`` of text, in order, with what is broken in its place."""

    def __init__(self, chunks: Iterator[str]) -> None:
        self._chunks = chunks
        self._text = ""
        self._at = 0
        self._line = 1
        self._done = False
        self._array = ""
        self._marker = re.compile(_NEXT_FILE)

    @property
    def held(self) -> int:
        """How many characters are in memory."""
        return len(self._text)

    def __iter__(self) -> Iterator[Found | Broken]:
        while self._more():
            if not self._array:
                envelope = _ENVELOPE.match(self._text, self._at)
                if envelope:
                    self._array = envelope[0][0]
                    self._to(envelope.end())
                    self._more()
                    self._learn()
                    continue
            elif self._text[self._at] == "]":
                rest = self._close()
                if isinstance(rest, Broken):
                    yield rest
                continue
            yield self._value()
        if self._array:
            yield Broken(self._line, "ends within its array; it may be cut off")

    def _more(self) -> bool:
        """Goes to the next thing that is not white space; whether there is one."""
        while True:
            self._to(_BETWEEN.match(self._text, self._at).end())  # type: ignore[union-attr]
            if len(self._text) - self._at >= _AHEAD or self._done:
                return self._at < len(self._text)
            self._fill()

    def _fill(self) -> None:
        chunk = next(self._chunks, "")
        self._done = not chunk
        self._text = self._text[self._at :] + chunk
        self._at = 0

    def _double(self) -> None:
        """Read as much again as there is, so that a value is parsed a few times whatever its size is."""
        wanted = len(self._text) - self._at
        chunks: list[str] = []
        while wanted > 0 and not self._done:
            chunks.append(next(self._chunks, ""))
            self._done = not chunks[-1]
            wanted -= len(chunks[-1])
        self._text = "".join((self._text[self._at :], *chunks))
        self._at = 0

    def _to(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _value(self) -> Found | Broken:
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._cut(error):
                    self._double()
                    continue
                return self._broken(error.msg.lower().removesuffix(" at"), error.pos)
            except RecursionError:
                return self._broken("nested too deep", self._at)
            except ValueError as error:
                return self._broken(str(error).partition(";")[0].lower(), self._at)
            found = Found(self._line, value)
            self._to(end)
            return found

    def _cut(self, error: json.JSONDecodeError) -> bool:
        """Return whether it may only be that the rest is still to come."""
        if self._done or len(self._text) - self._at >= LARGEST:
            return False
        return error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - _AHEAD

    def _broken(self, why: str, position: int) -> Broken:
        broken = Broken(self._line, f"is not valid JSON: {why}")
        if len(self._text) - self._at >= LARGEST:
            broken = Broken(self._line, f"is larger than {LARGEST >> 20} MB, or not valid JSON: {why}")
        if self._array:
            self._seek(self._marker, 1)
            envelope = _ENVELOPE.match(self._text, self._at)
            if envelope and envelope[0] != "[":
                self._array = ""
            return broken
        start = self._at
        newline = self._text.find("\n", start)
        if 0 <= newline < position and self._text[start:newline].strip() == "{":
            # Printed over several lines: the next value begins where this one did.
            indent = self._text[self._text.rfind("\n", 0, start) + 1 : start]
            self._seek(re.compile(r"\n" + re.escape(indent if not indent.strip() else "") + r"\{"), 1)
        else:
            self._seek(re.compile(r"\n"), 0)
        return broken

    def _seek(self, pattern: "re.Pattern[str]", beyond: int) -> None:
        """Goes to the next place of ``pattern``, or to the end, holding no more than it has to."""
        self._to(min(self._at + beyond, len(self._text)))
        while True:
            found = pattern.search(self._text, self._at)
            if found:
                self._to(found.start())
                return
            if self._done:
                self._to(len(self._text))
                return
            self._to(max(self._at, len(self._text) - _AHEAD))
            self._fill()

    def _learn(self) -> None:
        """Keep how the first value of an array begins: the others begin alike."""
        first = _FIRST_KEY.match(self._text, self._at)
        keys = {"eventVersion", "EventId", "action", *([first[1]] if first else [])}
        self._marker = re.compile(rf'\{{\s*"(?:{"|".join(sorted(keys))})"|{_NEXT_FILE}')

    def _close(self) -> Found | Broken | None:
        """Leaves the array, and the object that it stands in; gives what else is in that."""
        opened, self._array = self._array, ""
        self._to(self._at + 1)
        if opened == "[" or not self._more():
            return None
        self._text = "{" + self._text[self._at :]
        self._at = 0
        return self._value()
