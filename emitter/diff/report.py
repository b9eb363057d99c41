"""Differences as plain text, and what of them is one entry."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeAlias

from ..messages import printable
from .change import Difference
from .merging import merged
from .pairing import alike, is_module, stem
from .phrases import phrase

# A difference with the files that it is in.
Entry: TypeAlias = tuple[tuple[str, ...], Difference]


def text(differences: Sequence[tuple[str, Difference]], findings: Sequence[str]) -> str:
    """Return plain text; ``differences`` come with the file they are in, ``findings`` are lines of the
    linter.
    """
    return "\n".join(map(printable, _lines(differences, findings))) + "\n"


def _lines(differences: Sequence[tuple[str, Difference]], findings: Sequence[str]) -> Iterable[str]:
    if not differences and not findings:
        yield NOTHING
    entries = folded(differences)
    for entry in entries:
        yield title(entry)
        yield from (f"  {phrase(change, str)}" for change in entry[1].changes)
        yield ""
    if findings:
        yield "findings that are new"
        yield from (f"  {finding}" for finding in findings)
        yield ""
    counts = Counter(change.sort for _, difference in entries for change in difference.changes)
    if counts:
        yield ", ".join(f"{number} {sort}" for sort, number in sorted(counts.items()))


NOTHING = "no difference in access"


def title(entry: Entry) -> str:
    """Return the files and the identity of ``entry``, and whether only one side has it."""
    labels, difference = entry
    only = {"": "", "old": " (gone)", "new": " (new)"}[difference.only]
    return f"{' '.join(filter(None, (' and '.join(labels), difference.name)))}{only}"


def folded(differences: Sequence[tuple[str, Difference]]) -> Sequence[Entry]:
    """Return ``differences`` with the files of each; the same in several formats of one target is one.

    Changes that differ in their resources alone are one change.
    """
    found: dict[Hashable, tuple[list[str], Difference]] = {}
    same = alike(label for label, _ in differences)
    # Two identities of one file, or of two that are in one module, can change alike; they stay apart.
    seen: dict[Hashable, list[tuple[str, int]]] = {}
    counts: Counter[Hashable] = Counter()
    for label, difference in differences:
        change = (difference.only, difference.changes)
        counts[label, change] += 1
        one = (label if is_module(label) else stem(label), counts[label, change])
        numbered = seen.setdefault((same[label], is_module(label), change), [])
        if one not in numbered:
            numbered.append(one)
        shown = difference._replace(changes=merged(difference.changes))
        labels, _ = found.setdefault((same[label], change, numbered.index(one)), ([], shown))
        labels.append(label)
    return [(tuple(labels), difference) for labels, difference in found.values()]
