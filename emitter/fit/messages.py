"""Denials in a text: one message, a whole log, or what ``decode-authorization-message`` printed."""

import json
import re
from collections.abc import Iterator

from ..replay import access_denied
from ..replay.access_denied import Denial

# What tools put into a message that wrap it or colour it: escapes, Terraform's border, a time in front of
# each line, and the escapes of a string in JSON.
_DECORATION = re.compile(
    r"\x1b\[[0-9;]*[A-Za-z]|[│╷╵]|^\ufeff?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?(?=\s)|\\n|\\t",
    re.MULTILINE,
)


def read(text: str) -> list[tuple[int, Denial]]:
    """Return every denial in ``text`` with the line, from 1, that it begins on."""
    decoded = [(1, denial) for value in _values(text) if (denial := access_denied.decoded(value))]
    if decoded:
        return decoded
    plain = _DECORATION.sub(" ", text)
    return list(_numbered(plain))


def encoded(text: str) -> str:
    """Return the first encoded message in ``text``; empty when there is none."""
    return access_denied.encoded(text)


def _numbered(text: str) -> Iterator[tuple[int, Denial]]:
    line, at = 1, 0
    for start, denial in access_denied.denials(text):
        line += text.count("\n", at, start)
        at = start
        yield line, denial


def _values(text: str) -> Iterator[object]:
    """Yield what ``text`` is as JSON: one value, or one a line."""
    for part in (text, *(text.splitlines() if '"context"' in text else ())):
        if part.lstrip().startswith("{"):
            try:
                value = json.loads(part)
            except (ValueError, RecursionError):
                continue
            yield value
            if part is text:
                return
