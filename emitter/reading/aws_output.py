"""What the AWS CLI prints about policies: roles, users, groups, their policies, policies of resources.

Sources: the output of each command in the "AWS CLI Command Reference"
(https://docs.aws.amazon.com/cli/latest/reference/iam/get-account-authorization-details.html and its
neighbours).
"""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from .attachments import Attached, Bound, Content, Member, Named, content
from .document import Attachment, Document, Kind
from .document_kind import kind_of, kind_of_organization
from .embedded import in_text
from .grammar import Grammar, literal
from .tree import Mapping, Node, Scalar, Sequence, as_list

_NAMES = {"RoleName": "role", "UserName": "user", "GroupName": "group"}
_ARGUMENT = {sort: name for name, sort in _NAMES.items()}
_ONE = {"Role": "RoleName", "User": "UserName", "Group": "GroupName"}
_SEVERAL = {
    "Roles": "RoleName",
    "RoleDetailList": "RoleName",
    "UserDetailList": "UserName",
    "GroupDetailList": "GroupName",
}
# Of these, the roles in them hold policies.
_PROFILES = ("InstanceProfile", "InstanceProfiles")
_INLINE = ("RolePolicyList", "UserPolicyList", "GroupPolicyList")
# Keys with the policy of a resource as text: of S3, KMS, Lambda and SNS; ECR; Secrets Manager.
_TEXTS = ("Policy", "policyText", "ResourcePolicy", "RepositoryPolicyText")


class _Holder(NamedTuple):
    name: str
    sort: str


def is_aws_output(node: Node) -> bool:
    """Return whether ``node`` is what a command of the AWS CLI prints about policies."""
    if not isinstance(node, Mapping):
        return False
    return any(
        (
            _inner(node, "PolicyVersion", "Document") is not None,
            any(_inner(node, key, name) is not None for key, name in _ONE.items()),
            any(_first(node, key, name) is not None for key, name in _SEVERAL.items()),
            _first(node, "Policies", "PolicyVersionList") is not None,
            any(one.get("Roles") is not None for key in _PROFILES for one in _maps(node.get(key))),
            _first(node, "AttachedPolicies", "PolicyArn") is not None,
            any(node.get(name) is not None for name in _NAMES) and node.get("PolicyDocument") is not None,
            any(_is_text(node.get(key)) for key in _TEXTS) and node.get("Resources") is None,
            _inner(node, "Policy", "PolicySummary") is not None,
            _is_text(_inner(node, "Attributes", "Policy")),
            _is_text(node.get("InlinePolicy")),
        )
    )


def read_aws_output(node: Mapping) -> Content:
    """Return the policies that ``node`` shows, with their holders, boundaries and groups."""
    holders = [(_holder(one), one) for one in _holders(node)]
    called = {
        name: policy
        for policy in _maps(node.get("Policies"))
        for name, policy in ((_text(policy.get("Arn")), policy),)
    }
    attached = [
        Attached(holder.name, literal(arn)) for holder, one in holders for arn in _attached(one, called)
    ]
    attached += [Attached("", literal(arn)) for arn in _arns(node.get("AttachedPolicies"))]
    documents = (
        *(document for holder, one in holders for document in _of_holder(holder, one, called)),
        *_alone(node),
        *_unattached(holders, called),
    )
    names = {arn: _text(policy.get("PolicyName")) for arn, policy in called.items()}
    bounds = (Bound(holder.name, literal(arn)) for holder, one in holders for arn in _boundary(one))
    members = (
        Member(holder.name, item.text)
        for holder, one in holders
        for item in as_list(one.get("GroupList"))
        if isinstance(item, Scalar)
    )
    found = content(documents, bounds, attached, members, names)
    return found._replace(named=tuple(_named(*one) for one in holders))


def _named(holder: _Holder, one: Mapping) -> Named:
    name, path = one.get(_ARGUMENT.get(holder.sort, "")), one.get("Path")
    return Named(
        holder.name,
        holder.sort,
        literal(name) if isinstance(name, Scalar) else None,
        literal(path) if isinstance(path, Scalar) else None,
    )


def _holders(node: Mapping) -> Iterator[Mapping]:
    for key in _PROFILES:
        for profile in _maps(node.get(key)):
            yield from _maps(profile.get("Roles"))
    for key, name in _ONE.items():
        if _inner(node, key, name) is not None:
            yield from _maps(node.get(key))
    for key in _SEVERAL:
        yield from _maps(node.get(key))


