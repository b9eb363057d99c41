"""Logic of three values: yes, no, and *depends*, which is the names of what is not known.

Kleene's: what is not known counts only where it could change the outcome.
"""

from collections.abc import Iterable
from typing import TypeAlias

# A frozenset is never empty.
Truth: TypeAlias = bool | frozenset[str]

_NOTHING: frozenset[str] = frozenset()


def any_of(truths: Iterable[Truth]) -> Truth:
    """Yes when one is, no when all are, and else what it depends on."""
    depends = _NOTHING
    for truth in truths:
        if truth is True:
            return True
        if truth is not False:
            depends |= truth
    return depends or False


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return no when one is, yes when all are, and else what it depends on."""
    depends = _NOTHING
    for truth in truths:
        if truth is False:
            return False
        if truth is not True:
            depends |= truth
    return depends or True


def negate(truth: Truth) -> Truth:
    """Return the opposite; what it depends on stays."""
    return not truth if isinstance(truth, bool) else truth
