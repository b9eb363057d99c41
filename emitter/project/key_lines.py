"""Where a key of a TOML document is written: tomllib says what a document holds, and not where."""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r]+|\#[^\n]*)
  | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_+:-]+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    """A ``mark`` (punctuation, a new line) or a text, at a ``line`` from 1 on."""

    text: str
    is_mark: bool
    line: int


def key_lines(text: str) -> dict[str, int]:
    """Return the line of each key of ``text``, a valid TOML document, by its dotted path.

    An element of a list has a path too, and so has a table that only keys below it name:

    >>> key_lines("a = 1\\n[b.c]\\nd = [\\n2]\\n[[e]]\\n")
    {'a': 1, 'b': 2, 'b.c': 2, 'b.c.d': 3, 'b.c.d[0]': 4, 'e': 5, 'e[0]': 5}
    """
    return _Scanner(list(_tokens(text))).lines


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield _Token(match[0], match.lastgroup == "mark", line)
        line += match[0].count("\n")


class _Scanner:
    """Reads tokens from the first to the last, and notes the keys."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.lines: dict[str, int] = {}
        self.elements: dict[str, int] = {}
        self.document()

    def is_at(self, *marks: str) -> bool:
        """Return whether the next token is one of ``marks``; at the end, it is none."""
        return (
            self.at < len(self.tokens) and self.tokens[self.at].is_mark and self.tokens[self.at].text in marks
        )

    def skip(self, *marks: str) -> None:
        while self.is_at(*marks):
            self.at += 1

    def document(self) -> None:
        table = ""
        self.skip("\n")
        while self.at < len(self.tokens):
            if self.is_at("["):
                self.at += 1
                is_element = self.is_at("[")
                self.skip("[")
                table = self.key("", is_element)
                self.skip("]")
            else:
                key = self.key(table)
                self.skip("=")
                self.value(key)
            self.skip("\n")

    def key(self, table: str, is_element: bool = False) -> str:
        """Read a dotted key below ``table``; return its path, with that of the element that it is in."""
        path = table
        while True:
            token = self.tokens[self.at]
            path = f"{path}.{_name(token.text)}" if path else _name(token.text)
            self.lines.setdefault(path, token.line)
            self.at += 1
            goes_on = self.is_at(".")
            if is_element and not goes_on:
                self.elements[path] = self.elements.get(path, -1) + 1
            if path in self.elements:
                path = f"{path}[{self.elements[path]}]"
                self.lines.setdefault(path, token.line)
            if not goes_on:
                return path
            self.at += 1

    def value(self, path: str) -> None:
        if self.is_at("["):
            self.at += 1
            self.skip("\n", ",")
            number = 0
            while not self.is_at("]"):
                element = f"{path}[{number}]"
                self.lines[element] = self.tokens[self.at].line
                self.value(element)
                self.skip("\n", ",")
                number += 1
            self.at += 1
        elif self.is_at("{"):
            self.at += 1
            self.skip("\n", ",")
            while not self.is_at("}"):
                key = self.key(path)
                self.skip("=")
                self.value(key)
                self.skip("\n", ",")
            self.at += 1
        else:
            # A date with a time, and a float, are several tokens.
            while self.at < len(self.tokens) and not self.is_at("\n", ",", "]", "}"):
                self.at += 1


def _name(written: str) -> str:
    """Return the name that a key, perhaps in quotes, is ``written`` for."""
    name = tomllib.loads(f"name = {written}")["name"] if written[0] in "\"'" else written
    return str(name)
