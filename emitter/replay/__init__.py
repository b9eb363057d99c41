"""Recorded calls held against policies: reading them in the forms that they come in, and the tally."""

from .call import Asked, Call, Skipped, Where
from .entries import entries
from .groups import Judged, Left
from .inputs import opened, opened_each, paths
from .run import Tally, replay

__all__ = [
    "Asked",
    "Call",
    "Judged",
    "Left",
    "Skipped",
    "Tally",
    "Where",
    "entries",
    "opened",
    "opened_each",
    "paths",
    "replay",
]
