"""Recorded calls as uses of permissions: each action on one resource with what narrows it, counted."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from ..aws import service_reference
from ..aws.unrestricted_actions import UNRESTRICTED_ACTIONS
from ..errors import FormatError
from ..evaluate.request import AccessRequest
from ..evaluate.resources import name_in_policy, names_of_resource
from ..replay import access_denied
from ..replay.call import Asked, Call, Entry, Skipped, Where
from ..replay.groups import KEPT, Left, Lefts
from ..replay.resource_names import ONLY_NAMED
from ..replay.unlogged import UNLOGGED
from .generalize import with_patterns
from .narrowing import REGION, narrowing

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}Z")
# Condition keys that narrow, in lower case, each with its values.
Narrow: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


class Key(NamedTuple):
    """What a use is of: ``resource`` is ``*`` for an action that takes none, and ``None`` when it is unknown.

    ``exact`` when ``*`` and ``?`` in it are characters of a name, and not what the record leaves out.
    """

    action: str
    resource: str | None
    exact: bool
    narrow: Narrow


class Use(NamedTuple):
    """A permission that was used ``times`` times, last at ``last`` (ISO 8601, or empty when not recorded).

    ``regions`` are the Regions of the calls. ``implied`` when AWS authorises it beside calls and records
    nothing of it.
    """

    key: Key
    times: int
    last: str
    where: Where
    regions: frozenset[str]
    implied: bool


class Uses(NamedTuple):
    """All uses of calls, and what else is to be said of those.

    ``denied`` counts calls that had been denied and are left out, ``elsewhere`` those of them that no policy
    of the role allows. ``hidden`` counts what the records do not hold, by action and phrase.
    """

    uses: tuple[Use, ...]
    calls: int
    denied: int
    elsewhere: int
    hidden: Mapping[tuple[str, str], int]
    skipped: tuple[Left, ...]
    recorded: bool
    logged: frozenset[str]


class _Count:
    __slots__ = ("implied", "last", "regions", "times", "where")

    def __init__(self, where: Where) -> None:
        self.where = where
        self.times = 0
        self.last = ""
        self.regions: set[str] = set()
        self.implied = True


def collect_uses(entries: Iterable[Entry], *, include_denied: bool = False, generalize: bool = False) -> Uses:
    """Return the permissions that ``entries`` used; calls that were denied only with ``include_denied``.

    With ``generalize``, ids that AWS makes up, dates and hashes are ``*``. Raises
    :class:`~emitter.errors.FormatError` when there are more resources than a policy could name.
    """
    counts: dict[Key, _Count] = {}
    hidden: Counter[tuple[str, str]] = Counter()
    skipped = Lefts()
    calls = denied = elsewhere = 0
    recorded = False
    for entry in entries:
        if isinstance(entry, Skipped):
            skipped.add(entry)
            continue
        calls += 1
        recorded |= entry.recorded
        if entry.then == "denied":
            hopeless = _is_hopeless(entry)
            elsewhere += hopeless
            if hopeless or not include_denied:
                denied += 1
                continue
        for asked in _asked(entry):
            if asked.depends:
                hidden[asked.request.action, asked.depends] += 1
                continue
            key = _key(asked, generalize)
            count = counts.get(key)
            if count is None:
                if len(counts) >= KEPT:
                    raise _too_many(generalize)
                count = counts[key] = _Count(entry.where)
            _add(count, asked)
    uses = tuple(
        Use(key, one.times, one.last, one.where, frozenset(one.regions), one.implied)
        for key, one in counts.items()
    )
    logged = frozenset(one.key.action.lower() for one in uses if not one.implied) & UNLOGGED
    return Uses(uses, calls, denied, elsewhere, dict(hidden), tuple(skipped.kept()), recorded, logged)


def _add(count: _Count, asked: Asked) -> None:
    context = asked.request.context
    count.times += 1
    count.implied &= asked.implied
    count.regions.update(context.get(REGION, ()) or ("",))
    for time in context.get("aws:currenttime", ()):
        # It becomes a comment of a template: nothing else may stand there.
        if _TIME.fullmatch(time):
            count.last = max(count.last, time)


def _asked(call: Call) -> Iterator[Asked]:
    return (one for one in call.asked if one.request.action.lower() not in UNRESTRICTED_ACTIONS)


def _is_hopeless(call: Call) -> bool:
    """Return whether nothing that the role is given would have allowed ``call``, as far as AWS says."""
    denial = call.denial
    return denial is not None and (denial.explicit or denial.kind not in ("", access_denied.IDENTITY))


def _key(asked: Asked, generalize: bool) -> Key:
    request = asked.request
    resource, exact = _resource(request, asked.partial)
    narrow = tuple(narrowing(request.action, request.context))
    if resource is not None:
        narrow = tuple(pair for pair in narrow if not _is_named(pair, resource))
        if generalize and resource.startswith("arn:"):
            widened = with_patterns(resource)
            resource, exact = widened, exact and widened == resource
    return Key(request.action, resource, exact, narrow)


def _resource(request: AccessRequest, partial: bool) -> tuple[str | None, bool]:
    """Return how a policy names the resource of ``request``, and whether all of that is its name."""
    listed = service_reference.action(request.action)
    if listed is not None and not listed.resources:
        return "*", False
    names = names_of_resource(request)
    if names is None:
        return ("*" if request.action in ONLY_NAMED else None), False
    if request.resource is None or request.resource == "*":
        return "*", False
    name = name_in_policy(request.action, request.resource)
    return name, not partial and name == request.resource


def _is_named(pair: tuple[str, tuple[str, ...]], resource: str) -> bool:
    """Return whether ``resource`` itself has the cluster that a condition would name."""
    key, values = pair
    if key != "ecs:cluster":
        return False
    names = [value.rpartition("/")[2] for value in values]
    return any(f"/{name}/" in resource or resource.endswith(f":cluster/{name}") for name in names)


def _too_many(generalize: bool) -> FormatError:
    what = f"more than {KEPT:,} different resources, which no policies of a role can name"
    remedy = "choose one role with --principal, or fewer calls"
    return FormatError(
        "CALLS", what, remedy if generalize else "--generalize makes patterns of ids, dates and hashes"
    )
