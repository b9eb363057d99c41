"""Acceptances of findings of ``emit lint``."""

from datetime import date
from typing import NamedTuple

from ..discovery import nested

# The rules about acceptances themselves.
UNUSED = "W901"
EXPIRED = "W902"


class Acceptance(NamedTuple):
    """A finding that somebody accepts: ``rule``, ``where`` (a pattern for file, document or Sid) and ``why``.

    After ``until`` it no longer counts. ``file`` and ``line`` are where it is written; the line is 0
    where that is not known.
    """

    rule: str
    where: str
    why: str
    until: date | None = None
    file: str = ""
    line: int = 0


def known_ids() -> tuple[str, ...]:
    """Return the ids of all rules, by the names of their files: none is imported for it."""
    return (
        *(name.partition("_")[0].upper() for name in sorted(nested("emitter.lint.rules"))),
        UNUSED,
        EXPIRED,
    )
