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

from ..errors import ConfigurationError

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


def read_accounts(path: Path) -> Accounts:
    """Return the accounts of the file ``path``.

    Raises :class:`~emitter.errors.ConfigurationError` with the line of what is wrong.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        remedy = f"make it, with a header ({ACCOUNT},…) and a line for each account"
        raise ConfigurationError(str(path), "not found", remedy) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(path), f"cannot be read: {error}", "it is CSV in UTF-8") from None
    rows = _rows(path, text)
    columns = _header(path, next(rows, None))
    accounts: dict[str, Account] = {}
    for line, cells in rows:
        account = _account(path, columns, line, cells)
        twin = accounts.setdefault(account.number, account)
        if twin is not account:
            what = f"account {account.number} stands on line {twin.line} already"
            raise ConfigurationError(f"{path}:{line}", what, "name it once")
    if not accounts:
        raise ConfigurationError(str(path), "has no account", "add a line for each")
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
    if row is None:
        raise ConfigurationError(str(path), "is empty", f"begin it with a header: {ACCOUNT},…")
    line, columns = row
    where = f"{path}:{line}"
    for number, name in enumerate(columns, 1):
        if not _COLUMN.fullmatch(name):
            what = f"column {number} is called {name!r}"
            raise ConfigurationError(where, what, "a column has the name of a value, as cluster")
        if columns.index(name) < number - 1:
            raise ConfigurationError(where, f"column {name} stands twice", "name it once")
    if ACCOUNT not in columns:
        raise ConfigurationError(where, f"has no column {ACCOUNT}", f"add one: {ACCOUNT},{','.join(columns)}")
    return columns


def _account(path: Path, columns: Sequence[str], line: int, cells: Sequence[str]) -> Account:
    where = f"{path}:{line}"
    if len(cells) != len(columns):
        what = f"has {len(cells)} columns, not {len(columns)}" if cells else "is an empty line"
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
