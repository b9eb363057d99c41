"""Plain policy and trust documents, alone or by name."""

from collections.abc import Iterator

from .document import Document
from .document_kind import kind_of
from .template_file import grammar, placeholders
from .yaml_tree import Mapping, Node, Scalar, Sequence

VERSIONS = ("2012-10-17", "2008-10-17")


def is_policy(node: Node) -> bool:
    """Return whether ``node`` is a policy document, or an object of nothing but policy documents."""
    return _one(node) or (
        isinstance(node, Mapping) and bool(node.entries) and all(_one(inner) for _, inner in node.entries)
    )


def is_statements(node: Node) -> bool:
    """Return whether ``node`` is a list of statements, which another file takes in."""
    return isinstance(node, Sequence) and bool(node.items) and all(map(_is_statement, node.items))


def read_policy(node: Node) -> Iterator[Document]:
    """Yield every document of ``node``."""
    if isinstance(node, Sequence):
        entries = ((Scalar("Version", node.place), Scalar(VERSIONS[0], node.place)),)
        yield _document(Mapping((*entries, (Scalar("Statement", node.place), node)), node.place), "")
    elif _one(node):
        yield _document(node, "")
    elif isinstance(node, Mapping):
        for name, inner in node.entries:
            yield _document(inner, name.text)


def _document(node: Node, name: str) -> Document:
    found = placeholders(node)
    return grammar(node).document(node, name, kind_of(node))._replace(placeholders=found)


def _is_statement(node: Node) -> bool:
    keys = {key.text for key, _ in node.entries} if isinstance(node, Mapping) else set()
    return "Effect" in keys and bool(keys & {"Action", "NotAction"})


def _one(node: Node) -> bool:
    if not isinstance(node, Mapping):
        return False
    version = node.get("Version")
    return node.get("Statement") is not None or (isinstance(version, Scalar) and version.text in VERSIONS)
