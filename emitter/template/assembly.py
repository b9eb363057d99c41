"""What :mod:`~.assemble` hands to the formats, with the one value that is not troposphere's own."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from troposphere import AWSHelperFn, Template

from ..catalogue.patterns import Hole, Text
from ..compiler.deployment import TemplateParameter

PSEUDO = {
    "partition": "AWS::Partition",
    "region": "AWS::Region",
    "account": "AWS::AccountId",
    "dns_suffix": "AWS::URLSuffix",
}

# Where the purpose and provenance of a resource stand in its metadata
# (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-metadata.html).
CONTEXT = "com.aws.cloudformation.Context"

# Where a resource's metadata holds the reasons of its statements (:class:`~.reasons.Reasons`).
BECAUSE = "Because"


class Interpolation(AWSHelperFn):
    """A text that CloudFormation fills in; ``parts`` stays for formats that fill it in otherwise.

    Only for a text with a hole: anything else is a plain string.
    """

    def __init__(self, parts: Text) -> None:
        self.parts = parts
        self.data = _cloudformation(parts)


def value(text: Text) -> str | Interpolation:
    """Return ``text`` as a property's value."""
    if len(text) == 1 and isinstance(text[0], str):
        return text[0]
    return Interpolation(text)


def context(why: str, cite: str = "", doubts: str = "") -> dict[str, object]:
    """Return the metadata under :data:`CONTEXT`: why the resource is there, and how far that is to be
    trusted.

    ``cite`` is where it was read, ``doubts`` what of it is inferred.
    """
    trust = {"src": "authored", "conf": "medium" if doubts else "high"}
    if cite:
        trust["cite"] = cite
    if doubts:
        trust["note"] = doubts
    return {"why": why, "trust": trust}


class Assembly(NamedTuple):
    """One template; ``command`` makes it again.

    ``label`` (``piped_ecs``) is unique in its environment, as are those in ``labels``, of parameters and
    resources by their logical ids, and in ``outputs``, of outputs (:mod:`~.labels`). ``account`` is the only
    account that it is for, when that is fixed. ``parameters`` are those of the template. What CloudFormation
    has no property for is said here: ``tags`` of policies and instance profiles, and whether the identity is
    ``exclusive``. ``former`` are labels as they were, of resources whose labels have changed.
    """

    template: Template
    label: str
    command: str
    account: str | None = None
    labels: Mapping[str, str] = MappingProxyType({})
    outputs: Mapping[str, str] = MappingProxyType({})
    parameters: tuple[TemplateParameter, ...] = ()
    tags: Mapping[str, str] = MappingProxyType({})
    exclusive: bool = False
    former: Mapping[str, str] = MappingProxyType({})


def _cloudformation(parts: Text) -> object:
    if not any(isinstance(part, Hole) and part.kind != "variable" for part in parts):
        return "".join(part if isinstance(part, str) else f"${{{part.name}}}" for part in parts)
    if len(parts) == 1:
        return {"Ref": _reference(parts[0])}
    return {"Fn::Sub": substitutions(parts)}


def substitutions(parts: Text) -> str:
    """Return ``parts`` as the text of ``Fn::Sub``."""
    return "".join(map(_substitution, parts))


def _substitution(part: str | Hole) -> str:
    if isinstance(part, str):
        return part.replace("${", "${!")
    if part.kind == "variable":
        return f"${{!{part.name}}}"
    return f"${{{_reference(part)}}}"


def _reference(part: str | Hole) -> str:
    assert isinstance(part, Hole)
    return PSEUDO[part.name] if part.kind == "pseudo" else part.name
