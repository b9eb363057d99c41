"""Options that several commands share, and what the shell offers for each."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import UsageError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_EXAMPLES = {"--set": "cluster=prod", "--context": "aws:username=ann"}

_F = TypeVar("_F", bound=Callable[..., Any])


def _offer(names: Any, incomplete: str) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def offer_targets(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return names of targets; after ``@``, with their versions."""
    from ..catalogue.targets import load_target, names

    name, at, _ = incomplete.partition("@")
    if at and name in names():
        return _offer([f"{name}@{version}" for version in load_target(name).versions], incomplete)
    return _offer(names(), incomplete)


def offer_formats(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return names of formats."""
    from ..template.formats import NAMES

    return _offer(NAMES, incomplete)


def offer_environments(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return names of environments of ``emit.toml``; none when it cannot be read."""
    from ..errors import EmitError
    from ..project.config import read_config

    try:
        config = read_config(context.params.get("config"))
    except EmitError:
        return []
    return _offer(config.environments, incomplete)


def offer_features(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return names of features of the targets that are named already."""
    from ..catalogue.targets import load_target
    from ..errors import EmitError
    from ..project.options import name_and_version

    try:
        targets = [load_target(name_and_version(text)[0]) for text in context.params.get("targets") or ()]
    except EmitError:
        return []
    return _offer([feature for target in targets for feature in target.feature], incomplete)


def offer_permissions(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return kinds of permissions."""
    from ..catalogue.model import PERMISSIONS

    return _offer(PERMISSIONS, incomplete)


def offer_identities(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return kinds of identity."""
    from ..catalogue.identities import kinds

    return _offer(kinds(), incomplete)


def pairs(option: str, values: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return ``KEY=VALUE`` of ``option`` by key, each with all its values.

    Raises :class:`~emitter.errors.UsageError` for what is no pair.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in values:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise UsageError(option, f"{text!r} is not KEY=VALUE", f"write {option} {_EXAMPLES[option]}")
        found[key] = (*found.get(key, ()), value)
    return found


def file_name(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return ``value``, the name of a file. Raises :class:`~emitter.errors.UsageError` when it is empty."""
    if value == "":
        raise UsageError(max(parameter.opts, key=len), "is empty", "name a file, or leave it out")
    return value


def config_option(command: _F) -> _F:
    """Return ``--config FILE``."""
    return click.option(
        "--config", metavar="FILE", callback=file_name, help="Read FILE instead of emit.toml."
    )(command)


def debug_option(command: _F) -> _F:
    """Return ``--debug``, which the error boundary looks for."""
    return click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")(
        command
    )
