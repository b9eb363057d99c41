"""A template as plain data, in the order in which it is read, with its prose as metadata or as comments."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...assembly import BECAUSE, CONTEXT, Assembly
from ...reasons import Reasons, wrapped
from .printer import Commented

_ORDER = ("AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Resources", "Outputs")


def commented(assembly: Assembly) -> dict[str, Any]:
    """Return ``assembly`` as plain data whose prose is comments."""
    sections = _ordered(assembly)
    _without_prose(sections)
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
        title: {"Type": resource.pop("Type"), **resource} for title, resource in sections["Resources"].items()
    }
    return {name: sections[name] for name in _ORDER if name in sections}


def _commented(resource: dict[str, Any], metadata: Mapping[str, Any]) -> Commented:
    """Return ``resource``, which has ``metadata``, with its prose as comments and each of its statements with
    theirs.
    """
    reasons = metadata.get(BECAUSE)
    if isinstance(reasons, Reasons):
        document = resource["Properties"]["PolicyDocument"]
        document["Statement"] = [
            Commented(statement, reasons.of(statement.get("Sid"))) for statement in document["Statement"]
        ]
    _without_prose(resource)
    return Commented(resource, tuple(_about(metadata, reasons)))


def _about(metadata: Mapping[str, Any], reasons: Reasons | None) -> Iterator[str]:
    """Yield why a resource is there, and where that was read."""
    context = metadata.get(CONTEXT)
    if context is None:
        return
    trust = context["trust"]
    yield from wrapped(context["why"])
    # The reasons say themselves which of them are inferred.
    yield from reasons.sources if reasons else filter(None, (trust.get("note"), trust.get("cite")))


def _without_prose(holder: dict[str, Any]) -> None:
    """Take out of the metadata of ``holder`` what the comments say."""
    metadata = holder.get("Metadata", {})
    for name in (CONTEXT, BECAUSE):
        metadata.pop(name, None)
    if not metadata:
        holder.pop("Metadata", None)


def _metadata(assembly: Assembly, title: str) -> Mapping[str, Any]:
    metadata: Mapping[str, Any] = assembly.template.resources[title].resource.get("Metadata", {})
    return metadata
