"""A function over many items on all cores, with the results in order."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Fewer items than this are done before other processes have begun.
FEW = 64
# Items that a process takes at a time, so that the processes end together.
_CHUNK = 8


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
    with context.Pool(count, _leave_interrupts) as pool:
        yield from pool.imap(function, items, _CHUNK)


def _leave_interrupts() -> None:
    """Leave it to the first process to end the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
