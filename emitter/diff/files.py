"""Two sides of several files each, file by file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..lint.linter import Finding, lint
from .change import WIDENING, Difference
from .changes import compare
from .pairing import paired
from .policies import Policies
from .side import Side


class Compared(NamedTuple):
    """Files of both sides that are the same, and whose access changed; ``label`` says which they are."""

    label: str
    old: Policies
    new: Policies
    differences: tuple[Difference, ...]

    @property
    def widened(self) -> bool:
        """Whether anything new is allowed, or may be."""
        return any(change.sort in WIDENING for one in self.differences for change in one.changes)


def differ(old: Side, new: Side) -> Sequence[Compared]:
    """Return every file of both sides, held against the one that it is.

    An environment is not deployed over another.
    """
    in_place = not old.kind == new.kind == "environment"
    return [
        Compared(label, before, after, compare(before, after, in_place=in_place))
        for label, before, after in paired(old, new)
    ]


def new_findings(compared: Iterable[Compared]) -> Sequence[str]:
    """Return what the linter says of the new files and did not say of the old, a line each; notes are left
    out.
    """
    return [
        f"{finding.file}:{finding.line}:{finding.column}: {finding.rule} {finding.message}"
        for one in compared
        for finding in _new(one)
        if finding.severity != "note"
    ]


def _new(compared: Compared) -> Iterator[Finding]:
    """Yield findings beyond those that there were; of less than there was nothing is new but another rule."""
    same = _same if compared.widened else _alike
    known = Counter(map(same, lint(compared.old.sources)))
    for finding in lint(compared.new.sources):
        if known[same(finding)]:
            known[same(finding)] -= 1
        else:
            yield finding


def _same(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.sid, finding.message


def _alike(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.sid
