"""IAM's patterns, compiled once: wildcards, policy variables, and parts that a file leaves open.

``*`` is any text and ``?`` any character. In a resource, a wildcard stays between two colons, unless it
ends what is between them or stands after the fifth; an ARN that ends early also matches all that could
follow. Sources: "IAM JSON policy elements: Resource" and "Identify AWS resources with Amazon Resource Names"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html,
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal as OneOf
from typing import TypeAlias

from ..reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Unknown, Value
from .context import Context
from .dependencies import ContextKey, OpenPart
from .three_valued import Truth
from .variables import Literal, Variable, split

# exact and fold have no wildcards, fold and action no case; resource and arn go by the parts of an ARN.
Style: TypeAlias = OneOf["exact", "fold", "like", "action", "resource", "arn"]


@dataclass(frozen=True, slots=True)
class Wild:
    """``*`` or ``?``."""

    character: str


@dataclass(frozen=True, slots=True)
class Open:
    """A part that is not known; ``shape`` is an expression for what it can be."""

    name: str
    shape: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The parts that an ARN does not have: anything, where they are there."""

    parts: int


Piece: TypeAlias = Literal | Wild | Open | Variable | Missing

# In an ARN: what stands after this many colons is one part, colons and all.
_COLONS = 5
# What these shapes match holds no colon.
_WITHIN_PART = frozenset((ACCOUNT, REGION, PARTITION, DNS_SUFFIX))
_WILDCARD = re.compile(r"\*+|\?")
_ANYTHING = (Wild("*"),)

_Matches: TypeAlias = Callable[[str], object]


class Pattern:
    """One value of a policy. ``shown`` is as the file spells it; ``everything`` when it is ``*``."""

    __slots__ = ("_could", "_depends", "_literal", "_pieces", "_style", "_sure", "everything", "shown")

    def __init__(self, value: Value, style: Style, variables: bool = False) -> None:
        self.shown = value.shown
        self._style: Style = style
        self.everything = False
        pieces = tuple(_complete(_pieces(value, style, variables), style))
        self._literal: str | None = None
        self._sure: _Matches | None = None
        self._could: _Matches | None = None
        self._depends: frozenset[str] = frozenset()
        self._pieces: tuple[Piece, ...] = ()
        if _void(pieces, style):
            self._sure = _never
        elif any(isinstance(piece, Variable) for piece in pieces):
            self._pieces = pieces
        elif all(isinstance(piece, Literal) for piece in pieces):
            self._literal = "".join(piece.text for piece in pieces if isinstance(piece, Literal))
        elif pieces == _ANYTHING:
            self._sure = _always
            self.everything = True
        else:
            self._set(pieces)

    def _set(self, pieces: tuple[Piece, ...]) -> None:
        self._depends = frozenset(piece.name for piece in pieces if isinstance(piece, Open))
        matches = _compiled(pieces, self._style)
        if self._depends:
            self._could = matches
        else:
            self._sure = matches

    def truth(self, text: str, context: Context) -> Truth:
        """Return whether ``text`` matches; it is lower case where the style has no case."""
        if self._literal is not None:
            return text == self._literal
        if self._sure is not None:
            return self._sure(text) is not None
        if self._could is not None:
            return self._depends if self._could(text) is not None else False
        return self._filled(text, context)

    def _filled(self, text: str, context: Context) -> Truth:
        """Return the truth once the variables have the values of ``context``."""
        filled: list[Piece] = []
        depends: frozenset[str] = frozenset()
        for piece in self._pieces:
            if isinstance(piece, Variable):
                value = piece.value(context)
                if isinstance(value, str):
                    filled.append(Literal(value.lower() if self._style == "fold" else value))
                elif value is False:
                    return False
                elif not isinstance(value, bool):
                    filled.append(Open(ContextKey(piece.key), ".*"))
                    depends |= value
            else:
                if isinstance(piece, Open):
                    depends |= {piece.name}
                filled.append(piece)
        if _compiled(tuple(filled), self._style)(text) is None:
            return False
        return depends or True


def _always(text: str) -> object:
    return True


def _never(text: str) -> object:
    return None


