"""Which arguments of a block are given: null is absent, and of two that exclude each other one is null.

Source: "Types and Values" (https://developer.hashicorp.com/terraform/language/expressions/types#null).
"""

from ..tree import Mapping, Node, Scalar, Sequence


def without_null(body: Mapping) -> Mapping:
    """Return ``body`` without the arguments that are null, as which they are absent."""
    if not any(_is_null(inner) for _, inner in body.entries):
        return body
    return body._replace(entries=tuple((key, inner) for key, inner in body.entries if not _is_null(inner)))


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text == "null"


def counted(body: Mapping) -> tuple[str, ...]:
    """Return what decides whether a resource or data source is there: an expression for how many there
    are, and ``0`` for none.
    """
    nodes = (node for key in ("count", "for_each") if (node := body.get(key)) is not None)
    return tuple(text for node in nodes if "${" in (text := _count(node)) or text == "0")


def _count(node: Node) -> str:
    """Return how many a count or ``for_each`` makes, as far as it is known to be none or an expression."""
    if isinstance(node, Scalar):
        return node.text
    return "" if (node.items if isinstance(node, Sequence) else node.entries) else "0"


def decided_arguments(statement: Mapping) -> tuple[Mapping, tuple[str, ...]]:
    """Return ``statement`` without arguments that have to be null, and those that may be there instead.

    Of ``actions`` and ``not_actions`` one is null: where only one is an expression, it is that.
    """
    absent, maybe = set(), []
    for name in ("actions", "resources", "principals"):
        both = {key: statement.get(key) for key in (name, f"not_{name}")}
        if None in both.values():
            continue
        open_ = [key for key, node in both.items() if isinstance(node, Scalar) and "${" in node.text]
        absent.update(open_[-1:])
        if len(open_) == 2:
            other = both[open_[-1]]
            maybe += [other.text] if isinstance(other, Scalar) else []
    if not absent:
        return statement, ()
    kept = tuple((key, inner) for key, inner in statement.entries if key.text not in absent)
    return statement._replace(entries=kept), tuple(maybe)
