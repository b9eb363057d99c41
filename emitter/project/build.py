"""``emit build`` and ``emit check``: every file of every environment, one at a time.

Only one environment is in memory beside the configuration, so that ten thousand take no more than one.
What is wrong in one keeps it from being written and no other, and is reported with the rest at the end.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..compiler.request import DeploymentRequest
from ..errors import (
    ConfigurationError,
    EmitError,
    ErrorCollector,
    FindingError,
    FormatError,
    OutputError,
    RequestError,
    UsageError,
)
from ..messages import nearest
from ..template.formats import load_format
from . import files
from .checksum import sealed
from .config import Config
from .environments import from_environment
from .error_places import on_config
from .generate import generate
from .made_names import NameRegister, made_names

_Progress = Callable[[Iterable[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class FileState:
    """A file of ``out`` that is not ``current``; ``text`` is what belongs there, empty for a stray."""

    path: Path
    outcome: files.State
    text: str = ""


@dataclass(slots=True)
class BuildReport:
    """What a build did: the files that it wrote (``new`` of them for the first time) and deleted.

    ``current`` is a count; ``strays`` are files that nothing asks for any more.
    """

    written: list[Path] = field(default_factory=list)
    new: set[Path] = field(default_factory=set)
    removed: list[Path] = field(default_factory=list)
    strays: list[Path] = field(default_factory=list)
    current: int = 0
    warnings: dict[str, None] = field(default_factory=dict)


class _File(NamedTuple):
    """A file as it belongs in ``out``."""

    path: Path
    text: str


class _Run:
    """One run over ``environments``: the names that it made, its errors and its warnings."""

    def __init__(self, config: Config, environments: Sequence[str], targets: Sequence[str]) -> None:
        for name in environments:
            if name not in config.environments:
                raise UsageError("--env", f"unknown environment {name!r}", nearest(name, config.environments))
        if not config.environments:
            remedy = "add a table [environments.NAME]; emit init shows one"
            raise ConfigurationError(str(config.path), "has no environment", remedy)
        self.config = config
        self.targets = targets
        self.environments = environments or list(config.environments)
        self.whole = not environments and not targets
        self.errors = ErrorCollector()
        self.warnings: dict[str, None] = {}
        self.register = NameRegister(config)
        if not self.whole:
            self._register_others()

    def files(self, environment: str) -> Sequence[_File]:
        """Return the files of ``environment``; none when anything in it is wrong."""
        before = len(self.errors)
        made: list[_File] = []
        files.check_folder(self.config.out / environment)
        for request in from_environment(self.config, environment, self.targets, self.errors):
            with self.errors.collecting():
                made += self._file(environment, request)
        return made if len(self.errors) == before else []

    def _file(self, environment: str, request: DeploymentRequest) -> Iterator[_File]:
        config = self.config
        target = request.choices[0].target
        folder = config.out / environment
        paths = {f: folder / f"{target}{load_format(f).SUFFIX}" for f in config.formats}
        try:
            generated = generate(request, {f: str(path) for f, path in paths.items()}, config.accepted)
        except RequestError as error:
            raise on_config(error, config, environment, target) from None
        except (FindingError, FormatError) as error:
            where = config.located(environment, f"targets.{target}")
            raise type(error)(f"{where}: {error.where}", error.what, error.remedy) from None
        except UsageError as error:
            where = config.located(environment, f"targets.{target}")
            raise ConfigurationError(where, error.what, error.remedy) from None
        for name in made_names(generated.assembly, environment, target):
            twin = self.register.add(name)
            if twin is not None:
                self.errors.add(twin)
        self.warnings |= dict.fromkeys(f"{environment}: {warning}" for warning in generated.warnings)
        yield from (_File(path, sealed(generated.texts[format])) for format, path in paths.items())

    def _register_others(self) -> None:
        """Register the names of files that are left out of this run, in the accounts that it is about."""
        config, chosen = self.config, set(self.environments)
        with suppress(EmitError):
            accounts = {config.environment(name).account for name in chosen} - {None}
            for name in config.environments:
                if name not in chosen and config.environment(name).account not in accounts:
                    continue
                for request in from_environment(config, name, (), ErrorCollector()):
                    members = {choice.target for choice in request.choices}
                    if name in chosen and (not self.targets or members & set(self.targets)):
                        continue
                    with suppress(EmitError):
                        made = generate(request, {}).assembly
                        for one in made_names(made, name, request.choices[0].target):
                            self.register.add(one)


def build(
    config: Config,
    environments: Sequence[str] = (),
    targets: Sequence[str] = (),
    *,
    prune: bool = False,
    force: bool = False,
    progress: _Progress = lambda names: names,
    report: BuildReport | None = None,
) -> BuildReport:
    """Write the files of ``environments`` (none: all), of ``targets`` (none: all), where they differ.

    ``progress`` passes the environments' names on, and may show how far it has come. ``prune`` deletes
    strays, and only files that emit wrote. ``force`` overwrites files that it did not write. Raises
    :class:`~emitter.errors.EmitError` at the end, with every error; of an environment with one nothing is
    written, and ``report``, where one is given, says what was. Every file is whole at any moment.
    """
    report = BuildReport() if report is None else report
    run = _Run(config, environments, targets)
    for name in progress(run.environments):
        wanted = run.files(name)
        states = [(file, files.state(*file)) for file in wanted]
        blocked = [error for file, found in states if (error := in_the_way(file.path, found, force))]
        for error in blocked:
            run.errors.add(error)
        for file, found in () if blocked else states:
            if found == "current":
                report.current += 1
                continue
            files.write(*file)
            report.written.append(file.path)
            if found == "missing":
                report.new.add(file.path)
        files.sweep(config.out / name)
        report.warnings |= run.warnings
        if not targets and wanted:
            report.strays += _strays(config.out / name, {file.path for file in wanted})
    run.errors.raise_all()
    if run.whole:
        report.strays += _left(config)
    if prune:
        for path in report.strays:
            files.remove(path)
        report.removed, report.strays = report.strays, []
    return report


def check(
    config: Config,
    environments: Sequence[str] = (),
    progress: _Progress = lambda names: names,
    targets: Sequence[str] = (),
) -> Iterator[FileState]:
    """Yield every file of ``out`` that is not as it should be; writes nothing.

    Raises :class:`~emitter.errors.EmitError` at the end, for what ``build`` would raise.
    """
    run = _Run(config, environments, targets)
    for name in progress(run.environments):
        wanted = run.files(name)
        for file in wanted:
            found = files.state(*file)
            if found != "current":
                yield FileState(file.path, found, file.text)
        if not targets and wanted:
            expected = {file.path for file in wanted}
            yield from (FileState(path, "stray") for path in _strays(config.out / name, expected))
    run.errors.raise_all()
    if run.whole:
        yield from (FileState(path, "stray") for path in _left(config))


def in_the_way(path: Path, found: files.State, force: bool) -> OutputError | None:
    """Return the error when what is at ``path`` may not be overwritten."""
    if found == "blocked":
        return OutputError(str(path), "is not a file", "move it")
    if found == "foreign" and not force:
        return OutputError(str(path), "was not written by emit", "move it or pass --force")
    return None


def expected_files(config: Config, environments: Sequence[str] = ()) -> Iterator[Path]:
    """Yield the files that ``build`` writes for ``environments`` (none: all), without making what is in them.

    Raises :class:`~emitter.errors.EmitError`.
    """
    suffixes = [load_format(name).SUFFIX for name in config.formats]
    for name in environments or config.environments:
        for request in from_environment(config, name):
            yield from (config.out / name / f"{request.choices[0].target}{suffix}" for suffix in suffixes)


def _strays(folder: Path, expected: set[Path]) -> list[Path]:
    return [path for path in files.marked_files(folder) if path not in expected]


def _left(config: Config) -> list[Path]:
    """Return strays in folders of environments that are gone."""
    return [
        path
        for folder in files.folders(config.out)
        if folder.name not in config.environments
        for path in files.marked_files(folder)
    ]
