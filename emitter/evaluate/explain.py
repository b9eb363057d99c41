"""Why a request is denied or cannot be decided: which statements came near, and what did not match."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from .conditions import CompiledCondition
from .context import Context
from .patterns import Pattern
from .principals import Principal, can_call
from .request import Reason
from .statement import Clause
from .three_valued import Truth, any_of
from .trace import Asked, Group, Judged

_What: TypeAlias = Literal["action", "resource", "principal", "condition"]

# More than this of a list is no help in one line.
_SHOWN = 4


def denied(groups: Sequence[Group], judged: Sequence[Sequence[Judged]], asked: Asked) -> Iterator[Reason]:
    """Yield why nothing allows it: for each group that does not, the statements that came near."""
    for group, statements in zip(groups, judged, strict=True):
        if any_of(one.truth for one in statements if one.clause.effect == "Allow") is not False:
            continue
        near = [
            reason
            for one in statements
            if one.clause.effect == "Allow" and one.truth is False
            for reason in _reasons(one.clause, asked, False)
        ]
        yield from near or _far(group, asked)


def undecided(judged: Sequence[Sequence[Judged]], asked: Asked) -> Iterator[Reason]:
    """Yield what is not known, of each statement that it could decide."""
    for statements in judged:
        for one in statements:
            if not isinstance(one.truth, bool):
                yield from _reasons(one.clause, asked, True)


def _reasons(clause: Clause, asked: Asked, unknown: bool) -> Iterator[Reason]:
    """Yield what of ``clause`` does not match or, with ``unknown``, is not known."""

    def sought(truth: Truth) -> bool:
        return not isinstance(truth, bool) if unknown else truth is False

    about = clause.means_action(asked.action.lower(), asked.context)
    if sought(about):
        yield _reason(clause, "action", _about_action(clause, asked.action, about))
    if asked.asks is not None:
        who = clause.means_principal(asked.asks, asked.action, asked.context)
        if sought(who):
            yield _reason(clause, "principal", _about_principal(clause, asked.asks, asked.action, who))
    else:
        resource = _about(clause, asked)
        if sought(resource):
            yield _reason(clause, "resource", _about_resource(clause, asked, resource))
    if unknown and clause.depends:
        named = ", ".join(sorted(clause.depends))
        yield _reason(clause, "condition", f"whether it is there, and when it holds, depends on {named}")
    for condition in clause.conditions:
        truth = condition.truth(asked.context)
        if sought(truth):
            yield _reason(clause, "condition", _about_condition(condition, asked.context, truth))


def _far(group: Group, asked: Asked) -> Iterator[Reason]:
    """Yield statements on actions of the same service and this resource; else that there are none."""
    service = asked.action.partition(":")[0].lower()
    found = False
    for clause in group.clauses:
        if clause.effect != "Allow" or not (clause.not_actions or clause.of_service(service)):
            continue
        if (
            asked.asks is None
            and clause.means_resource(asked.action, asked.resources, asked.context) is False
        ):
            continue
        found = True
        yield _reason(clause, "action", _about_action(clause, asked.action, False))
    if not found:
        for document in group.documents:
            detail = f"no statement of this {group.title} allows {asked.action} or anything near it"
            yield Reason("", group.title, document.name, document.place, "action", detail)


def _about(clause: Clause, asked: Asked) -> Truth:
    return clause.means_resource(asked.action, asked.resources, asked.context)


def _reason(clause: Clause, what: _What, detail: str) -> Reason:
    deciding = clause.deciding
    prefix = "would deny: " if clause.effect == "Deny" else ""
    return Reason(deciding.sid, deciding.group, deciding.document, deciding.place, what, prefix + detail)


def _about_action(clause: Clause, action: str, truth: Truth) -> str:
    if not isinstance(truth, bool):
        return f"whether it names {action} depends on {_names(truth)}"
    if clause.not_actions:
        return f"{action} is among its NotAction: {_listed(_shown(clause.not_actions))}"
    same = clause.of_service(action.partition(":")[0].lower())
    return f"names {_listed(same or _shown(clause.actions))}, not {action}"


def _about_resource(clause: Clause, asked: Asked, truth: Truth) -> str:
    patterns = clause.resources or clause.not_resources
    listed = _listed(_shown(patterns))
    if not patterns:
        return "has neither Resource nor NotResource"
    if asked.resources is None:
        return f"{asked.action} needs a resource, which is not given; the statement is on {listed}"
    if not isinstance(truth, bool):
        return f"whether {asked.resources[0]} is {listed} depends on {_names(truth)}"
    if clause.not_resources:
        return f"{asked.resources[0]} is among its NotResource: {listed}"
    if asked.resources[0] == "*":
        return f"{asked.action} takes no resource, so only * matches; the statement is on {listed}"
    return f"{asked.resources[0]} is not {listed}"


def _about_principal(clause: Clause, asks: Principal, action: str, truth: Truth) -> str:
    if not can_call(asks, action):
        return f"{asks.text} cannot call {action}"
    listed = _listed([one.shown for one in clause.principals or clause.not_principals])
    if not isinstance(truth, bool):
        return f"whether {asks.text} is {listed} depends on {_names(truth)}"
    return f"{asks.text} is not {listed}" if clause.principals else "names no principal"


def _about_condition(condition: CompiledCondition, context: Context, truth: Truth) -> str:
    values = condition.values(context)
    wants = f"{condition.operator} {condition.key} wants {_listed(condition.wanted)}"
    if values is None:
        return f"{wants}; {condition.key} is not given"
    got = f"got {_listed(values)}" if values else "the request has none"
    if not isinstance(truth, bool):
        return f"{wants}, {got}; depends on {_names(truth)}"
    return f"{wants}, {got}"


def _names(truth: Truth) -> str:
    return "" if isinstance(truth, bool) else ", ".join(sorted(truth))


def _shown(patterns: Iterable[Pattern]) -> list[str]:
    return [pattern.shown for pattern in patterns]


def _listed(texts: Sequence[str]) -> str:
    shown = " or ".join(text or repr(text) for text in texts[:_SHOWN])
    more = len(texts) - _SHOWN
    return f"{shown} or {more} more" if more > 0 else shown
