"""CloudFormation templates: YAML and JSON, short and long intrinsic functions.

A pseudo parameter is unknown but of a known shape. A parameter is unknown, whatever its default:
whoever deploys decides. ``Fn::Sub``, ``Fn::Join`` and ``Ref`` keep what is known of them; any other
function is unknown as a whole, and so is a dynamic reference (``{{resolve:ssm:…}}``). Of an ``Fn::If``
that stands for a document or a list of them, both branches are read.
"""

import re
from collections.abc import Iterator

from .document import Attachment, Document, Kind
from .grammar import Grammar, literal
from .hcl import read_expression
from .nodes import Mapping, Node, Scalar, Sequence
from .values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Part, Unknown, Value

_PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": PARTITION,
    "AWS::URLSuffix": DNS_SUFFIX,
}
_HOLE = re.compile(r"\$\{(!?)([^}]+)\}")
_DYNAMIC = re.compile(r"\{\{resolve:[^{}]*\}\}")
# More of an expression helps nobody.
_SHOWN = 60
# Parts and characters of one value, far above what any policy takes.
_MOST = 2_000
_LONGEST = 200_000
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
# Types of others that hold policies as a role does; AWS SAM makes a role of each.
_SERVERLESS = ("AWS::Serverless::Function", "AWS::Serverless::StateMachine")
_PERMISSION_SET = "AWS::SSO::PermissionSet"
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
    holders = dict(_attached(resources))
    for title, resource in resources.entries:
        if not isinstance(resource, Mapping):
            continue
        kind, properties = resource.get("Type"), resource.get("Properties")
        if isinstance(kind, Scalar) and isinstance(properties, Mapping):
            for document in _resource(title.text, kind.text, properties, _because(resource)):
                yield _held(document, holders)


def _resource(
    title: str, kind: str, properties: Mapping, because: dict[str, list[str]]
) -> Iterator[Document]:
    if kind in _DOCUMENTS:
        holder, sort = _holder(properties)
        for document in _documents(properties.get("PolicyDocument"), title, "identity", because):
            yield document._replace(holder=holder, holder_sort=sort, attachment=_DOCUMENTS[kind])
    if kind == _PERMISSION_SET:
        yield from _documents(properties.get("InlinePolicy"), title, "identity", because)
    if kind not in _INLINE and kind not in _SERVERLESS:
        return
    yield from _documents(properties.get("AssumeRolePolicyDocument"), title, "trust", because)
    for item in _items(properties.get("Policies")):
        if isinstance(item, Mapping):
            found = item if kind in _SERVERLESS and item.get("Statement") else item.get("PolicyDocument")
            for document in _documents(found, title, "identity", because):
                yield document._replace(
                    holder=title, holder_sort=_INLINE.get(kind, "role"), attachment="inline"
                )


def _documents(
    node: Node | None, title: str, kind: Kind, because: dict[str, list[str]]
) -> Iterator[Document]:
    """The documents that ``node`` may be: an object, JSON in a string, or in ``Fn::Sub``."""
    for case in _cases(node):
        name, argument = _function(case)
        names: dict[str, Value] = {}
        text = argument if name else case
        if name == "Fn::Sub" and isinstance(argument, Sequence) and len(argument.items) == 2:
            text, variables = argument.items
            if isinstance(variables, Mapping):
                names = {key.text: value(inner) for key, inner in variables.entries}
        if isinstance(text, Scalar) and name in ("", "Fn::Sub") and text.text.lstrip().startswith("{"):
            try:
                inner = read_expression(text.text, case.place)
            except ValueError:
                continue
            yield Grammar(_Sub(names).value if name else value, because).document(inner, title, kind)
        elif not name:
            yield Grammar(value, because).document(case, title, kind)


class _Sub:
    """Reads the values of JSON that stands in ``Fn::Sub``, with ``names`` for its own variables."""

    def __init__(self, names: dict[str, Value]) -> None:
        self._names = names

    def value(self, node: Node) -> Value:
        """The value of ``node``."""
        if not isinstance(node, Scalar):
            return literal(node)
        return Value(_bounded("Fn::Sub", _sub(node.text, self._names)), node.place)


def _cases(node: Node | None) -> Iterator[Node]:
    """``node`` itself, or what each branch of an ``Fn::If`` says; nothing for ``AWS::NoValue``."""
    if node is None:
        return
    name, argument = _function(node)
    if name == "Fn::If" and isinstance(argument, Sequence) and len(argument.items) == 3:
        for branch in argument.items[1:]:
            yield from _cases(branch)
    elif name != "Ref":
        yield node


def _items(node: Node | None) -> Iterator[Node]:
    """The items that a list may have."""
    for case in _cases(node):
        if isinstance(case, Sequence) and not case.tag:
            for item in case.items:
                yield from _cases(item)


def _attached(resources: Mapping) -> Iterator[tuple[str, tuple[str, str]]]:
    """What stands for a holder or policy → the holder's title and sort: names, and policies of roles."""
    for title, resource in resources.entries:
        kind = resource.get("Type") if isinstance(resource, Mapping) else None
        properties = resource.get("Properties") if isinstance(resource, Mapping) else None
        sort = _INLINE.get(kind.text, "") if isinstance(kind, Scalar) else ""
        if not sort or not isinstance(properties, Mapping):
            continue
        name = properties.get(_NAMES[sort])
        if name is not None:
            yield f"{sort}:{_bare(value(name))}", (title.text, sort)
        policies = properties.get("ManagedPolicyArns")
        for item in policies.items if isinstance(policies, Sequence) and not policies.tag else ():
            yield value(item).shown, (title.text, sort)


