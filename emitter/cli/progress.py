"""A bar on the terminal while many things are worked on."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

import click

from .parallel import mapped

Item = TypeVar("Item")
Result = TypeVar("Result")

# Fewer are over before a bar can be read.
_MANY = 50


class Each(Protocol):
    """What makes results of items, in their order."""

    def __call__(self, function: Callable[[Item], Result], items: Sequence[Item], /) -> Iterator[Result]:
        """Yield ``function`` of each of ``items``."""
        ...


def each(label: str) -> Each:
    """Return what works on many items on all cores, and shows how far it is with a bar called ``label``.

    The bar stands on standard error, when that is a terminal, nobody's CI, and there are many.
    """

    def over(function: Callable[[Item], Result], items: Sequence[Item], /) -> Iterator[Result]:
        results = mapped(function, items)
        if len(items) < _MANY or not _is_watched():
            yield from results
            return
        with click.progressbar(results, length=len(items), label=label, file=sys.stderr) as bar:
            yield from bar

    return over


def _is_watched() -> bool:
    return sys.stderr.isatty() and "CI" not in os.environ and os.environ.get("TERM") != "dumb"
