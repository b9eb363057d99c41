"""A statement that is larger than a policy, in pieces that together allow exactly the same.

A statement allows every one of its resources under its conditions, and of a condition any one value is enough
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html).
So it is the union of statements with some of its resources and some of the values of a condition. That is not
so where one request is held against all values together: by a negated operator (``StringNotEquals``) and by
``ForAllValues``. Those values, and those of ``Null``, stay in every piece.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from ..aws.quotas import MANAGED_POLICY
from ..catalogue.patterns import Text, show
from ..compiler.deployment import BoundStatement
from ..errors import FormatError
from .parts import cut
from .size import room, size, width

# Longer than the number of any part.
_DIGITS = 4


class _Side(NamedTuple):
    """What a statement can be cut along: its resources, or the values of the condition ``number``."""

    name: str
    items: tuple[Text, ...]
    number: int | None = None

    def put(self, statement: BoundStatement, items: Sequence[Text]) -> BoundStatement:
        """Return ``statement`` with ``items`` in the place of all."""
        if self.number is None:
            return statement._replace(resources=tuple(items))
        conditions = list(statement.conditions)
        conditions[self.number] = conditions[self.number]._replace(values=tuple(items))
        return statement._replace(conditions=tuple(conditions))


def pieces(statement: BoundStatement, place: str) -> Mapping[str, BoundStatement]:
    """Return ``statement`` in pieces that fit a policy each, by what ends their Sids.

    The piece that keeps the Sid is under the empty text. Each side is cut apart (:mod:`~.parts`), so that a
    resource or value stays in its part whatever becomes of another side:

    >>> sorted(pieces(large, "PipedEcsPolicy"))  # doctest: +SKIP
    ['', 'EcsService2', 'Part2', 'Part2EcsService2']

    Raises :class:`~emitter.errors.FormatError` at ``place`` when the longest resource does not fit, with the
    longest value of each condition.
    """
    sides = _sides(statement)
    shares = _shares(statement, sides, place)
    parts = [cut(side.items, show, _within(share)) for side, share in zip(sides, shares, strict=True)]
    made = {}
    for numbers in product(*parts):
        piece, ending = statement, ""
        for side, part, number in zip(sides, parts, numbers, strict=True):
            piece = side.put(piece, part[number])
            ending += f"{side.name}{number + 1}" if number else ""
        made[ending] = piece._replace(sid=f"{statement.sid}{ending}")
    return made


def _within(share: int) -> Callable[[Sequence[Text]], bool]:
    return lambda items: sum(map(width, items)) <= share


def _sides(statement: BoundStatement) -> Sequence[_Side]:
    """Return the resources and each condition of which any value is enough; one side for each name."""
    sides = {"Part": _Side("Part", tuple(dict.fromkeys(statement.resources)))}
    for number, condition in enumerate(statement.conditions):
        values = tuple(dict.fromkeys(condition.values))
        if len(values) > 1 and _takes_any(condition.operator):
            name = "".join(
                word[0].upper() + word[1:] for word in re.findall("[A-Za-z0-9]+", show(condition.key))
            )
            sides.setdefault(name, _Side(name, values, number))
    return tuple(sides.values())


def _takes_any(operator: str) -> bool:
    """Return whether a request that matches one value of ``operator`` meets the condition."""
    return "Not" not in operator and operator != "Null" and not operator.startswith("ForAllValues:")


def _shares(statement: BoundStatement, sides: Sequence[_Side], place: str) -> Sequence[int]:
    """Return the characters of each of ``sides`` in a piece.

    They are equal shares of its room, where a side that needs less leaves the rest to the others.
    """
    frame = statement._replace(sid=statement.sid + "".join(side.name + "9" * _DIGITS for side in sides))
    smallest = statement
    for side in sides:
        frame = side.put(frame, ())
        smallest = side.put(smallest, (max(side.items, key=width),))
    longest = [max(map(width, side.items)) for side in sides]
    # The last item of a list has no comma.
    spare = room((frame,)) + len(sides) - sum(longest)
    if spare < 0:
        raise FormatError(
            f"{place}.{statement.sid}",
            f"{size(smallest)} characters in a statement with one resource; IAM allows {MANAGED_POLICY}",
            "give fewer values for its conditions, or a pattern that covers several",
        )
    wanted = [sum(map(width, side.items)) - least for side, least in zip(sides, longest, strict=True)]
    shares = [0] * len(sides)
    for served, number in enumerate(sorted(range(len(sides)), key=wanted.__getitem__)):
        share = min(wanted[number], spare // (len(sides) - served))
        spare -= share
        shares[number] = longest[number] + share
    return shares
