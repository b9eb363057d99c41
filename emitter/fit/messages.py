"""Denials in a text: one message, a whole log, or what ``decode-authorization-message`` printed."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from ..aws import service_reference
from ..aws.api_operations import OPERATIONS
from ..catalogue.index import permissions_with
from ..replay import access_denied
from ..replay.access_denied import Denial

# What tools put into a message that wrap it or colour it: escapes, Terraform's border, a time in front of
# each line, and the escapes of a string in JSON.
_DECORATION = re.compile(
    r"\x1b\[[0-9;]*[A-Za-z]|\x1b\([A-Z0-9]|[│╷╵]|\\+[nrt]"
    r"|^\ufeff?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?(?=\s)",
    re.MULTILINE,
)
# Characters as XML, and JSON where it is to be safe in HTML, spell them.
_SPELLED = {
    "&quot;": '"',
    "&#34;": '"',
    "&apos;": "'",
    "&#39;": "'",
    "&lt;": "<",
    "&gt;": ">",
    r"\u0022": '"',
    r"\u0027": "'",
    r"\u003c": "<",
    r"\u003e": ">",
    r"\u0026": "&",
    "&amp;": "&",
}
_SPELLING = re.compile("|".join(map(re.escape, _SPELLED)), re.IGNORECASE)

# A decoded message, or what has one as a string.
_MESSAGE = re.compile(r'"DecodedMessage"\s*:\s*(?=")|(?=\{\s*"allowed"\s*:\s*(?:true|false)\b)')
# The operation of a call, as the AWS CLI, the SDK for Go and CloudFormation name it where AWS says no more.
_OPERATIONS = tuple(
    re.compile(
        rf"{before}\s*{operation}[^\n]{{0,300}}?(?:denied|not authorized|Unauthorized|Forbidden)",
        re.IGNORECASE,
    )
    for before, operation in (
        (
            r"(?:denied|Unauthorized\w*|Forbidden|403)\w*\)\s+when\s+calling\s+the",
            r"(?P<operation>\w+)\s+operation",
        ),
        (r"operation\s+error\s+[\w ]{1,60}:", r"(?P<operation>\w+),"),
        (r"\bAPI:", r"(?P<operation>[a-z0-9-]+:\w+)\s"),
    )
)


def read(text: str) -> list[tuple[int, Denial]]:
    """Return every denial in ``text`` with the line, from 1, that it begins on."""
    plain = _SPELLING.sub(lambda found: _SPELLED[found[0].lower()], _DECORATION.sub(" ", text))
    return [*_numbered(text, _decoded(text)), *_numbered(plain, access_denied.denials(plain))]


def encoded(text: str) -> str:
    """Return the first encoded message in ``text``; empty when there is none."""
    return access_denied.encoded(text)


def operation(text: str) -> str:
    """Return the operation that ``text`` says was denied, with its service where one is named; or nothing."""
    found = (match for pattern in _OPERATIONS if (match := pattern.search(text)))
    return next((match["operation"] for match in found), "")


def actions_of(operation: str) -> list[str]:
    """Return the actions that are asked for ``operation``, which may have its service in front.

    Those that some deployer needs come first.
    """
    service, _, short = operation.rpartition(":")
    ending = operation if service else f":{short}"
    own = [one.name for one in service_reference.expand(f"{service or '*'}:{short}")]
    renamed = [one for name, several in OPERATIONS.items() if f":{name}".endswith(ending) for one in several]
    return sorted({*own, *renamed}, key=lambda one: (not any(permissions_with(one)), one))


def _numbered(text: str, found: Iterable[tuple[int, Denial]]) -> Iterator[tuple[int, Denial]]:
    """Yield the denials ``found`` in ``text`` with their lines in place of where they begin."""
    line, at = 1, 0
    for start, denial in found:
        line += text.count("\n", at, start)
        at = start
        yield line, denial


def _decoded(text: str) -> Iterator[tuple[int, Denial]]:
    """Yield the denials that ``decode-authorization-message`` printed in ``text``, in any form of output."""
    decoder = json.JSONDecoder()
    whole = text.strip()
    try:
        if whole.startswith('"{'):
            # With a query, the AWS CLI prints the message as a string.
            text = str(json.loads(whole))
        for match in _MESSAGE.finditer(text):
            with suppress(ValueError):
                value = decoder.raw_decode(text, match.end())[0]
                wrapped = {"DecodedMessage": value} if isinstance(value, str) else value
                if denial := access_denied.decoded(wrapped):
                    yield match.start(), denial
    except (ValueError, RecursionError):
        # Nested as no message is.
        return
