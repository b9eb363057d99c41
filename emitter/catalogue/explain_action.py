"""Why a permission is there, by action over all targets; imports none of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..aws.wildcards import action_matches, is_pattern
from ..errors import UsageError


def explain_action(action: str, targets: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """Return every grant and every documented page that gives ``action`` (``ecs:CreateService``).

    ``targets`` are names with what :func:`~.describe.permissions` returns of each.
    Raises :class:`~emitter.errors.UsageError` when AWS has no such action, or no target needs it.
    """
    wanted = action.lower()
    known = tuple(targets)
    grants = [
        {"target": name, **grant}
        for name, permissions in known
        for grant in permissions["grants"]
        if grant["action"].lower() == wanted
    ]
    documented = [
        {
            "target": name,
            "since": page["since"],
            "until": page["until"],
            "as": given,
            "source": page["source"],
        }
        for name, permissions in known
        for page in permissions["documented"]
        for given in page["actions"]
        if given.lower() == wanted or (is_pattern(given) and action_matches(given, wanted))
    ]
    # What a target grants exists; only other names have to be looked up.
    if not grants:
        from ..aws.service_reference import action_fault

        fault = action_fault(action)
        if fault is not None:
            raise UsageError(f"explain {action}", *fault)
        if not documented:
            raise UsageError(f"explain {action}", "no target needs it", "run emit targets to list them")
    return {"action": action, "grants": grants, "documented": documented}
