"""Intrinsic functions of CloudFormation as values: what is known of a text, and what a deployment fills in.

A pseudo parameter is unknown but of a known shape. A parameter is unknown, whatever its default:
the deployment decides. ``Fn::Sub``, ``Fn::Join`` and ``Ref`` keep what is known of them; any other
function is unknown as a whole, and so is a dynamic reference (``{{resolve:ssm:…}}``).
"""

import re
from collections.abc import Iterator

from ..functions import function
from ..grammar import literal
from ..values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Part, Unknown, Value
from ..yaml_tree import Mapping, Node, Scalar, Sequence

_PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": PARTITION,
    "AWS::URLSuffix": DNS_SUFFIX,
}
_HOLE = re.compile(r"\$\{(!?)([^${}]++|\$)\}")
_DYNAMIC = re.compile(r"\{\{resolve:[^{}]*\}\}")
# More of an expression helps nobody.
_SHOWN = 60
# Parts and characters of one value, far above what any policy takes.
_MOST = 2_000
_LONGEST = 200_000


def value(node: Node) -> Value:
    """Return the value of a scalar or intrinsic function."""
    name, argument = function(node)
    if name:
        return Value(_bounded(name, _parts(name, argument)), node.place)
    if isinstance(node, Scalar) and "{{resolve:" in node.text:
        return Value(tuple(_dynamic(node.text)), node.place)
    return literal(node)


def substituted(text: Scalar, names: dict[str, Value]) -> Value:
    """Return ``text`` as the argument of ``Fn::Sub``, with ``names`` for its own variables."""
    return Value(_bounded("Fn::Sub", _sub(text.text, names)), text.place)


def _bounded(name: str, parts: Iterator[Part]) -> tuple[Part, ...]:
    """Return ``parts``, or one unknown part when there are so many that a few lines would fill the memory."""
    found: list[Part] = []
    length = 0
    for part in parts:
        found.append(part)
        length += len(part) if isinstance(part, str) else 1
        if len(found) > _MOST or length > _LONGEST:
            return (Unknown(f"${{{name}}}"),)
    return tuple(found)


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
    """Return a function that only a deployment can call; its argument distinguishes it from another."""
    return Unknown(f"${{{name} {_shown_text(argument)[:_SHOWN]}}}")


def _shown_text(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return f"[{', '.join(_shown_text(item) for item in node.items[:_SHOWN])}]"
    return f"{{{', '.join(f'{key.text}: {_shown_text(inner)}' for key, inner in node.entries[:_SHOWN])}}}"


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
    """Yield ``text`` with its dynamic references unknown."""
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
