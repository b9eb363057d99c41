"""Texts for people: the nearest name, counts, and text with escapes."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# More names than this are no help in one line.
_LISTED = 20


# How many more names are compared; any number where nobody has said.
_left: ContextVar[list[int] | None] = ContextVar("left", default=None)


@contextmanager
def comparing(most: int) -> Iterator[None]:
    """Have :func:`nearest` look for no more than ``most`` names among many, so that no file takes long."""
    token = _left.set([most])
    try:
        yield
    finally:
        _left.reset(token)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a remedy for a misspelled ``name``: the nearest of ``known``, else all of them."""
    names = known if isinstance(known, Collection) else tuple(known)
    close = closest(name, names)
    if close:
        return f"did you mean {close!r}?"
    return f"available: {', '.join(sorted(names))}" if 0 < len(names) <= _LISTED else ""


def counted(number: int, noun: str) -> str:
    """Return ``1 note``, ``2 notes``, ``3 entries``."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def span(first: str, last: str) -> str:
    """Return the versions from ``first`` to ``last`` in words."""
    return first if first == last else f"{first} to {last}"


def closest(name: str, known: Collection[str], cutoff: float = 0.6) -> str:
    """Return the one of ``known`` that is most like ``name``, in any case; empty when none is like it."""
    from difflib import get_close_matches

    left = _left.get()
    if left is not None and len(known) > _LISTED:
        if not left[0]:
            return ""
        left[0] -= 1
    names = sorted(known)
    close = get_close_matches(name.lower(), [n.lower() for n in names], n=1, cutoff=cutoff)
    return next((n for n in names if close and n.lower() == close[0]), "")


def printable(text: str) -> str:
    """Return ``text`` with escapes for what would move the cursor, colour, or make another line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
