"""What AWS asks for next to a call, without a call of its own: as the grants of the targets state it.

A role is passed by the calls that its scope lists as ``beside``; a tag is given at creation by those that
the condition ``ecs:CreateAction`` of its scope names.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .model import Grant, Target

_PASSED_TO = "iam:PassedToService"
_CREATE_ACTION = ":CreateAction"
_PARAMETER = re.compile(r"\{(\w+)\}")


class Beside(NamedTuple):
    """``action`` is asked for next to ``call``.

    For a role that is passed, ``value`` is the service that takes it and ``parameter`` what the target calls
    it (``task_role``; empty for one with a fixed name). For a tag, ``value`` is the condition key that names
    the creation.
    """

    call: str
    action: str
    value: str
    parameter: str = ""


def stated(target: "Target") -> Iterator[Beside]:
    """Yield what the grants of ``target`` state, but for what they only infer."""
    for grant in target.grants:
        if grant.confidence != "inferred":
            yield from _of(grant)


def _of(grant: "Grant") -> Iterator[Beside]:
    action = grant.action.JSONrepr()
    services = [one.values[0] for one in grant.scope.conditions if one.key == _PASSED_TO]
    for call in grant.scope.beside:
        for one in grant.scope.resources:
            named = _PARAMETER.fullmatch(one if isinstance(one, str) else one.pattern)
            parameter = named[1] if named else ""
            yield from (Beside(call.JSONrepr(), action, service, parameter) for service in services)
    for condition in grant.scope.conditions:
        if condition.key.endswith(_CREATE_ACTION):
            service = condition.key.partition(":")[0]
            for name in condition.values:
                yield Beside(f"{service}:{name}", action, condition.key.lower())
