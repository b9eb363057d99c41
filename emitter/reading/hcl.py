"""Objects and lists in a string: of Terraform's language, as in ``jsonencode(…)``, and JSON, a part of it.

Anything but an object, a list, a string, a number, ``true``, ``false`` or ``null`` is an expression: it
becomes a string with that expression in it, ``${…}``. So JSON may have ``${…}`` anywhere, quotes and all.

Source: "HCL Native Syntax Specification" (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md).
"""

import re

from .json_tree import Places
from .yaml_tree import DEEPEST, Mapping, Node, Place, Scalar, Sequence

_SPACE = re.compile(r"(?:\s|#[^\n]*|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_BLANK = re.compile(r"(?:[^\S\n]|/\*.*?\*/)*", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_PLAIN = re.compile(r"true|false|null|-?\d+(\.\d+)?")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}
# What means nothing in a string, and in an expression.
_WRITTEN = re.compile(r'[^"\\$%]+')
_CODE = re.compile(r'[^"()\[\]{}]+')


def read_expression(text: str, places: Places) -> Node:
    """Return the object or list ``text``, everything where ``places`` have it.

    Raises :class:`ValueError` for what is no expression, or nested too deep.
    """
    reader = _Reader(text, places)
    node = reader.value(0)
    if reader.rest():
        raise ValueError("there is more than one expression")
    return node


def end_of_expression(text: str, position: int) -> int:
    """Return where the expression that begins at ``position`` ends: past its brace, or at the end of
    ``text``.

    Braces in a string do not count, but those of an expression in the string do.
    """
    stack = ["}"]
    while position < len(text) and stack:
        position = _past(_WRITTEN if stack[-1] == '"' else _CODE, text, position)
        if position >= len(text):
            break
        sign, wanted = text[position], stack[-1]
        if wanted == '"':
            if sign == "\\":
                position += 1
            elif text.startswith(("$${", "%%{"), position):
                position += 2
            elif text.startswith(("${", "%{"), position):
                stack.append("}")
                position += 1
            elif sign == '"':
                stack.pop()
        elif sign == wanted:
            stack.pop()
        elif sign == '"':
            stack.append('"')
        elif sign in _PAIRS:
            stack.append(_PAIRS[sign])
        position += 1
    return position


class _Reader:
    def __init__(self, text: str, places: Places) -> None:
        self._text = text
        self._places = places
        self._at = 0

    def rest(self) -> str:
        """Return what is left, without space and comments."""
        self._skip(_SPACE)
        return self._text[self._at :]

    def value(self, depth: int) -> Node:
        """Return the value that begins here."""
        if depth > DEEPEST:
            raise ValueError(f"it is nested more than {DEEPEST} deep")
        self._skip(_SPACE)
        start = self._at
        place = self._places.at(start)
        sign = self._text[start : start + 1]
        node: Node | None = None
        if sign == "{" and not self._is_for():
            node = self._object(depth, place)
        elif sign == "[" and not self._is_for():
            node = self._list(depth, place)
        elif sign == '"':
            node = Scalar(self._string(), place)
        self._skip(_BLANK)
        if node is None or not self._is_end():
            # Something follows: an index, an operator, a call.
            self._at = start
            return self._expression(place)
        return node

    def _is_for(self) -> bool:
        inner = _SPACE.match(self._text, self._at + 1)
        return inner is not None and re.compile(r"for\s").match(self._text, inner.end()) is not None

    def _is_end(self) -> bool:
        return self._at >= len(self._text) or self._text.startswith(
            (",", "]", "}", "\n", "#", "//"), self._at
        )

    def _object(self, depth: int, place: Place) -> Node:
        self._at += 1
        entries: list[tuple[Scalar, Node]] = []
        while True:
            self._skip(_SPACE)
            if self._take("}"):
                return Mapping(tuple(entries), place)
            key = self._key()
            self._skip(_SPACE)
            if not (self._take("=") or self._take(":")):
                raise ValueError("a key has no value")
            entries.append((key, self.value(depth + 1)))
            self._skip(_SPACE)
            self._take(",")

    def _key(self) -> Scalar:
        place = self._places.at(self._at)
        if self._text.startswith('"', self._at):
            return Scalar(self._string(), place)
        match = _NAME.match(self._text, self._at)
        if match:
            self._at = match.end()
            return Scalar(match[0], place)
        if self._take("("):
            start = self._at
            self._balanced(")")
            return Scalar(f"${{{self._text[start : self._at - 1]}}}", place)
        raise ValueError("something stands where a key should")

    def _list(self, depth: int, place: Place) -> Node:
        self._at += 1
        items: list[Node] = []
        while True:
            self._skip(_SPACE)
            if self._take("]"):
                return Sequence(tuple(items), place)
            items.append(self.value(depth + 1))
            self._skip(_SPACE)
            if not self._take(",") and not self._text.startswith("]", self._at):
                raise ValueError("a list has no end")

    def _string(self) -> str:
        start = self._at + 1
        self._at = start
        pieces: list[str] = []
        while self._at < len(self._text):
            self._skip_any(_WRITTEN)
            if self._text.startswith(("${", "%{"), self._at) and not self._is_escaped(start):
                pieces.append(unescaped(self._text[start : self._at]))
                start = self._at
                self._at = end_of_expression(self._text, self._at + 2)
                pieces.append(self._text[start : self._at])
                start = self._at
            elif self._text.startswith("\\", self._at):
                self._at += 2
            elif self._text.startswith('"', self._at):
                pieces.append(unescaped(self._text[start : self._at]))
                self._at += 1
                return "".join(pieces)
            else:
                self._at += 1
        raise ValueError("a string has no end")

    def _is_escaped(self, start: int) -> bool:
        """Return whether the sign here is doubled, and so stands for itself."""
        return self._at > start and self._text[self._at - 1] == self._text[self._at]

    def _expression(self, place: Place) -> Node:
        start = self._at
        while self._at < len(self._text) and not self._is_end():
            sign = self._text[self._at]
            self._at += 1
            if sign == '"':
                self._at -= 1
                self._string()
            elif sign in _PAIRS:
                self._balanced(_PAIRS[sign])
        text = self._text[start : self._at].strip()
        if not text:
            raise ValueError("a value is missing")
        if _PLAIN.fullmatch(text):
            return Scalar(text, place, plain=True)
        return Scalar(f"${{{text}}}", place)

    def _balanced(self, closing: str) -> None:
        """Past the ``closing`` bracket of the one that has just been read."""
        stack = [closing]
        while stack:
            self._skip_any(_CODE)
            if self._at >= len(self._text):
                raise ValueError("a bracket has no end")
            sign = self._text[self._at]
            if sign == '"':
                self._string()
                continue
            self._at += 1
            if sign == stack[-1]:
                stack.pop()
            elif sign in _PAIRS:
                stack.append(_PAIRS[sign])

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        assert match is not None
        self._at = match.end()

    def _skip_any(self, pattern: re.Pattern[str]) -> None:
        self._at = _past(pattern, self._text, self._at)

    def _take(self, sign: str) -> bool:
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True


def _past(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def unescaped(text: str) -> str:
    """Return the text of a quoted string with its escapes resolved."""
    if "\\" not in text:
        return text
    # JSON writes what is beyond 16 bits as two characters.
    return _ESCAPE.sub(_character, text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    return _ESCAPES.get(match[3], match[3])
