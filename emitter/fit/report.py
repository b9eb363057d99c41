"""Lines for a person next to the table of a fitted target."""

from collections.abc import Iterable, Iterator, Sequence

from ..catalogue.model import Grant
from ..messages import counted
from ..replay.call import Where
from ..replay.unlogged import may_be_unlogged
from .demands import Collected, Demand
from .generalize import widenings
from .run import TargetFit
from .target import FittedTarget

# What a person reads of each list.
_SHOWN = 20


def lines(made: TargetFit) -> Iterator[str]:
    """Yield what the fit that was ``made`` leaves open, and what it grants that no call used."""
    fitted, collected = made.fitted, made.collected
    whole = not made.uncovered and not collected.beyond
    all_of = "all of them" if whole else "all but what is listed below"
    yield f"{counted(collected.calls, 'call')}: {fitted.target.name} {fitted.version} allows {all_of}"
    if collected.denied:
        yield f"denied when they were made, and counted as the others: {counted(collected.denied, 'call')}"
    if made.other_version:
        yield "the version that is configured does not allow all that this one does"
    if len(fitted.alike) > 1:
        yield f"versions that need the same: {', '.join(fitted.alike)}"
    yield from _newer(made)
    yield from _uncovered(made)
    yield from _values(made)
    yield from _unsure(made)
    yield from _idle(fitted, collected)


def _newer(made: TargetFit) -> Iterator[str]:
    """Yield the newest version that allows as much as the smallest, and the actions that it grants more."""
    if made.newer is not None:
        name, version = made.newer.target.name, made.newer.version
        more = ", ".join(made.newer.grants_beyond(made.fitted)) or "no action, but more resources"
        yield f"{version} is the newest that allows as much: --target {name}@{version} adds {more}"


def _uncovered(made: TargetFit) -> Iterator[str]:
    """Yield the calls that the target does not allow, and why that may be."""
    nowhere = [one for one in made.uncovered if is_nowhere(one)]
    uncovered = [one for one in made.uncovered if one not in nowhere]
    if uncovered or made.collected.beyond:
        yield (
            f"no feature of {made.fitted.target.name} covers these; they may be of another tool with the same"
            " role, or calls by hand:"
        )
        yield from listed(uncovered)
        for action, count in made.collected.beyond.items():
            yield f"  {action} {counted(count, 'time')} more, on other resources"
    if nowhere:
        times = sum(one.times for one in nowhere)
        named = ", ".join(_actions(nowhere))
        yield f"records name no Region, so that nothing is decided: {named}, {counted(times, 'time')}"
    if made.elsewhere:
        yield f"allowed by the targets that share the identity: {', '.join(_actions(made.elsewhere))}"


def _values(made: TargetFit) -> Iterator[str]:
    """Yield what is to be said of values: other Regions, patterns, what is required, what stays open."""
    fitted, here = made.fitted, made.place.region
    regions = [one for one in fitted.values.get("region", ()) if one != here]
    if regions and here:
        yield f"calls are not only in {here}: values.region has {', '.join(regions)} too"
    yield from widenings(fitted.widened)
    if fitted.required:
        yield f"required, and no call names it: {', '.join(f'values.{one}' for one in fitted.required)}"
    for one in fitted.open:
        yield f"no call names {one}: it stays {fitted.target.parameter[one].default!r}"


def _unsure(made: TargetFit) -> Iterator[str]:
    """Yield what records do not show: restrictions that would hold, keys, what goes with a call."""
    fitted = made.fitted
    if fitted.restricting:
        yield f"on, as they only restrict and every call meets them: {', '.join(fitted.restricting)}"
    if fitted.kept:
        yield f"configured and kept, as they restrict and no call contradicts them: {', '.join(fitted.kept)}"
    if fitted.undecided:
        yield f"only restrict, and records do not say whether calls meet them: {', '.join(fitted.undecided)}"
    if fitted.unknown:
        yield f"records do not say, so statements may still deny: {', '.join(fitted.unknown)}"
    for (action, why), count in made.collected.hidden.items():
        yield f"{action}, {counted(count, 'time')}: {why}"


def is_nowhere(demand: Demand) -> bool:
    """Return whether the record of ``demand`` does not name the Region of its resource."""
    fields = (demand.asked.request.resource or "").split(":", 5)
    return demand.asked.partial and fields[3:4] == ["*"]


def listed(demands: Sequence[Demand]) -> Iterator[str]:
    """Yield a line for each of ``demands``, the most frequent first."""
    ordered = sorted(demands, key=lambda one: -one.times)
    for one in ordered[:_SHOWN]:
        request = one.asked.request
        on = f" on {request.resource}" if request.resource else ""
        denied = f"; {one.denied:,} of them denied then" if one.denied else ""
        times = f"{one.times:,} times, first at " if one.times > 1 else ""
        yield f"  {request.action}{on} ({times}{at(one.where)}{denied})"
    if len(ordered) > _SHOWN:
        yield f"  and {len(ordered) - _SHOWN:,} more"


def at(where: Where) -> str:
    """Return where an entry stands; of several on one line, also which."""
    entry = f", entry {where.number}" if where.number + 1 != where.line else ""
    return f"{where.file}:{where.line}{entry}"


def idle(fitted: FittedTarget, collected: Collected) -> tuple[list[Grant], list[Grant]]:
    """Return the grants that no call used: those that records would show, and those that they cannot."""
    hidden = [one for one in fitted.idle if collected.recorded and may_be_unlogged(one.action.JSONrepr())]
    return [one for one in fitted.idle if one not in hidden], hidden


def _idle(fitted: FittedTarget, collected: Collected) -> Iterator[str]:
    """Yield what is granted and was not seen, by feature; what CloudTrail cannot show, apart."""
    seen, hidden = idle(fitted, collected)
    for title, grants in (
        ("granted, and not seen:", seen),
        ("granted, and CloudTrail does not record its use, or only as data events:", hidden),
    ):
        if grants:
            yield title
            for features, actions in _by_feature(fitted, grants).items():
                yield f"  {features}: {', '.join(actions)}"


def _by_feature(fitted: FittedTarget, grants: Iterable[Grant]) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for grant in grants:
        features = " or ".join(name for name in grant.features if name in fitted.on)
        found.setdefault(features, {})[grant.action.JSONrepr()] = None
    return found


def _actions(demands: Iterable[Demand]) -> list[str]:
    return sorted({one.asked.request.action for one in demands})
