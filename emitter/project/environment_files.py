"""The files of one environment as they belong in ``out``: what one process makes of it."""

from collections.abc import Iterable, Iterator, Sequence
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
from ..template.formats import load_format
from . import files
from .checksum import sealed
from .config import Config
from .environments import from_environment
from .error_places import on_config
from .generate import generate, too_large
from .made_names import MadeName, made_names
from .many_accounts import STACK_SET, Made, more_files


class ExpectedFile(NamedTuple):
    """A file as it belongs in ``out``, and what is there now; of a current one, the text is left out."""

    path: Path
    text: str
    state: files.State


class MadeEnvironment(NamedTuple):
    """The files of an environment, the names in its account, and what is wrong.

    ``failure`` is of a file that cannot be read: nothing goes on after it.
    """

    files: tuple[ExpectedFile, ...] = ()
    names: tuple[MadeName, ...] = ()
    warnings: tuple[str, ...] = ()
    errors: tuple[EmitError, ...] = ()
    failure: OutputError | None = None


def make_environment(config: Config, targets: Sequence[str], environment: str) -> MadeEnvironment:
    """Return what ``environment`` asks for, of ``targets`` alone where any are named.

    What each account is given, and stack sets, are made with all targets.
    """
    errors = ErrorCollector()
    made: list[Made] = []
    texts: list[tuple[Path, str]] = []
    warnings: list[str] = []
    failure = None
    try:
        for folder in (config.out / environment, config.out / environment / files.ACCOUNTS):
            files.check_folder(folder)
        for request in from_environment(config, environment, targets, errors):
            with errors.collecting():
                made.append(_made(config, environment, request))
                warnings += made[-1].generated.warnings
        texts += ((path, one.generated.texts[f]) for one in made for f, path in one.paths.items())
        if not targets and not len(errors):
            with errors.collecting():
                table = config.environment(environment)
                texts += _more(more_files(config, environment, table, made, errors), warnings)
        expected = tuple(_expected(texts)) if not len(errors) else ()
    except OutputError as error:
        expected, failure = (), error
    return MadeEnvironment(
        expected,
        tuple(name for one in made for name in made_names(one.generated.assembly, environment, one.target)),
        tuple(f"{environment}: {one}" for one in warnings),
        tuple(errors.errors),
        failure,
    )


def _more(found: Iterable[tuple[Path, str]], warnings: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield ``found``, with what is too large to be deployed as it is put into ``warnings``."""
    for path, text in found:
        if path.name.endswith(STACK_SET):
            warnings += too_large({"cloudformation": text}, {"cloudformation": str(path)})
        yield path, text


def _expected(texts: Sequence[tuple[Path, str]]) -> Iterator[ExpectedFile]:
    for path, text in texts:
        whole = sealed(text)
        found = files.state(path, whole)
        yield ExpectedFile(path, "" if found == "current" else whole, found)


def _made(config: Config, environment: str, request: DeploymentRequest) -> Made:
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
    return Made(target, paths, generated)
