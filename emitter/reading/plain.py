"""Plain policy and trust documents, alone or by name."""

from collections.abc import Iterator

from .document import Document
from .document_kind import kind_of
from .template_file import grammar, placeholders
from .yaml_tree import Mapping, Node, Scalar

VERSIONS = ("2012-10-17", "2008-10-17")


def is_policy(node: Node) -> bool:
    """Return whether ``node`` is a policy document, or an object of nothing but policy documents."""
    return _one(node) or (
        isinstance(node, Mapping) and bool(node.entries) and all(_one(inner) for _, inner in node.entries)
    )


def read_policy(node: Node) -> Iterator[Document]:
    """Yield every document of ``node``."""
    if _one(node):
        yield _document(node, "")
    elif isinstance(node, Mapping):
        for name, inner in node.entries:
            yield _document(inner, name.text)


def _document(node: Node, name: str) -> Document:
    found = placeholders(node)
    return grammar(node).document(node, name, kind_of(node))._replace(placeholders=found)


def _one(node: Node) -> bool:
    if not isinstance(node, Mapping):
        return False
    version = node.get("Version")
    return node.get("Statement") is not None or (isinstance(version, Scalar) and version.text in VERSIONS)
