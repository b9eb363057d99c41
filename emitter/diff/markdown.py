"""Differences as Markdown for a pull request: a table, with the details folded."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from ..messages import printable
from .change import Difference, Sort
from .phrases import phrase
from .report import NOTHING, Entry, folded, title

# Characters of one comment: GitHub takes 65,536, and what posts it may add lines of its own.
MOST = 60_000

_SORTS: tuple[Sort, ...] = ("added", "widened", "changed", "narrowed", "removed", "replaced", "moved")
_SPECIAL = re.compile(r"([\\`*_|\[\]<>&~])")


def markdown(differences: Sequence[tuple[str, Difference]], findings: Sequence[str], most: int = MOST) -> str:
    """Return Markdown of at most ``most`` characters; what has no room is left out whole, and counted.

    ``differences`` come with the file they are in, ``findings`` are lines of the linter.
    """
    entries = folded(differences)
    if not entries and not findings:
        return f"{NOTHING}\n"
    warned = _findings(findings, most // 3) if findings else ""
    counts = [Counter(change.sort for change in difference.changes) for _, difference in entries]
    columns = [sort for sort in _SORTS if any(count[sort] for count in counts)]
    head = _head(len(entries), columns) if entries else ""
    room = most - len(head) - len(warned) - len(_left(len(entries)))
    shown = []
    for entry, count in zip(entries, counts, strict=True):
        row = _row(entry, [count[sort] for sort in columns])
        details = _folded(title(entry), [phrase(c, code) for c in entry[1].changes])
        room -= len(row) + len(details)
        if room < 0:
            break
        shown.append((row, details))
    left = _left(len(entries) - len(shown)) if len(shown) < len(entries) else ""
    rows, details = "".join(row for row, _ in shown), "".join(text for _, text in shown)
    return "\n".join(filter(None, (head + rows, left, details + warned)))


def _head(number: int, columns: Sequence[Sort]) -> str:
    subject = "1 identity changes" if number == 1 else f"{number} identities change"
    return f"**{subject} access**\n\n| identity | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}\n"


def _row(entry: Entry, counts: Sequence[int]) -> str:
    return f"| {escaped(title(entry))} | {' | '.join(str(count or '') for count in counts)} |\n"


def _left(number: int) -> str:
    subject = "1 more identity changes" if number == 1 else f"{number} more identities change"
    return f"{subject}; a comment has no room for all. `emit diff` prints them.\n"


def _findings(findings: Sequence[str], most: int) -> str:
    """Return the findings that are new, as many as ``most`` characters take."""
    lines: list[str] = []
    for finding in findings:
        if sum(map(len, lines)) + len(finding) > most:
            lines.append(f"and {len(findings) - len(lines)} more")
            break
        lines.append(escaped(finding))
    return _folded(f"findings that are new: {len(findings)}", lines)


def _folded(summary: str, lines: Iterable[str]) -> str:
    """Return ``lines``, which are Markdown, under ``summary``, which is text."""
    items = "".join(f"- {printable(line)}\n" for line in lines)
    return f"<details><summary>{escape(printable(summary), quote=False)}</summary>\n\n{items}\n</details>\n"


def code(text: str) -> str:
    """Return ``text`` as code in Markdown, whatever signs it has."""
    text = printable(text)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"`{text}`"


def escaped(text: str) -> str:
    """Return ``text`` with the signs escaped that Markdown or HTML would obey."""
    return _SPECIAL.sub(r"\\\1", printable(text))
