"""Phrases of findings about statements."""

from collections.abc import Iterable

from ..aws.service_reference import Action
from ..aws.wildcards import is_pattern
from ..reading.document import Statement
from ..reading.values import Value
from .grants import BroadAccess
from .resource_arns import is_all


def listed(names: Iterable[str], most: int = 3) -> str:
    """Return ``names`` as a phrase: ``a, b and c``, or ``a, b and 4 more``."""
    unique = list(dict.fromkeys(names))
    shown = unique[:most] if len(unique) > most + 1 else unique
    if len(unique) > len(shown):
        return f"{', '.join(shown)} and {len(unique) - len(shown)} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def on(statement: Statement) -> str:
    """Return where ``statement`` holds, as the end of a phrase; empty where that is everywhere."""
    if not statement.resources or any(map(is_all, statement.resources)):
        return ""
    return f" on {listed(value.shown for value in statement.resources)}"


def on_every_resource(found: BroadAccess) -> str:
    """Return that ``found`` is about every resource, as the end of a phrase; empty where its actions name
    none.
    """
    names = any(action.resources for _, actions in found.actions for action in actions)
    return " on every resource" if names else ""


def as_written(actions: Iterable[tuple[Value, tuple[Action, ...]]]) -> str:
    """Return actions as the policy spells them; of a pattern also which of its actions are meant."""
    return listed(
        value.shown
        if value.text == inner[0].name or not is_pattern(value.shown)
        else f"{value.shown} ({listed((action.name.partition(':')[2] for action in inner), 2)})"
        for value, inner in actions
    )
