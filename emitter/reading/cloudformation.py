"""CloudFormation templates: YAML and JSON, short and long intrinsic functions.

A pseudo parameter is unknown but of a known shape. A parameter is unknown, whatever its default:
whoever deploys decides. ``Fn::Sub``, ``Fn::Join`` and ``Ref`` keep what is known of them; any other
function is unknown as a whole.
"""

import re
from collections.abc import Iterator

from .document import Attachment, Document
from .grammar import Grammar, literal
from .nodes import Mapping, Node, Scalar, Sequence
from .values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Part, Unknown, Value

_PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": PARTITION,
    "AWS::URLSuffix": DNS_SUFFIX,
}
_SHORT = {"!Ref": "Ref", "!Sub": "Fn::Sub", "!Join": "Fn::Join", "!GetAtt": "Fn::GetAtt"}
_HOLE = re.compile(r"\$\{(!?)([^}]+)\}")
# Type → the property that holds a document, and how it is attached.
_DOCUMENTS: dict[str, Attachment] = {
    "AWS::IAM::ManagedPolicy": "managed",
    "AWS::IAM::Policy": "inline",
    "AWS::IAM::RolePolicy": "inline",
    "AWS::IAM::UserPolicy": "inline",
    "AWS::IAM::GroupPolicy": "inline",
}
_INLINE = {"AWS::IAM::Role": "role", "AWS::IAM::Group": "group", "AWS::IAM::User": "user"}
_HOLDERS = {
    "Roles": "role",
    "Groups": "group",
    "Users": "user",
    "RoleName": "role",
    "GroupName": "group",
    "UserName": "user",
}


def is_cloudformation(node: Node) -> bool:
    """Whether ``node`` is a template: it has resources with a type."""
    if not isinstance(node, Mapping):
        return False
    resources = node.get("Resources")
    return node.get("AWSTemplateFormatVersion") is not None or (
        isinstance(resources, Mapping)
        and any(isinstance(r, Mapping) and r.get("Type") is not None for _, r in resources.entries)
    )


def read_cloudformation(node: Node) -> Iterator[Document]:
    """Every policy and trust document of the template ``node``."""
    resources = node.get("Resources") if isinstance(node, Mapping) else None
    if not isinstance(resources, Mapping):
        return
    for title, resource in resources.entries:
        if not isinstance(resource, Mapping):
            continue
        kind, properties = resource.get("Type"), resource.get("Properties")
        if isinstance(kind, Scalar) and isinstance(properties, Mapping):
            yield from _resource(title.text, kind.text, properties, _because(resource))


def _resource(
    title: str, kind: str, properties: Mapping, because: dict[str, list[str]]
) -> Iterator[Document]:
    if kind in _DOCUMENTS:
        document = properties.get("PolicyDocument")
        if document is not None:
            holder, sort = _holder(properties)
            read = Grammar(value, because).document(document, title, "identity")
            yield read._replace(holder=holder, holder_sort=sort, attachment=_DOCUMENTS[kind])
    if kind in _INLINE:
        trust = properties.get("AssumeRolePolicyDocument")
        if trust is not None:
            yield Grammar(value, because).document(trust, title, "trust")
        policies = properties.get("Policies")
        for item in policies.items if isinstance(policies, Sequence) else ():
            document = item.get("PolicyDocument") if isinstance(item, Mapping) else None
            if document is not None:
                read = Grammar(value, because).document(document, title, "identity")
                yield read._replace(holder=title, holder_sort=_INLINE[kind], attachment="inline")


def value(node: Node) -> Value:
    """The value of a scalar or intrinsic function."""
    name, argument = _function(node)
    if not name:
        return literal(node)
    return Value(tuple(_parts(name, argument)), node.place)


def _function(node: Node) -> tuple[str, Node]:
    if node.tag:
        return _SHORT.get(node.tag, node.tag), node
    if isinstance(node, Mapping) and len(node.entries) == 1:
        key, argument = node.entries[0]
        if key.text == "Ref" or key.text.startswith("Fn::"):
            return key.text, argument
    return "", node


def _parts(name: str, argument: Node) -> Iterator[Part]:
    if name == "Ref" and isinstance(argument, Scalar):
        yield _hole(argument.text)
    elif name == "Fn::Sub" and isinstance(argument, Scalar):
        yield from _sub(argument.text, {})
    elif name == "Fn::Sub" and isinstance(argument, Sequence) and len(argument.items) == 2:
        text, names = argument.items
        if isinstance(text, Scalar) and isinstance(names, Mapping):
            yield from _sub(text.text, {key.text: value(inner) for key, inner in names.entries})
        else:
            yield Unknown(name)
    elif name == "Fn::Join" and isinstance(argument, Sequence) and len(argument.items) == 2:
        yield from _join(*argument.items)
    else:
        yield Unknown(name)


def _sub(text: str, names: dict[str, Value]) -> Iterator[Part]:
    position = 0
    for match in _HOLE.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        position = match.end()
        if match[1]:
            yield f"${{{match[2]}}}"
        elif match[2] in names:
            yield from names[match[2]].parts
        else:
            yield _hole(match[2])
    if position < len(text) or not text:
        yield text[position:]


def _join(delimiter: Node, items: Node) -> Iterator[Part]:
    if not isinstance(delimiter, Scalar) or not isinstance(items, Sequence) or items.tag:
        yield Unknown("Fn::Join")
        return
    for number, item in enumerate(items.items):
        if number and delimiter.text:
            yield delimiter.text
        yield from value(item).parts


def _hole(name: str) -> Unknown:
    return Unknown(f"${{{name}}}", _PSEUDO.get(name, ".*"))


def _holder(properties: Mapping) -> tuple[str, str]:
    for key, sort in _HOLDERS.items():
        found = properties.get(key)
        items = found.items if isinstance(found, Sequence) else (found,)
        for item in items:
            if item is not None:
                return value(item).shown.removeprefix("${").removesuffix("}"), sort
    return "", ""


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
