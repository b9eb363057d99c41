"""Versions as a target lists them: minors, or where a patch changed something its patches.

``2.3.0`` stands for itself and every patch after it, up to the next one that is listed (``2.3.3``), and
``2.2``, which has no patch in the list, for all of 2.2.
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


def minor_of(version: str) -> str:
    """Return the minor that ``version`` is a patch of: ``2.3`` for ``2.3.3``, and itself for ``2.3``."""
    return ".".join(version.split(".")[:2])


def matching(asked: str, versions: Sequence[str]) -> str | None:
    """Return the one of ``versions`` that says what ``asked`` needs, ``None`` for an unknown version.

    ``2.3`` is the newest patch of 2.3 that is listed, and so is ``2.3.x``; ``2.3.2`` is the newest that is
    not newer than 2.3.2.
    """
    for minor in dict.fromkeys(map(minor_of, versions)):
        if asked == minor or asked.startswith(f"{minor}."):
            exact = numbers(asked) if asked != minor else ()
            listed = [one for one in versions if minor_of(one) == minor]
            return [one for one in listed if not exact or numbers(one) <= exact][-1]
    return None
