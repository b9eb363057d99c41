"""Properties that hold a policy: an object, JSON in a text, and both branches of an ``Fn::If``."""

from collections.abc import Iterator

from ..document import Document, Kind, deciding
from ..embedded import in_text
from ..functions import cases, function
from ..grammar import Grammar, is_null, literal
from ..values import Value
from ..yaml_tree import Mapping, Node, Scalar, Sequence
from .values import substituted, value

TRUST = "AssumeRolePolicyDocument"

Reasons = dict[str, list[str]]


def documents_of(table: Mapping, key: str, title: str, because: Reasons) -> Iterator[Document]:
    """Yield the documents that ``key`` of ``table`` may be.

    ``because`` are reasons by Sid.
    """
    kind: Kind = "trust" if key == TRUST else "identity"
    for case, when in (pair for node in table.every(key) for pair in cases(node)):
        for document in document_of(case, title, kind, because):
            yield deciding(document, when)


def document_of(case: Node, title: str, kind: Kind | None, because: Reasons) -> Iterator[Document]:
    """Yield the document that ``case`` is: an object, JSON in a string or ``Fn::Sub``, or one that is not
    known. Without a ``kind``, the document shows it.
    """
    name, argument = function(case)
    if name == "Fn::ToJsonString":
        inner = argument._replace(tag="")
        yield Grammar(value, because).document(inner, title, kind or "identity")
        return
    names: dict[str, Value] = {}
    text = argument if name else case
    if name == "Fn::Sub" and isinstance(argument, Sequence) and len(argument.items) == 2:
        text, variables = argument.items
        if isinstance(variables, Mapping):
            names = {key.text: value(inner) for key, inner in variables.entries}
    if isinstance(text, Scalar) and name in ("", "Fn::Sub") and not is_null(text):
        yield in_text(text, title, kind, _Sub(names).value if name else value, because)
    else:
        yield Grammar(value, because).document(case, title, kind or "identity")


class _Sub:
    """Reads the values of JSON that stands in ``Fn::Sub``, with ``names`` for its own variables."""

    def __init__(self, names: dict[str, Value]) -> None:
        self._names = names

    def value(self, node: Node) -> Value:
        """Return the value of ``node``."""
        if not isinstance(node, Scalar):
            return literal(node)
        return substituted(node, self._names)
