"""What an environment of ``emit.toml`` asks for, as requests."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..catalogue.model import Permissions
from ..compiler.bind import locate
from ..compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice, Values
from ..errors import ConfigurationError, ErrorCollector, RequestError, UsageError, collected
from ..messages import nearest
from .config import Config, EnvironmentTable, TargetTable
from .error_places import on_config

# Settings of an identity that emit.toml may give as an integer, and those that it gives as true or false.
NUMBERS = ("max_session_duration",)
SWITCHES = ("exclusive",)


def from_environment(
    config: Config, name: str, only: Iterable[str] = (), errors: ErrorCollector | None = None
) -> Sequence[DeploymentRequest]:
    """Return one request for each file of the environment ``name``; with ``only``, of those targets.

    Targets that share an identity share a file, which is called after the one that has it. ``errors`` takes a
    :class:`~emitter.errors.ConfigurationError` for each thing that is wrong; without it they are raised.
    """
    with collected(errors) as found:
        table = config.environment(name, found)
        place = _located(config, name, table, found)
        entries = dict(config.targets(name, table, found))
        if not config.names_target(name):
            remedy = f"add a table [environments.{name}.targets.NAME]; emit targets lists the names"
            where = config.source.at(f"environments.{name}")
            found.add(ConfigurationError(where, "has no target", remedy))
        wanted = set(only)
        for target in sorted(wanted - set(entries)):
            raise UsageError("--target", f"{name} has no target {target!r}", nearest(target, entries))
        guests: dict[str, list[str]] = {target: [] for target in entries}
        for target, entry in entries.items():
            if isinstance(entry.identity, str):
                with found.collecting():
                    _check_host(config, name, entries, target, entry.identity)
                    guests[entry.identity].append(target)
        requests = []
        for target, entry in entries.items():
            members = [target, *guests[target]]
            if isinstance(entry.identity, str) or (wanted and wanted.isdisjoint(members)):
                continue
            with found.collecting():
                requests.append(
                    DeploymentRequest(
                        choices=tuple(_choice(table, member, entries[member]) for member in members),
                        environment=place,
                        identity=_identity(config, name, table, target, entry),
                        open=table.open or table.accounts is not None,
                        command=f"emit build --env {name} --target {target}",
                    )
                )
    return requests


def targets_sharing_identity(config: Config, name: str, named: Sequence[str]) -> Sequence[str]:
    """Return ``named`` (``NAME``, ``NAME@VERSION``), and the other targets that share their identity in
    ``name``.
    """
    hosts = {
        target: entry.identity if isinstance(entry.identity, str) else target
        for target, entry in config.targets(name, config.environment(name))
    }
    bare = [one.partition("@")[0] for one in named]
    shared = {hosts.get(target, target) for target in bare}
    more = [target for target, host in hosts.items() if host in shared and target not in bare]
    # The one that has the identity comes first.
    return sorted((*named, *more), key=lambda one: one.partition("@")[0] not in shared)


def request_for(config: Config, name: str, named: Sequence[tuple[str, str | None]]) -> DeploymentRequest:
    """Return one request for the targets ``named``, with their versions, as the environment ``name`` has
    them.

    Raises :class:`~emitter.errors.UsageError` when they do not share an identity there.
    """
    table = config.environment(name)
    entries = dict(config.targets(name, table))
    host: tuple[str, TargetTable] | None = None
    choices = []
    for target, version in named:
        entry = entries.get(target)
        if entry is None:
            choices.append(Choice(target, version, permissions=_permissions(table.permissions)))
            continue
        choice = _choice(table, target, entry)
        choices.append(choice._replace(version=version) if version else choice)
        if isinstance(entry.identity, str):
            if entry.identity not in [other for other, _ in named]:
                raise UsageError(
                    "--target",
                    f"{target} has the identity of {entry.identity} in {name}",
                    f"name {entry.identity} too",
                )
        elif host is None:
            host = target, entry
        elif entry.identity and entry.identity != host[1].identity:
            raise UsageError(
                "--target", f"{target} has an identity of its own in {name}", "emit it by itself"
            )
    return DeploymentRequest(
        tuple(choices),
        _environment(name, table),
        open=table.open or table.accounts is not None,
        identity=IdentityChoice(inherited=_inherited(table), tags=table.tags)
        if host is None
        else _identity(config, name, table, *host),
    )


def _check_host(
    config: Config, name: str, entries: Mapping[str, TargetTable], target: str, host: str
) -> None:
    where = config.located(name, f"targets.{target}.identity")
    if host not in entries or host == target:
        others = [other for other in entries if other != target]
        raise ConfigurationError(where, f"{host!r} is not another target of {name}", nearest(host, others))
    if isinstance(entries[host].identity, str):
        raise ConfigurationError(where, f"{host!r} has no identity of its own", "name the target that has it")


def _environment(name: str, table: EnvironmentTable) -> Environment:
    return Environment(name, table.account, table.region, table.partition)


def _located(config: Config, name: str, table: EnvironmentTable, errors: ErrorCollector) -> Environment:
    """Return where the environment ``name`` is, without what is wrong of it, which ``errors`` takes."""
    place = _environment(name, table)
    while True:
        try:
            locate(place)
        except RequestError as error:
            errors.add(on_config(error, config, name, ""))
            unknown: dict[str, Any] = {error.where: None}
            place = place._replace(**unknown)
        else:
            return place


def _permissions(text: str | None) -> Permissions:
    # What is no kind of permissions is refused when the request is bound.
    return "least-privilege" if text is None else text  # type: ignore[return-value]


def _choice(table: EnvironmentTable, target: str, entry: TargetTable) -> Choice:
    return Choice(
        target,
        entry.version,
        _permissions(table.permissions if entry.permissions is None else entry.permissions),
        entry.features,
        entry.without,
        {key: (value,) if isinstance(value, str) else tuple(value) for key, value in entry.values.items()},
        entry.policy_name,
        entry.newest,
        entry.any_name,
    )


def _inherited(table: EnvironmentTable) -> Values:
    given = {
        "permissions_boundary": table.permissions_boundary,
        "exclusive": None if table.exclusive is None else _switch(table.exclusive),
    }
    return {name: (value,) for name, value in given.items() if value is not None}


def _switch(value: bool) -> str:
    return "true" if value else "false"


def _identity(
    config: Config, name: str, table: EnvironmentTable, target: str, entry: TargetTable
) -> IdentityChoice:
    assert isinstance(entry.identity, dict)
    kind: str | None = None
    tags = dict(table.tags)
    settings: dict[str, tuple[str, ...]] = {}
    for key, value in entry.identity.items():
        if key == "kind" and isinstance(value, str):
            kind = value
        elif key == "tags" and isinstance(value, dict):
            tags |= value
        elif key in ("kind", "tags") or isinstance(value, dict):
            where = config.located(name, f"targets.{target}.identity.{key}")
            raise ConfigurationError(where, "is of the wrong type", "see emit schema")
        elif isinstance(value, bool) != (key in SWITCHES):
            where = config.located(name, f"targets.{target}.identity.{key}")
            if key in SWITCHES:
                raise ConfigurationError(where, "is of the wrong type", "write true or false, without quotes")
            raise ConfigurationError(where, "is a boolean, not a string", "see emit schema")
        elif isinstance(value, bool):
            settings[key] = (_switch(value),)
        elif isinstance(value, int) and key not in NUMBERS:
            where = config.located(name, f"targets.{target}.identity.{key}")
            raise ConfigurationError(where, "is an integer, not a string", "put it in quotes")
        else:
            settings[key] = tuple(value) if isinstance(value, list) else (str(value),)
    return IdentityChoice(kind, settings, _inherited(table), tags)
