"""Conditions of a statement: whether one is sure to hold where another does, and how they come apart.

Source: "IAM JSON policy elements: Condition operators"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from itertools import product
from math import prod
from operator import eq, gt, lt
from typing import Any, NamedTuple, TypeAlias

from ..aws.wildcards import is_pattern
from ..evaluate.operators import moment, number
from ..policy.operators import FOR_ALL, Operator, operator
from .containment import Covers, field_covers, text_covers


class ConditionClause(NamedTuple):
    """One key (lower case) under one operator, with its values, sorted."""

    operator: str
    key: str
    values: tuple[str, ...]


Conditions: TypeAlias = frozenset[ConditionClause]

_ALSO = {"arnequals": "arnlike", "arnnotequals": "arnnotlike"}
# Operators of plain texts, and those of patterns.
_PLAIN = {"stringequals": "stringlike", "stringnotequals": "stringnotlike"}
# An operator that asks for the same case, and one that asks for less, or excludes more.
_FOLDED = {("stringequals", "stringequalsignorecase"), ("stringnotequalsignorecase", "stringnotequals")}
_READ: Mapping[str, Callable[[str], Any]] = {"Numeric": number, "Date": moment}
# More than these are not taken apart.
_MOST = 256


def asks_no_more(wide: Conditions, narrow: Conditions) -> bool:
    """Return whether a request that meets the conditions ``narrow`` is sure to meet ``wide``."""
    return wide <= narrow or all(any(_implies(one, other) for one in narrow) for other in wide)


def apart(conditions: Conditions) -> Iterator[Conditions]:
    """Yield ``conditions`` of which one is met where ``conditions`` are: each for one value of a key."""
    if prod(len(clause.values) for clause in conditions if _any_of(clause)) > _MOST:
        yield conditions
        return
    every = (
        [clause._replace(values=(value,)) for value in clause.values] if _any_of(clause) else [clause]
        for clause in conditions
    )
    yield from map(frozenset, product(*every))


def together(several: Iterable[Conditions]) -> frozenset[Conditions]:
    """Return ``several`` of which one has to be met, with those as one that differ in the values of
    one key.
    """
    found = frozenset(several)
    for name, key in sorted({(c.operator, c.key) for each in found for c in each if _any_of(c)}):
        groups: dict[Conditions, set[str]] = {}
        rest = set()
        for each in found:
            clause = next((c for c in each if (c.operator, c.key) == (name, key)), None)
            if clause is None:
                rest.add(each)
            else:
                groups.setdefault(each - {clause}, set()).update(clause.values)
        found = frozenset(rest) | {
            others | {ConditionClause(name, key, tuple(sorted(values)))} for others, values in groups.items()
        }
    return found


def _any_of(clause: ConditionClause) -> bool:
    """Return whether ``clause`` is met by any one of its values."""
    found = operator(clause.operator)
    return found is not None and not (found.negated or found.quantifier == FOR_ALL or found.family == "Null")


@cache
def _implies(one: ConditionClause, other: ConditionClause) -> bool:
    ours, theirs = operator(one.operator), operator(other.operator)
    if ours is None or theirs is None:
        return one == other
    if ours.family == "Null" or theirs.family == "Null":
        wanted, allowed = (frozenset(map(str.lower, clause.values)) for clause in (one, other))
        return one.key == other.key and ours == theirs and wanted <= allowed
    if (one.key, ours.quantifier) != (other.key, theirs.quantifier) or (
        ours.holds_without_key and not theirs.holds_without_key
    ):
        return False
    return _values_imply(ours, one, theirs, other)


def _values_imply(ours: Operator, one: ConditionClause, theirs: Operator, other: ConditionClause) -> bool:
    """Return whether a value that meets ``one`` is sure to meet ``other``, on the same key."""
    by = _compared(ours, one, theirs, other)
    if by is None or ours.negated != theirs.negated:
        return False
    if ours.negated:
        # The more values are excluded, the less is left.
        return all(any(by(out, value) for out in one.values) for value in other.values)
    return all(any(by(wide, value) for wide in other.values) for value in one.values)


def _compared(
    ours: Operator, one: ConditionClause, theirs: Operator, other: ConditionClause
) -> Covers | None:
    """Return how a value of the wider of two operators takes in one of the narrower; ``None`` for operators
    that are not compared.
    """
    name, other_name = (_ALSO.get(found.name.lower(), found.name.lower()) for found in (ours, theirs))
    if ours.family == theirs.family and ours.family in _READ and not (ours.negated or theirs.negated):
        read = _READ[ours.family]
        same = name == other_name
        return lambda wide, narrow: (
            (same and wide == narrow) or _takes_in(_range(other_name, read(wide)), _range(name, read(narrow)))
        )
    if (name, other_name) in _FOLDED:
        return _same_but_case
    if name != other_name:
        name, other_name = _as_pattern(name, one), _as_pattern(other_name, other)
    return _by(name) if name == other_name else None


class _Range(NamedTuple):
    """Values from ``low`` to ``high``, each of which may be in it, or not be there."""

    low: Any = None
    has_low: bool = False
    high: Any = None
    has_high: bool = False


def _range(name: str, value: Any) -> _Range | None:
    """Return what an operator of numbers or dates holds for; ``None`` without a ``value``."""
    if value is None:
        return None
    inclusive = name.endswith("equals")
    if "lessthan" in name:
        return _Range(high=value, has_high=inclusive)
    if "greaterthan" in name:
        return _Range(low=value, has_low=inclusive)
    return _Range(value, True, value, True)


def _takes_in(wide: _Range | None, narrow: _Range | None) -> bool:
    if wide is None or narrow is None:
        return False
    return _reaches(wide.low, wide.has_low, narrow.low, narrow.has_low, lt) and _reaches(
        wide.high, wide.has_high, narrow.high, narrow.has_high, gt
    )


def _reaches(
    end: Any, has_end: bool, other: Any, has_other: bool, beyond: Callable[[Any, Any], bool]
) -> bool:
    """Return whether a range that goes to ``end`` goes as far as one that goes to ``other``."""
    if end is None or other is None:
        return end is None
    return beyond(end, other) or (end == other and (has_end or not has_other))


def _same_but_case(one: str, other: str) -> bool:
    # Two names of what a file leaves open are two, whatever their case.
    return one == other or ("{" not in one + other and one.lower() == other.lower())


def _as_pattern(name: str, clause: ConditionClause) -> str:
    """Return the operator of patterns that says the same as ``name`` where no value is a pattern."""
    return name if any(is_pattern(value) for value in clause.values) else _PLAIN.get(name, name)


def _by(name: str) -> Covers:
    """Return how the values of the operator ``name`` contain one another."""
    if name in ("stringlike", "stringnotlike"):
        return text_covers
    if name in ("arnlike", "arnnotlike"):
        return field_covers
    if name in ("bool", "stringequalsignorecase", "stringnotequalsignorecase"):
        return _same_but_case
    if name in ("numericnotequals", "datenotequals"):
        read = number if name.startswith("numeric") else moment
        return lambda one, other: one == other or (read(one) is not None and read(one) == read(other))
    return _network_covers if name in ("ipaddress", "notipaddress") else eq


def _network_covers(wide: str, narrow: str) -> bool:
    one, other = _network(wide), _network(narrow)
    if isinstance(one, IPv4Network) and isinstance(other, IPv4Network):
        return other.subnet_of(one)
    if isinstance(one, IPv6Network) and isinstance(other, IPv6Network):
        return other.subnet_of(one)
    return wide == narrow


def _network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None
