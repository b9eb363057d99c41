"""For people: each finding with the line it is in, and a summary."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ...messages import counted, printable
from ..rule import SEVERITIES
from . import Run, brief

if TYPE_CHECKING:
    from ..linter import Finding

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
# A line is cut to this many characters around what is meant, since minified JSON is one line.
_WIDTH = 100
_BEFORE = 60


def render(run: Run) -> str:
    """Return ``file:line:column: W404 message [Sid]``, the line with a caret, and at last the counts."""
    lines = [line for finding in run.findings for line in _finding(finding, run.colour)]
    return "\n".join([*lines, _summary(run)]) + "\n"


def _finding(finding: "Finding", colour: bool) -> Iterator[str]:
    where = finding.file
    if finding.line:
        where += f":{finding.line}:{finding.column}"
    id_ = _styled(finding.rule, colour, fg=_COLOURS[finding.severity], bold=True)
    sid = f" [{brief(finding.sid)}]" if finding.sid else ""
    yield f"{_styled(printable(where), colour, bold=True)}: {id_} {brief(finding.message)}{sid}"
    if finding.text.strip() and finding.column:
        yield from _excerpt(finding, colour)


def _excerpt(finding: "Finding", colour: bool) -> Iterator[str]:
    """Yield the line, and a caret under the column."""
    text, at = finding.text.replace("\t", " "), finding.column - 1
    start = max(0, at - _BEFORE) if len(text) > _WIDTH else 0
    end = start + _WIDTH
    shown = ("…" if start else "") + printable(text[start:end]) + ("…" if end < len(text) else "")
    before = len("…" if start else "") + len(printable(text[start:at]))
    yield f"    {shown}"
    yield f"    {' ' * before}{_styled('^', colour, fg=_COLOURS[finding.severity], bold=True)}"


def _summary(run: Run) -> str:
    counts = Counter(finding.severity for finding in run.findings)
    found = ", ".join(counted(counts[name], name) for name in SEVERITIES.values() if counts[name])
    if not found:
        return f"no findings in {counted(len(run.files), 'file')}"
    letters = "".join(SEVERITIES)
    first = min((finding.rule for finding in run.findings), key=lambda id_: (letters.index(id_[0]), id_))
    files = counted(len(run.files), "file")
    return f"{found} in {files}; run emit lint --explain {first} for the reason and the fix"


def _styled(text: str, colour: bool, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold) if colour else text
