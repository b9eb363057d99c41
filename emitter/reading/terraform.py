"""Terraform's JSON syntax: policy documents as data sources, as strings, as objects and in ``jsonencode``."""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from .bounds import Bound, Content, content
from .document import Attachment, Document
from .expressions import INDEX, value, value_of_source
from .grammar import Grammar, accepted
from .hcl import read_expression
from .nodes import Mapping, Node, Place, Scalar, Sequence
from .policy import kind_of

_Resources: TypeAlias = dict[str, dict[str, Mapping]]

_DATA = re.compile(rf"\$\{{\s*data\.aws_iam_policy_document\.([\w-]+){INDEX}\.(?:minified_)?json\s*\}}")
_ENCODED = re.compile(r"\$\{\s*jsonencode\((?P<object>.*)\)\s*\}", re.DOTALL)
_NAMED = re.compile(rf"\$\{{\s*(aws_iam_\w+\.[\w-]+){INDEX}\.\w+\s*\}}")
# Type → argument with a document, argument that names the holder, sort of holder, attachment.
_POLICIES: dict[str, tuple[str, str, str, Attachment]] = {
    "aws_iam_policy": ("policy", "", "", "managed"),
    "aws_iam_role_policy": ("policy", "role", "role", "inline"),
    "aws_iam_group_policy": ("policy", "group", "group", "inline"),
    "aws_iam_user_policy": ("policy", "user", "user", "inline"),
    "aws_ssoadmin_permission_set_inline_policy": ("inline_policy", "", "", "none"),
}
_ATTACHMENTS = {
    "aws_iam_role_policy_attachment": {"role": "role"},
    "aws_iam_group_policy_attachment": {"group": "group"},
    "aws_iam_user_policy_attachment": {"user": "user"},
    "aws_iam_policy_attachment": {"roles": "role", "groups": "group", "users": "user"},
}
_HOLDERS = {"role": "aws_iam_role", "group": "aws_iam_group", "user": "aws_iam_user"}


class _Holder(NamedTuple):
    name: str
    sort: str


_NOBODY = [_Holder("", "")]


def is_terraform(node: Node) -> bool:
    """Whether ``node`` is a file in Terraform's JSON syntax."""
    return isinstance(node, Mapping) and any(
        key.text in ("resource", "data", "variable", "terraform", "provider", "output")
        and isinstance(inner, (Mapping, Sequence))
        for key, inner in node.entries
    )


def read_terraform(node: Node) -> Content:
    """Every policy and trust document of the file ``node``, and its permissions boundaries.

    A data source that nothing here uses is among them.
    """
    resources = _blocks(node, "resource")
    sources = _blocks(node, "data").get("aws_iam_policy_document", {})
    return content(_all(resources, sources), _bounds(resources), dict(_called(resources)))


def _all(resources: _Resources, sources: dict[str, Mapping]) -> Iterator[Document]:
    used: set[str] = set()
    yield from _policies(resources, sources, used)
    for name, body in resources.get("aws_iam_role", {}).items():
        yield from _of_role(f"aws_iam_role.{name}", body, sources, used)
    for name, body in sources.items():
        if name not in used:
            yield _data_source(body, f"data.aws_iam_policy_document.{name}")


def _policies(resources: _Resources, sources: dict[str, Mapping], used: set[str]) -> Iterator[Document]:
    attached: dict[str, list[_Holder]] = {}
    for policy, holder in _attached(resources):
        attached.setdefault(policy, []).append(holder)
    named = _named(resources)
    for kind, (argument, holding, sort, attachment) in _POLICIES.items():
        for name, body in resources.get(kind, {}).items():
            found, address = body.get(argument), f"{kind}.{name}"
            if found is None:
                continue
            held = [_Holder(_holder(body.get(holding)), sort)] if holding else attached.get(address, _NOBODY)
            for document in _documents(found, address, sources, used):
                for holder in held:
                    yield document._replace(
                        holder=named.get(holder, holder.name),
                        holder_sort=holder.sort,
                        attachment=attachment,
                        kind="identity",
                    )


