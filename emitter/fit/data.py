"""A fit as JSON takes it; its keys are those of ``emit replay --json`` where they mean the same."""

from collections.abc import Iterable
from typing import Any

from ..catalogue.model import Grant
from ..replay.groups import Left
from ..replay.report import left_data, where_data
from .configured import Configuration
from .demands import Demand
from .generalize import Widened
from .policy import FittedPolicy, Granted, bound, last_used, times_used
from .policy_report import named_in_part, not_recorded
from .report import idle, is_nowhere
from .run import TargetFit
from .target import FittedTarget
from .toml_table import dropped, inherited
from .uses import Uses
from .ways import condition_block


def target_data(made: TargetFit, environment: str | None, configured: Configuration) -> dict[str, Any]:
    """Return the fit of a target that was ``made`` for ``environment``, which is ``configured`` so."""
    fitted, collected = made.fitted, made.collected
    seen, hidden = idle(fitted, collected)
    return {
        "target": fitted.target.name,
        "version": fitted.version,
        "alike": list(fitted.alike),
        "newest": made.newer
        and {"version": made.newer.version, "adds": list(made.newer.grants_beyond(fitted))},
        "configured_version_denies": made.other_version,
        "features": list(fitted.features),
        "without": list(fitted.without),
        "values": {name: list(several) for name, several in fitted.values.items()},
        "required": list(fitted.required),
        "defaults": {name: fitted.target.parameter[name].default for name in fitted.open},
        "environment": {
            "name": environment,
            **{key: one or None for key, one in made.place._asdict().items()},
        },
        "restricting": list(fitted.restricting),
        "kept": list(fitted.kept),
        "undecided": list(fitted.undecided),
        "dropped": list(dropped(fitted, configured)),
        "inherited": list(inherited(fitted, configured)),
        "widened": _widened(fitted.widened),
        "uncovered": [_demand(one) for one in made.uncovered if not is_nowhere(one)],
        "no_region": [_demand(one) for one in made.uncovered if is_nowhere(one)],
        "elsewhere": [_demand(one) for one in made.elsewhere],
        "depends": list(fitted.unknown),
        "hidden": _hidden(collected.hidden),
        "unused": _unused(fitted, seen),
        "not_recorded": _unused(fitted, hidden),
        "not_listed": dict(collected.beyond),
        "skipped": _skipped(collected.skipped),
        "totals": {
            "calls": collected.calls,
            "denied_then": collected.denied,
            "broken": collected.broken,
        },
    }


def policy_data(fitted: FittedPolicy, uses: Uses, text: str) -> dict[str, Any]:
    """Return the policy ``fitted`` to ``uses``, which ``text`` is in a format."""
    return {
        "text": text,
        "statements": [_statement(one) for one in fitted.statements],
        "unnamed": [
            {"action": one.key.action, "count": one.times, **where_data(one.where)} for one in fitted.unnamed
        ],
        "named_in_part": named_in_part(fitted),
        "widened": _widened(fitted.widened),
        "hidden": _hidden(uses.hidden),
        "not_recorded": [
            {"service": service, "actions": [f"{service}:{name}" for name in names]}
            for service, names in not_recorded(fitted, uses)
        ],
        "skipped": _skipped(uses.skipped),
        "totals": {
            "calls": uses.calls,
            "left_out": uses.denied,
            "denied_elsewhere": uses.elsewhere,
        },
    }


def _statement(one: Granted) -> dict[str, Any]:
    return {
        "sid": one.sid,
        "actions": [
            {"action": action, "count": times_used(one, action), "last": last_used(one, action) or None}
            for action in one.actions
        ],
        "resources": [text for text, _ in one.resources],
        "conditions": condition_block(bound(one)),
    }


def _demand(one: Demand) -> dict[str, Any]:
    return {
        **where_data(one.where),
        "action": one.asked.request.action,
        "resource": one.asked.request.resource,
        "implied": one.asked.implied,
        "count": one.times,
        "denied_then": one.denied,
    }


def _unused(fitted: FittedTarget, grants: Iterable[Grant]) -> list[dict[str, Any]]:
    return [
        {
            "action": grant.action.JSONrepr(),
            "sid": grant.scope.sid,
            "features": [name for name in grant.features if name in fitted.on],
        }
        for grant in grants
    ]


def _widened(several: Iterable[Widened]) -> list[dict[str, Any]]:
    return [{"pattern": one.pattern, "names": list(one.names), "rule": one.words} for one in several]


def _hidden(counts: Any) -> list[dict[str, Any]]:
    return [{"action": action, "why": why, "count": count} for (action, why), count in counts.items()]


def _skipped(several: Iterable[Left]) -> list[dict[str, Any]]:
    return [left_data(one) for one in several]
