"""Many files, each read and checked, in as many processes as the caller has for it."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Protocol, TypeAlias, TypeVar

from ..errors import EmitError
from ..reading.files import read, read_alone
from ..reading.folder import Names, UnitRead, UnreadFile, holds, read_unit
from .linter import CheckedSource, check_source, every_rule
from .rule import Rule

Item = TypeVar("Item")
Result = TypeVar("Result")
_Checked: TypeAlias = UnitRead[CheckedSource]


class Each(Protocol):
    """Makes results of items, in their order: :class:`map`, or what uses other processes."""

    def __call__(self, function: Callable[[Item], Result], items: Sequence[Item], /) -> Iterator[Result]:
        """Yield ``function`` of each of ``items``; what either is can be pickled."""
        ...


class Checker:
    """Checks files by ``rules``; results come in the order of the files."""

    def __init__(self, rules: Sequence[Rule], each: Each = map) -> None:
        # A rule may hold what cannot be passed to another process; its id can.
        self._ids = tuple(rule.id for rule in rules)
        self._each = each

    def units(self, units: Sequence[Names]) -> Iterator[_Checked]:
        """Yield what is found in each of ``units``, the files of a module or one file."""
        return self._each(partial(_check_unit, self._ids), units)

    def files(self, names: Sequence[str]) -> Iterator[_Checked]:
        """Yield what is found in each of the files ``names``, read with the module that it is of."""
        return self._each(partial(_check_file, self._ids), names)

    def written(self, names: Sequence[str]) -> Iterator[CheckedSource]:
        """Yield what is found in each of the files ``names``, read alone.

        Raises :class:`~emitter.errors.EmitError` for the first that cannot be read.
        """
        for found in self._each(partial(_check_alone, self._ids), names):
            for one in found.unread:
                raise one.error
            if found.source is not None:
                yield found.source


@cache
def _rules(ids: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in every_rule() if rule.id in ids)


def _check_unit(ids: tuple[str, ...], names: Names) -> _Checked:
    found = read_unit(names)
    held = found.source is not None and holds(found.source)
    checked = check_source(found.source, _rules(ids)) if held and found.source is not None else None
    return UnitRead(checked, found.unread, found.used)


def _check_file(ids: tuple[str, ...], name: str) -> _Checked:
    try:
        return UnitRead(check_source(read(name), _rules(ids)))
    except EmitError as error:
        return UnitRead(None, (UnreadFile(name, error),))


def _check_alone(ids: tuple[str, ...], name: str) -> _Checked:
    try:
        return UnitRead(check_source(read_alone(name), _rules(ids)))
    except EmitError as error:
        return UnitRead(None, (UnreadFile(name, error),))
