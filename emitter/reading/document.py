"""A policy as it was read: every element with its place, and what of its structure is wrong."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from .values import Value
from .yaml_tree import Mapping, Place

# ``resource`` is the policy of a bucket, queue, key and the like; ``scp`` and ``rcp`` are of an organization,
# ``endpoint`` of a VPC endpoint, ``stack`` protects the resources of a CloudFormation stack, ``device`` is of
# AWS IoT Core. A session policy is a ``boundary``: it limits what a role allows.
Kind: TypeAlias = Literal[
    "identity", "trust", "boundary", "resource", "scp", "rcp", "endpoint", "stack", "device"
]
Attachment: TypeAlias = Literal["managed", "inline", "none"]


class Fault(NamedTuple):
    """Something that is not as the policy grammar has it; ``what`` is a phrase."""

    what: str
    place: Place
    sid: str = ""


class Condition(NamedTuple):
    """One key under one operator, with its values."""

    operator: str
    key: Value
    values: tuple[Value, ...]
    place: Place


# The version of the policy language that has policy variables
# (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
WITH_VARIABLES = "2012-10-17"


class Statement(NamedTuple):
    """One statement. An element that is not there is empty; ``present`` says which are.

    ``principals`` are pairs of type (``Service``) and value. ``accepted`` are rules that
    the file itself says are accepted here, with the reason. ``when`` is what decides whether it is there
    at all (a condition of the template, ``not`` before it, or an expression), and ``open`` what stands in
    place of conditions that the file does not spell out. ``node`` is the object that it was read from.
    """

    place: Place
    present: frozenset[str]
    sid: str = ""
    effect: str = ""
    actions: tuple[Value, ...] = ()
    not_actions: tuple[Value, ...] = ()
    resources: tuple[Value, ...] = ()
    not_resources: tuple[Value, ...] = ()
    principals: tuple[tuple[str, Value], ...] = ()
    not_principals: tuple[tuple[str, Value], ...] = ()
    conditions: tuple[Condition, ...] = ()
    accepted: tuple[tuple[str, str], ...] = ()
    when: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    node: Mapping | None = None

    @property
    def decided(self) -> "Iterator[tuple[str, bool]]":
        """What decides whether it is there, as a phrase, each with what that has to be."""
        for when in self.when:
            name = when.removeprefix("not ")
            yield f"condition {name}" if name.isidentifier() else name, name == when

    @property
    def allows(self) -> bool:
        """Whether its effect is Allow."""
        return self.effect == "Allow"


def deciding(document: "Document", when: tuple[str, ...]) -> "Document":
    """Return ``document`` as it is when ``when`` decides whether it is there."""
    if not when:
        return document
    statements = tuple(one._replace(when=(*when, *one.when)) for one in document.statements)
    return document._replace(statements=statements)


class Document(NamedTuple):
    """One policy document.

    ``name`` is what the file calls the resource, ``holder`` what it is attached to (documents with the same
    holder add up; what is attached to several is a document for each), ``holder_sort`` what that is (of a
    trust policy ``role``, when it stands with its role), and ``bounds`` whom it limits as permissions
    boundary: it is of the kind ``boundary`` when it is attached to nobody as well. ``size`` is
    how many characters it has, white space left out; unknown parts count as what they are likely to become.
    ``open`` is what stands in place of statements, or of all of it, that the file does not spell out, and
    ``twice`` what the file has twice around documents, with the first of them. ``placeholders`` are those of
    a template in a plain policy.
    """

    file: str
    name: str
    kind: Kind
    place: Place
    statements: tuple[Statement, ...]
    faults: tuple[Fault, ...] = ()
    version: Value | None = None
    holder: str = ""
    attachment: Attachment = "none"
    holder_sort: str = ""
    bounds: tuple[str, ...] = ()
    size: int = 0
    elements: tuple[str, ...] = ()
    node: Mapping | None = None
    open: tuple[str, ...] = ()
    twice: tuple[Fault, ...] = ()
    placeholders: tuple[str, ...] = ()

    @property
    def has_variables(self) -> bool:
        """Whether ``${…}`` is a policy variable, by its version; an unknown one is likely the newest."""
        return self.version is not None and self.version.text in (WITH_VARIABLES, None)
