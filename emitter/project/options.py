"""What a command line asks for, over what an environment of ``emit.toml`` does, as one request."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..catalogue.model import Permissions
from ..compiler.request import Choice, DeploymentRequest, IdentityChoice, Values
from ..errors import RequestError, UsageError
from ..messages import nearest

if TYPE_CHECKING:
    from .config import Config

_NOTHING: Values = MappingProxyType({})
_PLACE = ("account", "region", "partition")


class Options(NamedTuple):
    """What is asked beside the targets; ``values`` are keyed as in ``--set`` (:func:`apply`).

    ``newest`` and ``any_name`` are those of :class:`~emitter.compiler.request.Choice`.
    """

    permissions: Permissions | None = None
    features: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    identity: str | None = None
    values: Values = _NOTHING
    newest: bool = False
    any_name: bool = False


def name_and_version(text: str) -> tuple[str, str | None]:
    """Return ``piped-ecs@0.49`` as ``("piped-ecs", "0.49")``; without ``@`` there is no version."""
    name, at, version = text.partition("@")
    if at and not version:
        raise UsageError("--target", f"{text!r} has no version after @", "write NAME@VERSION or NAME")
    return name, version or None


def from_options(
    targets: Sequence[str], options: Options, config: "Config | None" = None, environment: str | None = None
) -> DeploymentRequest:
    """Return one request for ``targets`` (``NAME`` or ``NAME@VERSION``) together.

    With ``environment``, what ``config`` says of it comes first and ``options`` go over it.
    """
    named = [name_and_version(text) for text in targets]
    if environment is None or config is None:
        choices = tuple(Choice(name, version) for name, version in named)
        request = DeploymentRequest(choices)
    else:
        from .environments import request_for

        request = request_for(config, environment, named)
    if options.identity is not None and options.identity != request.identity.kind:
        request = request._replace(identity=request.identity._replace(kind=options.identity, settings={}))
    takes = _takers(request.choices, options)
    request = request._replace(
        choices=tuple(
            _choose(
                choice,
                options,
                [f for f in options.features if choice.target in takes[f]],
                [f for f in options.without if choice.target in takes[f]],
            )
            for choice in request.choices
        ),
    )
    return apply(request, options.values)


def _choose(choice: Choice, options: Options, features: Sequence[str], without: Sequence[str]) -> Choice:
    return choice._replace(
        permissions=choice.permissions if options.permissions is None else options.permissions,
        newest=options.newest or choice.newest,
        any_name=options.any_name or choice.any_name,
        features=(*(f for f in choice.features if f not in without), *features),
        without=(*(f for f in choice.without if f not in features), *without),
    )


def _takers(choices: Sequence[Choice], options: Options) -> Mapping[str, Sequence[str]]:
    """Return for each feature that ``options`` name, the targets that it goes to: those that know it."""
    from ..catalogue.targets import load_target

    names = [choice.target for choice in choices]
    if len(names) == 1:
        return dict.fromkeys((*options.features, *options.without), names)
    takes: dict[str, Sequence[str]] = {}
    for key, features in (("features", options.features), ("without", options.without)):
        for feature in features:
            takes[feature] = [name for name in names if feature in load_target(name).feature]
            if not takes[feature]:
                known = {other for name in names for other in load_target(name).feature}
                raise RequestError(
                    key, f"unknown feature {feature!r} of {' and '.join(names)}", nearest(feature, known)
                )
    return takes


def apply(request: DeploymentRequest, values: Values) -> DeploymentRequest:
    """Return ``request`` with ``values`` over it, each keyed as in ``--set``.

    ``KEY`` is a value of every target that knows it, ``TARGET.KEY`` of one; ``identity.KEY`` and
    ``identity.tags.KEY`` are the identity's; ``account``, ``region`` and ``partition`` say where;
    ``policy_name`` is what the policy is called. Whether a key exists is decided when it is bound.
    """
    for key, given in values.items():
        head, dot, rest = key.partition(".")
        if head == "identity" and dot:
            request = request._replace(identity=_set_identity(request.identity, rest, given))
        elif key in _PLACE and (key != "region" or len(given) == 1):
            place = request.environment._replace(**{key: _single(key, given)})
            request = request._replace(environment=place)
        else:
            request = request._replace(choices=_set_choices(request.choices, key, given))
    return request


def _set_identity(identity: IdentityChoice, key: str, given: tuple[str, ...]) -> IdentityChoice:
    head, _, tag = key.partition(".")
    if head == "tags":
        if not tag:
            raise RequestError("tags", "is not a value", "write identity.tags.KEY=VALUE")
        return identity._replace(tags={**identity.tags, tag: _single(f"tags.{tag}", given)})
    return identity._replace(settings={**identity.settings, key: given})


def _set_choices(choices: Sequence[Choice], key: str, given: tuple[str, ...]) -> tuple[Choice, ...]:
    from ..catalogue.targets import load_target

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
        else choice._replace(policy_name=_single("policy_name", given))
        if one == "policy_name"
        else choice._replace(values={**choice.values, one: given})
        for choice in choices
    )


def _single(key: str, given: Sequence[str]) -> str:
    if len(given) > 1:
        raise RequestError(key, f"{len(given)} values given, only one is allowed", "give one")
    return given[0]
