"""Why a permission is there: by target for a reviewer, by version."""

from collections.abc import Iterable, Sequence
from typing import Any

from .describe import grant_data
from .model import Feature, Grant, Target
from .selection import active, resolve_features, resolve_version


def explain_target(
    target: Target, version: str | None, features: Sequence[str] = (), without: Sequence[str] = ()
) -> dict[str, Any]:
    """Return what ``target`` takes at ``version`` with these features, grant by grant, and what it does not
    take.

    Raises :class:`~emitter.errors.RequestError`.
    """
    known = resolve_version(target, version)
    on = resolve_features(target, known, features, without)
    grants = active(target, known, on)
    return {
        "target": target.name,
        "deployer": target.deployer,
        "title": target.title,
        "version": known,
        "on": [feature.name for feature in target.features if feature.name in on],
        "off": [feature.name for feature in target.features if feature.name not in on],
        "grants": [_review(grant, on) for grant in grants],
    }


def changes(target: Target, since: str, until: str | None = None) -> dict[str, Any]:
    """Return what changed for ``target`` after ``since``, up to ``until`` (the newest), version by version.

    Raises :class:`~emitter.errors.RequestError` for a version that the target does not know.
    """
    order = target.versions
    first, last = resolve_version(target, since), resolve_version(target, until)
    steps = []
    for version in order[order.index(first) + 1 : order.index(last) + 1]:
        before = order[order.index(version) - 1]
        step = {
            "version": version,
            "needed": [grant_data(g) for g in target.grants if _begins(target, g, version, before)],
            "no_longer_needed": [grant_data(g) for g in target.grants if _begins(target, g, before, version)],
            "features": list(_feature_changes(target, version, before)),
            "documented": _page_changes(target, version, before),
        }
        if any(value for key, value in step.items() if key != "version"):
            steps.append(step)
    return {"target": target.name, "since": first, "until": last, "changes": steps}


def _review(grant: Grant, on: frozenset[str]) -> dict[str, Any]:
    """Return ``grant`` as it stands with the features ``on``."""
    data = grant_data(grant)
    data["features"] = [feature for feature in grant.features if feature in on]
    data["conditions"] = [c for c in data["conditions"] if c["when"] is None or c["when"] in on]
    data["resources"] = [r["pattern"] for r in data["resources"] if r["when"] is None or r["when"] in on]
    return data


def _feature_changes(target: Target, version: str, before: str) -> Iterable[str]:
    for feature in target.features:
        if _begins(target, feature, version, before):
            yield f"{feature.name} begins: {feature.summary}"
        if _begins(target, feature, before, version):
            yield f"{feature.name} ends"
        fixed = feature._replace(since=feature.fixed_since)
        if feature.fixed_since and _begins(target, fixed, version, before):
            yield f"{feature.name} cannot be turned off any more"


def _begins(target: Target, one: Grant | Feature, version: str, other: str) -> bool:
    """Return whether ``version`` has ``one`` and ``other`` does not."""
    return target.exists_in(version, one.since, one.until) and not target.exists_in(
        other, one.since, one.until
    )


def _page_changes(target: Target, version: str, before: str) -> dict[str, Any]:
    new, old = _documented(target, version), _documented(target, before)
    if new == old:
        return {}
    return {"added": sorted(new - old), "removed": sorted(old - new)}


def _documented(target: Target, version: str) -> set[str]:
    return {
        action.JSONrepr()
        for page in target.pages
        if target.exists_in(version, page.since, page.until)
        for statement in page.statements
        for action in statement.actions
    }
