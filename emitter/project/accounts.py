"""``accounts.csv``: many accounts of one environment, each with its own values.

The file is RFC 4180 in UTF-8, with a header. ``account`` is required; every other column is a value that the
template leaves open.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import ConfigurationError, ErrorCollector
from .text_files import text_of

ACCOUNT = "account"

_TWELVE = re.compile(r"[0-9]{12}")
_COLUMN = re.compile(r"[a-z][a-z0-9_.-]*")
# A line of two values, of which the second has a comma in it.
_EXAMPLE = '111122223333,"web,api"'


class Account(NamedTuple):
    """One account: its ``number``, its values by column, and the ``line`` that it stands on.

    What is empty is left out. A value is a list where it has commas.
    """

    number: str
    values: Mapping[str, tuple[str, ...]]
    line: int


class Accounts(NamedTuple):
    """The accounts of the file ``path``, in its order, and its columns but ``account``."""

    path: Path
    columns: tuple[str, ...]
    accounts: tuple[Account, ...]


def read_accounts(path: Path, errors: ErrorCollector) -> Accounts:
    """Return the accounts of the file ``path``; ``errors`` takes each line that is wrong, which is left out.

    Raises :class:`~emitter.errors.ConfigurationError` when nothing of it can be read.
    """
    text = text_of(
        path,
        absent=f"make it, with a header ({ACCOUNT},…) and a line for each account",
        unusable="make it a file",
        form="it is CSV in UTF-8",
    )
    rows = _rows(path, text)
    columns = _header(path, next(rows, None))
    accounts: dict[str, Account] = {}
    before, line = len(errors), 1
    with errors.collecting():
        for line, cells in rows:
            with errors.collecting():
                account = _account(path, columns, line, cells)
                twin = accounts.setdefault(account.number, account)
                if twin is not account:
                    what = f"account {account.number} stands on line {twin.line} already"
                    raise ConfigurationError(f"{path}:{line}", what, "name it once")
    if line == 1 and len(errors) == before:
        errors.add(ConfigurationError(str(path), "has no account", "add a line for each"))
    return Accounts(path, tuple(name for name in columns if name != ACCOUNT), tuple(accounts.values()))


def _rows(path: Path, text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the line and the cells of each row."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        where = f"{path}:{reader.line_num}"
        raise ConfigurationError(where, f"invalid CSV: {error}", f"write it as {_EXAMPLE}") from None


def _header(path: Path, row: tuple[int, Sequence[str]] | None) -> Sequence[str]:
    """Return the columns. Raises :class:`~emitter.errors.EmitError` with all that is wrong with them."""
    if row is None:
        raise ConfigurationError(str(path), "is empty", f"begin it with a header: {ACCOUNT},…")
    line, columns = row
    errors = ErrorCollector()

    def report(what: str, remedy: str) -> None:
        errors.add(ConfigurationError(f"{path}:{line}", what, remedy))

    for number, name in enumerate(columns, 1):
        if not _COLUMN.fullmatch(name):
            report(f"column {number} is called {name!r}", _renamed(name))
        elif columns.index(name) < number - 1:
            report(f"column {name} stands twice", "name it once")
    if ACCOUNT not in columns and not errors:
        report(f"has no column {ACCOUNT}", f"add one: {','.join((ACCOUNT, *columns))}")
    errors.raise_all()
    return columns


def _renamed(name: str) -> str:
    """Return the remedy for a column that is called ``name``."""
    if ";" in name or "\t" in name:
        return "columns are separated by commas"
    lower = name.strip().lower()
    return f"write {lower}" if _COLUMN.fullmatch(lower) else "a column has the name of a value, as cluster"


def _account(path: Path, columns: Sequence[str], line: int, cells: Sequence[str]) -> Account:
    where = f"{path}:{line}"
    if not any(cells):
        raise ConfigurationError(where, "is an empty line", "delete it")
    if len(cells) != len(columns):
        what = f"has {len(cells)} columns, not {len(columns)}"
        raise ConfigurationError(where, what, f"a value with a comma takes quotes: {_EXAMPLE}")
    values = dict(zip(columns, cells, strict=True))
    for name, value in values.items():
        if value != value.strip() or not value.isprintable():
            what = f"{value!r} has a space at an end, or a sign that cannot be seen"
            raise ConfigurationError(f"{where}: {name}", what, "write the value alone")
    number = values.pop(ACCOUNT)
    if not _TWELVE.fullmatch(number):
        what = f"{number!r} is not twelve digits"
        raise ConfigurationError(f"{where}: {ACCOUNT}", what, "a spreadsheet drops the zeros in front")
    given = {name: tuple(value.split(",")) for name, value in values.items() if value}
    for name, some in given.items():
        if not all(some):
            raise ConfigurationError(f"{where}: {name}", "a value between commas is empty", "leave it out")
    return Account(number, given, line)
