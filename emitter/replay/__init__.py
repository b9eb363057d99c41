"""Recorded calls held against policies: reading them in the forms that they come in, and the tally."""

from .call import Asked, Call, Skipped, Where
from .detect import entries
from .kinds import Judged, Left
from .opening import opened, paths
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
    "paths",
    "replay",
]
