"""Planned statements → statements: the holes of their patterns filled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..catalogue.patterns import Text, expand, holes
from .deployment import BoundCondition, BoundStatement
from .plan import PlannedStatement


def bind_statements(
    planned: Iterable[PlannedStatement], filled: Mapping[str, tuple[Text, ...]]
) -> Iterator[BoundStatement]:
    """Yield ``planned`` with its holes ``filled``.

    A resource with a hole that is not filled is left out, and a statement without resources too.
    """
    for statement in planned:
        resources = [text for text in statement.resources if all(name in filled for name in holes(text))]
        if resources:
            yield _bind(statement, resources, filled)


def _bind(
    planned: PlannedStatement, resources: Sequence[Text], filled: Mapping[str, tuple[Text, ...]]
) -> BoundStatement:
    return BoundStatement(
        planned.sid,
        planned.actions,
        expand(resources, filled),
        tuple(BoundCondition(c.operator, (c.key,), expand(c.values, filled)) for c in planned.conditions),
        planned.because,
        tuple(a for a in planned.accepts if not a.parameters or _are_open(a.parameters, filled)),
    )


def _are_open(names: Iterable[str], filled: Mapping[str, tuple[Text, ...]]) -> bool:
    """Return whether every one of the parameters ``names``, of which there is one, matches everything."""
    return all(("*",) in filled.get(name, ()) for name in names)
