"""Forms of the report: one module each, found by its name.

A report is a module with ``render(run) -> str``. What it gives ends in a newline, or is empty.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from ...errors import UsageError
from ...messages import nearest, printable

if TYPE_CHECKING:
    from ..linter import Finding
    from ..rule import Rule

# Characters of a message: more than that nobody reads.
_LONGEST = 600
_BEGINNING = 400
_END = 190

NAMES = ("text", "json", "sarif", "github", "junit")


class Run(NamedTuple):
    """What one run of the linter read and found; ``rules`` are those it was held to.

    ``colour`` is whether the output is a terminal.
    """

    findings: "Sequence[Finding]"
    files: Sequence[str] = ()
    rules: "Sequence[Rule]" = ()
    colour: bool = False


class Report(Protocol):
    """What a module of this package offers."""

    def render(self, run: Run) -> str:
        """Return the text of ``run``."""
        ...


def load_report(name: str) -> Report:
    """Return the report called ``name``, one of :data:`NAMES`.

    Raises :class:`~emitter.errors.UsageError` with the nearest name when there is none.
    """
    if name not in NAMES:
        raise UsageError("--format", f"unknown format {name!r}", nearest(name, NAMES))
    return cast(Report, import_module(f"{__name__}.{name}"))


def brief(text: str) -> str:
    """Return ``text`` for people: one line, escapes for what would be obeyed, and no middle when it
    is long.
    """
    short = text if len(text) <= _LONGEST else f"{text[:_BEGINNING]} … {text[-_END:]}"
    return printable(short)


def sound(text: str) -> str:
    """Return ``text`` with halves of characters, which no encoding has, as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()
