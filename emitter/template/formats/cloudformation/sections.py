"""A template as plain data, in the order in which it is read, with its prose as metadata or as comments."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...assembly import BECAUSE, CONTEXT, Assembly
from ...reasons import Reasons
from .printer import Commented

_ORDER = (
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Resources",
    "Outputs",
)
_FIRST = ("Type", "Metadata")


def commented(assembly: Assembly) -> dict[str, Any]:
    """Return ``assembly`` as plain data whose reasons are comments.

    Of the metadata only what tools read is left: of a resource, what it is for.
    """
    sections = _ordered(assembly)
    _without(sections, CONTEXT)
    sections["Resources"] = {
        title: _commented(resource, _metadata(assembly, title))
        for title, resource in sections["Resources"].items()
    }
    return sections


def with_sources(assembly: Assembly) -> dict[str, Any]:
    """Return ``assembly`` as plain data whose prose is metadata."""
    sections = _ordered(assembly)
    for title, resource in sections["Resources"].items():
        reasons = _metadata(assembly, title).get(BECAUSE)
        if reasons is not None:
            resource["Metadata"]["Sources"] = list(reasons.sources)
    return sections


def _ordered(assembly: Assembly) -> dict[str, Any]:
    """Return ``assembly`` as plain data, its sections in the order in which a template is read."""
    sections = assembly.template.to_dict()
    sections["Resources"] = {
        title: {name: resource[name] for name in sorted(resource, key=_of_resource)}
        for title, resource in sections["Resources"].items()
    }
    return {name: sections[name] for name in _ORDER if name in sections}


def _of_resource(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _commented(resource: dict[str, Any], metadata: Mapping[str, Any]) -> Commented:
    """Return ``resource``, which has ``metadata``, and each of its statements, with their comments."""
    reasons = metadata.get(BECAUSE)
    sources: Sequence[str] = ()
    if isinstance(reasons, Reasons):
        sources = reasons.sources
        document = resource["Properties"]["PolicyDocument"]
        document["Statement"] = [
            Commented(statement, reasons.of(statement.get("Sid"))) for statement in document["Statement"]
        ]
    elif CONTEXT in metadata:
        sources = [url for url in (metadata[CONTEXT]["trust"].get("cite"),) if url]
    _without(resource, BECAUSE)
    if CONTEXT in metadata:
        resource["Metadata"][CONTEXT] = {"why": metadata[CONTEXT]["why"]}
    return Commented(resource, sources)


def _without(holder: dict[str, Any], name: str) -> None:
    metadata = holder.get("Metadata", {})
    metadata.pop(name, None)
    if not metadata:
        holder.pop("Metadata", None)


def _metadata(assembly: Assembly, title: str) -> Mapping[str, Any]:
    metadata: Mapping[str, Any] = assembly.template.resources[title].resource.get("Metadata", {})
    return metadata
