"""Which kind of policy a document is: of an identity, a role's trust, a resource, an organization.

Sources: "Policies and permissions in AWS Identity and Access Management"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html), "Resource control policy syntax"
(https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html) and
"Prevent updates to stack resources"
(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html).
"""

import os
import re
from collections.abc import Iterator

from .document import Document, Kind
from .tree import Mapping, Node, Scalar, Sequence

_STACK_ACTION = "update:"
_FROM_TYPE: dict[str, Kind] = {
    "SERVICE_CONTROL_POLICY": "scp",
    "RESOURCE_CONTROL_POLICY": "rcp",
}


def kind_of(node: Node) -> Kind:
    """Return the kind of the policy ``node``, as far as its statements show it.

    ``trust`` has a principal and is about assuming a role, or names no resource; ``resource`` has both;
    ``rcp`` denies everybody actions of several services, or everything, next to what ``RCPFullAWSAccess``
    allows; ``stack`` is about updates of a stack. All others are ``identity``: an SCP looks like one.
    """
    statements = tuple(_statements(node))
    if statements and all(any(map(_is_of_stack, _texts(one, "Action"))) for one in statements):
        return "stack"
    if not any(one.get("Principal") or one.get("NotPrincipal") for one in statements):
        return "identity"
    actions = [text.lower() for one in statements for text in _texts(one, "Action")]
    on_resources = any(one.get("Resource") or one.get("NotResource") for one in statements)
    about_roles = any(action.startswith("sts:") for action in actions)
    # A trust policy has no resources, so one that denies everybody a role is of an organization.
    denying = tuple(one for one in statements if not _is_full_access(one))
    if denying and all(map(_is_of_rcp, denying)) and (_is_general(denying) or (about_roles and on_resources)):
        return "rcp"
    return "resource" if on_resources and not about_roles else "trust"


# What a statement of a data protection policy has, which is of no IAM.
# https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-policies.html
_OF_DATA_PROTECTION = ("DataIdentifier", "Operation")


def has_statements(node: Mapping) -> bool:
    """Return whether ``node`` has statements, and not those of a data protection policy."""
    found = tuple(_statements(node))
    return node.get("Statement") is not None and not (
        found and all(any(one.get(key) is not None for key in _OF_DATA_PROTECTION) for one in found)
    )


def kind_of_organization(type_: Node | None) -> Kind | None:
    """Return the kind of a policy of an organization by its type; ``None`` for one without statements."""
    if not isinstance(type_, Scalar):
        return "scp"
    return _FROM_TYPE.get(type_.text)


_SCP = re.compile(r"(?<![a-z])(scps?|service[-_ ]?control[-_ ]?polic(y|ies))(?![a-z])")


# What demands a boundary is none.
_BOUNDARY = re.compile(
    r"(?:[\w-]*(?<![a-z]))?(?:permissions?[-_ ]?)?boundar(?:y|ies)(?:[-_ ]?polic(?:y|ies))?"
)
_DEMANDS = re.compile(r"require|enforce|without|missing|deny|must|no[-_ ]")


def by_name(document: Document) -> Document:
    """Return ``document`` as a service control policy or permissions boundary where its file calls it one.

    They look like a policy of an identity: what is attached to nobody in ``scps/deny-regions.json`` is an
    SCP, and in ``boundary.json`` a boundary, which is broad on purpose.
    """
    if document.kind != "identity" or document.attachment != "none" or document.holder:
        return document
    folder, file = os.path.split(document.place.file)
    names = (document.name, file.partition(".")[0], os.path.basename(folder))
    if any(_SCP.search(name.lower()) for name in names):
        return document._replace(kind="scp")
    is_boundary = any(_is_boundary(name.lower()) for name in names)
    return document._replace(kind="boundary") if is_boundary else document


def _is_boundary(name: str) -> bool:
    return _BOUNDARY.fullmatch(name) is not None and _DEMANDS.search(name) is None


def _statements(node: Node) -> Iterator[Mapping]:
    inner = node.get("Statement") if isinstance(node, Mapping) else None
    for item in inner.items if isinstance(inner, Sequence) else (inner,):
        if isinstance(item, Mapping):
            yield item


def _texts(statement: Mapping, key: str) -> tuple[str, ...]:
    found = statement.get(key)
    items = found.items if isinstance(found, Sequence) else (found,)
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _is_of_stack(action: str) -> bool:
    return action.lower().startswith(_STACK_ACTION)


def _is_of_rcp(statement: Mapping) -> bool:
    return _texts(statement, "Effect") == ("Deny",) and _texts(statement, "Principal") == ("*",)


def _is_full_access(statement: Mapping) -> bool:
    """Return whether ``statement`` is that of ``RCPFullAWSAccess``, the only one of an RCP that allows."""
    elements = ("Principal", "Action", "Resource")
    return (
        _texts(statement, "Effect") == ("Allow",)
        and all(_texts(statement, element) == ("*",) for element in elements)
        and statement.get("Condition") is None
    )


def _is_general(statements: tuple[Mapping, ...]) -> bool:
    """Return whether ``statements`` are about more than one resource could be."""
    services = {text.partition(":")[0] for one in statements for text in _texts(one, "Action")}
    return len(services) > 1 or (
        bool(services) and all(_texts(one, "Resource") == ("*",) for one in statements)
    )
