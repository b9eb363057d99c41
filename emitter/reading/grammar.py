"""From a tree to a document, by IAM's grammar; what breaks the grammar is kept as a fault.

Source: "Grammar of the IAM JSON policy language"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).

A fault here is one in a policy of any kind. What depends on the kind (a principal in an identity policy)
is left to the rules, and so is a key that stands twice.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from ..messages import nearest
from .comments import joined
from .document import Condition, Document, Fault, Kind, Statement
from .document_size import size
from .functions import cases, function, is_function, items
from .values import Unknown, Value
from .yaml_tree import Mapping, Node, Place, Scalar, Sequence

# What a scalar or a function of the file's own language stands for.
Reader: TypeAlias = Callable[[Node], Value]

# In ``Statement.present``: a condition of the template decides whether the statement is there.
CONDITIONAL = "Fn::If"

# A fault: what a document that takes in others may lack.
EMPTY = "has an empty Statement"

_DOCUMENT = ("Version", "Id", "Statement")
_PAIRED = ("Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource")
_STATEMENT = ("Sid", "Effect", *_PAIRED, "Condition")
_PRINCIPALS = ("AWS", "Federated", "Service", "CanonicalUser")
_EFFECTS = ("Allow", "Deny")
# Functions that return a list. https://github.com/aws-cloudformation/cfn-lint/issues/2288
_LISTS = ("Fn::Cidr", "Fn::GetAZs", "Fn::Split")
_ACCEPTED = re.compile(r"accepted (?P<rule>[EWN][0-9]{3}): (?P<why>.+)")


def literal(node: Node) -> Value:
    """Return a scalar as it is written. Anything else is unknown."""
    if isinstance(node, Scalar):
        return Value((node.text,), node.place)
    return Value((Unknown("a function"),), node.place)


def accepted(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the rules that ``lines`` of reasons say are accepted, each with its why: ``accepted
    W301: …``.
    """
    found = (_ACCEPTED.fullmatch(line) for line in joined(lines))
    return tuple((match["rule"], match["why"]) for match in found if match)


def statement_nodes(document: Document) -> Iterator[tuple[Statement, Mapping]]:
    """Yield each statement of ``document`` with the object that it was read from."""
    yield from ((one, one.node) for one in document.statements if one.node is not None)