def _of_role(address: str, body: Mapping, sources: dict[str, Mapping], used: set[str]) -> Iterator[Document]:
    found = body.get("assume_role_policy")
    if found is not None:
        for document in _documents(found, address, sources, used):
            yield document._replace(kind="trust")
    for block in _list(body.get("inline_policy")):
        found = block.get("policy") if isinstance(block, Mapping) else None
        if found is not None:
            for document in _documents(found, address, sources, used):
                yield document._replace(
                    holder=address, holder_sort="role", attachment="inline", kind="identity"
                )


def _blocks(node: Node, name: str) -> _Resources:
    """``type → label → body`` of the blocks called ``name``, however the file nests them."""
    found: _Resources = {}
    for kind, labels in _entries(node.get(name) if isinstance(node, Mapping) else None):
        for label, body in _entries(labels):
            for one in body.items if isinstance(body, Sequence) else (body,):
                if isinstance(one, Mapping):
                    found.setdefault(kind, {})[label] = one
    return found


def _entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    for one in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(one, Mapping):
            yield from ((key.text, inner) for key, inner in one.entries if key.text != "//")


def _attached(resources: _Resources) -> Iterator[tuple[str, _Holder]]:
    """The address of each policy that is attached, and what it is attached to, with its sort."""
    for kind, arguments in _ATTACHMENTS.items():
        for body in resources.get(kind, {}).values():
            policy = body.get("policy_arn")
            match = _NAMED.fullmatch(policy.text) if isinstance(policy, Scalar) else None
            for argument, sort in arguments.items() if match else ():
                for holder in _list(body.get(argument)):
                    yield match[1] if match else "", _Holder(_holder(holder), sort)
    for name, body in resources.get("aws_iam_role", {}).items():
        for policy in _list(body.get("managed_policy_arns")):
            match = _NAMED.fullmatch(policy.text) if isinstance(policy, Scalar) else None
            if match:
                yield match[1], _Holder(f"aws_iam_role.{name}", "role")


def _bounds(resources: _Resources) -> Iterator[Bound]:
    for kind in ("aws_iam_role", "aws_iam_user"):
        for name, body in resources.get(kind, {}).items():
            found = body.get("permissions_boundary")
            if isinstance(found, Scalar) and found.text not in ("", "null"):
                yield Bound(f"{kind}.{name}", value(found))


def _called(resources: _Resources) -> Iterator[tuple[str, str]]:
    """All that a managed policy is referred to by, with its address."""
    for label, body in resources.get("aws_iam_policy", {}).items():
        address = f"aws_iam_policy.{label}"
        yield from ((f"${{{address}.{attribute}}}", address) for attribute in ("arn", "id"))
        name = body.get("name")
        if isinstance(name, Scalar):
            yield value(name).shown, address


def _named(resources: _Resources) -> dict[_Holder, str]:
    """Sort and literal name → address, of the roles, groups and users of the file."""
    found = {}
    for sort, kind in _HOLDERS.items():
        for label, body in resources.get(kind, {}).items():
            name = body.get("name")
            if isinstance(name, Scalar):
                found[_Holder(name.text, sort)] = f"{kind}.{label}"
    return found


def _holder(node: Node | None) -> str:
    if not isinstance(node, Scalar):
        return ""
    match = _NAMED.fullmatch(node.text)
    return match[1] if match else node.text


def _documents(node: Node, name: str, sources: dict[str, Mapping], used: set[str]) -> Iterator[Document]:
    """The document that an argument holds: a data source, JSON text, ``jsonencode`` or an object."""
    if isinstance(node, Mapping):
        yield Grammar(value).document(node, name, kind_of(node))
    if not isinstance(node, Scalar):
        return
    reference, encoded = _DATA.fullmatch(node.text), _ENCODED.fullmatch(node.text)
    if reference:
        used.add(reference[1])
        if reference[1] in sources:
            yield _data_source(sources[reference[1]], name)
        return
    if encoded is None and not node.text.lstrip().startswith("{"):
        return
    try:
        inner = read_expression(encoded["object"] if encoded else node.text, node.place)
    except ValueError:
        return
    if isinstance(inner, Mapping):
        yield Grammar(value).document(inner, name, kind_of(inner))


