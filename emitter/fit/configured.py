"""Targets as they are configured: in an environment of ``emit.toml``, or by their defaults."""

from collections.abc import Sequence

from ..aws.regions import likely_partition
from ..catalogue.index import permissions_with
from ..catalogue.targets import load_target
from ..compiler.request import Choice, DeploymentRequest
from ..errors import UsageError
from ..evaluate import compile_policies
from ..messages import nearest
from ..project.config import Config, read_config
from ..project.environments import request_for, targets_sharing_identity
from ..project.generate import render
from ..project.options import name_and_version
from ..reading.files import read_text
from .options import Configured
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
