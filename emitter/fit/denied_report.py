"""What denials ask for, for a person and as data."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..replay.access_denied import PUBLIC_ACCESS
from .denied import ExplainedDenial, Option

# With more options than this, each is one line, without its reason.
_BRIEF = 3


def lines(several: Sequence[ExplainedDenial], targets: Sequence[str], environment: str) -> Iterator[str]:
    """Yield lines for ``several``; ``targets`` are those that somebody named, if any."""
    for number, one in enumerate(several):
        if number:
            yield ""
        yield from _denial(one, targets, environment)


def _denial(one: ExplainedDenial, targets: Sequence[str], environment: str) -> Iterator[str]:
    denial = one.denial
    on = f" on {denial.resource}" if denial.resource else ""
    times = f" ({one.times:,} times, first on line {one.line})" if one.times > 1 else ""
    yield f"{denial.action}{on}{times}"
    if denial.principal:
        yield f"  asked by {denial.principal}"
    yield f"  {_why(one)}"
    if one.look:
        yield "  nothing that is added to the role's own policies helps"
        yield f"  look at {one.look}"
        if denial.policy:
            yield f"  the policy is {denial.policy}"
        return
    if not denial.kind:
        others = "its boundary, session policies and SCPs"
        if denial.action.startswith("sts:AssumeRole"):
            others += ", and at the trust policy of the role that is assumed"
        yield f"  if the role has the permission already, look at {others}"
    brief = len(one.options) > _BRIEF
    for option in one.options:
        of = f"{option.target} {option.version}, feature {' or '.join(option.features)}"
        yield f"  {of}: {_add(option, environment)}"
        if not brief:
            yield f"      {option.reason} [{option.cite}]"
        if option.depends:
            yield f"      if it fits: {', '.join(option.depends)}; the message does not say"
    if not one.options:
        of = f"{' and '.join(targets)} never needs it" if targets else "no target of the catalogue needs it"
        allow = "; the statement that allows it:" if one.statement else ""
        yield f"  {of}{allow}"
        if one.statement:
            yield f"    {json.dumps(one.statement, ensure_ascii=False)}"
        if one.forms:
            yield "  its ARN is like"
        yield from (f"    {form}" for form in one.forms)
    yield from (f"  {note}" for note in one.notes)


def _why(one: ExplainedDenial) -> str:
    denial = one.denial
    a = "an" if denial.kind[:1] in "aeiou" else "a"
    if denial.explicit:
        sids = f" (statement {', '.join(denial.sids)})" if denial.sids else ""
        by = f"in {a} {denial.kind}" if denial.kind else "in a policy that the message does not name"
        return f"denied by an explicit deny {by}{sids}"
    if denial.kind == PUBLIC_ACCESS:
        return "denied by Amazon S3 Block Public Access"
    return (
        f"denied because no {denial.kind} allows it"
        if denial.kind
        else "denied; AWS does not say by which policy"
    )


def _add(option: Option, environment: str) -> str:
    added = option.additions
    other = option.version != option.configured
    if option.current:
        return f"{environment} allows it already: deploy what emit build writes, and see that the role has it"
    if not added.size and not other:
        return "allowed, unless a feature is turned off or a value is narrower"
    if environment:
        parts = [f"set version {option.version}, as {option.configured} never asks for it"] if other else []
        parts += [
            _turn(name, "without" if name in option.on else "features", True) for name in added.features
        ]
        parts += [
            _turn(name, "without" if name in option.on else "features", False) for name in added.without
        ]
        parts += [f"add {json.dumps(value)} to values.{name}" for name, value in added.values]
        return f"in environments.{environment}.targets.{option.target}: {', '.join(parts)}"
    return f"add {' '.join(_options(option))}"


def _turn(feature: str, key: str, on: bool) -> str:
    """Return the change of ``key``, ``features`` or ``without``, that turns ``feature`` ``on`` or off."""
    add = on == (key == "features")
    return f"add {json.dumps(feature)} to {key}" if add else f"take {json.dumps(feature)} out of {key}"


def _options(option: Option) -> Iterator[str]:
    added = option.additions
    if option.version != option.configured:
        yield f"--target {option.target}@{option.version} ({option.configured} never asks for it)"
    yield from (f"--feature {name}" for name in added.features)
    yield from (f"--without {name}" for name in added.without)
    yield from (f"--set {name}={value}" for name, value in added.values)


def data(several: Iterable[ExplainedDenial]) -> list[dict[str, Any]]:
    """Return ``several`` as JSON takes them."""
    return [
        {
            "action": one.denial.action,
            "resource": one.denial.resource or None,
            "principal": one.denial.principal or None,
            "denied_by": one.denial.kind or None,
            "explicit": one.denial.explicit,
            "policy": one.denial.policy or None,
            "count": one.times,
            "line": one.line,
            "role_can_be_helped": not one.look,
            "look": one.look or None,
            "options": [
                {
                    "target": option.target,
                    "version": option.version,
                    "configured": option.configured,
                    "needed_by": list(option.features),
                    "allowed_already": option.current,
                    "features": list(option.additions.features),
                    "without": list(option.additions.without),
                    "values": [list(pair) for pair in option.additions.values],
                    "depends": list(option.depends),
                    "reason": option.reason,
                    "source": option.cite,
                }
                for option in one.options
            ],
            "statement": one.statement,
            "resources": list(one.forms),
            "notes": list(one.notes),
        }
        for one in several
    ]
