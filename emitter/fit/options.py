"""What has to change in how a target is configured, so that a grant of it allows a request."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..aws.wildcards import matcher, parse
from ..catalogue.model import Grant, Target
from ..catalogue.selection import resolve_features, resolve_version
from ..compiler.request import Choice
from ..errors import RequestError
from ..evaluate import Compiled
from .bindings import Binding
from .ways import FitPlace, Way


class Configured(NamedTuple):
    """A target as it is configured: by an environment, or, with no ``environment``, as its defaults are.

    ``compiled`` is the policy that comes of it, where it is of an environment.
    """

    target: Target
    choice: Choice
    place: FitPlace
    environment: str = ""
    compiled: Compiled | None = None

    @property
    def version(self) -> str:
        """The version that is asked for, or the newest."""
        return resolve_version(self.target, self.choice.version, newest=self.choice.newest)


class Additions(NamedTuple):
    """What to add: features to turn on and off, and values, each pairs of a parameter and a value."""

    features: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    values: Binding = ()

    @property
    def size(self) -> int:
        """How many options it is."""
        return len(self.features) + len(self.without) + len(self.values)


def additions(configured: Configured, grant: Grant, way: Way) -> Iterator[tuple[str, Additions]]:
    """Yield each set of additions with which ``grant`` allows a request by ``way``, with the version for it.

    That is the version that is configured, or where that does not have the grant the nearest that does.
    """
    target, version = configured.target, configured.version
    order = [version, *_nearest(target, version)]
    for candidate in order:
        if not target.exists_in(candidate, grant.since, grant.until):
            continue
        try:
            on = _on(configured, candidate)
        except RequestError:
            continue
        there = {one.name for one in target.features if target.exists_in(candidate, one.since, one.until)}
        fixed = {
            one.name
            for one in target.features
            if one.fixed_since and target.exists_in(candidate, one.fixed_since, None)
        }
        possible = [name for name in grant.features if name in there]
        if not possible or not way.needs <= there or way.forbids & fixed:
            continue
        for name in [name for name in possible if name in on][:1] or possible:
            features = tuple(sorted({name, *way.needs} - on))
            without = tuple(sorted(way.forbids & (on | set(features))))
            for values in _missing(configured, way.choices):
                yield candidate, Additions(features, without, values)
        return


def _on(configured: Configured, version: str) -> frozenset[str]:
    target, choice = configured.target, configured.choice
    known = {one.name for one in target.features if target.exists_in(version, one.since, one.until)}
    features = [name for name in choice.features if name in known]
    without = [name for name in choice.without if name in known]
    if version == configured.version:
        return resolve_features(target, version, choice.features, choice.without)
    return resolve_features(target, version, features, without)


def _nearest(target: Target, version: str) -> list[str]:
    """Return the other versions of ``target``, the nearest first, newer before older."""
    here = target.versions.index(version)
    others = [(abs(number - here), number < here, other) for number, other in enumerate(target.versions)]
    return [other for distance, _, other in sorted(others) if distance]


def _missing(configured: Configured, choices: tuple[Binding, ...]) -> Iterator[Binding]:
    """Yield of ``choices`` the values that are not given yet, the fewest of them."""
    given = configured.choice.values
    options = [
        tuple(pair for pair in choice if not _is_given(configured, pair, given)) for choice in choices
    ] or [()]
    yield min(options, key=len)


def _is_given(configured: Configured, pair: tuple[str, str], given: Mapping[str, tuple[str, ...]]) -> bool:
    name, value = pair
    if name == "region":
        here = configured.place.region
        return not configured.environment or value == here or value in given.get("region", ())
    parameter = configured.target.parameter[name]
    values = given.get(name, ())
    if not values and configured.environment and parameter.default is not None:
        values = (parameter.default,)
    return any(
        matcher(parse(one, variables=False))(value) or one.endswith((f"/{value}", f":{value}"))
        for one in values
    )
