"""Values of a list that another value contains: what several rules have in common."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ....policy.containment import Covers, redundant
from ....reading.document import Document, Statement
from ....reading.values import Value
from ...rule import Check, Violation


class RedundancyRule(NamedTuple):
    """Settings of a rule: the ``lists`` of a statement, and which value contains another.

    With ``fold``, upper and lower case are the same.
    """

    lists: Callable[[Statement], Sequence[Sequence[Value]]]
    contains: Covers
    fold: bool = False


def check_redundancy(rule: RedundancyRule) -> Check:
    """Return the check of ``rule``."""

    def check(document: Document) -> Iterator[Violation]:
        for statement in document.statements:
            for values in rule.lists(statement):
                for value, other in redundant(values, rule.contains, fold=rule.fold):
                    message = f"lists {value.shown} {next_to(value, other, fold=rule.fold)}"
                    yield Violation(message, value.place, statement.sid)

    return check


def next_to(value: Value, other: Value, *, fold: bool = False) -> str:
    """Return why ``value`` is redundant, as the end of a phrase: ``twice``, or what contains it."""
    one, two = (value.shown.lower(), other.shown.lower()) if fold else (value.shown, other.shown)
    return "twice" if one == two else f"next to {other.shown}, which contains it"
