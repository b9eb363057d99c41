"""A tally for a person, and as data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..evaluate import report
from ..messages import counted, printable
from ..reading.yaml_tree import Place
from .call import Where
from .groups import Judged, Left, Since
from .run import Tally
from .usage import Unused

# What a person reads of each list; --json has more.
_SHOWN = 20
# Lines that are named of one fault.
_LINES = 10


def data(tally: Tally) -> dict[str, Any]:
    """Return ``tally`` as JSON takes it. ``allowed`` is a number of calls, as are those of ``totals``.

    What is denied, unknown or skipped is once for each kind, with where it is first, and its ``count``.
    """
    calls = tally.allowed + tally.calls_denied + tally.calls_unknown
    return {
        "allowed": tally.allowed,
        "denied": [_judged(one) for one in tally.denied],
        "unknown": [_judged(one) | {"depends": list(one.decision.unknown)} for one in tally.unknown],
        "unused": [_unused(one) for one in (tally.unused if calls else ())],
        "not_recorded": [_unused(one) for one in (tally.unseen if calls else ())],
        "allowed_since": [_allowed(one) for one in tally.since],
        "denied_elsewhere": [_allowed(one) for one in tally.elsewhere],
        "narrower": [
            {
                "what": one.what,
                "granted": list(one.granted),
                "used": list(one.used),
                "actions": list(one.actions),
                "sid": one.sid,
                "document": one.document,
                **report.position(one.place),
            }
            for one in tally.narrower
        ],
        "skipped": [left_data(one) for one in tally.skipped],
        "not_listed": {"denied": dict(tally.denied_beyond), "unknown": dict(tally.unknown_beyond)},
        "totals": {
            "calls": calls,
            "denied": tally.calls_denied,
            "unknown": tally.calls_unknown,
            "skipped": tally.entries_skipped,
            "broken": tally.entries_broken,
            "denied_then": tally.denied_then,
            "allowed_since": tally.allowed_since,
            "denied_elsewhere": tally.allowed_here,
            "dry_runs": tally.dry_runs,
        },
    }


def _unused(one: Unused) -> dict[str, Any]:
    return {
        "action": one.action or None,
        "resource": one.resource or None,
        "sid": one.sid,
        "document": one.document,
        **report.position(one.place),
    }


def _allowed(one: Since) -> dict[str, Any]:
    return {
        **where_data(one.where),
        "action": one.action,
        "resource": one.resource,
        "denied_by": one.kind or None,
        "policy": one.policy or None,
        "count": one.times,
    }


def _judged(one: Judged) -> dict[str, Any]:
    decided = report.data(one.decision)
    return {
        **where_data(one.where),
        "action": one.asked.request.action,
        "resource": one.asked.request.resource,
        "implied": one.asked.implied,
        "count": one.times,
        "denied_then": one.denied_then,
        "denied_by": list(one.denied_by),
        "dry_runs": one.dry_runs,
        "verdict": decided["verdict"],
        "statements": decided["statements"],
        "reasons": decided["reasons"],
        "places": [where_data(place) for place in one.places],
    }


def left_data(one: Left) -> dict[str, Any]:
    """Return entries that are no calls as JSON takes them."""
    return {
        **where_data(one.skipped.where),
        "why": one.skipped.why,
        "broken": one.skipped.broken,
        "count": one.times,
        "places": [where_data(place) for place in one.places],
    }


def where_data(where: Where) -> dict[str, Any]:
    """Return where an entry stands as JSON takes it; ``index`` begins at 0."""
    return {"index": where.number, "source": where.file, "source_line": where.line}


def lines(tally: Tally) -> Iterator[str]:
    """Return ``tally`` as lines of text; alike entries are one. What calls and files name is printable in
    them.
    """
    return map(printable, _lines(tally))


def _lines(tally: Tally) -> Iterator[str]:
    calls = tally.allowed + tally.calls_denied + tally.calls_unknown
    broken = f", {tally.entries_broken:,} of them broken" if tally.entries_broken else ""
    yield (
        f"{counted(calls, 'call')}: {tally.allowed:,} allowed, {tally.calls_denied:,} denied, "
        f"{tally.calls_unknown:,} unknown; {counted(tally.entries_skipped, 'entry')} skipped{broken}"
    )
    if tally.denied_then:
        since = f"; allowed since: {tally.allowed_since:,}" if tally.allowed_since else ""
        yield f"denied when it was made: {counted(tally.denied_then, 'call')}{since}"
    yield from _since("allowed since", tally.since)
    yield from _since("denied when it was made, allowed by these policies", tally.elsewhere)
    if tally.dry_runs:
        yield f"only a dry run: {counted(tally.dry_runs, 'call')}"
    yield from _skipped("broken, and not replayed:", [one for one in tally.skipped if one.skipped.broken])
    yield from _kinds("denied", tally.denied, tally.denied_beyond)
    yield from _kinds("unknown", tally.unknown, tally.unknown_beyond)
    if tally.unused and calls:
        yield "granted, and used by nothing:"
        for place, actions in _by_statement(tally.unused):
            yield f"  {place}: {', '.join(actions)}"
    if tally.unseen and calls:
        yield "granted, and CloudTrail does not record its use, or only as data events:"
        for place, actions in _by_statement(tally.unseen):
            yield f"  {place}: {', '.join(actions)}"
    if tally.narrower:
        yield "wider than these calls need:"
    for wide in tally.narrower:
        of = f" of {', '.join(wide.actions[:_SHOWN])}" if wide.actions else ""
        yield f"  {report.statement(wide.sid, wide.document, wide.place)}: {', '.join(wide.granted)}{of}"
        yield from (f"      {one}" for one in wide.used[:_SHOWN])
        yield from _more(len(wide.used), 6)
    yield from _skipped("skipped:", [one for one in tally.skipped if not one.skipped.broken])


def _kinds(title: str, several: Sequence[Judged], beyond: Mapping[str, int]) -> Iterator[str]:
    for one in _varied(several)[:_SHOWN]:
        request = one.asked.request
        on = f" on {request.resource}" if request.resource else ""
        beside = ", which AWS authorizes next to the call" if one.asked.implied else ""
        verdict = "explicitly denied" if one.decision.verdict == "explicitly-denied" else title
        times = f"{one.times:,} times, first at " if one.times > 1 else ""
        yield f"{verdict}: {request.action}{on}{beside} ({times}{_at(one.where)}{_then(one)})"
        yield from report.deciding(one.decision)
        yield from (f"  depends on {name}{_remedy(name)}" for name in one.decision.unknown)
        yield from report.reasons(one.decision)
    yield from _more(len(several), 0, f"{title}: ")
    for action, count in beyond.items():
        yield f"{title}: {action} {count:,} times more, on other resources or for other reasons; not listed"


def _then(one: Judged) -> str:
    """Return how the calls of a kind ended when they were made, where that is of interest."""
    found = ""
    for number, said in ((one.denied_then, "denied then too"), (one.dry_runs, "a dry run")):
        if number:
            found += f"; {said}" if number == one.times == 1 else f"; {number:,} of them {said}"
    return f"{found}, by {' and '.join(map(_a, one.denied_by))}" if one.denied_by else found


def _since(title: str, several: Sequence[Since]) -> Iterator[str]:
    for one in several[:_SHOWN]:
        on = f" on {one.resource}" if one.resource else ""
        times = f"{one.times:,} times, first at " if one.times > 1 else ""
        by = (
            f"it was denied by {_a(one.kind)}"
            if one.kind
            else "AWS does not say which kind of policy denied it"
        )
        policy = f" {one.policy}" if one.policy else ""
        yield f"{title}: {one.action}{on} ({times}{_at(one.where)}; {by}{policy})"
    yield from _more(len(several), 0, f"{title}: ")


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _varied(several: Sequence[Judged]) -> Sequence[Judged]:
    """Return ``several`` in order; where they are too many to show, the first of each action before the
    others.
    """
    if len(several) <= _SHOWN:
        return several
    seen: set[str] = set()
    first: list[Judged] = []
    others: list[Judged] = []
    for one in several:
        action = one.asked.request.action
        (others if action in seen else first).append(one)
        seen.add(action)
    return [*first, *others]


def _remedy(name: str) -> str:
    """Return how what a decision depends on can be given, where it can."""
    return ": give it with --set" if name.startswith("${") else ""


def _by_statement(several: Iterable[Unused]) -> Iterable[tuple[str, list[str]]]:
    found: dict[tuple[str, str, Place], list[str]] = {}
    for one in several:
        name = one.action or f"on {one.resource}"
        found.setdefault((one.sid, one.document, one.place), []).append(name)
    return [(report.statement(*statement), names) for statement, names in found.items()]


def _skipped(title: str, several: Sequence[Left]) -> Iterator[str]:
    if several:
        yield title
    for one in several[:_SHOWN]:
        times = f" ({one.times:,} times: {_places(one)})" if one.times > 1 else ""
        yield f"  {_at(one.skipped.where)}: {one.skipped.why}{times}"
    yield from _more(len(several), 2)


def _places(left: Left) -> str:
    """Return the lines of ``left``, the first ones of many."""
    by_file: dict[str, list[str]] = {}
    for place in left.places[:_LINES]:
        by_file.setdefault(place.file, []).append(f"{place.line}")
    several = [f"{file}:{','.join(dict.fromkeys(numbers))}" for file, numbers in by_file.items()]
    more = left.times - min(len(left.places), _LINES)
    return f"{' '.join(several)}{f' and {more:,} more' if more else ''}"


def _more(count: int, indent: int, title: str = "") -> Iterator[str]:
    if count > _SHOWN:
        yield f"{' ' * indent}{title}and {count - _SHOWN:,} more; --json lists them"


def _at(where: Where) -> str:
    """Return where an entry stands; of several on one line, also which."""
    entry = f", entry {where.number}" if where.number + 1 != where.line else ""
    return f"{where.file}:{where.line}{entry}"
