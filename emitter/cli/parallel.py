"""A function over many items on all cores, with the results in order."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

Item = TypeVar("Item")
Result = TypeVar("Result")

# Fewer items than this are done before other processes have begun.
FEW = 64
# Items that a process takes at a time, so that the processes end together.
_CHUNK = 8
# How many times as much is begun ahead of what is waited for, so that memory is bounded.
_AHEAD = 4


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def mapped(
    function: Callable[[Item], Result], items: Sequence[Item], processes: int | None = None
) -> Iterator[Result]:
    """Yield ``function`` of each of ``items``, in their order, with ``processes`` (``None``: one a core).

    ``function`` is one of a module, or a partial of one; what it takes and gives can be pickled. What it
    raises ends all, so an error that is expected is a result. Few items start no process.
    """
    count = cores() if processes is None else processes
    if len(items) < FEW or count < 2:
        yield from map(function, items)
        return
    import multiprocessing

    # A fork has everything that was imported; elsewhere it is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with context.Pool(count, _start, (function,)) as pool:
        ahead: deque[AsyncResult[list[Result]]] = deque()
        for first in range(0, len(items), _CHUNK):
            ahead.append(pool.apply_async(_results, (items[first : first + _CHUNK],)))
            if len(ahead) > _AHEAD * count:
                yield from ahead.popleft().get()
        while ahead:
            yield from ahead.popleft().get()


# What a process that was started does with each item. It is passed once: what it carries, as a whole
# configuration, may be large.
_function: Callable[[Any], Any]


def _start(function: Callable[[Any], Any]) -> None:
    """Prepare a process; the first one ends it, also when it is interrupted."""
    global _function  # noqa: PLW0603
    _function = function
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _results(items: Sequence[Any]) -> list[Any]:
    return [_function(item) for item in items]
