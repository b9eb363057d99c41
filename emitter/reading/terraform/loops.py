"""Lists that an expression of the JSON syntax makes, ``"${[for x in var.xs : …]}"``.

Source: "JSON Configuration Syntax" (https://developer.hashicorp.com/terraform/language/syntax/json).
"""

from ...errors import FormatError
from ..tree import Mapping, Node, Place, Scalar, Sequence


def with_lists(node: Node) -> Node:
    """Return ``node`` with each expression that loops as the list that it makes, where that is known."""
    if isinstance(node, Mapping):
        return node._replace(entries=tuple((key, with_lists(inner)) for key, inner in node.entries))
    if isinstance(node, Sequence):
        return node._replace(items=tuple(map(with_lists, node.items)))
    return _listed(node) if node.text.startswith("${") and "for " in node.text else node


def _listed(node: Scalar) -> Node:
    # Only what has loops needs the parser.
    from .hcl.expressions import lower
    from .hcl.scope import Scope
    from .hcl.syntax import HclFile

    try:
        file = HclFile(f"list = {node.text[2:-1]}\n", node.place.file)
    except FormatError:
        return node
    (body,) = file.root.named_children
    expression = body.named_children[0].named_children[-1]
    found = lower(expression, file, Scope({}, {}, lower))
    return _at(found, node.place) if isinstance(found, Sequence) else node


def _at(node: Node, place: Place) -> Node:
    """Return ``node``, a list of texts, all of it at ``place``."""
    if isinstance(node, Sequence):
        return Sequence(tuple(_at(item, place) for item in node.items), place)
    return node._replace(place=place)
