"""Which values a target is given: those that add the fewest names and grant the least beside."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import prod
from typing import NamedTuple

from .bindings import Binding
from .demands import Demand
from .search import Features
from .ways import Way

# A beginning that a value shares with the name of its parameter is a hint from this length on.
_HINT = 4


class Chosen(NamedTuple):
    """Values by parameter (``region`` is one), and the demands that they leave out.

    ``idle`` counts what is granted and no demand uses: an action on one resource. ``alike`` says how far
    values are called as their parameters.
    """

    values: Mapping[str, tuple[str, ...]]
    left_out: tuple[Demand, ...]
    idle: int
    alike: int


def choose(features: Features, on: frozenset[str], demands: Iterable[Demand]) -> Chosen:
    """Return the values with which the features ``on`` allow ``demands``.

    A demand that no way of these features allows is left out, and one whose value would be a second one of a
    parameter that takes one: then the value of most calls counts. The order of ``demands`` decides between
    what is alike.
    """
    options: list[tuple[Demand, list[tuple[Way, Binding]]]] = []
    left_out: list[Demand] = []
    for demand in demands:
        ways = [way for way in demand.ways if features.holds(way, on)]
        if ways:
            options.append((demand, [(way, choice) for way in ways for choice in way.choices]))
        else:
            left_out.append(demand)
    chooser = _Chooser(features, on)
    for demand, several in sorted(options, key=lambda one: (len(one[1]), -one[0].times)):
        if not chooser.take(several):
            left_out.append(demand)
    values = {name: tuple(sorted(chooser.values[name])) for name in sorted(chooser.values)}
    alike = sum(_likeness(name, value) for name, several in values.items() for value in several)
    return Chosen(values, tuple(left_out), chooser.idle(), alike)


class _Chooser:
    """Takes one way and binding for each demand, and keeps what that needs."""

    def __init__(self, features: Features, on: frozenset[str]) -> None:
        self._parameters = features.target.parameter
        self._grants = features.target.grants
        self._single = frozenset(one.name for one in features.target.parameters if not one.many)
        self._granted = features.granted(on)
        self._weights: dict[str, int] = {}
        for one in self._granted:
            for name in one.parameters:
                self._weights[name] = self._weights.get(name, 0) + 1
        self.values: dict[str, dict[str, None]] = {}
        self._used: set[tuple[str, str, str, Binding]] = set()

    def take(self, several: list[tuple[Way, Binding]]) -> bool:
        """Take the best of ``several``; return whether one fits."""
        way, choice = min(several, key=lambda one: self._cost(one[1])) if len(several) > 1 else several[0]
        if not self._fits(choice):
            return False
        for name, value in choice:
            self.values.setdefault(name, {})[value] = None
        grant = self._grants[way.number]
        own = tuple(pair for pair in choice if f"{{{pair[0]}}}" in way.pattern)
        self._used.add((grant.scope.sid, grant.action.JSONrepr(), way.pattern, own))
        return True

    def idle(self) -> int:
        """Return how many actions on single resources are granted and were not used."""
        granted = sum(
            prod(max(1, len(self.values.get(name, ()))) for name in one.parameters) for one in self._granted
        )
        return granted - len(self._used)

    def _cost(self, choice: Binding) -> tuple[object, ...]:
        """Return what orders choices: those that fit, grant little beside, add few names, and are narrow."""
        parameters = self._parameters
        new = [
            (name, value)
            for name, value in choice
            if value not in self.values.get(name, ()) and name in parameters
        ]
        beside = sum(self._weights.get(name, 0) for name, _ in new if name in self.values)
        names = sum(parameters[name].default != value for name, value in new)
        alike = sum(_likeness(name, value) for name, value in choice)
        return not self._fits(choice), beside, names, -alike, -sum(len(value) for _, value in choice), choice

    def _fits(self, choice: Binding) -> bool:
        """Return whether no parameter that takes one value would get a second one."""
        own: dict[str, str] = {}
        for name, value in choice:
            if name in self._single:
                held = next(iter(self.values.get(name, ())), own.setdefault(name, value))
                if held != value:
                    return False
        return True


@lru_cache(maxsize=8192)
def _likeness(name: str, value: str) -> int:
    """Return how much of the words of ``name`` those of ``value`` begin as: execution_role, web-exec: 4."""
    words = value.replace("/", "-").replace("_", "-").lower().split("-")
    return sum(max(_shared(one, other) for other in words) for one in name.split("_"))


def _shared(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count if count >= _HINT else 0
