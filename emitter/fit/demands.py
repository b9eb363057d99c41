"""Recorded calls as demands on a target: what has to be allowed, each with the ways to allow it.

Calls with the same ways are one demand. So a gigabyte of calls takes no more memory than the different names
in them; of what no grant allows, :data:`~emitter.replay.groups.KEPT` kinds are kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..aws.unrestricted_actions import UNRESTRICTED_ACTIONS
from ..replay.call import Asked, Call, Entry, Skipped, Where
from ..replay.groups import KEPT, Left, Lefts
from .ways import Way, Ways


class Demand(NamedTuple):
    """What ``times`` calls ask for: ``asked`` and ``where`` are of the first, ``ways`` allow each of them.

    Without ways, no version of the target ever allows it. ``denied`` of the calls had been denied.
    """

    ways: tuple[Way, ...]
    asked: Asked
    where: Where
    times: int
    denied: int


class Collected(NamedTuple):
    """All demands of calls, and what else is to be said of those.

    ``possible`` are numbers of grants that calls may have used, of which AWS records nothing, and ``hidden``
    counts what that depends on, by action and phrase. ``beyond`` counts, by action, what is allowed by no
    grant and not kept. ``skipped`` are entries that are no calls.
    """

    demands: tuple[Demand, ...]
    possible: frozenset[int]
    hidden: Mapping[tuple[str, str], int]
    beyond: Mapping[str, int]
    skipped: tuple[Left, ...]
    calls: int
    denied: int
    broken: int
    recorded: bool


class _Kind:
    __slots__ = ("asked", "denied", "times", "ways", "where")

    def __init__(self, ways: tuple[Way, ...], asked: Asked, where: Where) -> None:
        self.ways, self.asked, self.where = ways, asked, where
        self.times = self.denied = 0


def collect(entries: Iterable[Entry], ways: Ways) -> Collected:
    """Return what ``entries`` demand of the target of ``ways``."""
    kinds: dict[object, _Kind] = {}
    possible: set[int] = set()
    hidden: Counter[tuple[str, str]] = Counter()
    beyond: Counter[str] = Counter()
    skipped = Lefts()
    calls = denied = broken = 0
    recorded = False
    for entry in entries:
        if isinstance(entry, Skipped):
            skipped.add(entry)
            broken += entry.broken
            continue
        calls += 1
        denied += entry.then == "denied"
        recorded |= entry.recorded
        for asked in _asked(entry):
            found = ways.of(asked)
            if asked.depends:
                possible.update(way.number for way in found)
                hidden[asked.request.action, asked.depends] += 1
                continue
            key = id(found) if found else (asked.request.action, asked.request.resource)
            kind = kinds.get(key)
            if kind is None:
                if not found and len(kinds) >= KEPT:
                    beyond[asked.request.action] += 1
                    continue
                kind = kinds[key] = _Kind(found, asked, entry.where)
            kind.times += 1
            kind.denied += entry.then == "denied"
    demands = tuple(Demand(one.ways, one.asked, one.where, one.times, one.denied) for one in kinds.values())
    return Collected(
        demands,
        frozenset(possible),
        dict(hidden),
        dict(beyond),
        tuple(skipped.kept()),
        calls,
        denied,
        broken,
        recorded,
    )


def _asked(call: Call) -> Iterator[Asked]:
    return (one for one in call.asked if one.request.action.lower() not in UNRESTRICTED_ACTIONS)
