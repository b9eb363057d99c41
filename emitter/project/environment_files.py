"""The files of one environment as they belong in ``out``: what one process makes of it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
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
    combined,
)
from ..lint.files import Each
from ..template.formats import load_format
from . import files
from .account_files import Fleet, account_files
from .accounts import Account
from .checksum import sealed
from .config import Config
from .environments import from_environment
from .error_places import on_config
from .further_errors import all_errors
from .generate import generate, too_large
from .made_names import MadeName, made_names
from .many_accounts import Made, accounts_of, stack_sets


class ExpectedFile(NamedTuple):
    """A file as it belongs in ``out``, and what is there now; of a current one, the text is left out."""

    path: Path
    text: str
    state: files.State


class MadeEnvironment(NamedTuple):
    """The files of an environment, the names in its account, and what is wrong.

    ``fleet`` and ``accounts`` are what :func:`with_accounts` makes more files of. ``failure`` is of a file
    that cannot be read: nothing goes on after it.
    """

    files: tuple[ExpectedFile, ...] = ()
    names: tuple[MadeName, ...] = ()
    warnings: tuple[str, ...] = ()
    errors: tuple[EmitError, ...] = ()
    failure: OutputError | None = None
    fleet: Fleet | None = None
    accounts: Sequence[Account] = ()


def make_environment(config: Config, targets: Sequence[str], environment: str) -> MadeEnvironment:
    """Return what ``environment`` asks for, of ``targets`` alone where any are named."""
    errors = ErrorCollector()
    warnings: list[str] = []
    try:
        files.check_folder(config.out, link=True)
        for folder in (config.out / environment, config.out / environment / files.ACCOUNTS):
            files.check_folder(folder)
        made, chosen = _templates(config, targets, environment, errors)
        texts = [(path, one.generated.texts[f]) for one in chosen for f, path in one.paths.items()]
        warnings += (warning for one in chosen for warning in one.generated.warnings)
        found = None
        if not errors:
            with errors.collecting():
                table = config.environment(environment)
                found = accounts_of(config, environment, table, made, errors)
                texts += _sized(stack_sets(config, environment, table, chosen, errors), warnings)
        expected = tuple(_expected(texts)) if not errors else ()
    except OutputError as error:
        return MadeEnvironment(errors=tuple(errors.errors), failure=error)
    return MadeEnvironment(
        expected,
        tuple(name for one in made for name in made_names(one.generated.assembly, environment, one.target)),
        tuple(f"{environment}: {one}" for one in warnings),
        tuple(errors.errors),
        None,
        *(found or ()),
    )


def with_accounts(made: MadeEnvironment, targets: Sequence[str], each: Each) -> MadeEnvironment:
    """Return ``made`` with the files of its accounts, of ``targets`` alone where any are named."""
    if made.fleet is None:
        return made
    found, errors = list(made.files), list(made.errors)
    for one in each(partial(_make_account, made.fleet, targets), made.accounts):
        found += one.files
        errors += one.errors
        if one.failure is not None:
            return made._replace(failure=one.failure)
    return made._replace(files=tuple(found), errors=tuple(errors))


def _make_account(fleet: Fleet, targets: Sequence[str], account: Account) -> MadeEnvironment:
    """Return the files of ``account``."""
    errors = ErrorCollector()
    try:
        expected = tuple(_expected(account_files(fleet, account, targets, errors)))
    except OutputError as error:
        return MadeEnvironment(failure=error)
    return MadeEnvironment(expected, errors=tuple(errors.errors))


def _templates(
    config: Config, targets: Sequence[str], environment: str, errors: ErrorCollector
) -> tuple[list[Made], list[Made]]:
    """Return the templates that are needed for ``targets`` (none: all), and those of them that they are.

    Files of accounts hold what several targets leave open, so they need all.
    """
    wanted = from_environment(config, environment, targets, errors)
    needed = wanted
    if targets and config.environment(environment, errors).accounts is not None:
        needed = from_environment(config, environment, (), errors)
    made = []
    for request in needed:
        with errors.collecting():
            made.append(_made(config, environment, request))
    hosts = {request.choices[0].target for request in wanted}
    return made, [one for one in made if one.target in hosts]


def _sized(found: Iterable[tuple[Path, str]], warnings: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield ``found``, stack sets; what is too large to be deployed as it is goes into ``warnings``."""
    for path, text in found:
        warnings += too_large({"cloudformation": text}, {"cloudformation": str(path)})
        yield path, text


def _expected(texts: Iterable[tuple[Path, str]]) -> Iterator[ExpectedFile]:
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
        every = all_errors(request, error)
        raise combined([on_config(one, config, environment, target) for one in every]) from None
    except (FindingError, FormatError) as error:
        where = config.located(environment, f"targets.{target}")
        raise type(error)(f"{where}: {error.where}", error.what, error.remedy) from None
    except UsageError as error:
        where = config.located(environment, f"targets.{target}")
        raise ConfigurationError(where, error.what, error.remedy) from None
    return Made(target, paths, generated)
