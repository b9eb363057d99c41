"""The command line, and the one place where an error becomes a line and an exit status."""

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import click

from ..errors import BUG, INTERRUPTED, OK, OUTPUT, USAGE, EmitError
from ..messages import closest, printable
from .root import root

# Of names as short as those of options, how much has to be alike.
_LIKE = 0.75

# Objects before Python looks for cycles. Modules, templates and documents stay until the end, and are looked
# through a hundred times with its own 700.
_COLLECT_AFTER = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``emit`` with ``arguments`` (the process's own, when none are given); gives its exit status.

    Never raises: an expected error is one line on standard error, anything else is a bug and says so.
    """
    gc.set_threshold(_COLLECT_AFTER)
    given = list(sys.argv[1:] if arguments is None else arguments)
    _open_closed()
    stdout = sys.stdout
    if "_EMIT_COMPLETE" in os.environ:
        _teach_shells()
    try:
        status = root.main(given, prog_name="emit", standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:
        _silence()
        if isinstance(error, SystemExit) and sys.stdout is not stdout:
            return OUTPUT  # how click ends when nobody reads on
        if "--debug" in given:
            traceback.print_exc()
            return _judge(error)[1]
        return _report(error)
    return status if isinstance(status, int) else OK


def _teach_shells() -> None:
    """Have click complete with emit's own scripts."""
    from click.shell_completion import add_completion_class

    from .shells import SHELLS

    for name, kind in SHELLS.items():
        add_completion_class(kind, name)


def _report(error: BaseException) -> int:
    """Say what happened, if there is something to say; gives the exit status."""
    line, status = _judge(error)
    if line:
        with suppress(OSError):
            print(line, file=sys.stderr)
    return status


def _judge(error: BaseException) -> tuple[str, int]:  # noqa: PLR0911
    """Return the line and the exit status of ``error``."""
    if isinstance(error, EmitError):
        return str(error), error.status
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message(), USAGE
    if isinstance(error, click.NoSuchOption):
        where = error.ctx.command_path if error.ctx else "emit"
        return f"{where}: no such option {error.option_name}; {_option_like(error, where)}", USAGE
    if isinstance(error, click.ClickException):
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "emit"
        message = " ".join(error.format_message().rstrip(".").split())
        return f"{where}: {message}; see {where} --help", USAGE
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return "emit: interrupted; what was written is whole", INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return "", OUTPUT
    if isinstance(error, OSError):
        return _of_system(error), OUTPUT
    if isinstance(error, SystemExit):
        return "", error.code if isinstance(error.code, int) else OK
    return (
        f"emit: a bug: {type(error).__name__}: {error}; run it again with --debug and report what it prints",
        BUG,
    )


def _of_system(error: OSError) -> str:
    """Return the line of what the system refused: nearly always to write to standard output."""
    what = (error.strerror or str(error)).lower()
    try:
        os.getcwd()
    except OSError:
        return f"working folder: {what}; change to one that is there"
    if error.filename is not None:
        return printable(f"{os.fsdecode(error.filename)}: {what}; fix that and run it again")
    return f"standard output: {what}; nothing more was written"


def _option_like(error: click.NoSuchOption, where: str) -> str:
    """Return a remedy for an option that does not exist: one that is spelled nearly so, else the help."""
    known = [option for one in error.ctx.command.params for option in one.opts] if error.ctx else []
    names = {option.lstrip("-"): option for option in known}
    close = closest(error.option_name.lstrip("-"), names, _LIKE)
    return f"did you mean {names[close]!r}?" if close else f"see {where} --help"


def _open_closed() -> None:
    """Give a stream that the caller closed something to fail on, or for messages to get lost in."""
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _silence() -> None:
    """Keep what is left in the buffer of standard output from being tried again at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
