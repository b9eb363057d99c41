"""A tally for a person, and as data."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..evaluate import show
from .call import Where
from .run import Judged, Tally

# What a person reads of each list; --json has more.
_SHOWN = 20


def data(tally: Tally) -> dict[str, Any]:
    """``tally`` as JSON takes it. ``allowed`` is a number of calls, as are those of ``totals``."""
    return {
        "allowed": tally.allowed,
        "denied": [_judged(one) for one in tally.denied],
        "unknown": [_judged(one) | {"depends": list(one.decision.unknown)} for one in tally.unknown],
        "unused": [
            {"action": one.action, "sid": one.sid, "document": one.document, **show.position(one.place)}
            for one in tally.unused
        ],
        "narrower": [
            {
                "what": one.what,
                "granted": list(one.granted),
                "used": list(one.used),
                "actions": list(one.actions),
                "sid": one.sid,
                "document": one.document,
                **show.position(one.place),
            }
            for one in tally.narrower
        ],
        "skipped": [{**_where(one.where), "why": one.why, "broken": one.broken} for one in tally.skipped],
        "totals": {
            "calls": tally.allowed + tally.calls_denied + tally.calls_unknown,
            "denied": tally.calls_denied,
            "unknown": tally.calls_unknown,
            "skipped": tally.entries_skipped,
            "broken": tally.entries_broken,
        },
    }


def _judged(one: Judged) -> dict[str, Any]:
    decided = show.data(one.decision)
    return {
        **_where(one.where),
        "action": one.asked.request.action,
        "resource": one.asked.request.resource,
        "implied": one.asked.implied,
        "verdict": decided["verdict"],
        "statements": decided["statements"],
        "reasons": decided["reasons"],
    }


def _where(where: Where) -> dict[str, Any]:
    return {"index": where.number, "source": where.file, "source_line": where.line}


def lines(tally: Tally) -> Iterator[str]:
    """``tally`` as lines of text; alike entries are one."""
    calls = tally.allowed + tally.calls_denied + tally.calls_unknown
    broken = f", {tally.entries_broken:,} of them broken" if tally.entries_broken else ""
    yield (
        f"{_count(calls, 'call')}: {tally.allowed:,} allowed, {tally.calls_denied:,} denied, "
        f"{tally.calls_unknown:,} unknown; {_count(tally.entries_skipped, 'entry')} skipped{broken}"
    )
    yield from _groups("denied", tally.denied)
    yield from _groups("unknown", tally.unknown)
    if tally.unused:
        yield "granted, and used by nothing:"
        for place, actions in _by_statement(tally):
            yield f"  {place}: {', '.join(actions)}"
    if tally.narrower:
        yield "wider than these calls need:"
    for wide in tally.narrower:
        of = f" of {', '.join(wide.actions[:_SHOWN])}" if wide.actions else ""
        yield f"  {show.statement(wide.sid, wide.document, wide.place)}: {', '.join(wide.granted)}{of}"
        yield from (f"      {one}" for one in wide.used[:_SHOWN])
        yield from _more(len(wide.used), 6)
    if tally.skipped:
        yield "skipped:"
        yield from _skipped(tally)


def _groups(title: str, several: Sequence[Judged]) -> Iterator[str]:
    alike: dict[tuple[Any, ...], list[Judged]] = {}
    for one in several:
        request = one.asked.request
        alike.setdefault((request.action, request.resource, one.decision), []).append(one)
    for group in list(alike.values())[:_SHOWN]:
        first, request = group[0], group[0].asked.request
        on = f" on {request.resource}" if request.resource else ""
        beside = ", which AWS asks beside the call" if first.asked.implied else ""
        verdict = "explicitly denied" if first.decision.verdict == "explicitly-denied" else title
        times = f"{len(group):,} times, first at " if len(group) > 1 else ""
        yield f"{verdict}: {request.action}{on}{beside} ({times}{_at(first.where)})"
        yield from show.deciding(first.decision)
        yield from (f"  depends on {name}{_remedy(name)}" for name in first.decision.unknown)
        yield from show.reasons(first.decision)
    yield from _more(len(alike), 0)


def _remedy(name: str) -> str:
    """How what a decision depends on can be given, where it can."""
    return ": give it with --set" if name.startswith("${") else ""


def _by_statement(tally: Tally) -> Iterable[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for one in tally.unused:
        found.setdefault(show.statement(one.sid, one.document, one.place), []).append(one.action)
    return found.items()


def _skipped(tally: Tally) -> Iterator[str]:
    alike: dict[str, list[Where]] = {}
    for one in tally.skipped:
        alike.setdefault(one.why, []).append(one.where)
    for why, places in list(alike.items())[:_SHOWN]:
        more = f" ({len(places):,} times)" if len(places) > 1 else ""
        yield f"  {_at(places[0])}: {why}{more}"
    yield from _more(len(alike), 2)


def _more(count: int, indent: int) -> Iterator[str]:
    if count > _SHOWN:
        yield f"{' ' * indent}and {count - _SHOWN:,} more; --json lists them"


def _at(where: Where) -> str:
    """Where an entry stands; of several on one line, also which."""
    entry = f", entry {where.number}" if where.number + 1 != where.line else ""
    return f"{where.file}:{where.line}{entry}"


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
