"""Targets as they are configured: in an environment of ``emit.toml``, or by their defaults."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from ..aws.regions import likely_partition
from ..catalogue.index import permissions_with
from ..catalogue.targets import load_target
from ..compiler.request import Choice, DeploymentRequest, Environment
from ..errors import UsageError
from ..evaluate import Compiled, compile_policies
from ..messages import nearest
from ..project.config import Config, read_config
from ..project.environments import request_for, targets_sharing_identity
from ..project.generate import render
from ..project.options import name_and_version
from ..reading.files import read_text
from .options import Configured
from .target import Held
from .ways import FitPlace


def candidates(
    named: Sequence[str], environment: str | None, config: str | None, action: str
) -> list[Configured]:
    """Return the targets that may be denied ``action``: those that are ``named`` (``NAME@VERSION``).

    Else, those of ``environment``; else, every one that grants the action. Raises
    :class:`~emitter.errors.EmitError`.
    """
    if environment is None:
        choices = [Choice(*name_and_version(one)) for one in named]
        if not choices:
            choices = [Choice(name) for name, _ in permissions_with(action)]
        return [Configured(load_target(one.target), one, FitPlace()) for one in choices]
    read = read_config(config)
    table = read.environment(environment)
    known = [target for target, _ in read.targets(environment, table)]
    asked = [name_and_version(one) for one in named] or [(one, None) for one in known]
    for name, _ in asked:
        if name not in known:
            load_target(name)
            raise UsageError("--target", f"{environment} has no target {name!r}", nearest(name, known))
    return [_of_environment(read, environment, name, version) for name, version in asked]


def _of_environment(config: Config, environment: str, name: str, version: str | None) -> Configured:
    request = environment_request(config, environment, name, version)
    (choice,) = [one for one in request.choices if one.target == name]
    text = render(request, "cloudformation-json").text
    compiled = compile_policies(read_text(text, f"{environment}: {name}").documents)
    return Configured(load_target(name), choice, place_of(request), environment, compiled)


def environment_request(
    config: Config, environment: str, name: str, version: str | None
) -> DeploymentRequest:
    """Return the request of ``environment`` for ``name`` and the targets that share its identity."""
    shared = targets_sharing_identity(config, environment, [name])
    return request_for(config, environment, [(one, version if one == name else None) for one in shared])


def place_of(request: DeploymentRequest) -> FitPlace:
    """Return where ``request`` is for."""
    where = request.environment
    partition = where.partition or (likely_partition(where.region) if where.region else "")
    return FitPlace(where.account or "", partition, where.region or "")


class Configuration(NamedTuple):
    """What an environment says of a target that is fitted: where, its version, and its table ``own``.

    ``inherited`` is the table of the target in what that extends and in the defaults, ``identified`` whether
    one has its identity. With ``documented``, it has the permissions that its page documents, which no fit
    can be. ``others`` is what the targets that share its identity have, ``file`` the file that it stands in.
    """

    place: FitPlace = FitPlace()
    version: str | None = None
    own: Mapping[str, Any] = MappingProxyType({})
    inherited: Mapping[str, Any] = MappingProxyType({})
    identified: bool = False
    documented: bool = False
    others: Compiled | None = None
    file: str = ""

    @property
    def held(self) -> Held:
        """The features and values that it has."""
        values = {**self.inherited.get("values", {}), **self.own.get("values", {})}
        return Held(
            frozenset((*self.inherited.get("features", ()), *self.own.get("features", ()))),
            {name: (value,) if isinstance(value, str) else tuple(value) for name, value in values.items()},
        )


def configuration(name: str, environment: str | None, config: str | None) -> Configuration:
    """Return what ``environment`` says of the target ``name``, which need not be in it yet.

    Raises :class:`~emitter.errors.EmitError`.
    """
    if environment is None:
        return Configuration()
    read = read_config(config)
    table = read.environment(environment)
    entries = dict(read.targets(environment, table))
    if name not in entries:
        place = place_of(
            DeploymentRequest((), Environment(environment, table.account, table.region, table.partition))
        )
        return Configuration(place, file=str(read.path))
    request = environment_request(read, environment, name, None)
    others = tuple(one for one in request.choices if one.target != name)
    compiled = None
    if others:
        text = render(request._replace(choices=others), "cloudformation-json").text
        compiled = compile_policies(read_text(text, environment).documents)
    own, inherited = read.written(environment, name)
    return Configuration(
        place_of(request),
        entries[name].version,
        own,
        inherited,
        bool(entries[name].identity),
        (entries[name].permissions or table.permissions) == "documented",
        compiled,
        str(read.path),
    )
