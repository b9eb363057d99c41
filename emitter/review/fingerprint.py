"""A fingerprint of the access that was signed, and the fingerprints of a page that was signed before.

It covers effect, actions, resources, principals and conditions of every statement, permissions boundaries
and attached policies. It covers no Sid, no order, no name of a file and no reason.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

from ..errors import FormatError
from ..reading.document import Document, Statement
from ..reading.values import Value
from .model import Signed

# The name of the elements that carry fingerprints in a page: of an identity by its name, and of all.
META = "emit-fingerprint"


def fingerprint(documents: Iterable[Document], beside: Iterable[str]) -> str:
    """Return the fingerprint of an identity, 64 hex digits; ``beside`` are policies that it names only."""
    said = [[one.kind, *sorted(map(_statement, one.statements)), *sorted(one.open)] for one in documents]
    return _hash([sorted(map(json.dumps, said)), sorted(set(beside))])


def together(fingerprints: Iterable[tuple[str, str]]) -> str:
    """Return the fingerprint of a page, from the name and fingerprint of each identity."""
    return _hash(sorted(fingerprints))


def signed_before(page: str, file: str) -> Mapping[str, str]:
    """Return the fingerprints in the text of a page that ``emit review`` wrote, by identity; ``""`` is all.

    Raises :class:`~emitter.errors.FormatError` when it is no such page.
    """
    reader = _Reader()
    reader.feed(page)
    if "" not in reader.found:
        raise FormatError(file, "has no fingerprint of emit review", "name a page that emit review wrote")
    return reader.found


def compared(name: str, current: str, before: Mapping[str, str] | None) -> Signed:
    """Return how ``current`` compares with what was signed ``before``."""
    if before is None:
        return ""
    if name not in before:
        return "new"
    return "same" if before[name] == current else "changed"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("name") == META:
            match = re.fullmatch(
                r"(?:(?P<name>.*) )?sha256:(?P<hash>[0-9a-f]{64})", given.get("content") or ""
            )
            if match:
                self.found[match["name"] or ""] = match["hash"]


def _statement(one: Statement) -> str:
    return json.dumps(
        [
            one.effect,
            sorted(value.shown.lower() for value in one.actions),
            sorted(value.shown.lower() for value in one.not_actions),
            _sorted(one.resources),
            _sorted(one.not_resources),
            sorted((kind, value.shown) for kind, value in one.principals),
            sorted((kind, value.shown) for kind, value in one.not_principals),
            sorted((c.operator.lower(), c.key.shown.lower(), _sorted(c.values)) for c in one.conditions),
            sorted(one.when),
            sorted(one.open),
        ]
    )


def _sorted(values: Iterable[Value]) -> list[str]:
    return sorted(value.shown for value in values)


def _hash(data: object) -> str:
    return hashlib.sha256(json.dumps(data, separators=(",", ":")).encode()).hexdigest()
