"""Versions as a target lists them: minors, and the patches at which something changed.

``2.3`` stands for 2.3.0 and every patch after it, up to the next one that is listed (``2.3.3``).
"""

import re
from collections.abc import Sequence

# What comes after the numbers of a pre-release or of a build is not compared.
_VERSION = re.compile(r"([0-9]+(?:\.[0-9]+)*)(?:[-+].*)?")


def numbers(version: str) -> tuple[int, ...]:
    """Return ``2.3.3`` as ``(2, 3, 3)``, and ``()`` for text that is not a version."""
    match = _VERSION.fullmatch(version)
    return tuple(map(int, match[1].split("."))) if match and match[1].isascii() else ()


def within(version: str, since: str | None, until: str | None) -> bool:
    """Return whether ``version`` lies between ``since`` and ``until``, both included.

    An ``until`` of ``2.3`` includes every patch of 2.3.
    """
    here = numbers(version)
    if since is not None and here < numbers(since):
        return False
    if until is None:
        return True
    last = numbers(until)
    return here[: len(last)] <= last


def matching(asked: str, versions: Sequence[str]) -> str | None:
    """Return the one of ``versions`` that says what ``asked`` needs, ``None`` for an unknown version.

    ``2.3`` is the newest patch of 2.3 that is listed, and so is ``2.3.x``; ``2.3.2`` is the newest that is
    not newer than 2.3.2.
    """
    for minor in versions:
        if asked == minor or asked.startswith(f"{minor}."):
            listed = [one for one in versions if one == minor or one.startswith(f"{minor}.")]
            exact = numbers(asked) if asked != minor else ()
            return [one for one in listed if not exact or numbers(one) <= exact][-1]
    return None
