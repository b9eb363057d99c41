"""The smallest sets of features with which a version of a target allows what is demanded.

Smallest is by the number of permissions: pairs of a statement and an action. Each demand is a clause, of
which one term has to hold; a term says which features have to be on and which off.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from ..catalogue.model import Grant, Target, WhenFeature
from ..catalogue.patterns import holes, parse
from ..catalogue.selection import resolve_features
from .demands import Demand
from .ways import Way

_Features: TypeAlias = frozenset[str]
# Which features have to be on, and which off.
_Term: TypeAlias = tuple[_Features, _Features]
_Clause: TypeAlias = frozenset[_Term]

# Steps of the search for one version, and sets of features that are as small; more than targets need.
_STEPS = 4_000
_EQUAL = 32


class Candidate(NamedTuple):
    """A version with the features ``on``."""

    version: str
    on: frozenset[str]


class Granted(NamedTuple):
    """One action of a statement on one pattern, and the ``parameters`` that the pattern has holes for."""

    sid: str
    action: str
    pattern: str
    parameters: tuple[str, ...]


class _Rule(NamedTuple):
    """A grant that a version has, in the sets that a search asks.

    ``granted`` are pairs of a feature that has to be on (empty: none) and what is granted then.
    ``conditions`` are features that bring conditions to it.
    """

    number: int
    features: _Features
    requires: _Features
    unless: str | None
    permission: tuple[str, str]
    granted: tuple[tuple[str, Granted], ...]
    conditions: _Features

    def is_active(self, on: _Features) -> bool:
        """Return whether the features ``on`` have it."""
        return not self.features.isdisjoint(on) and self.requires <= on and self.unless not in on


class Features:
    """The features of ``version`` of ``target``: those that are there, fixed, and on by default."""

    def __init__(self, target: Target, version: str) -> None:
        self.target, self.version = target, version
        exists = target.exists_in
        self.there = frozenset(f.name for f in target.features if exists(version, f.since, f.until))
        self.fixed = frozenset(
            f.name
            for f in target.features
            if f.name in self.there and f.fixed_since and exists(version, f.fixed_since, None)
        )
        self.default = resolve_features(target, version, (), ())
        rules = [
            _rule(target, number, grant)
            for number, grant in enumerate(target.grants)
            if exists(version, grant.since, grant.until)
        ]
        self._rules = {rule.number: rule for rule in rules}
        # What all decides: versions with the same are searched once.
        self.signature = (frozenset(self._rules), self.there, self.fixed, self.default)
        self._terms = cache(lambda way: tuple(self.terms(way)))
        self.granted = cache(self._granted)

    def terms(self, way: Way) -> Iterator[_Term]:
        """Yield the terms by which ``way`` is there: one for each feature that is enough.

        A feature that may deny is on only where it is on by default.
        """
        if way.number in self._rules:
            off = (way.forbids | (way.doubts - self.default)) & self.there
            for name in self.target.grants[way.number].features:
                on = way.needs | {name}
                if on <= self.there and off.isdisjoint(on | self.fixed):
                    yield on - self.fixed, off

    def holds(self, way: Way, on: _Features) -> bool:
        """Return whether ``way`` is there with the features ``on``."""
        return any(one[0] <= on and one[1].isdisjoint(on) for one in self._terms(way))

    def permissions(self, on: _Features) -> int:
        """Return how many permissions the features ``on`` have: pairs of a statement and an action."""
        return len({rule.permission for rule in self._rules.values() if rule.is_active(on)})

    def at_least(self, on: _Features) -> int:
        """Return how many permissions the features ``on`` have with any others.

        A feature can take a permission away: where another statement is wider, the narrow one is left out.
        """
        return len(
            {rule.permission for rule in self._rules.values() if rule.unless is None and rule.is_active(on)}
        )

    def _granted(self, on: _Features) -> frozenset[Granted]:
        """Return what the features ``on`` grant."""
        return frozenset(
            one
            for rule in self._rules.values()
            if rule.is_active(on)
            for when, one in rule.granted
            if not when or when in on
        )

    def with_defaults(self, on: _Features, demands: Sequence[Demand]) -> _Features:
        """Return ``on`` with those features that are on by default, grant nothing more, and deny none of
        ``demands``.
        """
        allowed = self.allowed(on, demands)
        for name in sorted(self.default - on):
            more = on | {name}
            if self.granted(more) == self.granted(on) and self.allowed(more, demands) == allowed:
                on = more
        return on

    def allowed(self, on: _Features, demands: Sequence[Demand]) -> int:
        """Return how many of ``demands`` the features ``on`` allow."""
        return sum(any(self.holds(way, on) for way in demand.ways) for demand in demands)

    def restricted(self, on: _Features, demands: Sequence[Demand]) -> _Features:
        """Return ``on`` with the features that only restrict and whose conditions ``demands`` surely meet."""
        allowed = self.allowed(on, demands)
        for name in self._restricting(on, demands):
            if self.allowed(on | {name}, demands) == allowed:
                on |= {name}
        return on

    def kept(self, held: _Features, on: _Features, demands: Sequence[Demand]) -> _Features:
        """Return the features of ``held``, off in ``on``, that restrict and that no demand contradicts."""
        conditional = frozenset[str]().union(*(rule.conditions for rule in self._rules.values()))
        found: _Features = frozenset()
        for name in sorted(conditional & self.there & held - on):
            if self._is_possible(name, on | found, demands):
                found |= {name}
        return found

    def undecided(self, on: _Features, demands: Sequence[Demand]) -> Iterator[str]:
        """Yield the features that only restrict ``on``, and of which ``demands`` do not say whether they are
        met.
        """
        return (name for name in self._restricting(on, demands) if self._is_possible(name, on, demands))

    def _restricting(self, on: _Features, demands: Sequence[Demand]) -> Iterator[str]:
        """Yield the features off in ``on`` that grant nothing more and bring conditions to what ``demands``
        use.
        """
        used = {way.number for demand in demands for way in demand.ways if self.holds(way, on)}
        conditional = frozenset[str]().union(*(self._rules[number].conditions for number in used))
        for name in sorted(conditional & self.there - on):
            if self.granted(on | {name}) <= self.granted(on):
                yield name

    def _is_possible(self, name: str, on: _Features, demands: Sequence[Demand]) -> bool:
        """Return whether what ``on`` allows of ``demands`` may meet the conditions of ``name``."""
        ways = ([way for way in demand.ways if self.holds(way, on)] for demand in demands)
        return all(any(name not in way.forbids for way in several) for several in ways if several)


def _rule(target: Target, number: int, grant: Grant) -> _Rule:
    action = grant.action.JSONrepr()
    granted = []
    for resource in grant.scope.resources:
        when, pattern = (
            (resource.when, resource.pattern) if isinstance(resource, WhenFeature) else ("", resource)
        )
        names = dict.fromkeys(name for name in holes(parse(pattern)) if name in target.parameter)
        granted.append((when, Granted(grant.scope.sid, action, pattern, tuple(names))))
    return _Rule(
        number,
        frozenset(grant.features),
        frozenset(grant.requires),
        grant.unless,
        (grant.scope.sid, action),
        tuple(granted),
        frozenset(one.when for one in grant.scope.conditions if one.when is not None),
    )


def candidates(features: Features, demands: Sequence[Demand]) -> Iterator[Candidate]:
    """Yield the smallest sets of ``features`` that allow the most calls of ``demands``."""
    clauses: dict[_Clause, int] = {}
    for demand in demands:
        clause = _least({term for way in demand.ways for term in features.terms(way)})
        if clause:
            clauses[clause] = clauses.get(clause, 0) + demand.times
    for on in _feasible(features, clauses):
        yield Candidate(features.version, on)


def _least(terms: Iterable[_Term]) -> _Clause:
    """Return ``terms`` without those that ask for more than another."""
    given = set(terms)
    return frozenset(
        one
        for one in given
        if not any(other != one and other[0] <= one[0] and other[1] <= one[1] for other in given)
    )


def _feasible(features: Features, clauses: dict[_Clause, int]) -> Collection[_Features]:
    """Return the sets of features, of the fewest permissions, with which ``clauses`` hold.

    Where not all can hold together, those with the most calls do.
    """
    smallest = _smallest(features, list(clauses))
    if smallest:
        return smallest
    kept: list[_Clause] = []
    for clause in sorted(clauses, key=lambda one: -clauses[one]):
        found = _smallest(features, [*kept, clause])
        if found:
            kept.append(clause)
            smallest = found
    return smallest or [features.fixed]


def _smallest(features: Features, clauses: Sequence[_Clause]) -> Collection[_Features]:
    """Return the sets of features, of the fewest permissions, with which all of ``clauses`` hold."""
    search = _Search(features, clauses)
    search.walk(features.fixed, frozenset())
    return search.found.values()


class _Search:
    """A depth-first search that adds features as clauses need them, and stops where it is not smaller."""

    def __init__(self, features: Features, clauses: Sequence[_Clause]) -> None:
        self._features, self._clauses = features, clauses
        self._left = _STEPS
        self._best: int | None = None
        self._seen: set[tuple[_Features, _Features]] = set()
        # One for each of what is granted.
        self.found: dict[frozenset[Granted], _Features] = {}

    def walk(self, on: _Features, off: _Features) -> None:
        self._left -= 1
        if self._left < 0 or (on, off) in self._seen:
            return
        self._seen.add((on, off))
        if self._best is not None:
            least = self._features.at_least(on)
            if least > self._best or (least == self._best and len(self.found) >= _EQUAL):
                return
        choices: list[_Term] | None = None
        for clause in self._clauses:
            viable = [term for term in clause if term[0].isdisjoint(off) and term[1].isdisjoint(on)]
            if any(term[0] <= on and term[1] <= off for term in viable):
                continue
            if choices is None or len(viable) < len(choices):
                choices = viable
        if choices is None:
            self._complete(on, self._features.permissions(on))
            return
        for term in sorted(choices, key=lambda one: self._order(on, one)):
            self.walk(on | term[0], off | term[1])

    def _complete(self, on: _Features, size: int) -> None:
        if self._best is None or size < self._best:
            self._best = size
            self.found.clear()
        granted = self._features.granted(on)
        if size == self._best and len(self.found) < _EQUAL:
            self.found.setdefault(granted, on)

    def _order(self, on: _Features, term: _Term) -> tuple[int, int, list[str]]:
        more = on | term[0]
        return self._features.permissions(more), len(more - self._features.default), sorted(more)
