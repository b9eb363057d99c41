"""A target as plain data: what it takes and why, for people and for programs."""

from typing import Any

from .model import Evidence, Feature, Grant, Parameter, Target, WhenFeature


def summary(target: Target) -> dict[str, Any]:
    """Return one target in a line: name, title, deployer, versions, the release that was read, identity."""
    return {
        "name": target.name,
        "title": target.title,
        "deployer": target.deployer,
        "versions": list(target.versions),
        "read": {"version": target.read.version, "day": target.read.day} if target.read else None,
        "identity": target.identities[0],
    }


def permissions(target: Target) -> dict[str, Any]:
    """Return what ``target`` grants, each permission with its evidence, and what its pages document."""
    return {
        "grants": [grant_data(grant) for grant in target.grants],
        "documented": [
            {
                "since": page.since or target.versions[0],
                "until": page.until or target.versions[-1],
                "source": source_data(page.source),
                "actions": sorted(a.JSONrepr() for s in page.statements for a in s.actions),
                "warnings": list(page.warnings),
            }
            for page in target.pages
        ],
    }


def detail(target: Target) -> dict[str, Any]:
    """Return all that the catalogue knows of ``target``: parameters, features, grants with their evidence,
    pages.
    """
    return summary(target) | {
        "identities": list(target.identities),
        "parameters": [_parameter(parameter) for parameter in target.parameters],
        "features": [_feature(feature) for feature in target.features],
        **permissions(target),
        "notes": list(target.notes),
    }


def grant_data(grant: Grant) -> dict[str, Any]:
    """Return one grant with its reason, confidence and sources."""
    return {
        "action": grant.action.JSONrepr(),
        "sid": grant.scope.sid,
        "resources": [
            {"pattern": r.pattern, "when": r.when}
            if isinstance(r, WhenFeature)
            else {"pattern": r, "when": None}
            for r in grant.scope.resources
        ],
        "conditions": [
            {"operator": c.operator, "key": c.key, "values": list(c.values), "when": c.when}
            for c in grant.scope.conditions
        ],
        "features": list(grant.features),
        "requires": list(grant.requires),
        "unless": grant.unless,
        "since": grant.since,
        "until": grant.until,
        "reason": grant.reason,
        "confidence": grant.confidence,
        "sources": [source_data(source) for source in grant.sources],
    }


def source_data(source: Evidence) -> dict[str, str]:
    """Return one source."""
    return {"confidence": source.confidence, "cite": source.cite, "url": source.url}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "summary": parameter.summary,
        "default": parameter.default,
        "optional": parameter.optional,
        "follows": list(parameter.follows) if parameter.follows else None,
        "rule": parameter.syntax.rule,
        "arn": parameter.arn is not None,
    }


def _feature(feature: Feature) -> dict[str, Any]:
    return {
        "name": feature.name,
        "summary": feature.summary,
        "default": feature.default,
        "since": feature.since,
        "until": feature.until,
        "fixed_since": feature.fixed_since,
    }
