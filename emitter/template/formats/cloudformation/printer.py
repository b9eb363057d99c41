"""Plain data as YAML with comments: block style, short forms of intrinsic functions, and quotes around every
text that a YAML of any version takes for something else.

Sources: "YAML Ain't Markup Language", versions 1.1 and 1.2.2 (https://yaml.org/spec/1.2.2/).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ....messages import printable

_SHORT = {"Ref": "!Ref", "Fn::Sub": "!Sub", "Fn::GetAtt": "!GetAtt"}
_INDENT = "  "
# Where a text that can be is folded.
_WIDTH = 120
_WORDS = re.compile(r"\S+(?: \S+)+")
# A text of lines, of which the first does not begin, and none ends, with what cannot be seen.
_LINES = re.compile(r"(?:[^\W_]|[#{-])[ -~]*\n(?:(?:[ -~]*[!-~])?\n)*(?:[ -~]*[!-~])\n")
# A text that begins with a letter or slash is no number, date, indicator or special float of any version.
_PLAIN = re.compile(r"[^\W\d_](?:[^:#]|:(?![ ]|$)|(?<! )#)*|/(?:[^:#]|:(?![ ]|$)|(?<! )#)*")
_WORDS_OF_TYPES = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


class Commented(dict[str, Any]):
    """A mapping with lines of comment above it."""

    def __init__(self, data: Mapping[str, Any], comments: Sequence[str]) -> None:
        super().__init__(data)
        self.comments = tuple(comments)


def dump(data: Mapping[str, Any]) -> str:
    """Return ``data``, mappings, lists and scalars, as a YAML document that ends in a newline."""
    return "\n".join(_mapping(data, "")) + "\n"


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _comments(value, indent)
        head = f"{indent}{_text(key)}:"
        scalar = _scalar(value, indent)
        if scalar is not None:
            yield f"{head} {scalar}"
        elif isinstance(value, Mapping):
            yield head
            yield from _mapping(value, indent + _INDENT)
        else:
            yield head
            yield from _sequence(value, indent)


def _sequence(items: Sequence[Any], indent: str) -> Iterator[str]:
    for item in items:
        yield from _comments(item, indent)
        scalar = _scalar(item, indent)
        if scalar is not None:
            yield f"{indent}- {scalar}"
            continue
        inner = indent + _INDENT
        first, *rest = _mapping(item, inner) if isinstance(item, Mapping) else _sequence(item, inner)
        yield f"{indent}- {first[len(inner) :]}"
        yield from rest


def _comments(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Commented):
        for line in value.comments:
            yield f"{indent}# {printable(line)}"


def _scalar(value: Any, indent: str) -> str | None:
    """Return ``value`` in one piece; ``None`` for a mapping or a list that takes lines of its own."""
    if isinstance(value, str):
        if _LINES.fullmatch(value):
            return _literal(value, indent)
        return _folded(value, indent) if len(value) > _WIDTH else _text(value)
    if isinstance(value, Mapping):
        return _function(value, indent) if value else "{}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return None if value else "[]"
    return str(value)


def _function(value: Mapping[str, Any], indent: str) -> str | None:
    """Return an intrinsic function in its short form, where it has one."""
    if len(value) != 1:
        return None
    ((name, argument),) = value.items()
    if name == "Fn::GetAtt" and not isinstance(argument, str):
        argument = ".".join(argument)
    if name not in _SHORT or not isinstance(argument, str):
        return None
    written = _literal(argument, indent) if _LINES.fullmatch(argument) else _text(argument)
    return f"{_SHORT[name]} {written}"


def _literal(text: str, indent: str) -> str:
    """Return a ``text`` of lines as a block that is read as it is."""
    inner = indent + _INDENT
    return "|\n" + "\n".join(inner + line if line else "" for line in text[:-1].split("\n"))


def _folded(text: str, indent: str) -> str:
    """Return a long ``text`` as a block that is read as one line, where its spaces allow that."""
    if not _WORDS.fullmatch(text) or not text.isprintable():
        return _text(text)
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    inner = indent + _INDENT
    return ">-\n" + "\n".join(inner + line for line in lines)


def _text(text: str) -> str:
    """Return ``text`` as a scalar that is text in every version of YAML, on one line."""
    if not text.isprintable():
        return '"' + "".join(map(_escaped, text)) + '"'
    if _PLAIN.fullmatch(text) and text[-1] != " " and text.lower() not in _WORDS_OF_TYPES:
        return text
    return "'" + text.replace("'", "''") + "'"


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
