"""What was judged and what was skipped, by kind: each with its first places and a true count.

A gigabyte of the same denial is one kind. Memory is bounded: of more kinds than :data:`KEPT` no others are
kept, but for the first of an action that nothing kept is of; the rest is counted by action.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..evaluate.request import Decision
from .call import Asked, Call, Skipped, Where

# Kinds that are kept, and places of what is broken.
KEPT = 10_000
# Places that are kept of what is only of no interest.
_FEW = 5

_Key = tuple[str, str | None, bool, Decision]


class Judged(NamedTuple):
    """Something that is denied, or cannot be decided. ``where`` and ``asked`` are of the first time.

    ``times`` is how often, ``places`` the first ones of where; ``denied_then`` and ``dry_runs`` are how many
    of them had been denied when they were made, or were dry runs, ``denied_by`` the kinds of policies that
    had denied them, as far as AWS says.
    """

    where: Where
    asked: Asked
    decision: Decision
    times: int
    places: tuple[Where, ...]
    denied_then: int = 0
    dry_runs: int = 0
    denied_by: tuple[str, ...] = ()


class Left(NamedTuple):
    """Entries that hold no call, for one reason. ``skipped`` is the first, ``times`` is how many.

    ``places`` are the first ones.
    """

    skipped: Skipped
    times: int
    places: tuple[Where, ...]


class _Kind:
    __slots__ = ("asked", "decision", "denied_by", "denied_then", "dry_runs", "places", "times")

    def __init__(self, asked: Asked, decision: Decision) -> None:
        self.asked, self.decision = asked, decision
        self.places: list[Where] = []
        self.denied_by: dict[str, None] = {}
        self.times = self.denied_then = self.dry_runs = 0


class Kinds:
    """Counts what is judged by action, resource and decision."""

    def __init__(self) -> None:
        self._kept: dict[_Key, _Kind] = {}
        self._actions: set[str] = set()
        self._beyond: Counter[str] = Counter()
        self._places = 0

    def add(self, call: Call, asked: Asked, decision: Decision) -> None:
        """Add what was ``asked`` in ``call``, and how that was decided."""
        action, resource = asked.request.action, asked.request.resource
        key = (action, resource, asked.implied, decision)
        kind = self._kept.get(key)
        if kind is None:
            if len(self._kept) >= KEPT and action in self._actions:
                self._beyond[action] += 1
                return
            kind = self._kept[key] = _Kind(asked, decision)
            self._actions.add(action)
        kind.times += 1
        kind.denied_then += call.then == "denied"
        kind.dry_runs += call.then == "dry run"
        if call.denial is not None and call.denial.kind and call.denial.action == action:
            kind.denied_by[call.denial.kind] = None
        if not kind.places or self._places < KEPT:
            kind.places.append(call.where)
            self._places += 1

    def kept(self) -> Iterator[Judged]:
        """Yield every kind that is kept, in the order of their first times."""
        for one in self._kept.values():
            places = tuple(one.places)
            then = (one.denied_then, one.dry_runs, tuple(one.denied_by))
            yield Judged(places[0], one.asked, one.decision, one.times, places, *then)

    def beyond(self) -> Mapping[str, int]:
        """Return how often each action was judged in a kind that is not kept."""
        return dict(self._beyond)


class Lefts:
    """Counts what is skipped by the reason."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool], tuple[Skipped, list[Where]]] = {}
        self._counts: Counter[tuple[str, bool]] = Counter()
        self._places = 0

    def add(self, skipped: Skipped) -> None:
        """Add an entry that holds no call."""
        key = (skipped.why, skipped.broken)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= KEPT:
                return
            found = self._kept[key] = (skipped, [])
        self._counts[key] += 1
        places = found[1]
        if not places or (self._places < KEPT and (skipped.broken or len(places) < _FEW)):
            places.append(skipped.where)
            self._places += 1

    def kept(self) -> Iterator[Left]:
        """Yield every reason that is kept, in the order of their first times."""
        for key, (skipped, places) in self._kept.items():
            yield Left(skipped, self._counts[key], tuple(places))


class Since(NamedTuple):
    """A request that was denied when it was made, and that the policies allow.

    ``kind`` is the kind of policy that denied it, empty when AWS does not say; ``where`` is the first time.
    """

    where: Where
    action: str
    resource: str | None
    kind: str
    policy: str
    times: int


class Sinces:
    """Counts calls that were denied and are allowed, by what was denied and by which kind of policy."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str | None, str, str], tuple[Where, list[int]]] = {}
        self.count = 0

    def add(self, call: Call) -> None:
        """Add a call that was denied when it was made."""
        self.count += 1
        first, denial = call.asked[0].request, call.denial
        key = (first.action, first.resource, "", "")
        if denial is not None:
            key = (denial.action, denial.resource or first.resource, denial.kind, denial.policy)
        found = self._kept.get(key)
        if found is not None:
            found[1][0] += 1
        elif len(self._kept) < KEPT:
            self._kept[key] = (call.where, [1])

    def kept(self) -> Iterator[Since]:
        """Yield every kind that is kept, in the order of their first times."""
        for (action, resource, kind, policy), (where, times) in self._kept.items():
            yield Since(where, action, resource, kind, policy, times[0])
