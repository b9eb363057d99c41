"""``emit build`` and ``emit check``: every file of every environment, one at a time.

Only one environment is in memory beside the configuration, so that ten thousand take no more than one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..errors import ConfigurationError, FindingError, FormatError, OutputError, RequestError, UsageError
from ..messages import nearest
from ..template.assembly import Assembly
from ..template.formats import load_format
from . import files
from .config import Config
from .environments import from_environment
from .error_places import on_config
from .generate import generate

_Outcome = Literal["current", "stale", "missing", "foreign", "stray"]


@dataclass(frozen=True, slots=True)
class FileState:
    """What is with one file of ``out``."""

    path: Path
    outcome: _Outcome


@dataclass(slots=True)
class BuildReport:
    """What a build did, as counts; ``strays`` are files that nothing asks for any more."""

    written: int = 0
    current: int = 0
    removed: int = 0
    strays: list[Path] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)


def build(
    config: Config,
    environments: Sequence[str] = (),
    targets: Sequence[str] = (),
    *,
    prune: bool = False,
    force: bool = False,
    progress: Callable[[Iterable[str]], Iterable[str]] = lambda names: names,
) -> BuildReport:
    """Write the files of ``environments`` (none: all), of ``targets`` (none: all), where they differ.

    ``progress`` passes the environments' names on, and may show how far it has come. ``prune`` deletes
    strays, and only files that emit wrote. ``force`` overwrites files that it did not write. Raises
    :class:`~emitter.errors.EmitError`; every file that was written by then is whole.
    """
    report = BuildReport()
    for name in progress(_chosen(config, environments)):
        expected = set()
        for path, text, warnings in _files(config, name, targets):
            expected.add(path)
            report.warnings |= dict.fromkeys(warnings)
            found = files.state(path, text)
            if found == "foreign" and not force:
                raise OutputError(str(path), "was not written by emit", "move it or pass --force")
            if found == "current":
                report.current += 1
            else:
                files.write(path, text)
                report.written += 1
        files.sweep(config.out / name)
        if not targets:
            report.strays += _strays(config.out / name, expected)
    if not environments and not targets:
        report.strays += _left(config)
    if prune:
        for path in report.strays:
            files.remove(path)
        report.removed, report.strays = len(report.strays), []
    return report


def check(
    config: Config,
    environments: Sequence[str] = (),
    progress: Callable[[Iterable[str]], Iterable[str]] = lambda names: names,
) -> Iterator[FileState]:
    """Yield every file of ``out`` that is not as it should be; writes nothing.

    Raises :class:`~emitter.errors.EmitError` for what ``build`` would raise.
    """
    for name in progress(_chosen(config, environments)):
        expected = set()
        for path, text, _ in _files(config, name, ()):
            expected.add(path)
            found = files.state(path, text)
            if found != "current":
                yield FileState(path, found)
        yield from (FileState(path, "stray") for path in _strays(config.out / name, expected))
    if not environments:
        yield from (FileState(path, "stray") for path in _left(config))


def expected_files(config: Config, environments: Sequence[str] = ()) -> Iterator[Path]:
    """Yield the files that ``build`` writes for ``environments`` (none: all), without making what is in them.

    Raises :class:`~emitter.errors.EmitError`.
    """
    suffixes = [load_format(name).SUFFIX for name in config.formats]
    for name in _chosen(config, environments):
        for request in from_environment(config, name):
            yield from (config.out / name / f"{request.choices[0].target}{suffix}" for suffix in suffixes)


def _chosen(config: Config, environments: Sequence[str]) -> Sequence[str]:
    for name in environments:
        if name not in config.environments:
            raise UsageError("--env", f"unknown environment {name!r}", nearest(name, config.environments))
    return environments or list(config.environments)


def _files(
    config: Config, environment: str, targets: Sequence[str]
) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Yield path, text and warnings of each file of ``environment``."""
    made: dict[tuple[str, str], str] = {}
    for request in from_environment(config, environment, targets):
        target = request.choices[0].target
        where = f"{config.path}: environments.{environment}.targets.{target}"
        paths = {f: config.out / environment / f"{target}{load_format(f).SUFFIX}" for f in config.formats}
        try:
            generated = generate(request, {f: str(path) for f, path in paths.items()}, config.accepted)
        except RequestError as error:
            raise on_config(error, config, environment, target) from None
        except (FindingError, FormatError) as error:
            raise type(error)(f"{where}: {error.where}", error.what, error.remedy) from None
        except UsageError as error:
            raise ConfigurationError(where, error.what, error.remedy) from None
        for kind, name in _names(generated.assembly):
            twin = made.setdefault((kind, name.lower()), target)
            if twin != target:
                raise ConfigurationError(
                    where,
                    f"makes {kind} {name}, and so does {twin}",
                    f'rename one, or set identity = "{twin}"',
                )
        warnings = tuple(f"{environment}: {warning}" for warning in generated.warnings)
        for format, path in paths.items():
            yield path, generated.texts[format], warnings


def _names(assembly: Assembly) -> Iterator[tuple[str, str]]:
    """Yield what ``assembly`` makes that an account has one of, whatever the case: its type and its name."""
    for resource in assembly.template.resources.values():
        kind = str(resource.resource_type).rpartition("::")[2]
        name = resource.properties.get("Url", resource.properties.get(f"{kind}Name"))
        if isinstance(name, str):
            yield kind, name


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
