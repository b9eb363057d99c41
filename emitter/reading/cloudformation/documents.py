"""CloudFormation templates: the policies in their resources.

Of an ``Fn::If`` that stands for a document or a list of them, both branches are read.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeGuard

from ..attachments import Attached, Bound, Content, Member, Named, content, with_twice
from ..document import Attachment, Document, deciding
from ..functions import cases, is_function, items
from ..grammar import Grammar
from ..tree import is_blank
from ..values import Value
from ..yaml_tree import Mapping, Node, Scalar, Sequence
from .loose import statements_in, templates_in
from .properties import TRUST, document_of, documents_of
from .resource_policies import TYPES, held_by, statements_of
from .resources import LOOP, TemplateResource, open_resources, read_resources, tables
from .sam import SERVERLESS, connected, is_name, makes_role, managed_policies, policy_template
from .values import value

# Type → the property that holds a document, and how it is attached.
_DOCUMENTS: dict[str, Attachment] = {
    "AWS::IAM::ManagedPolicy": "managed",
    "AWS::IAM::Policy": "inline",
    "AWS::IAM::RolePolicy": "inline",
    "AWS::IAM::UserPolicy": "inline",
    "AWS::IAM::GroupPolicy": "inline",
}
_INLINE = {"AWS::IAM::Role": "role", "AWS::IAM::Group": "group", "AWS::IAM::User": "user"}
_NAMES = {"role": "RoleName", "group": "GroupName", "user": "UserName"}
_BOUNDED = ("AWS::IAM::Role", "AWS::IAM::User", *SERVERLESS)
_TYPE = re.compile(r"(?:AWS|Alexa|Custom)::[\w:@-]+")
_MANAGED = "AWS::IAM::ManagedPolicy"
_API = "AWS::Serverless::Api"
_PERMISSION_SET = "AWS::SSO::PermissionSet"
_HOLDERS = {
    "Roles": "role",
    "Groups": "group",
    "Users": "user",
    "RoleName": "role",
    "GroupName": "group",
    "UserName": "user",
}


def is_cloudformation(node: Node) -> TypeGuard[Mapping]:
    """Return whether ``node`` is a template: it has resources with a type."""
    if not isinstance(node, Mapping):
        return False
    return node.get("AWSTemplateFormatVersion") is not None or any(
        key.text.startswith(LOOP) or (isinstance(inner, Mapping) and inner.get("Type") is not None)
        for resources in node.every("Resources")
        if isinstance(resources, Mapping)
        for key, inner in resources.entries
    )


def as_template(node: Node, file: str) -> Mapping | None:
    """Return ``node``, resources that another template takes in, as a template; ``None`` for another thing.

    That is one resource, called as its ``file`` is, or a table of them.
    """
    if not isinstance(node, Mapping) or node.get("Resources") is not None:
        return None
    if _is_resource(node):
        name = re.split(r"[/\\]", file)[-1].partition(".")[0]
        table = Mapping(((Scalar(name, node.place), node),), node.place)
    elif node.entries and all(_is_resource(inner) for _, inner in node.entries):
        table = node
    else:
        return None
    return Mapping(((Scalar("Resources", node.place), table),), node.place)


def _is_resource(node: Node) -> bool:
    """Return whether ``node`` is a resource of CloudFormation, by its type."""
    type_ = node.get("Type") if isinstance(node, Mapping) else None
    return isinstance(type_, Scalar) and _TYPE.fullmatch(type_.text) is not None


def read_cloudformation(node: Mapping) -> Content:
    """Return every policy and trust document of the template ``node``, and its permissions boundaries."""
    resources = tuple(read_resources(node))
    holders: dict[str, list[_Holder]] = {}
    for key, holder in _attached(resources):
        holders.setdefault(key, []).append(holder)
    documents = (
        held
        for resource in resources
        for document in _policies(resource)
        for held in _held(document, holders)
    )
    found = content(
        (*documents, *open_resources(node)),
        _bounds(resources),
        (*_arns(resources), *managed_policies(resources)),
        _members(resources, holders),
        dict(_called(resources)),
    )._replace(named=tuple(_named(resources)))
    inner = (table for r in resources if _holds(r.kind) for table in (r.whole, r.properties))
    return with_twice(found, node, (node, *tables(node), *inner))


def loose(node: Mapping, depth: int = 0) -> Iterator[Document]:
    """Yield the policies in resources of ``node`` of whose type it is not known where they hold one.

    Those of a template in a resource are among them; its ``depth`` is bounded.
    """
    for resource in read_resources(node):
        if not _holds(resource.kind) or resource.kind == _API:
            yield from statements_in(resource)
            for inner in templates_in(resource, depth):
                if is_cloudformation(inner):
                    for document in (*read_cloudformation(inner).documents, *loose(inner, depth + 1)):
                        yield document._replace(name=f"{resource.title}.{document.name}")


def _named(resources: Iterable[TemplateResource]) -> Iterator[Named]:
    for one in resources:
        sort = _INLINE.get(one.kind, "policy" if one.kind == _MANAGED else "")
        if sort:
            name, path = one.properties.get(_NAMES.get(sort, "ManagedPolicyName")), one.properties.get("Path")
            yield Named(
                one.title,
                sort,
                None if name is None else value(name),
                None if path is None else value(path),
                makes_first=True,
            )


def _holds(kind: str) -> bool:
    return (
        kind in _DOCUMENTS
        or kind in _INLINE
        or kind in SERVERLESS
        or kind in TYPES
        or kind == _PERMISSION_SET
    )


class _Holder(NamedTuple):
    name: str
    sort: str


def _policies(resource: TemplateResource) -> Iterator[Document]:
    condition = resource.whole.get("Condition")
    when = (condition.text,) if isinstance(condition, Scalar) else ()
    yield from (deciding(document, (*resource.when, *when)) for document in _written(resource))


def _written(resource: TemplateResource) -> Iterator[Document]:
    title, kind, properties, whole, _ = resource
    because = _because(whole)
    if kind in _DOCUMENTS:
        named = tuple(_holders(properties)) or (_Holder("", ""),)
        for document in documents_of(properties, "PolicyDocument", title, because):
            for holder, sort in named:
                yield document._replace(holder=holder, holder_sort=sort, attachment=_DOCUMENTS[kind])
    if kind == _PERMISSION_SET:
        for document in documents_of(properties, "InlinePolicy", title, because):
            yield document._replace(holder_sort="permission set", holder=title)
    yield from _of_others(resource, because)
    yield from connected(resource)
    if kind not in _INLINE and not makes_role(resource):
        return
    for document in documents_of(properties, TRUST, title, because):
        yield document._replace(holder_sort="role")
    for item, when in (pair for policies in properties.every("Policies") for pair in items(policies)):
        for document in _inline(item, kind, title, because):
            yield deciding(document, when)._replace(
                holder=title, holder_sort=_INLINE.get(kind, "role"), attachment="inline"
            )


def _of_others(resource: TemplateResource, because: dict[str, list[str]]) -> Iterator[Document]:
    """Yield the policies of ``resource`` that are of no identity."""
    stated = statements_of(resource)
    if stated is not None:
        yield Grammar(value, because).document(stated, resource.title, "resource")
    for table, key, of_kind in held_by(resource):
        if not is_blank(table.get(key)):
            for document in documents_of(table, key, resource.title, because):
                yield document._replace(kind=of_kind)


def _inline(item: Node, kind: str, title: str, because: dict[str, list[str]]) -> Iterator[Document]:
    """Yield what an item of ``Policies`` is."""
    template = policy_template(item, title) if kind in SERVERLESS else None
    if template is not None:
        yield template
    elif kind in SERVERLESS and is_name(item):
        return
    elif is_function(item):
        yield Grammar(value).document(item, title, "identity")
    elif isinstance(item, Mapping):
        if kind in SERVERLESS and item.get("Statement"):
            yield from document_of(item, title, "identity", because)
        else:
            yield from documents_of(item, "PolicyDocument", title, because)


def _attached(resources: Iterable[TemplateResource]) -> Iterator[tuple[str, _Holder]]:
    """Yield what stands for a holder or policy → the holder by its title: names, and policies of roles."""
    for title, kind, properties, *_ in resources:
        sort = _INLINE.get(kind, "")
        if not sort:
            continue
        name = properties.get(_NAMES[sort])
        if name is not None:
            yield f"{sort}:{_bare(value(name))}", _Holder(title, sort)
        policies = properties.get("ManagedPolicyArns")
        for item, _ in () if policies is None else items(policies):
            yield value(item).shown, _Holder(title, sort)


def _held(document: Document, holders: dict[str, list[_Holder]]) -> Iterator[Document]:
    """Yield ``document`` with its holder by title, where the template has the holder; one for each of
    several.
    """
    if document.holder:
        key = f"{document.holder_sort}:{document.holder}"
    else:
        key = f"${{{document.name}}}" if document.attachment == "managed" else ""
    for holder, sort in holders.get(key, [_Holder(document.holder, document.holder_sort)]):
        yield document._replace(holder=holder, holder_sort=sort)


def _bounds(resources: Iterable[TemplateResource]) -> Iterator[Bound]:
    for title, kind, properties, *_ in resources:
        if kind in _BOUNDED:
            found = properties.get("PermissionsBoundary")
            yield from (Bound(title, value(one)) for one, _ in (() if found is None else cases(found)))


def _arns(resources: Iterable[TemplateResource]) -> Iterator[Attached]:
    for title, kind, properties, *_ in resources:
        found = properties.get("ManagedPolicyArns") if kind in _INLINE else None
        if kind == _PERMISSION_SET:
            found = properties.get("ManagedPolicies")
        for item, when in () if found is None else items(found):
            yield Attached(title, value(item), when)


def _members(resources: Iterable[TemplateResource], holders: dict[str, list[_Holder]]) -> Iterator[Member]:
    def called(node: Node, sort: str) -> str:
        name = _bare(value(node))
        return holders.get(f"{sort}:{name}", [_Holder(name, sort)])[0].name

    for title, kind, properties, *_ in resources:
        groups, users = properties.get("Groups"), properties.get("Users")
        group = properties.get("GroupName")
        if kind == "AWS::IAM::User" and groups is not None:
            yield from (Member(title, called(item, "group")) for item, _ in items(groups))
        elif kind == "AWS::IAM::UserToGroupAddition" and users is not None and group is not None:
            yield from (Member(called(item, "user"), called(group, "group")) for item, _ in items(users))


def _called(resources: Iterable[TemplateResource]) -> Iterator[tuple[str, str]]:
    """Yield all that a managed policy is referred to by, with its title."""
    for title, kind, properties, *_ in resources:
        if _DOCUMENTS.get(kind) == "managed":
            yield f"${{{title}}}", title
            yield f"${{{title}.PolicyArn}}", title
            name = properties.get("ManagedPolicyName")
            if name is not None:
                yield value(name).shown, title


def _holders(properties: Mapping) -> Iterator[_Holder]:
    for key, sort in _HOLDERS.items():
        found = properties.get(key)
        items = found.items if isinstance(found, Sequence) and not found.tag else (found,)
        yield from (_Holder(_bare(value(item)), sort) for item in items if item is not None)


def _bare(found: Value) -> str:
    """Return the name that ``found`` refers to, or is."""
    return found.shown.removeprefix("${").removesuffix("}")


def _because(resource: Mapping) -> dict[str, list[str]]:
    metadata = resource.get("Metadata")
    because = metadata.get("Because") if isinstance(metadata, Mapping) else None
    if not isinstance(because, Mapping):
        return {}
    return {
        sid.text: [line.text for line in lines.items if isinstance(line, Scalar)]
        for sid, lines in because.entries
        if isinstance(lines, Sequence)
    }
