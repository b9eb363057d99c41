"""What is asked, held against what AWS lists: an action that there is, an ARN of a form that there is."""

import re
from collections.abc import Iterator

from .. import facts
from ..errors import UsageError, nearest
from ..reading.nodes import Place
from ..reading.values import Value
from ..regions import PARTITIONS
from ..resources import can_be, formats

_ACCOUNT = re.compile(r"[0-9]{12}|[a-z*]*")
_REGION = re.compile(r"[a-z0-9-]*")
_SERVICE = re.compile(r"[a-z0-9-]+")
_NOWHERE = Place("")


def known_action(name: str, where: str = "ACTION") -> facts.Action:
    """The action called ``name``, in any case.

    Raises :class:`~emitter.errors.UsageError` at ``where``, with the nearest name, when AWS lists none.
    """
    if set(name) & set("*?"):
        raise UsageError(where, f"{name!r} is a pattern", "name one action, as ecs:RunTask")
    fault = facts.action_fault(name)
    found = facts.action(name)
    if fault is not None or found is None:
        raise UsageError(where, *(fault or (f"{name!r} is no action", "write SERVICE:ACTION")))
    return found


def check_resource(arn: str, action: facts.Action, where: str = "RESOURCE") -> None:
    """Raises :class:`~emitter.errors.UsageError` at ``where`` when ``arn`` is no ARN, nor ``*``."""
    fault = "" if arn == "*" else arn_fault(arn)
    if fault:
        raise UsageError(where, f"{arn!r} {fault}", _form(arn, action))


def arn_fault(arn: str) -> str:
    """What makes ``arn`` no ARN, as a phrase; empty when nothing does."""
    parts = arn.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn" or not parts[5]:
        return "is no ARN"
    _, partition, service, region, account, _ = parts
    if partition not in PARTITIONS:
        return f"is in a partition {partition!r} that there is none of"
    if not _SERVICE.fullmatch(service):
        return f"is of a service {service!r} that there is none of"
    if not _REGION.fullmatch(region):
        return f"is in a Region {region!r} that there is none of"
    if not _ACCOUNT.fullmatch(account):
        return f"is in an account {account!r}, which is not twelve digits"
    return ""


def _form(arn: str, action: facts.Action) -> str:
    """The form of the resource that is likely meant."""
    forms = [form.arn for type_ in action.resources for form in formats(type_.arn)]
    if not forms:
        return f"{action.name} takes no resource, so leave it out"
    from difflib import get_close_matches

    likely = get_close_matches(arn, forms, n=1, cutoff=0)
    partition = arn.split(":")[1] if arn.count(":") else ""
    if arn.startswith("arn:") and partition not in PARTITIONS:
        return nearest(partition, PARTITIONS)
    return f"{action.name} takes {likely[0]}"


def remarks(action: facts.Action, arn: str | None) -> Iterator[str]:
    """What whoever asks should know of ``action`` on ``arn``: what AWS judges it on beside, or instead."""
    if arn is None:
        return
    if not action.resources:
        if arn != "*":
            yield f"{action.name} takes no resource, and is judged on *"
        return
    if arn == "*":
        return
    if set(arn) & set("*?"):
        yield f"{arn} names no one resource; its wildcards are taken as they are"
        return
    value = Value((arn,), _NOWHERE)
    fit = [type_ for type_ in action.resources if can_be(value, type_)]
    if not fit:
        listed = " or ".join(dict.fromkeys(type_.arn for type_ in action.resources))
        yield f"{arn} is none of what AWS lists for {action.name}: {listed}"
        return
    # Of listener/app and listener/net, one is enough.
    kinds = {_kind(type_) for type_ in fit}
    also = [t for t in action.resources if t.required and _kind(t) not in kinds]
    if also and any(type_.required for type_ in fit):
        names = ", ".join(type_.name for type_ in also)
        yield f"AWS also judges {action.name} on {names}: ask for each"


def _kind(type_: facts.ResourceType) -> str:
    return type_.name.partition("/")[0]