def _held(document: Document, holders: dict[str, tuple[str, str]]) -> Document:
    """``document`` with its holder by title, where the template has the holder."""
    if document.holder:
        key = f"{document.holder_sort}:{document.holder}"
    else:
        key = f"${{{document.name}}}" if document.attachment == "managed" else ""
    holder, sort = holders.get(key, (document.holder, document.holder_sort))
    return document._replace(holder=holder, holder_sort=sort)


def value(node: Node) -> Value:
    """The value of a scalar or intrinsic function."""
    name, argument = _function(node)
    if name:
        return Value(_bounded(name, _parts(name, argument)), node.place)
    if isinstance(node, Scalar) and "{{resolve:" in node.text:
        return Value(tuple(_dynamic(node.text)), node.place)
    return literal(node)


def _bounded(name: str, parts: Iterator[Part]) -> tuple[Part, ...]:
    """``parts``, or one unknown part when there are so many that a few lines would fill the memory."""
    found: list[Part] = []
    length = 0
    for part in parts:
        found.append(part)
        length += len(part) if isinstance(part, str) else 1
        if len(found) > _MOST or length > _LONGEST:
            return (Unknown(f"${{{name}}}"),)
    return tuple(found)


def _function(node: Node) -> tuple[str, Node]:
    """The function that ``node`` calls, by its long name, and its argument; an empty name for none."""
    if node.tag:
        short = node.tag[1:]
        return (short if short in ("Ref", "Condition") else f"Fn::{short}"), node
    if isinstance(node, Mapping) and len(node.entries) == 1:
        key, argument = node.entries[0]
        if key.text == "Ref" or key.text.startswith("Fn::"):
            return key.text, argument
    return "", node


def _parts(name: str, argument: Node) -> Iterator[Part]:
    if name == "Ref" and isinstance(argument, Scalar):
        yield _hole(argument.text)
    elif name == "Fn::GetAtt" and _is_attribute(argument):
        yield _hole(_attribute(argument))
    elif name == "Fn::Sub" and isinstance(argument, Scalar):
        yield from _sub(argument.text, {})
    elif name == "Fn::Sub" and isinstance(argument, Sequence) and len(argument.items) == 2:
        text, names = argument.items
        if isinstance(text, Scalar) and not text.tag and isinstance(names, Mapping):
            yield from _sub(text.text, {key.text: value(inner) for key, inner in names.entries})
        else:
            yield _call(name, argument)
    elif name == "Fn::Join" and isinstance(argument, Sequence) and len(argument.items) == 2:
        delimiter, items = argument.items
        if (
            isinstance(delimiter, Scalar)
            and not delimiter.tag
            and isinstance(items, Sequence)
            and not items.tag
        ):
            yield from _join(delimiter, items)
        else:
            yield _call(name, argument)
    else:
        yield _call(name, argument)


def _is_attribute(argument: Node) -> bool:
    if isinstance(argument, Sequence):
        return all(isinstance(item, Scalar) and not item.tag for item in argument.items)
    return isinstance(argument, Scalar)


def _attribute(argument: Node) -> str:
    items = argument.items if isinstance(argument, Sequence) else (argument,)
    return ".".join(item.text for item in items if isinstance(item, Scalar))


def _call(name: str, argument: Node) -> Unknown:
    """A function that only a deployment can call; it is told from another by its argument."""
    return Unknown(f"${{{name} {_spelt(argument)[:_SHOWN]}}}")


def _spelt(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return f"[{', '.join(_spelt(item) for item in node.items[:_SHOWN])}]"
    return f"{{{', '.join(f'{key.text}: {_spelt(inner)}' for key, inner in node.entries[:_SHOWN])}}}"


def _sub(text: str, names: dict[str, Value]) -> Iterator[Part]:
    position = 0
    for match in _HOLE.finditer(text):
        if match.start() > position:
            yield from _dynamic(text[position : match.start()])
        position = match.end()
        if match[1]:
            yield f"${{{match[2]}}}"
        elif match[2] in names:
            yield from names[match[2]].parts
        else:
            yield _hole(match[2])
    if position < len(text) or not text:
        yield from _dynamic(text[position:])


def _dynamic(text: str) -> Iterator[Part]:
    """``text`` with its dynamic references unknown."""
    position = 0
    for match in _DYNAMIC.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        yield Unknown(match[0])
        position = match.end()
    if position < len(text) or not text:
        yield text[position:]


def _join(delimiter: Scalar, items: Sequence) -> Iterator[Part]:
    for number, item in enumerate(items.items):
        if number and delimiter.text:
            yield delimiter.text
        yield from value(item).parts


def _hole(name: str) -> Unknown:
    return Unknown(f"${{{name}}}", _PSEUDO.get(name, ".*"))


def _holder(properties: Mapping) -> tuple[str, str]:
    for key, sort in _HOLDERS.items():
        found = properties.get(key)
        items = found.items if isinstance(found, Sequence) and not found.tag else (found,)
        for item in items:
            if item is not None:
                return _bare(value(item)), sort
    return "", ""


def _bare(found: Value) -> str:
    """The name that ``found`` refers to, or is."""
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
