"""Two sides of several files each, file by file."""

from collections.abc import Sequence

from ..lint import Finding, lint
from .compare import Difference, compare
from .pairing import paired
from .side import Side


def differ(old: Side, new: Side) -> Sequence[tuple[str, Difference]]:
    """Label of the file and difference, for each identity whose access changed."""
    return [
        (label, difference)
        for label, before, after in paired(old, new)
        for difference in compare(before, after)
    ]


def new_findings(old: Side, new: Side) -> Sequence[str]:
    """What the linter says of ``new`` and did not say of ``old``, a line each; notes are left out."""
    known = {_same(finding) for finding in lint(old.sources.values())}
    return [
        f"{finding.file}:{finding.line}:{finding.column}: {finding.rule} {finding.message}"
        for finding in lint(new.sources.values())
        if finding.severity != "note" and _same(finding) not in known
    ]


def _same(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.sid, finding.message
