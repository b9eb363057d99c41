"""Calls held against policies: what would be denied, by what, what nothing used, what could be narrower.

Decisions are remembered by what can change them: action, resource, and the condition keys that the
policies name. So a gigabyte of calls takes no more memory than the different ones among its last.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from ..aws import service_reference
from ..errors import UsageError
from ..evaluate import AccessRequest, Compiled, Decision
from ..evaluate.resources import name_in_policy
from ..evaluate.validate import check_resource, known_action
from ..reading.document import Document
from ..reading.values import Value
from .call import Context, Entry, Skipped
from .groups import Judged, Kinds, Left, Lefts
from .usage import Grants, Unused, Wide

_REMEMBERED = 1 << 16
# Longer names than this are no names, and take long to look for.
_LONGEST = 300

_VARIABLE = re.compile(r"\$\{\s*([^},]+?)\s*[},]")
_Known: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


class Tally(NamedTuple):
    """The outcome. The numbers count calls and entries; ``denied``, ``unknown`` and ``skipped`` are kinds.

    Of kinds that are not kept, ``denied_beyond`` and ``unknown_beyond`` count what was judged, by action.
    ``denied_then`` calls had been denied when they were made, ``allowed_since`` of them are allowed now.
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


def replay(entries: Iterable[Entry], policies: Compiled, documents: Iterable[Document]) -> Tally:
    """Return ``entries`` held against ``policies``, which are ``documents`` compiled."""
    given = tuple(documents)
    wanted = keys(given)
    grants = Grants(given)
    denied, unknown, skipped = Kinds(), Kinds(), Lefts()
    allowed = calls_denied = calls_unknown = entries_skipped = entries_broken = 0
    denied_then = allowed_since = dry_runs = 0

    @lru_cache(maxsize=_REMEMBERED)
    def decide(action: str, resource: str | None, known: _Known, complete: bool, partial: bool) -> Decision:
        decision = _judge(policies, AccessRequest(action, resource, dict(known), complete), partial)
        if decision.verdict in ("allowed", "unknown"):
            on = resource if service_reference.action(action) is None or _takes_resource(action) else None
            on = on and name_in_policy(action, on)
            for by in decision.statements or decision.reasons:
                grants.note(by, action, on)
        return decision

    for entry in entries:
        if isinstance(entry, Skipped):
            entries_skipped += 1
            entries_broken += entry.broken
            skipped.add(_explained(entry))
            continue
        worst = 0
        for asked in entry.asked:
            action, resource, context, complete = asked.request
            decision = decide(action, resource, tuple(_project(wanted, context)), complete, asked.partial)
            if decision.verdict == "allowed":
                continue
            if decision.verdict == "unknown":
                worst = max(worst, 1)
                unknown.add(entry, asked, decision)
            else:
                worst = 2
                denied.add(entry, asked, decision)
        if entry.then:
            denied_then += entry.then == "denied"
            allowed_since += entry.then == "denied" and worst == 0
            dry_runs += entry.then == "dry run"
        allowed += worst == 0
        calls_unknown += worst == 1
        calls_denied += worst == 2
    return Tally(
        allowed,
        tuple(denied.kept()),
        tuple(unknown.kept()),
        tuple(skipped.kept()),
        tuple(grants.unused()),
        tuple(grants.wide()),
        calls_denied,
        calls_unknown,
        entries_skipped,
        entries_broken,
        denied.beyond(),
        unknown.beyond(),
        denied_then,
        allowed_since,
        dry_runs,
    )


def keys(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the condition keys that ``documents`` name, in conditions and as variables, in lower case."""
    found: set[str] = set()
    for document in documents:
        for statement in document.statements:
            for condition in statement.conditions:
                found.add(condition.key.shown.lower())
                found.update(_variables(condition.values))
            found.update(_variables((*statement.resources, *statement.not_resources)))
    return tuple(sorted(found))


def _variables(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        for part in value.parts:
            if isinstance(part, str) and "${" in part:
                yield from (match.lower() for match in _VARIABLE.findall(part))


def _project(wanted: Iterable[str], context: Context) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key in wanted:
        values = context.get(key)
        if values is not None:
            yield key, values
        elif key.startswith("aws:requesttag/") and "aws:tagkeys" in context:
            # All tags of the request are known, and this is none of them.
            yield key, ()


def _judge(policies: Compiled, request: AccessRequest, partial: bool) -> Decision:
    decision = policies.decide(request)
    if (
        partial
        and decision.verdict == "implicitly-denied"
        and any(reason.what == "resource" for reason in decision.reasons)
    ):
        # The part of the ARN that the record does not hold may be what a statement names.
        return Decision("unknown", (), decision.reasons, ("the resource",))
    return decision


@lru_cache(maxsize=4096)
def _takes_resource(action: str) -> bool:
    found = service_reference.action(action)
    return found is not None and bool(found.resources)


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
