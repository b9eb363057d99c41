"""How far an identity reaches: actions by service, access level, and named or any resource."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from ..aws.service_reference import Action, expand
from ..policy.grants import allowing, denied
from ..policy.resource_arns import is_all, reaches_every
from ..reading.document import Document, Statement
from .model import LEVELS, ReachRow, Share

# A service, an access level, and what is reached.
_Counts: TypeAlias = Mapping[tuple[str, str, Share], int]
# Services past these are counted and not drawn; those that a statement names come first, then those with the
# most that matters.
MOST = 30
_WIDER: tuple[Share, ...] = ("named", "none", "any")


def reach(now: Iterable[Document], before: Iterable[Document]) -> tuple[tuple[ReachRow, ...], int]:
    """Return a row for each service that either reaches, and how many services are left out."""
    documents = tuple(now)
    new, old = _counts(documents), _counts(tuple(before))
    services = sorted({service for service, _, _ in (*new, *old)})
    rows = [ReachRow(one, _of(new, one), _of(old, one)) for one in services]
    if len(rows) > MOST:
        written = _written(documents)
        rows = sorted(rows, key=lambda row: (row.service in written, _weight(row)), reverse=True)
        rows = sorted(rows[: max(MOST, len(written))], key=lambda row: row.service)
    return tuple(rows), len(services) - len(rows)


def _written(documents: Iterable[Document]) -> frozenset[str]:
    """Return the services that the statements name."""
    actions = (value.shown for one in documents for said in one.statements for value in said.actions)
    return frozenset(action.partition(":")[0].lower() for action in actions)


def _weight(row: ReachRow) -> tuple[int, ...]:
    return tuple(row.now.get((level, "any"), 0) for level in reversed(LEVELS[:-1]))


def _of(counts: _Counts, service: str) -> Mapping[tuple[str, Share], int]:
    return {(level, share): n for (name, level, share), n in counts.items() if name == service}


def _counts(documents: tuple[Document, ...]) -> _Counts:
    """Return how many actions are allowed; one that is allowed twice counts by the wider of the two."""
    widest: dict[str, tuple[Action, Share]] = {}
    for document in documents:
        for statement in allowing(document):
            for action in _actions(statement):
                reached = share(statement, action)
                known = widest.get(action.name, (action, reached))[1]
                widest[action.name] = action, max(reached, known, key=_WIDER.index)
    gone = denied(documents, frozenset(name.lower() for name in widest))
    return Counter(
        (name.partition(":")[0], action.level if action.level in LEVELS else LEVELS[-1], share)
        for name, (action, share) in widest.items()
        if name.lower() not in gone
    )


def _actions(statement: Statement) -> Iterator[Action]:
    for value in statement.actions:
        if value.text:
            yield from expand(value.text)
    if statement.not_actions:
        out = {action.name for value in statement.not_actions for action in expand(value.text or "")}
        yield from (action for action in expand("*") if action.name not in out)


def share(statement: Statement, action: Action) -> Share:
    """Return what ``action`` reaches: nothing that has a name, any resource of a type, or named ones."""
    if not action.resources:
        return "none"
    if statement.not_resources or any(
        is_all(value) or reaches_every(value, action) for value in statement.resources
    ):
        return "any"
    return "named"