def _data_source(body: Mapping, name: str) -> Document:
    """An ``aws_iam_policy_document`` as the document that it becomes."""
    place = body.place
    because = {}
    rewritten = []
    for statement in (*_list(body.get("statement")), *_dynamic(body, "statement")):
        if isinstance(statement, Mapping):
            sid = statement.get("sid")
            lines = [line.text for line in _list(statement.get("//")) if isinstance(line, Scalar)]
            if isinstance(sid, Scalar) and accepted(lines):
                because[sid.text] = lines
            rewritten.append(_statement(statement))
    version = body.get("version") or Scalar("2012-10-17", place)
    tree = Mapping(
        (
            (Scalar("Version", place), version),
            (Scalar("Statement", place), Sequence(tuple(rewritten), place)),
        ),
        place,
    )
    return Grammar(value_of_source, because).document(tree, name, kind_of(tree))


def _dynamic(body: Mapping, name: str) -> Iterator[Node]:
    """What the ``dynamic`` blocks ``name`` say; how many of them there will be is open."""
    for dynamic in _list(body.get("dynamic")):
        for block in _list(dynamic.get(name)) if isinstance(dynamic, Mapping) else ():
            if isinstance(block, Mapping):
                yield from _list(block.get("content"))


_ELEMENTS = {
    "sid": "Sid",
    "effect": "Effect",
    "actions": "Action",
    "not_actions": "NotAction",
    "resources": "Resource",
    "not_resources": "NotResource",
}


def _statement(node: Mapping) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    for key, inner in node.entries:
        if key.text in _ELEMENTS:
            entries.append((key._replace(text=_ELEMENTS[key.text]), inner))
        elif key.text not in (*_BLOCKS, "//", "dynamic"):
            entries.append((key, inner))
    for name, (element, read) in _BLOCKS.items():
        blocks = (*_list(node.get(name)), *_dynamic(node, name))
        if blocks:
            place = next((key.place for key, _ in node.entries if key.text == name), node.place)
            entries.append((Scalar(element, place), read(blocks, blocks[0].place)))
    if node.get("effect") is None:
        entries.insert(0, (Scalar("Effect", node.place), Scalar("Allow", node.place)))
    return Mapping(tuple(entries), node.place)


def _principals(blocks: tuple[Node, ...], place: Place) -> Node:
    """One object of all ``blocks``, each type once, as the provider writes it."""
    types: dict[str, tuple[Scalar, list[Node]]] = {}
    for item in blocks:
        kind, names = (
            (item.get("type"), item.get("identifiers")) if isinstance(item, Mapping) else (None, None)
        )
        if isinstance(kind, Scalar) and names is not None:
            if kind.text == "*":
                return Scalar("*", item.place)
            types.setdefault(kind.text, (kind, []))[1].extend(_list(names))
    return Mapping(tuple((kind, Sequence(tuple(n), kind.place)) for kind, n in types.values()), place)


def _conditions(blocks: tuple[Node, ...], place: Place) -> Node:
    """One object of all ``blocks``; values of the same test and variable add up, as the provider has it."""
    operators: dict[str, tuple[Scalar, dict[str, tuple[Scalar, list[Node]]]]] = {}
    for item in blocks:
        if not isinstance(item, Mapping):
            continue
        test, variable, values = item.get("test"), item.get("variable"), item.get("values")
        if isinstance(test, Scalar) and isinstance(variable, Scalar) and values is not None:
            keys = operators.setdefault(test.text, (test, {}))[1]
            keys.setdefault(variable.text, (variable, []))[1].extend(_list(values))
    entries = []
    for test, keys in operators.values():
        inner = tuple(
            (variable, Sequence(tuple(values), variable.place)) for variable, values in keys.values()
        )
        entries.append((test, Mapping(inner, test.place)))
    return Mapping(tuple(entries), place)


_BLOCKS = {
    "principals": ("Principal", _principals),
    "not_principals": ("NotPrincipal", _principals),
    "condition": ("Condition", _conditions),
}


def _list(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)
