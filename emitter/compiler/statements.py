"""Planned statements → statements: the holes of their patterns filled."""

from collections.abc import Iterable, Mapping

from ..catalogue.patterns import Text, expand
from .deployment import BoundCondition, BoundStatement
from .plan import PlannedStatement


def bind_statement(planned: PlannedStatement, filled: Mapping[str, tuple[Text, ...]]) -> BoundStatement:
    """Return ``planned`` with its holes ``filled``, and the acceptances that hold for what is open."""
    return BoundStatement(
        planned.sid,
        planned.actions,
        expand(planned.resources, filled),
        tuple(BoundCondition(c.operator, c.key, expand(c.values, filled)) for c in planned.conditions),
        planned.because + tuple(str(a) for a in planned.accepts if _are_open(a.parameters, filled)),
    )


def _are_open(names: Iterable[str], filled: Mapping[str, tuple[Text, ...]]) -> bool:
    """Return whether every one of the parameters ``names``, of which there is one, matches everything."""
    return all(("*",) in filled.get(name, ()) for name in names)
