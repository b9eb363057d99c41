"""Recorded calls as commands read them: files, folders and standard input, with a line of progress."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..messages import counted, printable

if TYPE_CHECKING:
    from ..replay.call import Entry
    from ..replay.inputs import Opened
    from ..replay.principal_filter import Chosen

# Seconds between two lines of progress, and entries between two looks at the clock.
_EVERY = 0.5
_LOOK = 1000
# Callers that are named when none of them is the one.
_NAMED = 5


def given_calls(calls: Sequence[str]) -> tuple[str, ...]:
    """Return the files ``calls``, standard input where there are none.

    Raises :class:`~emitter.errors.UsageError` when that is a terminal.
    """
    if not calls and sys.stdin.isatty():
        raise UsageError("CALLS", "missing", "name a file of calls, or - for standard input")
    return tuple(calls) or ("-",)


def chosen_entries(given: tuple[str, ...], principal: str | None) -> "Chosen":
    """Return the entries of the files ``given``, without the calls of others than ``principal``."""
    from ..replay import opened_each, paths
    from ..replay.principal_filter import Chosen
    from ..replay.task_roles import WithTaskRoles

    sources = (source for path in paths(given) for source in opened_each(path))
    # What others registered tells what a task of this principal passes.
    return Chosen(WithTaskRoles(_watched(sources)), principal)


def check_matched(chosen: "Chosen", principal: str | None, called: str | None = None) -> None:
    """Raise :class:`~emitter.errors.UsageError` when none of the calls that were read is of ``principal``.

    ``called`` stands in for one that was not given; then a note says how many calls of others are left out.
    """
    if not chosen.left_out:
        return
    if not chosen.matched:
        who = repr(principal) if principal is not None else str(called).rpartition(":")[2]
        remedy = f"they are of {some(sorted(chosen.others))}"
        remedy += "" if principal is not None else "; name one of them, or '*' for all"
        raise UsageError("--principal", f"{who} made none of the {counted(chosen.left_out, 'call')}", remedy)
    if principal is None:
        others = f"{counted(chosen.left_out, 'call')} of others than {str(called).rpartition(':')[2]}"
        click.echo(f"note: left out: {others}; --principal '*' replays all", err=True)


def some(names: Sequence[str]) -> str:
    """Return the first of ``names``, and how many more there are."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _watched(sources: "Iterable[Opened]") -> "Iterator[Entry]":
    """Yield the entries of ``sources``, with a line of progress on a terminal."""
    from ..replay import entries

    show = sys.stderr.isatty()
    count, next_time = 0, time.monotonic() + _EVERY
    for source in sources:
        for entry in entries(source):
            yield entry
            count += 1
            if show and count % _LOOK == 0 and time.monotonic() >= next_time:
                next_time = time.monotonic() + _EVERY
                done, total = source.position()
                share = f"{done / total:.0%}" if total else f"{done >> 20:,} MB"
                line = printable(f"{source.name}: {count:,} entries, {share}")
                click.echo(f"\r\x1b[K{line}", nl=False, err=True)
    if show and count >= _LOOK:
        click.echo("\r\x1b[K", nl=False, err=True)
