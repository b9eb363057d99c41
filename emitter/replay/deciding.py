"""What policies decide of the requests of calls, remembered by what can change it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from ..aws import service_reference
from ..aws.wildcards import action_matches, parse
from ..evaluate import AccessRequest, Compiled, Decision
from ..evaluate.resources import name_in_policy
from ..policy.containment import contains
from ..policy.wildcards import intersects, tokens
from ..reading.document import Document, Statement
from ..reading.values import Value
from .call import Asked, Context
from .usage import Grants

_REMEMBERED = 1 << 16
_VARIABLE = re.compile(r"\$\{\s*([^},]+?)\s*[},]")
_Known: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


class Decider:
    """Decides what calls ask for against ``policies``, compiled of ``documents``, and notes in ``grants``
    which statements that used.
    """

    def __init__(self, policies: Compiled, documents: tuple[Document, ...], grants: Grants) -> None:
        self._policies, self._grants = policies, grants
        self._keys = keys(documents)
        statements = [one for document in documents for one in document.statements]
        self._denies = [one for one in statements if not one.allows]
        self._allows = [one for one in statements if one.allows]
        self._by_place = {one.place: one for one in statements}
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._decide)

    def decide(self, asked: Asked) -> Decision:
        """Return the decision on ``asked``."""
        action, resource, context, complete = asked.request
        known = tuple(project(self._keys, context))
        decision = self._remembered(action, resource, known, complete, asked.partial)
        if asked.depends and decision.verdict != "allowed":
            return Decision("unknown", (), decision.reasons, (asked.depends,))
        return decision

    def _decide(
        self, action: str, resource: str | None, known: _Known, complete: bool, partial: bool
    ) -> Decision:
        decision = self._policies.decide(AccessRequest(action, resource, dict(known), complete))
        if partial and self._hangs_on_resource(decision, action, resource):
            # The part of the ARN that the record does not hold may be what a statement names.
            decision = Decision("unknown", decision.statements, decision.reasons, ("the resource",))
        if decision.verdict in ("allowed", "unknown"):
            on = resource if service_reference.action(action) is None or _takes_resource(action) else None
            on = on and name_in_policy(action, on)
            for by in decision.statements or decision.reasons:
                self._grants.note(by, action, on)
        return decision

    def _hangs_on_resource(self, decision: Decision, action: str, resource: str | None) -> bool:
        """Return whether the part of ``resource`` that is not known could change ``decision``."""
        if decision.verdict == "implicitly-denied":
            return any(reason.what == "resource" for reason in decision.reasons) and any(
                _about(statement, action) and _may_be_on(statement, resource) for statement in self._allows
            )
        if decision.verdict == "unknown" or self._may_leave_out(decision, resource):
            return decision.verdict != "unknown"
        return decision.verdict == "allowed" and any(
            _about(statement, action) and _may_be_on(statement, resource) for statement in self._denies
        )

    def _may_leave_out(self, decision: Decision, resource: str | None) -> bool:
        """Return whether all that decided, of one group of policies, may leave ``resource`` out."""
        groups: dict[str, list[bool]] = {}
        for one in decision.statements:
            statement = self._by_place.get(one.place)
            left_out = statement is not None and _names(statement.not_resources, resource)
            groups.setdefault(one.group, []).append(left_out)
        return any(map(all, groups.values()))


def keys(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the condition keys that ``documents`` name, in conditions and as variables, in lower case."""
    found: set[str] = set()
    for document in documents:
        for statement in document.statements:
            for condition in statement.conditions:
                found.add(condition.key.shown.lower())
                found.update(_variables(condition.values))
            found.update(_variables((*statement.resources, *statement.not_resources)))
    return tuple(sorted(found))


def _about(statement: Statement, action: str) -> bool:
    wanted = parse(action.lower())
    if statement.not_actions:
        left_out = (value.text for value in statement.not_actions)
        return not any(text is not None and action_matches(text, action) for text in left_out)
    return any(
        intersects(parse(value.text.lower()) if value.text is not None else tokens(value), wanted)
        for value in statement.actions
    )


def _may_be_on(statement: Statement, resource: str | None) -> bool:
    """Return whether ``statement`` can be, and need not be, on what ``resource``, known in part, is."""
    if statement.not_resources:
        wanted = parse(resource or "*")
        return not any(contains(tokens(value), wanted) for value in statement.not_resources)
    return _names(statement.resources, resource) and not any(
        value.text == "*" for value in statement.resources
    )


def _names(values: Iterable[Value], resource: str | None) -> bool:
    """Return whether one of ``values`` can name what ``resource``, known in part, is."""
    wanted = parse(resource or "*")
    return any(intersects(tokens(value), wanted) for value in values)


def _variables(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        for part in value.parts:
            if isinstance(part, str) and "${" in part:
                yield from (match.lower() for match in _VARIABLE.findall(part))


def project(wanted: Iterable[str], context: Context) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys ``wanted``, in lower case, that ``context`` has or is known not to have."""
    for key in wanted:
        values = context.get(key)
        if values is not None:
            yield key, values
        elif key.startswith("aws:requesttag/") and "aws:tagkeys" in context:
            # All tags of the request are known, and this is none of them.
            yield key, ()


@lru_cache(maxsize=4096)
def _takes_resource(action: str) -> bool:
    found = service_reference.action(action)
    return found is not None and bool(found.resources)
