"""Terraform's JSON syntax: policy documents as data sources, as strings, as objects and in ``jsonencode``.

An expression is unknown; what names an account, Region or partition is of a known shape.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from ..errors import FormatError
from .document import Attachment, Document
from .grammar import Grammar, accepted, literal
from .nodes import Mapping, Node, Place, Scalar, Sequence, parse
from .policy import kind_of
from .values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Part, Unknown, Value

_Resources: TypeAlias = dict[str, dict[str, Mapping]]

_SHAPES = (
    (re.compile(r"data\.aws_caller_identity\.[\w-]+\.(account_)?id"), ACCOUNT),
    (re.compile(r"data\.aws_region\.[\w-]+\.(id|name|region)"), REGION),
    (re.compile(r"data\.aws_partition\.[\w-]+\.(partition|id)"), PARTITION),
    (re.compile(r"data\.aws_partition\.[\w-]+\.dns_suffix"), DNS_SUFFIX),
)
_HOLE = re.compile(r"\$\$\{|%%\{|&\{(?P<variable>[^}]*)\}|[$%]\{")
_DATA = re.compile(r"\$\{data\.aws_iam_policy_document\.([\w-]+)\.(?:minified_)?json\}")
_ENCODED = re.compile(r"\$\{jsonencode\((?P<object>.*)\)\}", re.DOTALL)
_NAMED = re.compile(r"\$\{(aws_iam_\w+\.[\w-]+)\.\w+\}")

# Type → argument with a document, argument that names the holder, sort of holder, attachment.
_POLICIES: dict[str, tuple[str, str, str, Attachment]] = {
    "aws_iam_policy": ("policy", "", "", "managed"),
    "aws_iam_role_policy": ("policy", "role", "role", "inline"),
    "aws_iam_group_policy": ("policy", "group", "group", "inline"),
    "aws_iam_user_policy": ("policy", "user", "user", "inline"),
}
_ATTACHMENTS = {
    "aws_iam_role_policy_attachment": "role",
    "aws_iam_group_policy_attachment": "group",
    "aws_iam_user_policy_attachment": "user",
}


def is_terraform(node: Node) -> bool:
    """Whether ``node`` is a file in Terraform's JSON syntax."""
    return isinstance(node, Mapping) and any(
        key.text in ("resource", "data", "variable", "terraform", "provider", "output")
        and isinstance(inner, (Mapping, Sequence))
        for key, inner in node.entries
    )


def read_terraform(node: Node) -> Iterator[Document]:
    """Every policy and trust document of the file ``node``, also a data source that nothing here uses."""
    resources, data = _blocks(node, "resource"), _blocks(node, "data")
    documents = data.get("aws_iam_policy_document", {})
    holders = dict(_attached(resources))
    used: set[str] = set()
    for kind, (argument, named, sort, attachment) in _POLICIES.items():
        for name, body in resources.get(kind, {}).items():
            found = body.get(argument)
            if found is None:
                continue
            address = f"{kind}.{name}"
            holder, sort_of = (
                holders.get(address, ("", "")) if not named else (_holder(body.get(named)), sort)
            )
            for document in _documents(found, address, documents, used):
                yield document._replace(
                    holder=holder, holder_sort=sort_of, attachment=attachment, kind="identity"
                )
    for name, body in resources.get("aws_iam_role", {}).items():
        found = body.get("assume_role_policy")
        if found is not None:
            for document in _documents(found, f"aws_iam_role.{name}", documents, used):
                yield document._replace(kind="trust")
    for name, body in documents.items():
        if name not in used:
            yield _data_source(body, f"data.aws_iam_policy_document.{name}")


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


def _attached(resources: _Resources) -> Iterator[tuple[str, tuple[str, str]]]:
    for kind, sort in _ATTACHMENTS.items():
        for body in resources.get(kind, {}).values():
            policy, holder = body.get("policy_arn"), body.get(sort)
            if isinstance(policy, Scalar) and (match := _NAMED.fullmatch(policy.text)):
                yield match[1], (_holder(holder), sort)


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
    elif encoded or node.text.lstrip().startswith("{"):
        text = _as_json(encoded["object"]) if encoded else node.text
        try:
            inner = _moved(parse(text, node.place.file), node.place)
        except FormatError:
            return
        yield Grammar(value).document(inner, name, kind_of(inner))


