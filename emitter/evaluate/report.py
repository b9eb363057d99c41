"""A decision for a person, and as data."""

from collections.abc import Iterator
from typing import Any

from ..reading.yaml_tree import Place
from .request import Deciding, Decision, Reason

_OWN = "policy"


def data(decision: Decision) -> dict[str, Any]:
    """Return ``decision`` as JSON takes it: ``verdict``, ``statements``, ``reasons`` and ``unknown``."""
    return {
        "verdict": decision.verdict,
        "statements": [{"effect": one.effect, **_whose(one)} for one in decision.statements],
        "reasons": [{**_whose(one), "what": one.what, "detail": one.detail} for one in decision.reasons],
        "unknown": list(decision.unknown),
    }


def _whose(one: Deciding | Reason) -> dict[str, Any]:
    return {"sid": one.sid, "group": one.group, "document": one.document, **position(one.place)}


def position(place: Place) -> dict[str, Any]:
    """Return ``file`` and ``line`` of ``place``."""
    return {"file": place.file, "line": place.line}


def statement(sid: str, document: str, place: Place, group: str = _OWN) -> str:
    """Return a statement by its Sid, document and place: ``Read of Policy, role.yaml:12``."""
    whose = "" if group == _OWN else f"the {group}"
    of = " ".join(filter(None, (whose, document)))
    line = f":{place.line}" if place.line else ""
    return f"{sid or 'a statement'}{f' of {of}' if of else ''}, {place.file}{line}"


def deciding(decision: Decision) -> Iterator[str]:
    """Yield a line for each statement that decided, or would, were all known that it depends on."""
    by = "otherwise by" if decision.verdict == "unknown" else "by"
    for one in decision.statements:
        yield f"  {by} {statement(one.sid, one.document, one.place, one.group)}"


def reasons(decision: Decision) -> Iterator[str]:
    """Yield each statement that came near, and below it the lines of what did not match."""
    last = None
    for one in decision.reasons:
        if one[:4] != last:
            yield f"  {statement(one.sid, one.document, one.place, one.group)}"
        last = one[:4]
        yield f"      {one.what}: {one.detail}"
