"""Conditions of a statement: whether one is sure to hold where another does, and how they come apart.

Source: "IAM JSON policy elements: Condition operators"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from itertools import product
from math import prod
from operator import eq
from typing import NamedTuple, TypeAlias

from ..aws.wildcards import is_pattern
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
    name, other_name = (_ALSO.get(found.name.lower(), found.name.lower()) for found in (ours, theirs))
    if name != other_name:
        name, other_name = _as_pattern(name, one), _as_pattern(other_name, other)
        if name != other_name:
            return False
    by = _by(name)
    if ours.negated:
        # The more values are excluded, the less is left.
        return all(any(by(out, value) for out in one.values) for value in other.values)
    return all(any(by(wide, value) for wide in other.values) for value in one.values)


def _as_pattern(name: str, clause: ConditionClause) -> str:
    """Return the operator of patterns that says the same as ``name`` where no value is a pattern."""
    return name if any(is_pattern(value) for value in clause.values) else _PLAIN.get(name, name)


def _by(name: str) -> Covers:
    """Return how the values of the operator ``name`` contain one another."""
    if name in ("stringlike", "stringnotlike"):
        return text_covers
    if name in ("arnlike", "arnnotlike"):
        return field_covers
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