def _holder(one: Mapping) -> _Holder:
    for key, sort in _NAMES.items():
        found = one.get(key)
        if found is not None:
            return _Holder(_text(found), sort)
    return _Holder("", "")


def _of_holder(holder: _Holder, one: Mapping, called: dict[str, Mapping]) -> Iterator[Document]:
    trust = one.get("AssumeRolePolicyDocument")
    if trust is not None:
        yield _document(trust, holder.name, "trust")._replace(holder_sort="role")
    for key in _INLINE:
        for policy in _maps(one.get(key)):
            document = policy.get("PolicyDocument")
            if document is not None:
                yield _held(
                    _document(document, _text(policy.get("PolicyName")), "identity"), holder, "inline"
                )
    for arn in _arns(one.get("AttachedManagedPolicies")):
        policy_ = called.get(arn.text)
        if policy_ is not None:
            for document in _versions(policy_):
                name = _text(policy_.get("PolicyName"))
                yield _held(_document(document, name, "identity"), holder, "managed")


def _unattached(holders: list[tuple[_Holder, Mapping]], called: dict[str, Mapping]) -> Iterator[Document]:
    used = {arn.text for _, one in holders for arn in _arns(one.get("AttachedManagedPolicies"))}
    for arn, policy in called.items():
        for document in _versions(policy) if arn not in used else ():
            name = _text(policy.get("PolicyName"))
            yield _document(document, name, "identity")._replace(attachment="managed")


def _alone(node: Mapping) -> Iterator[Document]:
    """Yield the policies that commands print by themselves."""
    version = _inner(node, "PolicyVersion", "Document")
    if version is not None:
        yield _document(version, "", None)
    written = node.get("PolicyDocument")
    if written is not None:
        name = _text(node.get("PolicyName"))
        yield _held(_document(written, name, "identity"), _holder(node), "inline")
    for key in _TEXTS:
        found = node.get(key)
        if isinstance(found, Scalar) and not found.plain:
            yield _document(found, "", "resource")
    summary = _inner(node, "Policy", "PolicySummary")
    if isinstance(summary, Mapping):
        kind = kind_of_organization(summary.get("Type"))
        inner = _inner(node, "Policy", "Content")
        if kind is not None and inner is not None:
            yield _document(inner, _text(summary.get("Name")), kind)
    attribute = _inner(node, "Attributes", "Policy")
    if attribute is not None:
        yield _document(attribute, "", "resource")
    inline = node.get("InlinePolicy")
    if inline is not None:
        yield _document(inline, "", "identity")._replace(holder_sort="permission set")


def _document(node: Node, name: str, kind: Kind | None) -> Document:
    if isinstance(node, Scalar):
        # The API has documents encoded as in an address.
        is_encoded = node.text.startswith("%7B")
        return in_text(node._replace(text=unquote(node.text)) if is_encoded else node, name, kind, literal)
    return Grammar().document(node, name, kind or kind_of(node))


def _held(document: Document, holder: _Holder, attachment: Attachment) -> Document:
    return document._replace(holder=holder.name, holder_sort=holder.sort, attachment=attachment)


def _versions(policy: Mapping) -> Iterator[Node]:
    """Yield the document of the default version."""
    for version in _maps(policy.get("PolicyVersionList")):
        document = version.get("Document")
        if _text(version.get("IsDefaultVersion")) == "true" and document is not None:
            yield document


def _attached(one: Mapping, called: dict[str, Mapping]) -> Iterator[Scalar]:
    for arn in _arns(one.get("AttachedManagedPolicies")):
        if arn.text not in called:
            yield arn


def _boundary(one: Mapping) -> Iterator[Scalar]:
    found = _inner(one, "PermissionsBoundary", "PermissionsBoundaryArn")
    if isinstance(found, Scalar):
        yield found


def _arns(node: Node | None) -> Iterator[Scalar]:
    for policy in _maps(node):
        arn = policy.get("PolicyArn")
        if isinstance(arn, Scalar):
            yield arn


def _maps(node: Node | None) -> Iterator[Mapping]:
    yield from (one for one in as_list(node) if isinstance(one, Mapping))


def _first(node: Mapping, key: str, inner: str) -> Node | None:
    found = node.get(key)
    return next((one.get(inner) for one in _maps(found)), None) if isinstance(found, Sequence) else None


def _inner(node: Mapping, key: str, inner: str) -> Node | None:
    found = node.get(key)
    return found.get(inner) if isinstance(found, Mapping) else None


def _is_text(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.text.lstrip().startswith(("{", "%7B"))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
