"""Texts with wildcards: tokens, and what two of them have in common."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from ..reading.values import Part, Unknown, Value


class Wildcard(NamedTuple):
    """A place in a text. ``shape`` is a regular expression for what can stand there.

    ``free`` is a wildcard, for which every such text stands; ``open`` may hold any number of fields.
    """

    shape: str = ".*"
    free: bool = False
    open: bool = False


Token: TypeAlias = str | Wildcard


Field: TypeAlias = tuple[Token, ...]


ANY = Wildcard(free=True)


ONE = Wildcard(".", free=True)


_SPECIAL = re.compile(r"\$\{([^${}]*+|\$)\}|[*?]")


_SEGMENT = Wildcard("[^/]*", free=True)


# No ARN is longer, so that there is nothing to say of what is.
_LONGEST = 2048


# Nor is any pattern that means something so long that this many pairs of places had to be looked at.
_MOST_PLACES = 20_000


# A name that no policy spells: what matches it matches every name.
_NAME = "\x01"


def tokens(value: Value) -> Field:
    """Return ``value`` as text and gaps."""
    return _joined(list(_tokens(value.parts)))


def tokens_of(text: str) -> Field:
    """Return a pattern as text and gaps."""
    return _joined(list(_glob(text)))


def _tokens(parts: tuple[Part, ...]) -> Iterator[Token]:
    for part in parts:
        if isinstance(part, Unknown):
            yield Wildcard(part.shape, open=part.shape == ".*")
        else:
            yield from _glob(part)


def _glob(text: str) -> Iterator[Token]:
    position = 0
    for match in _SPECIAL.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        position = match.end()
        if match[1] is None:
            yield ANY if match[0] == "*" else ONE
        else:
            # ${*}, ${?} and ${$} are those characters themselves.
            yield match[1] if match[1] in ("*", "?", "$") else Wildcard()
    if position < len(text):
        yield text[position:]


def _joined(tokens: list[Token]) -> Field:
    """Return ``tokens`` with texts made one, and gaps for any text that follow each other."""
    field: list[Token] = []
    for token in tokens:
        last = field[-1] if field else None
        if isinstance(token, str) and isinstance(last, str):
            field[-1] = last + token
        elif token and not (token == last and isinstance(token, Wildcard) and token.shape == ".*"):
            field.append(token)
    return tuple(field)


def _is_free(field: Field) -> bool:
    """Return whether ``field`` spells nothing but separators between wildcards."""
    return any(token == ANY for token in field) and all(
        token.free if isinstance(token, Wildcard) else not token.strip("/:") for token in field
    )


def matches(field: Field, text: str) -> bool:
    """Return whether ``field`` can stand for ``text``."""
    return _stands(text, field)


def _stands(text: str, field: Field, sure: bool = False) -> bool:
    """Return whether ``text`` is a ``field``; when ``sure``, whatever the gaps that are not free
    stand for.
    """
    places = {0}
    for token in field:
        if isinstance(token, str):
            places = {place + len(token) for place in places if text.startswith(token, place)}
        elif token.shape == ".*" and (token.free or not sure):
            places = set(range(min(places), len(text) + 1))
        else:
            places = {end for place in places for end in _ends(text, place, token, sure)}
        if not places:
            return False
    return len(text) in places


def _ends(text: str, place: int, gap: Wildcard, sure: bool) -> Iterable[int]:
    """Return where ``gap`` can end that begins at ``place`` of ``text``."""
    last = len(text)
    if sure and not gap.free:
        last = text.find(_NAME, place) if _NAME in text[place:] else last
    if gap.shape == ".*":
        return range(place, last + 1)
    if gap.shape == ".":
        return (place + 1,) if place < last and not (sure and text[place] == _NAME) else ()
    if gap.shape == _SEGMENT.shape:
        slash = text.find("/", place)
        return range(place, (last if slash < 0 else slash) + 1)
    return (end for end in range(place, last + 1) if re.fullmatch(gap.shape, text[place:end]))


def literal(field: Field) -> str | None:
    """Return the text of ``field``, if it has no gap."""
    if not field:
        return ""
    return field[0] if len(field) == 1 and isinstance(field[0], str) else None


def intersects(a: Field, b: Field) -> bool:
    """Return whether some text is both an ``a`` and a ``b``."""
    ours, theirs = literal(a), literal(b)
    if _size(a) > _LONGEST or _size(b) > _LONGEST:
        return True
    if ours is not None:
        return ours == theirs if theirs is not None else matches(b, ours)
    if theirs is not None:
        return matches(a, theirs)
    return _agree(a[0], b[0]) and _agree(a[-1], b[-1], end=True) and _patterns_meet(a, b)


def _patterns_meet(a: Field, b: Field) -> bool:
    """Return the same for two that have gaps, and agree at both ends."""
    for one, other in ((a, b), (b, a)):
        if len(one) == 2 and isinstance(one[0], str) and one[1] == ANY:
            return _begins_with(other, one[0])
    if _loose(a) and _loose(b):
        # Between equal beginnings and equal ends, each can hold all that the other has in the middle.
        return True
    return _walk(a, b)


def _size(field: Field) -> int:
    return sum(len(token) if isinstance(token, str) else 1 for token in field)


def _agree(a: Token, b: Token, end: bool = False) -> bool:
    """Return whether two texts can begin, or end, alike."""
    if isinstance(a, Wildcard) or isinstance(b, Wildcard):
        return True
    return (a.endswith(b) or b.endswith(a)) if end else (a.startswith(b) or b.startswith(a))


def _loose(field: Field) -> bool:
    """Return whether the first and the last gap of ``field`` take any text."""
    gaps = [token.shape for token in field if isinstance(token, Wildcard)]
    return gaps[0] == gaps[-1] == ".*"


def _begins_with(field: Field, text: str) -> bool:
    """Return whether what ``field`` stands for can begin with ``text``."""
    places = {0}
    for token in field:
        if isinstance(token, str):
            if any(token.startswith(text[place:]) for place in places):
                return True
            places = {place + len(token) for place in places if text.startswith(token, place)}
        elif token.shape == ".":
            places = {place + 1 for place in places}
        elif token.shape == _SEGMENT.shape:
            places = {end for place in places for end in _ends(text, place, token, False)}
        else:
            return bool(places)
        if len(text) in places:
            return True
    return False


def _walk(a: Field, b: Field) -> bool:
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


def _signs(field: Field) -> list[_Sign]:
    signs: list[_Sign] = []
    for token in field:
        if isinstance(token, str):
            signs += token
        elif token.shape == ".":
            signs.append(_ONE)
        else:
            signs.append(_Star("/" if token.shape == _SEGMENT.shape else ""))
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


def is_pattern(text: str) -> bool:
    """Return whether ``text`` has a wildcard."""
    return "*" in text or "?" in text


def is_wide(text: str) -> bool:
    """Return whether ``text`` stands for every action of every service."""
    return not text.strip("*:") and text.startswith("*")
