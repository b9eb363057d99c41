"""``emit build`` and ``emit check``: every file of every environment, one at a time.

Only one environment is in memory beside the configuration, so that ten thousand take no more than one.
What is wrong in one keeps it from being written and no other, and is reported with the rest at the end.
"""

from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ..errors import ConfigurationError, EmitError, ErrorCollector, OutputError, UsageError
from ..lint.files import Each
from ..messages import nearest
from ..template.formats import load_format
from . import files
from .config import Config
from .environment_files import ExpectedFile, make_environment, with_accounts
from .environments import from_environment
from .generate import generate
from .made_names import NameRegister, made_names
from .many_accounts import account_numbers


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

    def results(self, each: Each) -> Iterator[tuple[str, Sequence[ExpectedFile]]]:
        """Yield each environment with its files; with none when anything in it is wrong."""
        make = partial(make_environment, self.config, self.targets)
        for name, made in zip(self.environments, each(make, self.environments), strict=True):
            before = len(self.errors)
            whole = with_accounts(made, self.targets, each)
            for error in whole.errors:
                self.errors.add(error)
            numbers = [account.number for account in whole.accounts]
            for one in whole.names:
                for error in self.register.add(one, numbers):
                    self.errors.add(error)
            self.warnings |= dict.fromkeys(whole.warnings)
            if whole.failure is not None:
                raise whole.failure
            yield name, whole.files if len(self.errors) == before else ()

    def _register_others(self) -> None:
        """Register the names of files that are left out of this run, in the accounts that it is about."""
        config, chosen = self.config, set(self.environments)
        with suppress(EmitError):
            accounts = {
                number for name in chosen for number in account_numbers(config, config.environment(name))
            }
            for name in config.environments:
                numbers = account_numbers(config, config.environment(name))
                if name not in chosen and accounts.isdisjoint(numbers):
                    continue
                for request in from_environment(config, name, (), ErrorCollector()):
                    members = {choice.target for choice in request.choices}
                    if name in chosen and (not self.targets or members & set(self.targets)):
                        continue
                    with suppress(EmitError):
                        made = generate(request, {}).assembly
                        for one in made_names(made, name, request.choices[0].target):
                            for _ in self.register.add(one, numbers):
                                pass


def build(
    config: Config,
    environments: Sequence[str] = (),
    targets: Sequence[str] = (),
    *,
    prune: bool = False,
    force: bool = False,
    each: Each = map,
    report: BuildReport | None = None,
) -> BuildReport:
    """Write the files of ``environments`` (none: all), of ``targets`` (none: all), where they differ.

    ``each`` makes the files of each environment, in their order, maybe in other processes. ``prune`` deletes
    strays, and only files that emit wrote. ``force`` overwrites files that it did not write. Raises
    :class:`~emitter.errors.EmitError` at the end, with every error; of an environment with one nothing is
    written, and ``report``, where one is given, says what was. Every file is whole at any moment.
    """
    report = BuildReport() if report is None else report
    run = _Run(config, environments, targets)
    for name, wanted in run.results(each):
        blocked = [error for file in wanted if (error := in_the_way(file.path, file.state, force))]
        for error in blocked:
            run.errors.add(error)
        for file in () if blocked else wanted:
            if file.state == "current":
                report.current += 1
                continue
            files.write(file.path, file.text)
            report.written.append(file.path)
            if file.state == "missing":
                report.new.add(file.path)
        for folder in _folders(config, name):
            files.sweep(folder)
        report.warnings |= run.warnings
        if not targets and wanted:
            report.strays += _strays(config, name, {str(file.path) for file in wanted})
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
    each: Each = map,
    targets: Sequence[str] = (),
) -> Iterator[FileState]:
    """Yield every file of ``out`` that is not as it should be; writes nothing.

    Raises :class:`~emitter.errors.EmitError` at the end, for what ``build`` would raise.
    """
    run = _Run(config, environments, targets)
    for name, wanted in run.results(each):
        for file in wanted:
            if file.state != "current":
                yield FileState(file.path, file.state, file.text)
        if not targets and wanted:
            expected = {str(file.path) for file in wanted}
            yield from (FileState(path, "stray") for path in _strays(config, name, expected))
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


def _folders(config: Config, environment: str) -> tuple[Path, Path]:
    return config.out / environment, config.out / environment / files.ACCOUNTS


def _strays(config: Config, environment: str, expected: Container[str]) -> list[Path]:
    return [path for folder in _folders(config, environment) for path in files.marked_files(folder, expected)]


def _left(config: Config) -> list[Path]:
    """Return strays in folders of environments that are gone."""
    gone = [one.name for one in files.folders(config.out) if one.name not in config.environments]
    return [path for name in gone for path in _strays(config, name, ())]
