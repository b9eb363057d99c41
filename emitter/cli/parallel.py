"""A function over many items on all cores, with the results in order."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..errors import OutputError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

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
    raises ends all, so an error that is expected is a result. Few items start no process. Raises
    :class:`~emitter.errors.OutputError` when a process is killed, as for lack of memory.
    """
    count = cores() if processes is None else processes
    if len(items) < FEW or count < 2:
        yield from map(function, items)
        return
    workers: list[_Worker] = []
    try:
        for _ in range(count):
            workers.append(_start(function, workers))
        yield from _collected(workers, items)
    finally:
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.pipe.close()
            worker.process.join()


class _Worker(NamedTuple):
    """A process, and our end of the pipe to it."""

    process: "BaseProcess"
    pipe: "Connection"


def _start(function: Callable[[Any], Any], others: Sequence[_Worker]) -> _Worker:
    import multiprocessing

    # A fork has everything that was imported; elsewhere it is not safe.
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe()
    # A fork inherits our ends too: while it held them, no process would learn that we are gone.
    inherited = [ours, *(one.pipe for one in others)] if sys.platform == "linux" else []
    process = context.Process(target=_work, args=(function, theirs, inherited), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(function: Callable[[Any], Any], pipe: "Connection", inherited: Sequence["Connection"]) -> None:
    """Answer each list of items that comes through ``pipe``, until it is closed."""
    # The first process ends this one, also when it is interrupted.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            items = pipe.recv()
            try:
                found: Any = [function(item) for item in items]
            except BaseException as error:
                found = error
            pipe.send(found)


def _collected(workers: Sequence[_Worker], items: Sequence[Any]) -> Iterator[Any]:
    """Yield the results of ``items`` in their order, whichever of ``workers`` has them."""
    firsts = range(0, len(items), _CHUNK)
    idle, busy = list(workers), dict[Any, tuple[_Worker, int]]()
    found: dict[int, list[Any]] = {}
    begun = 0
    for wanted in range(len(firsts)):
        while True:
            while idle and begun < len(firsts) and begun - wanted < _AHEAD * len(workers):
                worker = idle.pop()
                _send(worker, items[firsts[begun] : firsts[begun] + _CHUNK])
                busy[worker.pipe] = worker, begun
                begun += 1
            if wanted in found:
                break
            for worker, number in _answered(busy):
                found[number] = _received(worker)
                idle.append(worker)
        yield from found.pop(wanted)


def _answered(busy: dict[Any, tuple[_Worker, int]]) -> list[tuple[_Worker, int]]:
    """Return which of ``busy`` have answered, at least one, and take them out."""
    from multiprocessing.connection import wait

    return [busy.pop(pipe) for pipe in wait(list(busy))]


def _send(worker: _Worker, items: Sequence[Any]) -> None:
    try:
        worker.pipe.send(items)
    except OSError:
        raise _killed() from None


def _received(worker: _Worker) -> list[Any]:
    try:
        found = worker.pipe.recv()
    except (EOFError, OSError):
        raise _killed() from None
    if isinstance(found, BaseException):
        raise found
    return list(found)


def _killed() -> OutputError:
    return OutputError("emit", "one of its processes was killed", "give it more memory, and run it again")
