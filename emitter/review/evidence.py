"""Why each permission of a deployment is there, as the catalogue has it, and how that is cited."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from ..catalogue.model import Evidence, Grant
from ..catalogue.selection import active
from ..compiler.deployment import Deployment
from ..compiler.plan import Plan
from ..template.citations import Place, cite
from .model import Cause, IdentityView

# By action, as ``ecs:CreateService``, and the Sid of its statement.
Causes: TypeAlias = Mapping[tuple[str, str], tuple[Cause, ...]]


def causes(deployment: Deployment) -> Causes:
    """Return the causes of every permission of ``deployment``."""
    found: dict[tuple[str, str], list[Cause]] = {}
    for key, cause in _every(deployment):
        found.setdefault(key, []).append(cause)
    return {key: tuple(dict.fromkeys(several)) for key, several in found.items()}


def of(causes: Causes, action: str, sid: str) -> tuple[Cause, ...]:
    """Return the causes of ``action`` in the statement ``sid``; a statement that was cut has a number."""
    return causes.get((action, sid)) or causes.get((action, sid.rstrip("0123456789"))) or ()


class Cited(NamedTuple):
    """The short name of each cause, and the ``places`` that the names are in."""

    names: Mapping[Cause, str]
    places: tuple[Place, ...]


def citations(views: Iterable[IdentityView]) -> Cited:
    """Return how the causes in ``views`` are cited; one that is no link is cited in full."""
    linked = {
        cause: Evidence("code", cause.cite, cause.url) for cause in _causes(views) if is_link(cause.url)
    }
    found = cite(linked.values())
    return Cited({cause: found.names[source] for cause, source in linked.items()}, found.places)


def is_link(url: str) -> bool:
    """Return whether ``url`` may be followed: a target can come from anybody."""
    return url.startswith("https://")


def _causes(views: Iterable[IdentityView]) -> Iterator[Cause]:
    for view in views:
        for policy in view.policies:
            for statement in policy.statements:
                for permission in statement.permissions:
                    yield from permission.causes


def _every(deployment: Deployment) -> Iterator[tuple[tuple[str, str], Cause]]:
    for plan in deployment.plans:
        yield from _documented(plan) if plan.permissions == "documented" else _needed(plan)
    for grant in deployment.identity.kind.grants:
        yield from _of_grant(grant)


def _needed(plan: Plan) -> Iterator[tuple[tuple[str, str], Cause]]:
    for grant in active(plan.target, plan.version, plan.on):
        yield from _of_grant(grant)


def _of_grant(grant: Grant) -> Iterator[tuple[tuple[str, str], Cause]]:
    # A scope that joins another stands in its statement.
    for sid in filter(None, (grant.scope.sid, grant.scope.joins)):
        for source in grant.sources:
            yield (grant.action.JSONrepr(), sid), _cause(grant.reason, source)


def _documented(plan: Plan) -> Iterator[tuple[tuple[str, str], Cause]]:
    target = plan.target
    for page in target.pages:
        if target.exists_in(plan.version, page.since, page.until):
            for statement in page.statements:
                for action in statement.actions:
                    reason = f"{target.deployer} documents it for {target.title}"
                    yield (action.JSONrepr(), statement.sid), _cause(reason, page.source)


def _cause(reason: str, source: Evidence) -> Cause:
    return Cause(reason, source.confidence, source.cite, source.url)
