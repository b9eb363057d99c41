"""Calls replayed against policies: denied, unknown, not used, and what could be narrower.

Decisions are remembered by what can change them: action, resource, and the condition keys that the
policies name. So a gigabyte of calls takes no more memory than the different ones among its last.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ..errors import UsageError
from ..evaluate import Compiled
from ..evaluate.validate import check_resource, known_action
from ..reading.document import Document
from .access_denied import IDENTITY
from .call import Call, Entry, Skipped
from .deciding import Decider
from .groups import Judged, Kinds, Left, Lefts, Since, Sinces
from .unlogged import may_be_unlogged
from .usage import Grants, Unused, Wide

# Longer names than this are no names, and take long to look for.
_LONGEST = 300


class Tally(NamedTuple):
    """The outcome. The numbers count calls and entries; ``denied``, ``unknown`` and ``skipped`` are kinds.

    Of kinds that are not kept, ``denied_beyond`` and ``unknown_beyond`` count what was judged, by action.
    ``denied_then`` calls had been denied when they were made. ``since`` lists the ``allowed_since`` of them
    that are allowed now. ``elsewhere`` lists the ``allowed_here`` that these policies allow too, where
    AWS does not say that a policy of their kind had denied them. ``unseen`` is granted, and
    CloudTrail does not show its use.
    """

    allowed: int
    denied: tuple[Judged, ...]
    unknown: tuple[Judged, ...]
    skipped: tuple[Left, ...]
    unused: tuple[Unused, ...]
    narrower: tuple[Wide, ...]
    calls_denied: int = 0
    calls_unknown: int = 0
    entries_skipped: int = 0
    entries_broken: int = 0
    denied_beyond: Mapping[str, int] = MappingProxyType({})
    unknown_beyond: Mapping[str, int] = MappingProxyType({})
    denied_then: int = 0
    allowed_since: int = 0
    dry_runs: int = 0
    since: tuple[Since, ...] = ()
    elsewhere: tuple[Since, ...] = ()
    allowed_here: int = 0
    unseen: tuple[Unused, ...] = ()


class _Counts:
    """Counts calls and entries while they come. ``kinds`` are the kinds of policies that are judged."""

    def __init__(self, decider: Decider, kinds: Collection[str]) -> None:
        self._decider, self._kinds = decider, kinds
        self.denied, self.unknown, self.skipped = Kinds(), Kinds(), Lefts()
        self.since, self.elsewhere = Sinces(), Sinces()
        self.allowed = self.calls_denied = self.calls_unknown = 0
        self.entries_skipped = self.entries_broken = 0
        self.denied_then = self.dry_runs = 0
        self.recorded = False

    def skip(self, entry: Skipped) -> None:
        self.entries_skipped += 1
        self.entries_broken += entry.broken
        self.skipped.add(_explained(entry))

    def judge(self, call: Call) -> None:
        worst = 0
        for asked in call.asked:
            decision = self._decider.decide(asked)
            if decision.verdict == "unknown":
                worst = max(worst, 1)
                self.unknown.add(call, asked, decision)
            elif decision.verdict != "allowed":
                worst = 2
                self.denied.add(call, asked, decision)
        self.allowed += worst == 0
        self.calls_unknown += worst == 1
        self.calls_denied += worst == 2
        self.recorded |= call.recorded
        self.dry_runs += call.then == "dry run"
        if call.then == "denied":
            self.denied_then += 1
            if worst == 0:
                by_these = call.denial is not None and call.denial.kind in self._kinds
                (self.since if by_these else self.elsewhere).add(call)


def replay(
    entries: Iterable[Entry],
    policies: Compiled,
    documents: Iterable[Document],
    kinds: Collection[str] = (IDENTITY,),
    limits: Iterable[Document] = (),
) -> Tally:
    """Return ``entries`` replayed against ``policies``, which are ``documents`` compiled.

    ``kinds`` are the kinds of policies among them, as messages of AWS name those. ``limits`` are the
    documents of the boundary and session policies that are compiled with them.
    """
    given = tuple(documents)
    grants = Grants(given)
    counts = _Counts(Decider(policies, (*given, *limits), grants), kinds)
    for entry in entries:
        if isinstance(entry, Skipped):
            counts.skip(entry)
        else:
            counts.judge(entry)
    unused = tuple(grants.unused())
    unseen = tuple(one for one in unused if counts.recorded and one.action and may_be_unlogged(one.action))
    return Tally(
        counts.allowed,
        tuple(counts.denied.kept()),
        tuple(counts.unknown.kept()),
        tuple(counts.skipped.kept()),
        tuple(one for one in unused if one not in unseen),
        tuple(grants.wide()),
        counts.calls_denied,
        counts.calls_unknown,
        counts.entries_skipped,
        counts.entries_broken,
        counts.denied.beyond(),
        counts.unknown.beyond(),
        counts.denied_then,
        counts.since.count,
        counts.dry_runs,
        tuple(counts.since.kept()),
        tuple(counts.elsewhere.kept()),
        counts.elsewhere.count,
        unseen,
    )


def _explained(skipped: Skipped) -> Skipped:
    """Return ``skipped`` with the nearest name that there is."""
    why = _fault(skipped.action, skipped.resource) if skipped.action else ""
    return skipped._replace(why=why) if why else skipped


@lru_cache(maxsize=1024)
def _fault(name: str, resource: str) -> str:
    try:
        action = known_action(name[:_LONGEST])
        check_resource(resource[:_LONGEST] or "*", action)
    except UsageError as error:
        return "; ".join(filter(None, (error.what, error.remedy)))
    return ""
