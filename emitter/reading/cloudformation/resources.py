"""The resources of a CloudFormation template, those of loops (``Fn::ForEach``) too."""

from collections.abc import Iterator
from typing import NamedTuple

from ..document import Document
from ..grammar import Grammar
from ..yaml_tree import Mapping, Node, Scalar, Sequence
from .values import value

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
LOOP = "Fn::ForEach::"


class TemplateResource(NamedTuple):
    """A resource by its title; ``when`` are the loops that it is in."""

    title: str
    kind: str
    properties: Mapping
    whole: Mapping
    when: tuple[str, ...] = ()


def read_resources(node: Mapping) -> Iterator[TemplateResource]:
    """Yield every resource of the template ``node`` that has properties; where a key stands twice, both.

    A resource in a loop is there once, with the variable of the loop as not known.
    """
    for resources in tables(node):
        yield from _in(resources, ())


def tables(node: Mapping) -> Iterator[Mapping]:
    """Yield the tables of resources that ``node`` has, those of loops too."""
    for resources in node.every("Resources"):
        if isinstance(resources, Mapping):
            yield resources


def open_resources(node: Mapping) -> Iterator[Document]:
    """Yield a document that is not known for each thing in place of resources that is no loop to be read."""
    for resources in tables(node):
        for key, inner in resources.entries:
            if key.text.startswith("Fn::") and _body(key, inner) is None:
                yield Grammar(value).unread(key, key.text)


def _in(resources: Mapping, loops: tuple[str, ...]) -> Iterator[TemplateResource]:
    for title, resource in resources.entries:
        body = _body(title, resource)
        if body is not None:
            yield from _in(body, (*loops, title.text))
        elif isinstance(resource, Mapping):
            for kind in resource.every("Type"):
                for properties in resource.every("Properties"):
                    if isinstance(kind, Scalar) and isinstance(properties, Mapping):
                        yield TemplateResource(title.text, kind.text, properties, resource, loops)


def _body(title: Scalar, node: Node) -> Mapping | None:
    """Return what the loop ``node`` repeats: the last of a variable, its values and an object."""
    if not title.text.startswith(LOOP) or not isinstance(node, Sequence) or len(node.items) != 3:
        return None
    body = node.items[2]
    return body if isinstance(body, Mapping) else None
