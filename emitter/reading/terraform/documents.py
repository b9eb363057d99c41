"""Terraform's resources: policy documents as data sources, as strings, as objects and in ``jsonencode``.

The tree is that of Terraform's JSON syntax; its native syntax and plans are lowered to it. An argument that
is null is absent (https://developer.hashicorp.com/terraform/language/expressions/types#null).
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias, TypeGuard

from ..attachments import Attached, Bound, Content, Member, Named, content, with_twice
from ..document import Attachment, Document, deciding
from ..document_kind import kind_of
from ..embedded import written
from ..grammar import Grammar, is_null
from ..tree import as_list
from ..yaml_tree import Mapping, Node, Scalar, Sequence
from .arguments import counted
from .data_source import Sources
from .named_blocks import Resources, blocks, entries, is_override
from .resource_policies import held_by, permissions, types
from .values import INDEX, value

_TOP = (
    *("resource", "data", "variable", "terraform", "provider", "output"),
    *("locals", "module", "moved", "removed", "import", "check"),
)
_NAMED = re.compile(rf"\$\{{\s*(aws_(?:iam|ssoadmin)_\w+\.[\w-]+){INDEX}\.\w+\s*\}}")
# Type → argument with a document, argument that names the holder, sort of holder, attachment.
_POLICIES: dict[str, tuple[str, str, str, Attachment]] = {
    "aws_iam_policy": ("policy", "", "", "managed"),
    "aws_iam_role_policy": ("policy", "role", "role", "inline"),
    "aws_iam_group_policy": ("policy", "group", "group", "inline"),
    "aws_iam_user_policy": ("policy", "user", "user", "inline"),
    "aws_ssoadmin_permission_set_inline_policy": (
        "inline_policy",
        "permission_set_arn",
        "permission set",
        "none",
    ),
}
_ATTACHMENTS = {
    "aws_iam_role_policy_attachment": {"role": "role"},
    "aws_iam_group_policy_attachment": {"group": "group"},
    "aws_iam_user_policy_attachment": {"user": "user"},
    "aws_iam_policy_attachment": {"roles": "role", "groups": "group", "users": "user"},
    "aws_ssoadmin_managed_policy_attachment": {"permission_set_arn": "permission set"},
}
_SOURCE = "aws_iam_policy_document"
# What may well stand twice: blocks, and comments.
_BLOCKS = ("//", "dynamic", "inline_policy", "lifecycle", "provisioner", "statement")
# Types whose blocks make documents.
_HOLD = frozenset((*_POLICIES, "aws_iam_role", _SOURCE, *types()))
_HOLDERS = {"role": "aws_iam_role", "group": "aws_iam_group", "user": "aws_iam_user"}


class _Holder(NamedTuple):
    name: str
    sort: str


def is_terraform(node: Node) -> TypeGuard[Mapping]:
    """Return whether ``node`` is a file in Terraform's JSON syntax."""
    return isinstance(node, Mapping) and any(
        key.text in _TOP and isinstance(inner, (Mapping, Sequence)) for key, inner in node.entries
    )


def read_terraform(node: Mapping) -> Content:
    """Return every policy and trust document of the file ``node``, and the policies that it refers to.

    A data source that nothing here uses is among them.
    """
    resources = blocks(node, "resource")
    sources = Sources(blocks(node, "data").get(_SOURCE, {}))
    attached = tuple(_attached(resources))
    documents = (
        *_policies(resources, sources, attached),
        *(
            document
            for name, body in resources.get("aws_iam_role", {}).items()
            for document in _of_role(f"aws_iam_role.{name}", body, sources)
        ),
        *_of_resources(resources, sources),
        *sources.unused(),
    )
    named = _named(resources)
    arns = (Attached(named.get(one.holder, one.holder.name), value(one.policy), one.when) for one in attached)
    members = (
        Member(*(named.get(_Holder(name, sort), name) for name, sort in ((user, "user"), (group, "group"))))
        for user, group in _memberships(resources)
    )
    found = content(documents, _bounds(resources), arns, members, dict(_called(resources)))
    found = found._replace(named=tuple(_made(resources)))
    return with_twice(found, node, _tables(node))


# A holder, and what decides whether it has the policy.
_Held: TypeAlias = tuple[_Holder, tuple[str, ...]]


def _policies(
    resources: Resources, sources: Sources, attachments: Iterable["_Attachment"]
) -> Iterator[Document]:
    attached: dict[str, list[_Held]] = {}
    for one in attachments:
        match = _NAMED.fullmatch(one.policy.text)
        attached.setdefault(match[1] if match else "", []).append((one.holder, one.when))
    named = _named(resources)
    for kind, (argument, holding, sort, attachment) in _POLICIES.items():
        for name, body in resources.get(kind, {}).items():
            address = f"{kind}.{name}"
            own: _Held = (_Holder(_holder(body.get(holding)) if holding else "", sort), ())
            held = [own] if holding else attached.get(address, [own])
            for document in _every(body, argument, address, sources):
                for holder, when in held:
                    yield deciding(document, (*counted(body), *when))._replace(
                        holder=named.get(holder, holder.name),
                        holder_sort=holder.sort,
                        attachment=attachment,
                        kind="identity",
                    )


def _of_resources(resources: Resources, sources: Sources) -> Iterator[Document]:
    """Yield the policies of what is no identity."""
    for address, node in permissions(resources):
        body = resources[address.partition(".")[0]][address.partition(".")[2]]
        yield deciding(Grammar(value).document(node, address, "resource"), counted(body))
    for type_ in types():
        for label, body in resources.get(type_, {}).items():
            for table, argument, kind in held_by(type_, body):
                for document in _every(table, argument, f"{type_}.{label}", sources):
                    yield deciding(document, counted(body))._replace(kind=kind)


