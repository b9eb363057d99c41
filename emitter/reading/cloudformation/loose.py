"""Policies and templates in resources of which no table says where they hold one, whatever becomes of them.

A custom resource may take a policy, a document of Systems Manager or a stack set a whole template.
"""

from collections.abc import Iterator

from ...errors import FormatError
from ..document import Document
from ..document_kind import kind_of
from ..functions import function
from ..grammar import Grammar
from ..tree import Mapping, Node, Place, Scalar, Sequence, as_list
from ..yaml_tree import parse
from .properties import document_of
from .resources import TemplateResource
from .values import value

# Far above what people put into one another.
_DEEPEST = 5


def statements_in(resource: TemplateResource) -> Iterator[Document]:
    """Yield each policy that stands anywhere in the properties of ``resource``."""
    left: list[Node] = [resource.properties]
    while left:
        node = left.pop()
        if isinstance(node, Mapping) and is_policy(node):
            yield Grammar(value).document(node, resource.title, kind_of(node))
        elif _is_policy_text(node):
            yield from document_of(node, resource.title, None, {})
        elif isinstance(node, Mapping):
            left += reversed([inner for _, inner in node.entries])
        elif isinstance(node, Sequence):
            left += reversed(node.items)


def is_policy(node: Mapping) -> bool:
    """Return whether ``node`` has statements of IAM, which have an effect."""
    statements = as_list(node.get("Statement"))
    return any(isinstance(one, Mapping) and one.get("Effect") is not None for one in statements)


def _is_policy_text(node: Node) -> bool:
    name, argument = function(node)
    text = argument if name == "Fn::Sub" else node
    return (
        isinstance(text, Scalar)
        and text.text.lstrip().startswith("{")
        and '"Statement"' in text.text
        and not _is_template_text(text)
    )


def _is_template_text(text: Scalar) -> bool:
    return "AWS::" in text.text and "Resources" in text.text


def templates_in(resource: TemplateResource, depth: int = 0) -> Iterator[Node]:
    """Yield each object in ``resource``, and each text that is JSON or YAML, that has ``Resources``."""
    left: list[Node] = [resource.properties]
    while left and depth < _DEEPEST:
        node = left.pop()
        if isinstance(node, Scalar):
            inner = _parsed(node)
            left += [] if inner is None else [inner]
        elif isinstance(node, Sequence):
            left += reversed(node.items)
        elif isinstance(node.get("Resources"), Mapping):
            yield node
        else:
            left += reversed([inner for _, inner in node.entries])


def _parsed(text: Scalar) -> Mapping | None:
    """Return the template that ``text`` is, with the places of the file as far as they are known."""
    if not _is_template_text(text):
        return None
    try:
        node = parse(text.text, text.place.file)
    except FormatError:
        return None
    return _placed(node, text) if isinstance(node, Mapping) else None


def _placed(node: Mapping, text: Scalar) -> Mapping:
    moved = _moved(node, text)
    assert isinstance(moved, Mapping)
    return moved


def _moved(node: Node, text: Scalar) -> Node:
    inside = text.inside

    def place(old: Place) -> Place:
        if inside is None:
            return text.place
        return Place(inside.file, inside.line + old.line - 1, inside.column + old.column - 1)

    if isinstance(node, Scalar):
        return node._replace(place=place(node.place), inside=None)
    if isinstance(node, Sequence):
        return node._replace(items=tuple(_moved(one, text) for one in node.items), place=place(node.place))
    entries = ((key._replace(place=place(key.place)), _moved(inner, text)) for key, inner in node.entries)
    return node._replace(entries=tuple(entries), place=place(node.place))
