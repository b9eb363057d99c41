"""``emit.toml``: read strictly, every fault named by its line and its key.

The file is TOML 1.0. A table is decoded by msgspec, one level at a time, so that an error can say
where it is; nothing in the file is ever executed, and nothing expanded but the placeholders
``{env}``, ``{region}`` and ``{account}``.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from ..errors import ConfigurationError, ErrorCollector, UsageError, collected
from ..lint.acceptance import Acceptance
from ..messages import nearest
from .config_checks import accepted, check_formats, check_names, check_out, check_version
from .inheritance import Layers, layers
from .placeholders import NAMES as PLACEHOLDERS
from .placeholders import filled
from .toml import Source, Table, decoded, empty_lists, parsed

DEFAULT = "emit.toml"


class TargetTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One target of one environment, as written. ``identity`` may be the target whose identity it shares."""

    version: str | None = None
    permissions: str | None = None
    features: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    identity: str | dict[str, str | bool | int | list[str] | dict[str, str]] = {}
    values: dict[str, str | list[str]] = {}
    policy_name: str | None = None
    newest: bool = False
    any_name: bool = False


class EnvironmentTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One environment, as written, over those that it extends and the defaults.

    ``accounts`` is a CSV file beside ``emit.toml``; ``git_sync`` is the folder of ``emit.toml`` in its
    repository, for deployment files of Git sync.
    """

    extends: str | None = None
    account: str | None = None
    region: str | None = None
    partition: str | None = None
    permissions_boundary: str | None = None
    permissions: str | None = None
    exclusive: bool | None = None
    open: bool = False
    tags: dict[str, str] = {}
    accounts: str | None = None
    git_sync: str | None = None
    stack_set: Table | None = None
    targets: dict[str, Table] = {}


class ConfigFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, as written."""

    required_version: str | None = None
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

    source: Source
    out: Path
    formats: tuple[str, ...]
    defaults: Table
    environments: Mapping[str, Table]
    accepted: tuple[Acceptance, ...] = ()

    @property
    def path(self) -> Path:
        """The file."""
        return self.source.path

    def environment(self, name: str, errors: ErrorCollector | None = None) -> EnvironmentTable:
        """Return the environment ``name``, over what it extends and the defaults, placeholders filled in.

        Raises :class:`~emitter.errors.UsageError` when there is none; ``errors`` takes what is wrong in it,
        which is left out; without ``errors`` that is raised as :class:`~emitter.errors.ConfigurationError`.
        """
        if name not in self.environments:
            raise UsageError("--env", f"unknown environment {name!r}", nearest(name, self.environments))
        found_layers = self._layers(name)
        table = found_layers.merged()
        known = {key: table.get(key) for key in PLACEHOLDERS if isinstance(table.get(key), str | None)}
        with collected(errors) as found:
            for fault in found_layers.faults:
                found.add(ConfigurationError(self.source.at(fault.where), fault.what, fault.remedy))

            def report(key: str, what: str, remedy: str) -> None:
                found.add(ConfigurationError(self.located(name, key), what, remedy))

            return decoded(
                partial(self.located, name),
                filled(table, known | {"env": name}, report),
                EnvironmentTable,
                found,
            )

    def targets(
        self, name: str, environment: EnvironmentTable, errors: ErrorCollector | None = None
    ) -> Iterator[tuple[str, TargetTable]]:
        """Yield each target of ``environment``, which is called ``name``, in the order of the file.

        ``errors`` are as in :meth:`environment`.
        """
        with collected(errors) as found:
            for target, table in environment.targets.items():
                at = partial(self._located_in_target, name, target)
                yield target, decoded(at, table, TargetTable, found)

    def located(self, environment: str, key: str) -> str:
        """Return where ``key``, a dotted path below ``environment``, stands in the file.

        That is the environment, unless only one that it extends or the defaults have it.
        """
        layer = self._layers(environment).holder(key) if environment in self.environments else None
        where = f"environments.{environment}" if layer is None else layer.where
        return self.source.at(f"{where}.{key}")

    def has(self, environment: str, key: str) -> bool:
        """Return whether ``key``, a dotted path below ``environment``, is written there, or further out."""
        return self._layers(environment).holder(key) is not None

    def written(self, environment: str, target: str) -> tuple[Table, Table]:
        """Return the table of ``target`` in ``environment`` itself, and in all that it stands on."""
        found = self._layers(environment)
        own, inherited = (
            table.get("targets", {}).get(target, {}) for table in (found.own(), found.inherited())
        )
        return own, inherited

    def names_target(self, environment: str) -> bool:
        """Return whether ``environment`` has any target."""
        targets = self._layers(environment).merged().get("targets", {})
        # What is no table is an error already.
        return not isinstance(targets, dict) or bool(targets)

    def _layers(self, environment: str) -> Layers:
        return layers(self.environments, self.defaults, environment)

    def _located_in_target(self, environment: str, target: str, key: str) -> str:
        return self.located(environment, f"targets.{target}.{key}" if key else f"targets.{target}")


def find_config() -> Path | None:
    """Return ``emit.toml`` of the current folder, or of the nearest one above that has it.

    The path is relative to the current folder; ``None`` where there is no such file.
    """
    here = Path.cwd()
    for depth, folder in enumerate((here, *here.parents)):
        if os.path.lexists(folder / DEFAULT):
            return Path(*[os.pardir] * depth, DEFAULT)
    return None


def read_config(file: str | Path | None = None) -> Config:
    """Read ``file``; where none is named, ``emit.toml`` of the current folder or the nearest above.

    Raises :class:`~emitter.errors.ConfigurationError` with the line and column of malformed TOML, or every
    key that is wrong. Unless something is, tables of environments are decoded when they are asked for.
    """
    path = Path(file) if file else find_config()
    if path is None:
        raise ConfigurationError(
            DEFAULT, "not found, here or in a folder above", "run emit init to create it"
        )
    source, table = parsed(path)
    check_version(source, table.get("required_version"))
    errors = ErrorCollector()
    document = decoded(source.below(""), table, ConfigFile, errors)
    check_out(source, document.out, errors)
    check_formats(source, document.formats, errors)
    check_names(source, document.environments, errors)
    accepted_findings = tuple(accepted(source, document.accept, errors))
    defaults = decoded(source.below("defaults"), document.defaults, EnvironmentTable, errors)
    for name, target in defaults.targets.items():
        decoded(source.below(f"defaults.targets.{name}"), target, TargetTable, errors)
    config = Config(
        source,
        path.parent / document.out,
        document.formats,
        document.defaults,
        document.environments,
        accepted_findings,
    )
    empty = tuple(empty_lists(table))
    if errors or empty:
        for name in config.environments:
            with errors.collecting():
                dict(config.targets(name, config.environment(name, errors), errors))
    # A list where none belongs is reported as that.
    wrong = {error.where for error in errors.errors}
    for where in (source.at(key) for key in empty):
        if where not in wrong:
            errors.add(ConfigurationError(where, "is an empty list", "leave it out, or give a value"))
    errors.raise_all()
    return config
