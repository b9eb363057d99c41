"""What an environment of ``emit.toml`` and a command line ask for, as one request."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from .errors import RequestError, UsageError, nearest
from .model import Choice, Environment, IdentityChoice, Permissions, Request, Values

if TYPE_CHECKING:
    from .config import Config, EnvironmentTable, TargetTable

_NOTHING: Values = MappingProxyType({})
_PLACE = ("account", "region", "partition")


class Options(NamedTuple):
    """What is asked beside the targets; ``values`` are keyed as in ``--set`` (:func:`apply`).

    ``newest`` and ``any_name`` are those of :class:`~emitter.model.Choice`.
    """

    permissions: Permissions | None = None
    features: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    identity: str | None = None
    values: Values = _NOTHING
    newest: bool = False
    any_name: bool = False


def name_and_version(text: str) -> tuple[str, str | None]:
    """``piped-ecs@0.49`` as ``("piped-ecs", "0.49")``; without ``@`` there is no version."""
    name, at, version = text.partition("@")
    if at and not version:
        raise UsageError("--target", f"{text!r} has no version after @", "write NAME@VERSION or NAME")
    return name, version or None


def from_environment(config: "Config", name: str, only: Iterable[str] = ()) -> Sequence[Request]:
    """One request for each file of the environment ``name``; with ``only``, of those targets.

    Targets that share an identity share a file, which is called after the one that has it. Raises
    :class:`~emitter.errors.ConfigurationError`.
    """
    table = config.environment(name)
    entries = dict(config.targets(name, table))
    wanted = set(only)
    for target in sorted(wanted - set(entries)):
        raise UsageError("--target", f"{name} has no target {target!r}", nearest(target, entries))
    guests: dict[str, list[str]] = {target: [] for target in entries}
    for target, entry in entries.items():
        if isinstance(entry.identity, str):
            _check_host(config, name, entries, target, entry.identity)
            guests[entry.identity].append(target)
    requests = []
    for target, entry in entries.items():
        members = [target, *guests[target]]
        if isinstance(entry.identity, str) or (wanted and wanted.isdisjoint(members)):
            continue
        requests.append(
            Request(
                choices=tuple(_choice(table, member, entries[member]) for member in members),
                environment=_environment(name, table),
                identity=_identity(table, target, entry),
                open=False,
                command=f"emit build --env {name} --target {target}",
            )
        )
    return requests


def from_options(
    targets: Sequence[str], options: Options, config: "Config | None" = None, environment: str | None = None
) -> Request:
    """One request for ``targets`` (``NAME`` or ``NAME@VERSION``) together.

    With ``environment``, what ``config`` says of it comes first and ``options`` go over it.
    """
    named = [name_and_version(text) for text in targets]
    if environment is None or config is None:
        choices = tuple(Choice(name, version) for name, version in named)
        request = Request(choices)
    else:
        request = _asked(config, environment, named)
    if options.identity is not None and options.identity != request.identity.kind:
        request = request._replace(identity=request.identity._replace(kind=options.identity, settings={}))
    request = request._replace(
        choices=tuple(
            choice._replace(
                permissions=options.permissions or choice.permissions,
                newest=options.newest or choice.newest,
                any_name=options.any_name or choice.any_name,
                features=(*(f for f in choice.features if f not in options.without), *options.features),
                without=(*(f for f in choice.without if f not in options.features), *options.without),
            )
            for choice in request.choices
        ),
    )
    return apply(request, options.values)


def apply(request: Request, values: Values) -> Request:
    """``request`` with ``values`` over it, each keyed as in ``--set``.

    ``KEY`` is a value of every target that knows it, ``TARGET.KEY`` of one; ``identity.KEY`` and
    ``identity.tags.KEY`` are the identity's; ``account``, ``region`` and ``partition`` say where;
    ``policy_name`` is what the policy is called. Whether a key exists is decided when it is bound.
    """
    for key, given in values.items():
        head, dot, rest = key.partition(".")
        if head == "identity" and dot:
            request = request._replace(identity=_set_identity(request.identity, rest, given))
        elif key in _PLACE and (key != "region" or len(given) == 1):
            if len(given) > 1:
                raise RequestError(key, f"{len(given)} values where one belongs", "give one")
            request = request._replace(environment=request.environment._replace(**{key: given[0]}))
        else:
            request = request._replace(choices=_set_choices(request.choices, key, given))
    return request


def _set_identity(identity: IdentityChoice, key: str, given: tuple[str, ...]) -> IdentityChoice:
    head, dot, tag = key.partition(".")
    if head == "tags" and dot:
        return identity._replace(tags={**identity.tags, tag: given[-1]})
    return identity._replace(settings={**identity.settings, key: given})


def _set_choices(choices: Sequence[Choice], key: str, given: tuple[str, ...]) -> tuple[Choice, ...]:
    from .targets import load_target

    head, dot, rest = key.partition(".")
    names = [choice.target for choice in choices]
    if dot and head not in names:
        raise RequestError(f"values.{key}", f"{head!r} is not among the targets", nearest(head, names))
    one = rest if dot else key
    takes = [
        choice.target
        for choice in choices
        if (
            choice.target == head if dot else len(choices) == 1 or one in load_target(choice.target).parameter
        )
    ]
    if one in ("policy_name", "region"):
        takes = takes or names
    if not takes:
        known = {name for target in names for name in load_target(target).parameter}
        raise RequestError(f"values.{key}", f"unknown value {key!r}", nearest(key, known))
    return tuple(
        choice
        if choice.target not in takes
        else choice._replace(policy_name=given[-1])
        if one == "policy_name"
        else choice._replace(values={**choice.values, one: given})
        for choice in choices
    )


def _asked(config: "Config", name: str, named: Sequence[tuple[str, str | None]]) -> Request:
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
    return Request(
        tuple(choices),
        _environment(name, table),
        open=False,
        identity=IdentityChoice(inherited=_inherited(table), tags=table.tags)
        if host is None
        else _identity(table, *host),
    )


def _check_host(
    config: "Config", name: str, entries: Mapping[str, "TargetTable"], target: str, host: str
) -> None:
    from .errors import ConfigurationError

    where = config.located(name, f"targets.{target}.identity")
    if host not in entries or host == target:
        others = [other for other in entries if other != target]
        raise ConfigurationError(where, f"{host!r} is no other target of {name}", nearest(host, others))
    if isinstance(entries[host].identity, str):
        raise ConfigurationError(where, f"{host!r} has no identity of its own", "name the target that has it")


def _environment(name: str, table: "EnvironmentTable") -> Environment:
    return Environment(name, table.account, table.region, table.partition)


def _permissions(text: str | None) -> Permissions:
    # What is no kind of permissions is refused when the request is bound.
    return text or "least-privilege"  # type: ignore[return-value]


def _choice(table: "EnvironmentTable", target: str, entry: "TargetTable") -> Choice:
    return Choice(
        target,
        entry.version,
        _permissions(entry.permissions or table.permissions),
        entry.features,
        entry.without,
        {key: (value,) if isinstance(value, str) else tuple(value) for key, value in entry.values.items()},
        entry.policy_name,
        entry.newest,
        entry.any_name,
    )


def _inherited(table: "EnvironmentTable") -> Values:
    boundary = table.permissions_boundary
    return {} if boundary is None else {"permissions_boundary": (boundary,)}


def _identity(table: "EnvironmentTable", target: str, entry: "TargetTable") -> IdentityChoice:
    assert isinstance(entry.identity, dict)
    kind: str | None = None
    tags = dict(table.tags)
    settings: dict[str, tuple[str, ...]] = {}
    for key, value in entry.identity.items():
        if key == "kind":
            kind = str(value)
        elif key == "tags" and isinstance(value, dict):
            tags |= value
        elif isinstance(value, dict) or key == "tags":
            error = RequestError(f"identity.{key}", "is of the wrong type", "see emit schema")
            error.target = target
            raise error
        else:
            settings[key] = tuple(value) if isinstance(value, list) else (str(value),)
    return IdentityChoice(kind, settings, _inherited(table), tags)
