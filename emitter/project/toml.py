"""TOML to structs: one level at a time, so that a fault is named by its line and its key."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import msgspec

from ..errors import ConfigurationError, ErrorCollector
from ..messages import nearest
from .text_files import text_of

Table = dict[str, Any]
# Returns where a dotted path stands, for a message.
At: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of TOML: its ``path`` as messages show it, and its ``text``."""

    path: Path
    text: str

    def line(self, key: str) -> int:
        """Return the line of ``key``, a dotted path, or of the nearest table around it; 0 for none."""
        lines = _lines(self.text)
        while key not in lines and key:
            key = key[: max(key.rfind("."), key.rfind("["), 0)]
        return lines.get(key, 0)

    def at(self, key: str) -> str:
        """Return where ``key`` is, for a message: ``emit.toml:12: environments.prod``."""
        line = self.line(key)
        where = f"{self.path}:{line}" if line else str(self.path)
        return f"{where}: {key}" if key else where

    def below(self, table: str) -> At:
        """Return what says where a key of ``table`` is."""
        return lambda key: self.at(f"{table}.{key}" if table and key else table or key)


@lru_cache(maxsize=8)
def _lines(text: str) -> Mapping[str, int]:
    from .key_lines import key_lines

    return key_lines(text)


T = TypeVar("T", bound=msgspec.Struct)

# Where tomllib says that a document is malformed.
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)")
# msgspec's names of types, as TOML has them.
_WORDS = {
    "array": "an array",
    "bool": "a boolean",
    "date": "a date",
    "datetime": "a date with a time",
    "float": "a float",
    "int": "an integer",
    "object": "a table",
    "str": "a string",
    "time": "a time",
}


def parsed(path: Path) -> tuple[Source, Table]:
    """Return the file ``path``, and the TOML in it.

    Raises :class:`~emitter.errors.ConfigurationError`, with line and column where it is malformed.
    """
    text = text_of(
        path,
        absent="run emit init to create it",
        unusable="name a file with --config",
        form="it is a UTF-8 text file",
    )
    try:
        return Source(path, text), tomllib.loads(text)
    except RecursionError:
        raise ConfigurationError(str(path), "is nested too deeply", "emit schema shows its form") from None
    except ValueError as error:
        end = f"at line {text.count(chr(10)) + 1}, column {len(text) - text.rfind(chr(10))}"
        what = str(error).replace("at end of document", end)
        place = _PLACE.search(what)
        where = f"{path}:{place[1]}:{place[2]}" if place else str(path)
        raise ConfigurationError(where, f"invalid TOML: {_PLACE.sub('', what)}", "fix that line") from None


def decoded(at: At, table: Any, kind: type[T], errors: ErrorCollector) -> T:
    """Return ``table`` as a ``kind``, as far as it can be read; ``at`` says where a key below it stands.

    ``errors`` takes a :class:`~emitter.errors.ConfigurationError` for each key that is unknown or of the
    wrong type, which is left out.
    """
    fields = kind.__struct_fields__
    if not isinstance(table, dict):
        errors.add(
            ConfigurationError(at(""), f"is {type(table).__name__}, not a table", "write it as [table]")
        )
        return kind()
    for key in table:
        if key not in fields:
            errors.add(ConfigurationError(at(key), "unknown key", nearest(key, fields)))
    left = {key: value for key, value in table.items() if key in fields}
    while True:
        try:
            return msgspec.convert(left, kind)
        except msgspec.ValidationError as error:
            what, _, inner = str(error).partition(" - at ")
            steps = _steps(left, kind, inner.strip("`").removeprefix("$."))
            errors.add(_wrong_type(at(_key(steps)), what))
            left = _without(left, steps)


def _wrong_type(where: str, what: str) -> ConfigurationError:
    """Return msgspec's error ``what`` in the words of TOML."""
    wanted, got = (quoted.split(" | ") for quoted in re.findall("`([^`]+)`", what))
    words = [_WORDS[name] for name in wanted if name in _WORDS]
    quotes = "a string" in words and got[0] not in ("array", "object")
    return ConfigurationError(
        where,
        f"is {_WORDS.get(got[0], got[0])}, not {' or '.join(words)}",
        "put it in quotes" if quotes else "see emit schema",
    )


def empty_lists(value: Any, key: str = "") -> Iterator[str]:
    """Yield the key of each empty list in ``value``, which stands at ``key``."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from empty_lists(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        if not value:
            yield key
        for number, inner in enumerate(value):
            yield from empty_lists(inner, f"{key}[{number}]")


def _steps(table: Table, kind: type[T], path: str) -> list[str | int]:
    """Return the steps of ``path``, a fault in ``table``; ``[...]`` is a key that msgspec leaves out."""
    steps: list[str | int] = []
    here: Any = table
    for written in re.findall(r"\[\.\.\.\]|\[\d+\]|[^.\[]+", path):
        step = int(written[1:-1]) if written[1:-1].isdigit() and written[0] == "[" else written
        if step == "[...]":
            step = next(key for key in here if _is_wrong(_narrowed(table, [*steps, key]), kind))
        here = here[step]
        steps.append(step)
    return steps


def _key(steps: Sequence[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)[1:]


def _without(table: Table, steps: Sequence[str | int]) -> Table:
    """Return ``table`` without what is at ``steps``, or without the list that it is in."""
    key, *rest = steps
    assert isinstance(key, str)
    if rest and isinstance(rest[0], str):
        return table | {key: _without(table[key], rest)}
    return {name: value for name, value in table.items() if name != key}


def _narrowed(table: Any, steps: Sequence[str | int]) -> Any:
    """Return of ``table`` only what lies on ``steps``."""
    if not steps:
        return table
    inner = _narrowed(table[steps[0]], steps[1:])
    return {steps[0]: inner} if isinstance(table, dict) else [inner]


def _is_wrong(table: Table, kind: type[T]) -> bool:
    try:
        msgspec.convert(table, kind)
    except msgspec.ValidationError:
        return True
    return False
