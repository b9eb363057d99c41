"""TOML to structs: one level at a time, so that a fault is named by its line or its key."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..errors import ConfigurationError
from ..messages import nearest

Table = dict[str, Any]
T = TypeVar("T", bound=msgspec.Struct)

# msgspec's names of types, as TOML has them.
_WORDS = {
    "array": "an array",
    "bool": "a boolean",
    "float": "a float",
    "int": "an integer",
    "object": "a table",
    "str": "a string",
}


def parsed(path: Path) -> Table:
    """Return the TOML of the file ``path``.

    Raises :class:`~emitter.errors.ConfigurationError`, with line and column where it is malformed.
    """
    try:
        if path.exists() and not path.is_file():
            raise ConfigurationError(str(path), "is not a regular file", "name a file with --config")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigurationError(str(path), "not found", "run emit init to create it") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(path), f"cannot be read: {error}", "it is a UTF-8 text file") from None
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigurationError(str(path), "is nested too deeply", "emit schema shows its form") from None
    except ValueError as error:
        end = f"at line {text.count(chr(10)) + 1}, column {len(text) - text.rfind(chr(10))}"
        what = str(error).replace("at end of document", end)
        raise ConfigurationError(str(path), f"invalid TOML: {what}", "fix that line") from None


def decoded(path: Path, where: str, table: Any, kind: type[T]) -> T:
    """Return ``table``, which stands at ``where`` in the file ``path``, as a ``kind``.

    Raises :class:`~emitter.errors.ConfigurationError` at the key that is unknown or of the wrong type.
    """
    place = f"{path}: {where}" if where else str(path)
    fields = kind.__struct_fields__
    if not isinstance(table, dict):
        raise ConfigurationError(place, f"is {type(table).__name__}, not a table", "write it as [table]")
    for key in table:
        if key not in fields:
            raise ConfigurationError(
                f"{place}.{key}" if where else f"{place}: {key}", "unknown key", nearest(key, fields)
            )
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        what, _, inner = str(error).partition(" - at ")
        key = _key(table, kind, inner.strip("`").removeprefix("$."))
        wanted, got = (quoted.split(" | ") for quoted in re.findall("`([^`]+)`", what))
        words = [_WORDS[name] for name in wanted if name in _WORDS]
        raise ConfigurationError(
            f"{place}.{key}" if where else f"{place}: {key}",
            f"is {_WORDS.get(got[0], got[0])}, not {' or '.join(words)}",
            "put it in quotes"
            if "a string" in words and got[0] not in ("array", "object")
            else "see emit schema",
        ) from None


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


def _key(table: Table, kind: type[T], path: str) -> str:
    """Return ``path`` of a fault in ``table``, with the key that msgspec leaves out as ``[...]``."""
    steps: list[str | int] = []
    here: Any = table
    for written in re.findall(r"\[\.\.\.\]|\[\d+\]|[^.\[]+", path):
        step = int(written[1:-1]) if written[1:-1].isdigit() and written[0] == "[" else written
        if step == "[...]":
            step = next(key for key in here if _is_wrong(_narrowed(table, [*steps, key]), kind))
        here = here[step]
        steps.append(step)
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)[1:]


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