def _as_json(text: str) -> str:
    """An object of Terraform's language with ``:`` for ``=``; strings stay as they are."""
    pieces = re.split(r'("(?:[^"\\]|\\.)*")', text)
    return "".join(piece if piece.startswith('"') else re.sub(r"\s=\s", ": ", piece) for piece in pieces)


def _moved(node: Node, place: Place) -> Node:
    """``node``, which stands in a string at ``place``, with everything at that place."""
    if isinstance(node, Scalar):
        return node._replace(place=place)
    if isinstance(node, Sequence):
        return Sequence(tuple(_moved(item, place) for item in node.items), place, node.tag)
    return Mapping(
        tuple((key._replace(place=place), _moved(inner, place)) for key, inner in node.entries),
        place,
        node.tag,
    )


def value(node: Node) -> Value:
    """The value of a string, with its expressions as unknown."""
    return literal(node) if not isinstance(node, Scalar) else Value(tuple(_parts(node.text)), node.place)


def _parts(text: str) -> Iterator[Part]:
    position, written = 0, ""
    while match := _HOLE.search(text, position):
        written += text[position : match.start()]
        position = match.end()
        if match[0] in ("$${", "%%{"):
            written += match[0][1:]
        elif match["variable"] is not None:
            written += f"${{{match['variable']}}}"
        else:
            if written:
                yield written
            written = ""
            position = _end(text, position)
            yield _unknown(text[match.end() : position - 1])
    written += text[position:]
    if written or not text:
        yield written


def _end(text: str, position: int) -> int:
    """Where the expression that begins at ``position`` ends, past its brace."""
    depth = 1
    while position < len(text) and depth:
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        position += 1
    return position


def _unknown(expression: str) -> Unknown:
    for pattern, shape in _SHAPES:
        if pattern.fullmatch(expression.strip()):
            return Unknown(f"${{{expression}}}", shape)
    return Unknown(f"${{{expression}}}")


def _data_source(body: Mapping, name: str) -> Document:
    """An ``aws_iam_policy_document`` as the document that it becomes."""
    place = body.place
    statements = _list(body.get("statement"))
    because = {}
    rewritten = []
    for statement in statements:
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
    return Grammar(value, because).document(tree, name, kind_of(tree))


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
        elif key.text in ("principals", "not_principals"):
            element = "Principal" if key.text == "principals" else "NotPrincipal"
            entries.append((key._replace(text=element), _principals(inner)))
        elif key.text == "condition":
            entries.append((key._replace(text="Condition"), _conditions(inner)))
        elif key.text != "//":
            entries.append((key, inner))
    if node.get("effect") is None:
        entries.insert(0, (Scalar("Effect", node.place), Scalar("Allow", node.place)))
    return Mapping(tuple(entries), node.place)


def _principals(node: Node) -> Node:
    entries = []
    for item in _list(node):
        kind, names = (
            (item.get("type"), item.get("identifiers")) if isinstance(item, Mapping) else (None, None)
        )
        if isinstance(kind, Scalar) and names is not None:
            if kind.text == "*":
                return Scalar("*", item.place)
            entries.append((kind, names))
    return Mapping(tuple(entries), node.place)


def _conditions(node: Node) -> Mapping:
    operators: dict[str, tuple[Scalar, list[tuple[Scalar, Node]]]] = {}
    for item in _list(node):
        if not isinstance(item, Mapping):
            continue
        test, variable, values = item.get("test"), item.get("variable"), item.get("values")
        if isinstance(test, Scalar) and isinstance(variable, Scalar) and values is not None:
            operators.setdefault(test.text, (test, []))[1].append((variable, values))
    return Mapping(
        tuple((test, Mapping(tuple(keys), test.place)) for test, keys in operators.values()), node.place
    )


def _list(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)