def _void(pieces: Sequence[Piece], style: Style) -> bool:
    """Return whether IAM takes no such value: an action without a service, a variable before the
    fifth colon.
    """
    colons = 0
    for piece in pieces:
        if isinstance(piece, Literal):
            colons += piece.text.count(":")
        elif isinstance(piece, Open) and piece.shape not in _WITHIN_PART:
            return False
        elif isinstance(piece, Variable) and style == "resource" and colons < _COLONS:
            return True
    return style == "action" and not colons and pieces != _ANYTHING


def _pieces(value: Value, style: Style, variables: bool) -> Iterator[Piece]:
    for part in value.parts:
        if isinstance(part, Unknown):
            yield Open(OpenPart(part.expression), part.shape)
            continue
        for piece in split(part) if variables else (part,):
            if isinstance(piece, str):
                yield from _wildcards(piece.lower() if style in ("fold", "action") else piece, style)
            else:
                yield piece


def _wildcards(text: str, style: Style) -> Iterator[Piece]:
    if style in ("exact", "fold"):
        yield Literal(text)
        return
    position = 0
    for match in _WILDCARD.finditer(text):
        if match.start() > position:
            yield Literal(text[position : match.start()])
        position = match.end()
        yield Wild(match[0][0])
    if position < len(text) or not text:
        yield Literal(text[position:])


def _complete(pieces: Iterable[Piece], style: Style) -> Iterator[Piece]:
    """Yield ``pieces``, with what is missing of an ARN that ends before its sixth part."""
    colons, arn = 0, False
    for number, piece in enumerate(pieces):
        if isinstance(piece, Literal):
            arn = arn or (number == 0 and piece.text.startswith("arn:"))
            colons += piece.text.count(":")
        elif isinstance(piece, Open) and piece.shape not in _WITHIN_PART:
            colons = _COLONS
        yield piece
    if style == "resource" and arn and colons < _COLONS:
        yield Missing(_COLONS - colons)


@lru_cache(maxsize=4096)
def _compiled(pieces: tuple[Piece, ...], style: Style) -> _Matches:
    return re.compile("".join(_expression(pieces, style)), re.DOTALL).fullmatch


def _expression(pieces: Sequence[Piece], style: Style) -> Iterator[str]:
    """Yield ``pieces`` as a regular expression; ``[^:]`` where a wildcard cannot cross a colon."""
    colons = 0 if style in ("resource", "arn") else _COLONS
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        number += 1
        if isinstance(piece, Literal):
            colons += piece.text.count(":")
            yield re.escape(piece.text)
        elif isinstance(piece, Open):
            if piece.shape not in _WITHIN_PART:
                colons = _COLONS
            yield f"(?:{piece.shape})"
        elif isinstance(piece, Missing):
            yield f"(?:(?::.*){{{piece.parts}}})?"
        elif isinstance(piece, Wild):
            one = "." if colons >= _COLONS else "[^:]"
            if piece.character == "?":
                yield one
                continue
            following = _until_star(pieces, number)
            text = "".join(p.text for p in following if isinstance(p, Literal))
            if style == "resource" and _ends_part(pieces, number):
                one = "."
            if following and (":" not in text or colons >= _COLONS):
                # Another star follows, so the leftmost place is as good as any: no pattern can take long.
                yield f"(?>{one}*?{''.join(_expression(following, 'like' if one == '.' else 'arn'))})"
                colons += text.count(":")
                number += len(following)
            else:
                yield f"{one}*"


def _until_star(pieces: Sequence[Piece], start: int) -> Sequence[Piece]:
    """Return the text from ``start`` to the next star; nothing where none follows, or not only text comes
    before.
    """
    for number in range(start, len(pieces)):
        piece = pieces[number]
        if piece == Wild("*"):
            return pieces[start:number]
        if not isinstance(piece, (Literal, Wild)):
            break
    return ()


def _ends_part(pieces: Sequence[Piece], number: int) -> bool:
    """Return whether what is before ``number`` stands right before a colon, or at the end."""
    if number == len(pieces):
        return True
    following = pieces[number]
    return isinstance(following, Literal) and following.text.startswith(":")