def _of_role(address: str, body: Mapping, sources: Sources) -> Iterator[Document]:
    for document in _every(body, "assume_role_policy", address, sources):
        yield document._replace(kind="trust", holder_sort="role")
    for block in (one for node in body.every("inline_policy") for one in as_list(node)):
        if isinstance(block, Mapping):
            for document in _every(block, "policy", address, sources):
                yield document._replace(
                    holder=address, holder_sort="role", attachment="inline", kind="identity"
                )


def _tables(node: Mapping) -> Iterator[Mapping]:
    """Yield where no key can stand twice: addresses, in all files that override none, and arguments of what
    has to do with policies.
    """
    for name in ("resource", "data"):
        addressed: list[tuple[Scalar, Node]] = []
        for block in node.every(name):
            for kind, named in entries(block):
                if kind not in _HOLD:
                    continue
                for table in as_list(named):
                    if isinstance(table, Mapping):
                        addressed.extend(_addressed(kind, table))
                for _, body in entries(named):
                    yield from (_arguments(one) for one in as_list(body) if isinstance(one, Mapping))
        yield Mapping(tuple(addressed), node.place)


def _addressed(kind: str, table: Mapping) -> Iterator[tuple[Scalar, Node]]:
    """Yield the blocks of ``table``, of the type ``kind``, by address, but for those that override."""
    for label, body in table.entries:
        if label.text != "//" and not is_override(label.place.file):
            yield label._replace(text=f"{kind}.{label.text}"), body


def _arguments(body: Mapping) -> Mapping:
    return body._replace(entries=tuple(entry for entry in body.entries if entry[0].text not in _BLOCKS))


class _Attachment(NamedTuple):
    """A managed policy, as the file names it, of a holder; ``when`` is what decides whether it has it."""

    holder: _Holder
    policy: Scalar
    when: tuple[str, ...] = ()


def _attached(resources: Resources) -> Iterator[_Attachment]:
    for kind, arguments in _ATTACHMENTS.items():
        for body in resources.get(kind, {}).values():
            policy = body.get("policy_arn") or body.get("managed_policy_arn")
            for argument, sort in arguments.items() if isinstance(policy, Scalar) else ():
                for holder in as_list(body.get(argument)):
                    assert isinstance(policy, Scalar)
                    yield _Attachment(_Holder(_holder(holder), sort), policy, counted(body))
    for name, body in resources.get("aws_iam_role", {}).items():
        for policy in as_list(body.get("managed_policy_arns")):
            if isinstance(policy, Scalar):
                yield _Attachment(_Holder(f"aws_iam_role.{name}", "role"), policy)


def _bounds(resources: Resources) -> Iterator[Bound]:
    for kind in ("aws_iam_role", "aws_iam_user"):
        for name, body in resources.get(kind, {}).items():
            found = body.get("permissions_boundary")
            if isinstance(found, Scalar) and found.text not in ("", "null"):
                yield Bound(f"{kind}.{name}", value(found))


def _memberships(resources: Resources) -> Iterator[tuple[str, str]]:
    """Yield user and group, as they are named."""
    for kind, one, many in (
        ("aws_iam_user_group_membership", "user", "groups"),
        ("aws_iam_group_membership", "group", "users"),
    ):
        for body in resources.get(kind, {}).values():
            alone = _holder(body.get(one))
            for name in map(_holder, as_list(body.get(many))):
                yield (alone, name) if one == "user" else (name, alone)


def _called(resources: Resources) -> Iterator[tuple[str, str]]:
    """Yield all that a managed policy is referred to by, with its address."""
    for label, body in resources.get("aws_iam_policy", {}).items():
        address = f"aws_iam_policy.{label}"
        yield from ((f"${{{address}.{attribute}}}", address) for attribute in ("arn", "id"))
        name = body.get("name")
        if isinstance(name, Scalar):
            yield value(name).shown, address


def _named(resources: Resources) -> dict[_Holder, str]:
    """Sort and literal name → address, of the roles, groups and users of the file."""
    found = {}
    for sort, kind in _HOLDERS.items():
        for label, body in resources.get(kind, {}).items():
            name = body.get("name")
            if isinstance(name, Scalar):
                found[_Holder(name.text, sort)] = f"{kind}.{label}"
    return found


def _made(resources: Resources) -> Iterator[Named]:
    """Yield the roles, groups, users and managed policies of the file, with name and path."""
    for sort, kind in {**_HOLDERS, "policy": "aws_iam_policy"}.items():
        for label, body in resources.get(kind, {}).items():
            name, path = (
                value(found) if isinstance(found, Scalar) else None
                for found in (body.get("name"), body.get("path"))
            )
            yield Named(f"{kind}.{label}", sort, name, path)


def _holder(node: Node | None) -> str:
    if not isinstance(node, Scalar):
        return ""
    match = _NAMED.fullmatch(node.text)
    return match[1] if match else node.text


def _every(body: Mapping, argument: str, name: str, sources: Sources) -> Iterator[Document]:
    """Yield the documents that ``argument`` of ``body`` holds, however often it stands there."""
    for node in body.every(argument):
        yield from _documents(node, name, sources)


def _documents(node: Node, name: str, sources: Sources) -> Iterator[Document]:
    """Yield the document that an argument holds: a data source, JSON text, ``jsonencode`` or an object.

    What is an expression for one, or is in another file, is a document that is not known.
    """
    if not isinstance(node, Scalar):
        if isinstance(node, Mapping):
            yield Grammar(value).document(node, name, kind_of(node))
        return
    label = sources.named(node.text)
    document = None if label is None else sources.document(label, name)
    if document is not None:
        yield document
    elif not is_null(node):
        yield written(node, name, value)
