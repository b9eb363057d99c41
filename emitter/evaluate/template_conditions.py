"""Conditions of a CloudFormation template, decided by values of its parameters.

Sources: "Condition functions" and "Fn::FindInMap"
(https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html,
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html).
"""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Table

from ..reading.cloudformation.values import value
from ..reading.functions import function
from ..reading.values import Value
from ..reading.yaml_tree import Mapping, Node, Scalar, Sequence

# Deeper than any template nests its conditions.
_DEEPEST = 200


def decided(tree: Node, text_of: Callable[[Value], str | None], given: Table[str, bool]) -> dict[str, bool]:
    """Return whether each condition of the template ``tree`` is true; those that stay open are left out.

    ``text_of`` gives the text of a value, ``None`` where it is not known; conditions that are ``given`` are
    what that says.
    """
    table = tree.get("Conditions") if isinstance(tree, Mapping) else None
    if not isinstance(tree, Mapping) or not isinstance(table, Mapping):
        return {}
    conditions = _Conditions(table, tree.get("Mappings"), text_of, given)
    truths = {name.text: conditions.named(name.text, 0) for name, _ in table.entries}
    return {name: truth for name, truth in truths.items() if truth is not None}


class _Conditions:
    def __init__(
        self,
        table: Mapping,
        mappings: Node | None,
        text_of: Callable[[Value], str | None],
        given: Table[str, bool],
    ) -> None:
        self._table, self._mappings = table, mappings
        self._text_of = text_of
        self._known: dict[str, bool | None] = dict(given)

    def named(self, name: str, depth: int) -> bool | None:
        """Return whether the condition called ``name`` is true."""
        if name not in self._known:
            # Open while it is looked at: a condition may not refer to itself.
            self._known[name] = None
            self._known[name] = self._truth(self._table.get(name), depth)
        return self._known[name]

    def _truth(self, node: Node | None, depth: int) -> bool | None:
        """Return whether ``node``, a condition function, is true; ``None`` where that is open."""
        if node is None or depth > _DEEPEST:
            return None
        name, argument = function(node)
        if isinstance(node, Mapping) and not name and [key.text for key, _ in node.entries] == ["Condition"]:
            name, argument = "Condition", node.entries[0][1]
        if name == "Condition":
            named = argument.text if isinstance(argument, Scalar) else ""
            return self.named(named, depth + 1)
        items = argument.items if isinstance(argument, Sequence) else ()
        if name == "Fn::Equals" and len(items) == 2:
            one, other = map(self._text, items)
            return None if one is None or other is None else one == other
        inner = [self._truth(item, depth + 1) for item in items]
        if name == "Fn::Not" and len(inner) == 1:
            return None if inner[0] is None else not inner[0]
        if name in ("Fn::And", "Fn::Or") and inner:
            return _either(inner, decides=name == "Fn::Or")
        return None

    def _text(self, node: Node) -> str | None:
        name, argument = function(node)
        if name == "Fn::FindInMap" and isinstance(argument, Sequence):
            return self._found(argument.items)
        return self._text_of(value(node))

    def _found(self, keys: Iterable[Node]) -> str | None:
        """Return what the mappings hold under ``keys``; the default of a language extension is not read."""
        found = self._mappings
        for key in keys:
            text = self._text(key)
            found = found.get(text) if isinstance(found, Mapping) and text is not None else None
        return self._text_of(value(found)) if isinstance(found, Scalar) else None


def _either(truths: Iterable[bool | None], *, decides: bool) -> bool | None:
    """Return ``decides`` where one of ``truths`` is that, its opposite where all are that."""
    given = set(truths)
    if decides in given:
        return decides
    return None if None in given else not decides
