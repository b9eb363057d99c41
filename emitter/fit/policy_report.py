"""Lines for a person next to a policy that is fitted to calls."""

from collections.abc import Iterator

from ..messages import counted
from ..replay.unlogged import unlogged_of
from .generalize import widenings
from .policy import FittedPolicy, used
from .uses import Uses

_SHOWN = 20
_FEW = 6


def lines(fitted: FittedPolicy, uses: Uses, *, include_denied: bool, usage: bool) -> Iterator[str]:
    """Yield what ``fitted`` was made of and leaves out; with ``usage``, how often and when its actions were
    used, for a format that has no place for it.
    """
    actions = {action for one in fitted.statements for action in one.actions}
    calls, granted = counted(uses.calls, "call"), counted(len(actions), "action")
    yield f"{calls}: {granted} in {counted(len(fitted.statements), 'statement')}"
    if usage:
        for one in fitted.statements:
            yield from (f"  {one.sid}: {action} {used(one, action)}" for action in one.actions)
    left = uses.denied - uses.elsewhere
    if left and not include_denied:
        yield f"denied when made, and left out: {counted(left, 'call')}; --include-denied takes them"
    if uses.elsewhere:
        denied = counted(uses.elsewhere, "call")
        yield f"denied by what no policy of the role can undo, and left out: {denied}"
    for use in fitted.unnamed[:_SHOWN]:
        where = f"{use.where.file}:{use.where.line}"
        yield (
            f"records do not say on what {use.key.action} was ({where}): it is on every resource of its types"
        )
    for text in named_in_part(fitted)[:_SHOWN]:
        yield f"named in part: {text}"
    yield from widenings(fitted.widened)
    for (action, why), count in uses.hidden.items():
        yield f"not in it, as records do not name it: {action}, {counted(count, 'time')}: {why}"
    for service, names in not_recorded(fitted, uses):
        some = ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")
        yield f"{service}: CloudTrail does not record {some}, or only as data events"


def named_in_part(fitted: FittedPolicy) -> list[str]:
    """Return the resources of which records name a part only."""
    return sorted(
        {
            text
            for one in fitted.statements
            for text, exact in one.resources
            if not exact and "*" in text[:-1] and any(use.key.resource == text for use in one.uses)
        }
    )


def not_recorded(fitted: FittedPolicy, uses: Uses) -> Iterator[tuple[str, list[str]]]:
    """Yield each service that was called, with those of its actions that a trail does not record."""
    if not uses.recorded:
        return
    granted = {action.lower() for one in fitted.statements for action in one.actions}
    for service in sorted({action.partition(":")[0] for action in granted}):
        names = [one for one in unlogged_of(service) if f"{service}:{one}".lower() not in granted]
        if names and not any(name.startswith(f"{service}:") for name in uses.logged):
            yield service, names
