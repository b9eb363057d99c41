"""Every error that emit expects, each with the exit status that scripts can rely on.

An error prints as one line, ``where: what; what to do``. Anything that is not an
:class:`EmitError` is a bug in emit and ends with :data:`BUG`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from .messages import printable

# A line that is longer holds a value that is no name, and is shown without its middle.
_LONGEST = 2000

OK = 0
FINDINGS = 1
USAGE = 2
CONFIGURATION = 3
TARGET_FAULT = 4
FORMAT = 5
OUTPUT = 6
UNKNOWN = 7
BUG = 70
INTERRUPTED = 130

STATUSES = {
    OK: "done",
    FINDINGS: "findings, drift, or an access that is denied",
    USAGE: "the command line asks for what does not exist or does not fit together",
    CONFIGURATION: "emit.toml cannot be read, or a key or value in it is wrong",
    TARGET_FAULT: "a target of the catalogue is itself wrong",
    FORMAT: "a format cannot express or read something, or nothing was judged",
    OUTPUT: "a file could not be read or written",
    UNKNOWN: "emit can: unknown",
    BUG: "a bug in emit",
    INTERRUPTED: "interrupted",
}


class EmitError(Exception):
    """An expected error.

    ``where`` names the option, key or file at fault, ``what`` the fault in a phrase
    without a full stop, ``remedy`` what the reader can do about it (may be empty).
    """

    status = USAGE

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        super().__init__(where, what, remedy)
        self.where = where
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}"
        if self.remedy:
            line = f"{line}; {self.remedy}"
        return _clipped(printable(line))


class UsageError(EmitError):
    """The command line asks for something that does not exist or does not fit together."""

    status = USAGE


class RequestError(UsageError):
    """What is asked of a target or identity does not exist or does not fit.

    ``where`` is the key as ``emit.toml`` has it below a target (``values.cluster``, ``features``,
    ``identity.path``); the caller knows whether that was a key or an option.
    ``target`` is the target it is about, where there is one.
    """

    target: str | None = None


class MissingValueError(RequestError):
    """A value that has no default was not given."""


class ConfigurationError(EmitError):
    """``emit.toml`` cannot be read, or a key or value in it is wrong."""

    status = CONFIGURATION


class TargetError(EmitError):
    """A target of the catalogue is itself wrong; its author has to fix it."""

    status = TARGET_FAULT


class FormatError(EmitError):
    """A format cannot express what it was given, or cannot read a file."""

    status = FORMAT


class OutputError(EmitError):
    """A file could not be read or written."""

    status = OUTPUT


class FindingError(EmitError):
    """What is about to be written breaks a rule of ``emit lint`` that is an error."""

    status = FINDINGS


class CombinedError(EmitError):
    """Errors of one run, a line each; the status is that of the first. There are at least two ``errors``."""

    def __init__(self, errors: Sequence[EmitError]) -> None:
        first = errors[0]
        super().__init__(first.where, first.what, first.remedy)
        self.status = first.status
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def _clipped(line: str) -> str:
    if len(line) <= _LONGEST:
        return line
    return f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 4 :]}"


class ErrorCollector:
    """The errors of a run that goes on after one, so that all are reported together."""

    def __init__(self) -> None:
        self._by_line: dict[tuple[str, str, str], EmitError] = {}

    @property
    def errors(self) -> Sequence[EmitError]:
        """The errors in the order in which they were found."""
        return tuple(self._by_line.values())

    def add(self, error: EmitError) -> None:
        """Add ``error``, unless its line is there already."""
        for one in error.errors if isinstance(error, CombinedError) else (error,):
            self._by_line.setdefault((one.where, one.what, one.remedy), one)

    def __len__(self) -> int:
        return len(self._by_line)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Collect an error that ends the block; one of a file that cannot be read or written goes on up."""
        try:
            yield
        except OutputError:
            raise
        except EmitError as error:
            self.add(error)

    def raise_all(self) -> None:
        """Raise what was collected, when anything was."""
        if self._by_line:
            raise combined(self.errors)


def combined(errors: Sequence[EmitError]) -> EmitError:
    """Return ``errors``, at least one, as one."""
    return errors[0] if len(errors) == 1 else CombinedError(errors)


@contextmanager
def collected(errors: ErrorCollector | None) -> Iterator[ErrorCollector]:
    """Give ``errors``, or a collector of its own that raises at the end of the block."""
    own = ErrorCollector() if errors is None else errors
    yield own
    if errors is None:
        own.raise_all()