class Grammar:
    """Reads one document; ``read`` makes a value of a node in the language of the file.

    ``because`` are reasons by Sid, ``when`` is what decides on the statement that stands at a place, and
    ``spelling`` how the file spells elements, where it does so in its own way.
    """

    def __init__(
        self,
        read: Reader = literal,
        because: "dict[str, list[str]] | None" = None,
        when: "dict[Place, tuple[str, ...]] | None" = None,
        spelling: "dict[str, str] | None" = None,
    ) -> None:
        self._read = read
        self._because = because or {}
        self._when = when or {}
        self._spelling = spelling or {}
        self._faults: list[Fault] = []
        # What is not spelled out, of the document and of the statement that is being read.
        self._missing: list[str] = []
        self._open: list[str] = []

    def document(self, node: Node, name: str, kind: Kind) -> Document:
        """Return the document that ``node`` holds."""
        if not isinstance(node, Mapping) or is_function(node):
            # Text can hold a document in turn; the reader of the file knows.
            holds = isinstance(node, Scalar) and node.text.lstrip().startswith("{")
            unknown = self._unknown(node)
            if not holds and not unknown:
                self._fault("is not an object", node.place)
            return Document(node.place.file, name, kind, node.place, (), tuple(self._faults), open=unknown)
        self._keys(node, _DOCUMENT, "")
        version = self._text(node, "Version", "")
        self._text(node, "Id", "")
        inner = node.get("Statement")
        statements: tuple[Statement, ...] = ()
        if inner is None:
            self._fault("has no Statement", node.place)
        else:
            if isinstance(inner, Sequence) and not inner.tag and not inner.items:
                self._fault(EMPTY, inner.place)
            statements = tuple(self._statements(inner))
        return Document(
            node.place.file,
            name,
            kind,
            node.place,
            statements,
            tuple(self._faults),
            version,
            size=size(node, self._read),
            elements=tuple(key.text for key, _ in node.entries),
            node=node,
            open=tuple(self._missing),
        )

    def unread(self, node: Node, name: str, kind: Kind = "identity") -> Document:
        """Return the document that ``node`` may hold, and that cannot be read."""
        return Document(node.place.file, name, kind, node.place, (), open=(f"what {name} holds",))

    def _statements(self, inner: Node) -> Iterator[Statement]:
        for node, decides in items(inner):
            unknown = () if isinstance(node, Mapping) and not is_function(node) else self._unknown(node)
            if unknown:
                self._missing += unknown
            elif isinstance(node, Mapping):
                statement = self.statement(node)
                when = (*decides, *self._when.get(node.place, ()))
                more = {CONDITIONAL} if when else set()
                yield statement._replace(present=statement.present | more, when=when)
            else:
                self._fault("has a statement that is not an object", node.place)

    def _unknown(self, node: Node) -> tuple[str, ...]:
        """Return the function or expression that ``node`` is, for which something else comes; none
        for text.
        """
        if is_function(node):
            return (self._read(node).shown,)
        value = self._read(node) if isinstance(node, Scalar) else None
        return () if value is None or value.text is not None else (value.shown,)

    def statement(self, node: Mapping) -> Statement:
        """Return the statement that ``node`` is."""
        self._open = []
        present = frozenset(key.text for key, _ in node.entries)
        named = self._text(node, "Sid", "")
        sid = "" if named is None else named.shown
        self._keys(node, _STATEMENT, sid)
        if not any(name.startswith("Fn::") for name in present):
            self._elements(node, present, sid)
        effect = self._text(node, "Effect", sid)
        if effect is not None and effect.text not in (None, *_EFFECTS):
            what = f"has the Effect {effect.text!r}; use Allow or Deny"
            self._fault(what, effect.place, sid)
        return Statement(
            node.place,
            present,
            sid,
            "" if effect is None else effect.shown,
            self._values(node, "Action", sid),
            self._values(node, "NotAction", sid),
            self._values(node, "Resource", sid),
            self._values(node, "NotResource", sid),
            tuple(self._principals(node, "Principal", sid)),
            tuple(self._principals(node, "NotPrincipal", sid)),
            tuple(self._conditions(node, sid)),
            accepted((*self._because.get(sid, ()), *node.comments)),
            open=tuple(dict.fromkeys(self._open)),
            node=node,
        )

    def _elements(self, node: Mapping, present: frozenset[str], sid: str) -> None:
        """Check required elements, and elements that exclude each other."""
        if "Effect" not in present:
            self._fault("has no Effect", node.place, sid)
        if not present & {"Action", "NotAction"}:
            self._fault("has neither Action nor NotAction", node.place, sid)
        for name in ("Action", "Resource", "Principal"):
            if {name, f"Not{name}"} <= present:
                self._fault(f"has both {name} and Not{name}", node.place, sid)

    def _text(self, node: Mapping, key: str, sid: str) -> Value | None:
        """Return the value of an element that is one text, if it is."""
        found = node.get(key)
        if found is None:
            return None
        if is_null(found) or (isinstance(found, (Mapping, Sequence)) and not is_function(found)):
            self._fault(f"has {_a(key)} that is not a string", found.place, sid)
            return None
        return self._read(found)

    def _values(self, node: Mapping, key: str, sid: str) -> tuple[Value, ...]:
        found = node.get(key)
        return () if found is None else tuple(self._list(found, _a(key), f"an empty {key}", sid))

    def _list(self, node: Node, name: str, empty: str, sid: str) -> Iterator[Value]:
        """Yield one value or a list of them."""
        if not isinstance(node, Sequence) or node.tag:
            yield from self._item(node, name, sid)
            return
        if not node.items:
            self._fault(f"has {empty}", node.place, sid)
        for item in node.items:
            if any(map(_is_list, (case for case, _ in cases(item)))):
                self._fault(f"has {name} that is a list within a list", item.place, sid)
            if not isinstance(item, Sequence) or item.tag:
                yield from self._item(item, name, sid)

    def _item(self, node: Node, name: str, sid: str) -> Iterator[Value]:
        if isinstance(node, (Mapping, Sequence)) and not is_function(node):
            self._fault(f"has {name} that is an object", node.place, sid)
        else:
            yield self._value(node, name, sid)

    def _value(self, node: Node, name: str, sid: str) -> Value:
        if is_null(node):
            self._fault(f"has {name} that is null", node.place, sid)
        return self._read(node)

    def _principals(self, node: Mapping, key: str, sid: str) -> Iterator[tuple[str, Value]]:
        found = node.get(key)
        for case, _ in () if found is None else cases(found):
            if is_function(case):
                continue
            if isinstance(case, Mapping):
                yield from self._principal_map(case, key, sid)
                continue
            if not isinstance(case, Scalar) or is_null(case):
                self._fault(f"has a {key} that is neither * nor an object", case.place, sid)
                continue
            value = self._read(case)
            if value.text not in ("*", None):
                what = f"has a {key} {value.shown!r}, which is neither * nor an object"
                self._fault(what, case.place, sid)
            yield "*", value

    def _principal_map(self, node: Mapping, key: str, sid: str) -> Iterator[tuple[str, Value]]:
        if not node.entries:
            self._fault(f"has an empty {key}", node.place, sid)
        for name, inner in node.entries:
            is_known = self._read(name).text is not None and not name.text.startswith("Fn::")
            if is_known and name.text not in _PRINCIPALS:
                what = f"has a {key} of type {name.text!r}; {nearest(name.text, _PRINCIPALS)}"
                self._fault(what, name.place, sid)
            for value in self._list(inner, f"a {key}", f"no {name.text} in its {key}", sid):
                yield name.text, value

    def _conditions(self, node: Mapping, sid: str) -> Iterator[Condition]:
        found = node.get("Condition")
        for case in () if found is None else self._spelled(found, "has a Condition", sid):
            for operator, keys in case.entries:
                if operator.text.startswith("Fn::"):
                    self._open.append(f"{operator.text} in its Condition")
                    continue
                for block in self._spelled(keys, f"has a condition {operator.text}", sid):
                    yield from self._block(operator.text, block, sid)

    def _spelled(self, node: Node, what: str, sid: str) -> Iterator[Mapping]:
        """Yield the objects that ``node`` may be; that it may be something else is noted as open."""
        for case, when in cases(node):
            self._open += when
            unknown = self._unknown(case)
            if unknown:
                self._open += unknown
            elif isinstance(case, Mapping):
                yield case
            else:
                self._open.append("its Condition, which is malformed")
                self._fault(f"{what} that is not an object", case.place, sid)

    def _block(self, operator: str, node: Mapping, sid: str) -> Iterator[Condition]:
        for key, values in node.entries:
            name, empty = f"a value of {key.text}", f"no values for {key.text}"
            yield Condition(operator, self._read(key), tuple(self._list(values, name, empty, sid)), key.place)

    def _keys(self, node: Mapping, known: tuple[str, ...], sid: str) -> None:
        for key, _ in node.entries:
            if key.text not in known and not key.text.startswith("Fn::"):
                near = nearest(key.text, [self._spelling.get(name, name) for name in known])
                what = f"has an unknown element {key.text!r}"
                self._fault(f"{what}; {near}" if near.startswith("did") else what, key.place, sid)

    def _fault(self, what: str, place: Place, sid: str = "") -> None:
        self._faults.append(Fault(what, place, sid))


def is_null(node: Node) -> bool:
    """Return whether ``node`` is nothing, as YAML and JSON say it."""
    return isinstance(node, Scalar) and node.plain and node.text in ("null", "~", "")


def _is_list(node: Node) -> bool:
    """Return whether ``node`` becomes a list, which CloudFormation does not merge into the one around it."""
    return function(node)[0] in _LISTS or (isinstance(node, Sequence) and not node.tag)


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"
