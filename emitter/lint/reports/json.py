"""For programs: an array of objects, one a finding."""

import json
from typing import TYPE_CHECKING

from . import Run

if TYPE_CHECKING:
    from ..linter import Finding

_FIELDS = ("rule", "severity", "message", "file", "line", "column", "sid", "document")


def render(run: Run) -> str:
    """Return the findings. A line or column that is not known is 0; where there is no Sid or document,
    ``""``.
    """
    return json.dumps([_object(finding) for finding in run.findings], indent=2) + "\n"


def _object(finding: "Finding") -> dict[str, str | int]:
    return {field: getattr(finding, field) for field in _FIELDS}
