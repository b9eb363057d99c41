"""What a tool has said of policies, as it came out of it."""

from collections.abc import Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """One finding: the policy as ``group/name``, the tool's id of the rule, and its words."""

    policy: str
    rule: str
    message: str = ""


class Crash(NamedTuple):
    """A policy that a tool could not cope with, and what it gave up with."""

    policy: str
    error: str


class Heard(NamedTuple):
    """All that one tool said of the corpus, and the CPU seconds of its processes."""

    said: Sequence[Said]
    crashes: Sequence[Crash]
    seconds: float
