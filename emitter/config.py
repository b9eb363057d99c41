"""``emit.toml``: read strictly, every fault named by its key.

The file is TOML 1.0. A table is decoded by msgspec, one level at a time, so that an error can say
where it is; nothing in the file is ever executed or expanded.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .errors import ConfigurationError, EmitError, nearest
from .formats import NAMES, load_format

DEFAULT = "emit.toml"

_DIRECTORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
# msgspec's names of types, as TOML has them.
_WORDS = {
    "array": "an array",
    "bool": "a boolean",
    "float": "a float",
    "int": "an integer",
    "object": "a table",
    "str": "a string",
}
_Table = dict[str, Any]
_T = TypeVar("_T", bound=msgspec.Struct)


class TargetTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One target of one environment, as written. ``identity`` may be the target whose identity it shares."""

    version: str | None = None
    permissions: str | None = None
    features: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    identity: str | dict[str, str | int | list[str] | dict[str, str]] = {}
    values: dict[str, str | list[str]] = {}
    policy_name: str | None = None
    newest: bool = False
    any_name: bool = False


class EnvironmentTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One environment, as written, over the defaults."""

    account: str | None = None
    region: str | None = None
    partition: str | None = None
    permissions_boundary: str | None = None
    permissions: str | None = None
    tags: dict[str, str] = {}
    targets: dict[str, _Table] = {}


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, as written."""

    out: str = "out"
    formats: tuple[str, ...] = ("cloudformation", "terraform")
    defaults: _Table = {}
    environments: dict[str, _Table] = {}


@dataclass(frozen=True, slots=True)
class Config:
    """What ``emit.toml`` says. ``out`` is the folder that ``emit build`` fills."""

    path: Path
    out: Path
    formats: tuple[str, ...]
    defaults: _Table
    environments: Mapping[str, _Table]

    def environment(self, name: str) -> EnvironmentTable:
        """The environment ``name``, over the defaults.

        Raises :class:`~emitter.errors.ConfigurationError` when there is none, or when it is wrong.
        """
        if name not in self.environments:
            raise ConfigurationError(
                str(self.path), f"unknown environment {name!r}", nearest(name, self.environments)
            )
        table = _over(self.defaults, self.environments[name])
        return self._decode(f"environments.{name}", table, EnvironmentTable)

    def targets(self, name: str, environment: EnvironmentTable) -> Iterator[tuple[str, TargetTable]]:
        """Each target of ``environment``, which is called ``name``, in the order of the file."""
        for target, table in environment.targets.items():
            yield target, self._decode(f"environments.{name}.targets.{target}", table, TargetTable)

    def located(self, environment: str, key: str) -> str:
        """Where ``key``, a dotted path below ``environment``, stands in the file.

        That is the environment, unless only the defaults have it.
        """
        inner, outer = self.environments.get(environment, {}), self.defaults
        if not _has(inner, key) and _has(outer, key):
            return f"{self.path}: defaults.{key}"
        return f"{self.path}: environments.{environment}.{key}"

    def has(self, environment: str, key: str) -> bool:
        """Whether ``key``, a dotted path below ``environment``, is written there or in the defaults."""
        return _has(self.environments.get(environment, {}), key) or _has(self.defaults, key)

    def _decode(self, where: str, table: _Table, kind: type[_T]) -> _T:
        return _decoded(self.path, where, table, kind)


def read_config(file: str | Path | None = None) -> Config:
    """Read ``file``; where none is named, ``emit.toml`` of the current folder.

    Raises :class:`~emitter.errors.ConfigurationError` with the line and column of malformed TOML, or the
    key of what is wrong. Tables of environments are decoded when they are asked for.
    """
    path = Path(file or DEFAULT)
    document = _decoded(path, "", _parsed(path), Document)
    if not document.out or not document.out.isprintable():
        raise ConfigurationError(f"{path}: out", f"{document.out!r} is no folder", "name one, like out")
    if not document.formats:
        raise ConfigurationError(f"{path}: formats", "is empty", f"choose from {', '.join(NAMES)}")
    for name in document.formats:
        if document.formats.count(name) > 1:
            raise ConfigurationError(f"{path}: formats", f"{name} stands twice", "name it once")
        try:
            suffix = load_format(name).SUFFIX
        except EmitError as error:
            raise ConfigurationError(f"{path}: formats", error.what, error.remedy) from None
        if not suffix:
            raise ConfigurationError(
                f"{path}: formats",
                f"{name} has no place to say that emit wrote it",
                f"print it with emit --format {name}, and choose from "
                + ", ".join(n for n in NAMES if n != name),
            )
    defaults = _decoded(path, "defaults", document.defaults, EnvironmentTable)
    for name, table in defaults.targets.items():
        _decoded(path, f"defaults.targets.{name}", table, TargetTable)
    folders: dict[str, str] = {}
    for name in document.environments:
        if not _DIRECTORY.fullmatch(name):
            raise ConfigurationError(
                f"{path}: environments.{name}",
                "is no name for a folder",
                "it has up to 64 letters, digits and _.- and begins with a letter or digit",
            )
        twin = folders.setdefault(name.lower(), name)
        if twin != name:
            raise ConfigurationError(
                f"{path}: environments.{name}", f"differs from {twin} in case only", "rename one"
            )
    return Config(
        path, path.parent / document.out, document.formats, document.defaults, document.environments
    )


def _parsed(path: Path) -> _Table:
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        raise ConfigurationError(str(path), "there is no such file", "emit init writes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(path), f"cannot be read: {error}", "it is a UTF-8 text file") from None
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigurationError(str(path), "is nested too deeply", "emit schema shows its form") from None
    except ValueError as error:
        end = f"at line {text.count(chr(10)) + 1}, column {len(text) - text.rfind(chr(10))}"
        what = str(error).replace("at end of document", end)
        raise ConfigurationError(str(path), f"is not TOML: {what}", "mend that line") from None


def _decoded(path: Path, where: str, table: Any, kind: type[_T]) -> _T:
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
            if words == ["a string"] and got[0] not in ("array", "object")
            else "see emit schema",
        ) from None


def _key(table: _Table, kind: type[_T], path: str) -> str:
    """``path`` of a fault in ``table``, with the key that msgspec leaves out as ``[...]``."""
    steps: list[str | int] = []
    for token in re.findall(r"\[\.\.\.\]|\[\d+\]|[^.\[]+", path):
        if token == "[...]":
            keys = reduce(lambda inner, step: inner[step], steps, table)
            steps.append(next(key for key in keys if _is_wrong(_narrowed(table, [*steps, key]), kind)))
        else:
            steps.append(int(token[1:-1]) if token[0] == "[" else token)
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)[1:]


def _narrowed(table: Any, steps: Sequence[str | int]) -> Any:
    """Of ``table`` only what lies on ``steps``."""
    if not steps:
        return table
    inner = _narrowed(table[steps[0]], steps[1:])
    return {steps[0]: inner} if isinstance(table, dict) else [inner]


def _is_wrong(table: _Table, kind: type[_T]) -> bool:
    try:
        msgspec.convert(table, kind)
    except msgspec.ValidationError:
        return True
    return False


def _over(below: _Table, above: _Table) -> _Table:
    """``above`` laid over ``below``: tables are merged, anything else replaces."""
    return below | {
        key: _over(below[key], value)
        if isinstance(value, dict) and isinstance(below.get(key), dict)
        else value
        for key, value in above.items()
    }


def _has(table: Any, key: str) -> bool:
    if not isinstance(table, dict) or key in table:
        return isinstance(table, dict)
    head, _, rest = key.partition(".")
    return bool(rest) and head in table and _has(table[head], rest)
