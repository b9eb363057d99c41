"""Values as patterns: which texts they can match, and whether two of them have one in common.

What a file leaves open, and a policy variable, are one text each, whatever it is: an answer here is yes where
that text could make it so. Whether a pattern surely matches all that another does is
:mod:`~emitter.policy.containment`.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ..aws.wildcards import ANY, ANYTHING, ONE, Token, Tokens, Wildcard, joined, literal, matcher, parse
from ..reading.values import Part, Unknown, Value

# Any text within one part of a path.
SEGMENT = Wildcard("any", shape="[^/]*")

# No ARN is longer, so that there is nothing to say of what is.
_LONGEST = 2048

# Nor is any pattern that means something so long that this many pairs of places had to be looked at.
_MOST_PLACES = 20_000

_CACHED = 16384


def tokens(value: Value, *, variables: bool = True, wildcards: bool = True) -> Tokens:
    """Return ``value`` as texts and wildcards; ``variables`` and ``wildcards`` are those of
    :func:`~emitter.aws.wildcards.parse`.
    """
    return tokens_of(value.parts, variables, wildcards)


@lru_cache(_CACHED)
def tokens_of(parts: tuple[Part, ...], variables: bool = True, wildcards: bool = True) -> Tokens:
    """Return the same of the ``parts`` of a value."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parse(parts[0], variables=variables, wildcards=wildcards)
    return joined(
        token
        for part in parts
        for token in (
            (Wildcard("unknown", part.expression, part.shape),)
            if isinstance(part, Unknown)
            else parse(part, variables=variables, wildcards=wildcards)
        )
    )


def is_free(field: Tokens) -> bool:
    """Return whether ``field`` holds a ``*``, and nothing but separators between wildcards."""
    return any(token == ANY for token in field) and all(
        token.free if isinstance(token, Wildcard) else not token.strip("/:") for token in field
    )


def matches(field: Tokens, text: str) -> bool:
    """Return whether ``field`` matches ``text``, or can."""
    return bool(matcher(field)(text))


def intersects(a: Tokens, b: Tokens) -> bool:
    """Return whether some text is both an ``a`` and a ``b``."""
    ours, theirs = literal(a), literal(b)
    if _size(a) > _LONGEST or _size(b) > _LONGEST:
        return True
    if ours is not None:
        return ours == theirs if theirs is not None else matches(b, ours)
    if theirs is not None:
        return matches(a, theirs)
    return _agree(a[0], b[0]) and _agree(a[-1], b[-1], end=True) and _patterns_meet(a, b)


def _patterns_meet(a: Tokens, b: Tokens) -> bool:
    """Return the same for two that have gaps, and agree at both ends."""
    for one, other in ((a, b), (b, a)):
        if len(one) == 2 and isinstance(one[0], str) and one[1] == ANY:
            return _begins_with(other, one[0])
    if _loose(a) and _loose(b):
        # Between equal beginnings and equal ends, each can hold all that the other has in the middle.
        return True
    return _walk(a, b)


def _size(field: Tokens) -> int:
    return sum(len(token) if isinstance(token, str) else 1 for token in field)


def _agree(a: Token, b: Token, end: bool = False) -> bool:
    """Return whether two texts can begin, or end, alike."""
    if isinstance(a, Wildcard) or isinstance(b, Wildcard):
        return True
    return (a.endswith(b) or b.endswith(a)) if end else (a.startswith(b) or b.startswith(a))


def _loose(field: Tokens) -> bool:
    """Return whether the first and the last gap of ``field`` take any text."""
    gaps = [token.shape for token in field if isinstance(token, Wildcard)]
    return gaps[0] == gaps[-1] == ANYTHING


def _begins_with(field: Tokens, text: str) -> bool:
    """Return whether what ``field`` stands for can begin with ``text``."""
    places = {0}
    for token in field:
        if isinstance(token, str):
            if any(token.startswith(text[place:]) for place in places):
                return True
            places = {place + len(token) for place in places if text.startswith(token, place)}
        elif token == ONE:
            places = {place + 1 for place in places}
        elif token == SEGMENT:
            places = {end for place in places for end in _ends_of_segment(text, place)}
        else:
            return bool(places)
        if len(text) in places:
            return True
    return False


def _ends_of_segment(text: str, place: int) -> range:
    slash = text.find("/", place)
    return range(place, (len(text) if slash < 0 else slash) + 1)


def _walk(a: Tokens, b: Tokens) -> bool:
    """Return whether two patterns meet, sign by sign: every pair of places that a common text can reach."""
    ours, theirs = _signs(a), _signs(b)
    if len(ours) * len(theirs) > _MOST_PLACES:
        return True
    seen = {(0, 0)}
    waiting = [(0, 0)]
    while waiting:
        i, j = waiting.pop()
        if i == len(ours) and j == len(theirs):
            return True
        for step in _steps(ours[i] if i < len(ours) else None, theirs[j] if j < len(theirs) else None):
            place = (i + step[0], j + step[1])
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return False


class _Star(NamedTuple):
    """Any number of characters, but for those that are banned."""

    banned: str


# A character, any one character, or a star.
_ONE = "any"


_Sign: TypeAlias = str | _Star


def _signs(field: Tokens) -> list[_Sign]:
    signs: list[_Sign] = []
    for token in field:
        if isinstance(token, str):
            signs += token
        elif token == ONE:
            signs.append(_ONE)
        else:
            signs.append(_Star("/" if token == SEGMENT else ""))
    return signs


def _steps(a: _Sign | None, b: _Sign | None) -> Iterator[tuple[int, int]]:
    """Yield how far a common text can take both, of the signs that are next."""
    star, other = isinstance(a, _Star), isinstance(b, _Star)
    if star:
        yield 1, 0
    if other:
        yield 0, 1
    if isinstance(a, _Star) and b is not None and not other and b not in tuple(a.banned):
        yield 0, 1
    if isinstance(b, _Star) and a is not None and not star and a not in tuple(b.banned):
        yield 1, 0
    if not star and not other and a is not None and b is not None and (_ONE in (a, b) or a == b):
        yield 1, 1


def is_wide(text: str) -> bool:
    """Return whether ``text`` stands for every action of every service."""
    return not text.strip("*:") and text.startswith("*")
