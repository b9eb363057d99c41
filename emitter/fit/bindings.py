"""Which values the holes of a pattern take when the pattern is to be a given text."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ..catalogue.model import Target
from ..catalogue.patterns import PSEUDO, Hole, Part, Text, parse
from ..catalogue.syntax import ACCOUNT, REGION, Syntax

# Each hole with its value, in the order of the pattern.
Binding: TypeAlias = tuple[tuple[str, str], ...]

# Of a text that a pattern can be in more ways than this, no more are looked at.
_MOST = 32
_STEPS = 2000
_PSEUDO_SYNTAX = {
    "account": ACCOUNT,
    "region": REGION,
    "partition": Syntax("aws[a-z-]*", "", 32),
    "dns_suffix": Syntax("[a-z0-9.-]+", "", 64),
}


class Blank(NamedTuple):
    """A hole of a parameter or pseudo parameter: its name, and what its values look like."""

    name: str
    syntax: Syntax


class Wild(NamedTuple):
    """A wildcard of the pattern: ``*`` when ``many``, else ``?``."""

    many: bool


Piece: TypeAlias = str | Blank | Wild


def pieces(target: Target, text: Text) -> tuple[Piece, ...]:
    """Return ``text``, a pattern of ``target``, with the ARNs that its parameters make spelled out."""
    found: list[Piece] = []
    for part in text:
        if isinstance(part, Hole) and part.kind == "parameter":
            own = target.parameter[part.name]
            if own.arn is None:
                found.append(Blank(own.name, own.syntax))
            else:
                for inner in parse(own.arn):
                    pseudo = isinstance(inner, Hole) and inner.name in PSEUDO
                    found += (
                        _plain(inner) if pseudo or isinstance(inner, str) else [Blank(own.name, own.syntax)]
                    )
        else:
            found += _plain(part)
    return tuple(found)


@lru_cache(maxsize=65536)
def bindings(given: tuple[Piece, ...], text: str) -> tuple[Binding, ...]:
    """Return the bindings with which the pieces ``given`` are ``text``; none when they cannot be.

    ``listener/app/{load_balancer}/*`` is ``listener/app/web/50dc/f2f7`` with ``web/50dc`` and with ``web``.
    """
    found: dict[Binding, None] = {}
    for values in _Matcher(given, text).matches(0, 0, {}):
        found[tuple(values.items())] = None
        if len(found) >= _MOST:
            break
    return tuple(found)


def _plain(part: Part) -> list[Piece]:
    if isinstance(part, Hole):
        return [Wild(True) if part.kind == "variable" else Blank(part.name, _PSEUDO_SYNTAX[part.name])]
    found: list[Piece] = []
    for character in part:
        if character in "*?":
            found.append(Wild(character == "*"))
        elif found and isinstance(found[-1], str):
            found[-1] += character
        else:
            found.append(character)
    return found


class _Matcher:
    """Finds the values with which the pieces ``given`` are ``text``, in a bounded number of steps."""

    def __init__(self, given: tuple[Piece, ...], text: str) -> None:
        self._given, self._text, self._left = given, text, _STEPS

    def matches(self, at: int, start: int, values: dict[str, str]) -> Iterator[dict[str, str]]:
        """Yield the values of each way in which the pieces from ``at`` on are the text from ``start`` on."""
        self._left -= 1
        if self._left < 0:
            return
        text = self._text
        if at == len(self._given):
            if start == len(text):
                yield values
            return
        piece = self._given[at]
        again = values.get(piece.name) if isinstance(piece, Blank) else piece
        if isinstance(again, str):
            if text.startswith(again, start):
                yield from self.matches(at + 1, start + len(again), values)
        elif isinstance(piece, Blank):
            for end in self._ends(at, start):
                if piece.syntax.accepts(text[start:end]):
                    yield from self.matches(at + 1, end, values | {piece.name: text[start:end]})
        elif piece == Wild(True):
            for end in self._ends(at, start):
                yield from self.matches(at + 1, end, values)
        elif start < len(text):
            yield from self.matches(at + 1, start + 1, values)

    def _ends(self, at: int, start: int) -> Iterator[int]:
        """Yield where the open piece ``at``, which begins at ``start``, may end; longest first."""
        after = self._given[at + 1] if at + 1 < len(self._given) else None
        if after is None:
            yield len(self._text)
        elif isinstance(after, str):
            end = self._text.rfind(after, start)
            while end >= start:
                yield end
                end = self._text.rfind(after, start, end + len(after) - 1)
        else:
            yield from range(len(self._text), start - 1, -1)
