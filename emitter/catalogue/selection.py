"""Which versions, features and patterns of a target are asked for."""

from collections.abc import Iterable

from ..errors import RequestError
from ..messages import nearest
from .model import Feature, Grant, Page, Scope, Target, WhenFeature
from .patterns import holes, parse
from .versions import matching, numbers


def resolve_version(target: Target, version: str | None, *, newest: bool = False) -> str:
    """Return the catalogue's version for what was asked: ``0.49`` for ``0.49``, ``v0.49.3`` or ``0.49.3``.

    Where patches are listed, ``2.3`` is the newest of them, and ``2.3.2`` the newest up to 2.3.2. For a
    version that is newer than all, ``newest`` gives the newest.

    Raises :class:`~emitter.errors.RequestError` with the range for any other.
    """
    if version is None:
        return target.versions[-1]
    asked = version.removeprefix("v")
    known = matching(asked, target.versions)
    if known is not None:
        return known
    oldest, latest = target.versions[0], target.versions[-1]
    remedy = (
        f"the catalogue knows {oldest} to {latest}" if oldest != latest else f"the catalogue knows {latest}"
    )
    if numbers(asked) > numbers(latest):
        if newest:
            return latest
        raise RequestError(
            "version", f"{version!r} of {target.name} is too new", f"{remedy}; --newest takes {latest}"
        )
    raise RequestError("version", f"unknown version {version!r} of {target.name}", remedy)


def resolve_features(
    target: Target, version: str, features: Iterable[str], without: Iterable[str]
) -> frozenset[str]:
    """Return the features that are on: the defaults of ``version``, with ``features``, less ``without``."""
    there = {f.name: f for f in target.features if target.exists_in(version, f.since, f.until)}
    fixed = {
        f.name for f in there.values() if f.fixed_since and target.exists_in(version, f.fixed_since, None)
    }
    wanted, unwanted = set(features), set(without)
    for name in sorted(wanted | unwanted):
        key = "features" if name in wanted else "without"
        if name not in target.feature:
            raise RequestError(
                key, f"unknown feature {name!r} of {target.name}", nearest(name, target.feature)
            )
        if name not in there:
            raise RequestError(
                key,
                f"{target.name} {version} has no feature {name!r}",
                _lifetime(target.feature[name]),
            )
    for name in sorted(wanted & unwanted):
        raise RequestError("features", f"feature {name!r} is both enabled and disabled", "choose one")
    for name in sorted(unwanted & fixed):
        raise RequestError(
            "without",
            f"{target.name} {version} cannot disable {name!r}",
            f"it is not optional from {there[name].fixed_since} on: {there[name].summary}",
        )
    default = {f.name for f in there.values() if f.default} | fixed
    return frozenset((default | wanted) - unwanted)


def _lifetime(feature: Feature) -> str:
    return f"it came with {feature.since}" if feature.until is None else f"it was gone after {feature.until}"


def _page(target: Target, version: str) -> Page:
    for page in target.pages:
        if target.exists_in(version, page.since, page.until):
            return page
    raise RequestError(
        "permissions",
        f"{target.name} {version} documents no policy",
        "use least-privilege",
    )


def active(target: Target, version: str, on: frozenset[str]) -> tuple[Grant, ...]:
    """Return the grants of ``target`` that ``version`` needs with the features ``on``."""
    return tuple(
        grant
        for grant in target.grants
        if target.exists_in(version, grant.since, grant.until)
        and not on.isdisjoint(grant.features)
        and on.issuperset(grant.requires)
        and (grant.unless is None or grant.unless not in on)
    )


def features_using(target: Target, parameter: str) -> str:
    """Return the features of ``target`` whose statements have a hole for ``parameter``, for a message."""
    names = dict.fromkeys(
        feature
        for grant in target.grants
        for feature in grant.features
        for pattern in patterns(grant.scope)
        if parameter in holes(parse(pattern))
    )
    return f"feature {' or '.join(names)}" if names else "no feature"


def patterns(scope: Scope) -> Iterable[str]:
    """Yield every pattern that ``scope`` holds, whatever is on."""
    for resource in scope.resources:
        yield resource.pattern if isinstance(resource, WhenFeature) else resource
    for condition in scope.conditions:
        yield from condition.values
