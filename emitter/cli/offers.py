"""What the shell offers for values, actions and sides of a comparison."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from .options import offer_environments, offer_targets

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..catalogue.model import Target


def _items(names: Iterable[str], incomplete: str) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def offer_values(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return ``KEY=`` for each key of ``--set`` that targets and identity take; for Regions, the values."""
    from ..aws.regions import PARTITION_OF, PARTITIONS

    key, equals, _ = incomplete.partition("=")
    if equals:
        known = {"region": tuple(PARTITION_OF), "partition": PARTITIONS}.get(key.rpartition(".")[2], ())
        return _items((f"{key}={value}" for value in known), incomplete)
    return _items((f"{name}=" for name in dict.fromkeys(_keys(context))), incomplete)


def _keys(context: click.Context) -> Iterator[str]:
    targets = _targets(context)
    for target in targets:
        yield from target.parameter
    yield from ("account", "region", "partition", "policy_name")
    if len(targets) > 1:
        yield from (f"{target.name}.{name}" for target in targets for name in target.parameter)
    yield from (f"identity.{name}" for name in _settings(context, targets))


def _targets(context: click.Context) -> "list[Target]":
    """Return the targets that are named, or else those of the environment."""
    from ..catalogue.targets import load_target
    from ..errors import EmitError
    from ..project.config import read_config
    from ..project.options import name_and_version

    named = context.params.get("targets") or ()
    environment = context.params.get("environment")
    try:
        if not named and environment:
            config = read_config(context.params.get("config"))
            named = [name for name, _ in config.targets(environment, config.environment(environment))]
        return [load_target(name_and_version(text)[0]) for text in named]
    except EmitError:
        return []


def _settings(context: click.Context, targets: "list[Target]") -> Iterator[str]:
    from ..catalogue.identities import load_kind, settings_of
    from ..errors import EmitError

    kind = context.params.get("identity") or (targets[0].identities[0] if targets else None)
    if kind is not None:
        try:
            yield from settings_of(load_kind(kind))
        except EmitError:
            return


def offer_actions(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return services, as ``ecs:``; behind the colon, the actions of that service, in any case."""
    from ..aws.service_reference import names_of, services

    service, colon, short = incomplete.partition(":")
    if not colon:
        return _items((f"{name}:" for name in sorted(services())), incomplete.lower())
    names = sorted(name for name in names_of(service.lower()) if name.lower().startswith(short.lower()))
    return _items((f"{service}:{name}" for name in names), "")


def offer_explained(*given: Any) -> "list[CompletionItem]":
    """Return what ``emit explain`` takes: targets and actions."""
    return [*offer_targets(*given), *offer_actions(*given)]


def offer_sides(*given: Any) -> "list[CompletionItem]":
    """Return what ``emit diff`` compares: targets, environments and files."""
    from click.shell_completion import CompletionItem

    incomplete: str = given[-1]
    return [*offer_targets(*given), *offer_environments(*given), CompletionItem(incomplete, type="file")]
