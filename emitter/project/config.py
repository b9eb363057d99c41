"""``emit.toml``: read strictly, every fault named by its key.

The file is TOML 1.0. A table is decoded by msgspec, one level at a time, so that an error can say
where it is; nothing in the file is ever executed or expanded.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from ..errors import ConfigurationError, EmitError
from ..lint.acceptance import Acceptance, known_ids
from ..messages import nearest
from ..template.formats import NAMES, load_format
from .toml import T, Table, decoded, empty_lists, parsed

DEFAULT = "emit.toml"

_ACCEPT = re.compile(r"[ \t]*\[\[[ \t]*accept[ \t]*\]\]", re.MULTILINE)
_DIRECTORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


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
    targets: dict[str, Table] = {}


class AcceptTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[accept]]``, as written."""

    rule: str = ""
    where: str = ""
    why: str = ""
    until: Any = None


class ConfigFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, as written."""

    out: str = "out"
    formats: tuple[str, ...] = ("cloudformation", "terraform")
    defaults: Table = {}
    environments: dict[str, Table] = {}
    accept: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """What ``emit.toml`` says. ``out`` is the folder that ``emit build`` fills.

    ``accepted`` are the findings of ``emit lint`` that it accepts.
    """

    path: Path
    out: Path
    formats: tuple[str, ...]
    defaults: Table
    environments: Mapping[str, Table]
    accepted: tuple[Acceptance, ...] = ()

    def environment(self, name: str) -> EnvironmentTable:
        """Return the environment ``name``, over the defaults.

        Raises :class:`~emitter.errors.ConfigurationError` when there is none, or when it is wrong.
        """
        if name not in self.environments:
            raise ConfigurationError(
                str(self.path), f"unknown environment {name!r}", nearest(name, self.environments)
            )
        table = _over(self.defaults, self.environments[name])
        return self._decode(f"environments.{name}", table, EnvironmentTable)

    def targets(self, name: str, environment: EnvironmentTable) -> Iterator[tuple[str, TargetTable]]:
        """Yield each target of ``environment``, which is called ``name``, in the order of the file."""
        for target, table in environment.targets.items():
            yield target, self._decode(f"environments.{name}.targets.{target}", table, TargetTable)

    def located(self, environment: str, key: str) -> str:
        """Return where ``key``, a dotted path below ``environment``, stands in the file.

        That is the environment, unless only the defaults have it.
        """
        inner, outer = self.environments.get(environment, {}), self.defaults
        if not _has(inner, key) and _has(outer, key):
            return f"{self.path}: defaults.{key}"
        return f"{self.path}: environments.{environment}.{key}"

    def has(self, environment: str, key: str) -> bool:
        """Return whether ``key``, a dotted path below ``environment``, is written there or in the
        defaults.
        """
        return _has(self.environments.get(environment, {}), key) or _has(self.defaults, key)

    def _decode(self, where: str, table: Table, kind: type[T]) -> T:
        return decoded(self.path, where, table, kind)


def read_config(file: str | Path | None = None) -> Config:
    """Read ``file``; where none is named, ``emit.toml`` of the current folder.

    Raises :class:`~emitter.errors.ConfigurationError` with the line and column of malformed TOML, or the
    key of what is wrong. Tables of environments are decoded when they are asked for.
    """
    path = Path(file or DEFAULT)
    table = parsed(path)
    document = decoded(path, "", table, ConfigFile)
    for key in empty_lists(table):
        raise ConfigurationError(f"{path}: {key}", "is an empty list", "leave it out, or give a value")
    if not document.out or not document.out.isprintable():
        raise ConfigurationError(
            f"{path}: out", f"{document.out!r} is not a folder", "use a name such as out"
        )
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
                f"{name} cannot carry the mark that emit wrote it",
                f"print it with emit --format {name}, and choose from {', '.join(_written())}",
            )
    if {"terraform", "terraform-hcl"} <= set(document.formats):
        what = "terraform and terraform-hcl declare the same in one module"
        raise ConfigurationError(f"{path}: formats", what, "choose one of them")
    defaults = decoded(path, "defaults", document.defaults, EnvironmentTable)
    for name, table in defaults.targets.items():
        decoded(path, f"defaults.targets.{name}", table, TargetTable)
    folders: dict[str, str] = {}
    for name in document.environments:
        if not _DIRECTORY.fullmatch(name):
            raise ConfigurationError(
                f"{path}: environments.{name}",
                "is not a valid folder name",
                "it has up to 64 letters, digits and _.- and begins with a letter or digit",
            )
        twin = folders.setdefault(name.lower(), name)
        if twin != name:
            raise ConfigurationError(
                f"{path}: environments.{name}", f"differs from {twin} in case only", "rename one"
            )
    return Config(
        path,
        path.parent / document.out,
        document.formats,
        document.defaults,
        document.environments,
        tuple(_accepted(path, document.accept)),
    )


def _accepted(path: Path, tables: Sequence[Table]) -> Iterator[Acceptance]:
    text = path.read_text(encoding="utf-8-sig") if tables else ""
    lines = [text.count("\n", 0, match.start()) + 1 for match in _ACCEPT.finditer(text)]
    for number, table in enumerate(tables):
        key = f"accept[{number}]"
        read = decoded(path, key, table, AcceptTable)
        for name, remedy in (
            ("rule", "name one, as W404"),
            ("where", "give a file, document or Sid, or a pattern of one"),
            ("why", "say why it is accepted"),
        ):
            if not getattr(read, name).strip():
                what = "is empty" if name in table else "required"
                raise ConfigurationError(f"{path}: {key}.{name}", what, remedy)
        if read.rule not in known_ids():
            raise ConfigurationError(
                f"{path}: {key}.rule", f"unknown rule {read.rule!r}", nearest(read.rule, known_ids())
            )
        if read.until is not None and (not isinstance(read.until, date) or isinstance(read.until, datetime)):
            raise ConfigurationError(
                f"{path}: {key}.until", "is not a date", "write 2030-12-31, without quotes"
            )
        line = lines[number] if len(lines) == len(tables) else 0
        yield Acceptance(read.rule, read.where, read.why, read.until, str(path), line)


def _written() -> Iterator[str]:
    """Return the formats that a file of ``out`` can be in."""
    return (name for name in NAMES if load_format(name).SUFFIX)


def _over(below: Table, above: Table) -> Table:
    """Return ``above`` laid over ``below``: tables are merged, anything else replaces."""
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
