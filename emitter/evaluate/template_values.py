"""Values that a file leaves open, filled in from the request."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..reading.cloudformation.conditionals import spread
from ..reading.document import Condition, Document, Statement
from ..reading.files import SourceFile
from ..reading.terraform.given_values import evaluated, variables_in
from ..reading.terraform.values import value
from ..reading.tree import Mapping as Table
from ..reading.tree import Node, Scalar, as_list
from ..reading.tree import Sequence as Items
from ..reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Part, Unknown, Value

# What is called alike in every format, by its shape.
_SHAPES = {ACCOUNT: "account", REGION: "region", PARTITION: "partition", DNS_SUFFIX: "dns_suffix"}
# What can be a name, and not an expression with some in it.
_NAME = re.compile(r"[\w:.-]+")


def names_of(part: Unknown) -> tuple[str, ...]:
    """Return what ``part`` can be called: ``Cluster`` for ``${Cluster}``, ``cluster`` for ``${var.cluster}``.

    An account, Region or partition is called that in any format.
    """
    name = part.expression.removeprefix("${").removesuffix("}")
    shape = _SHAPES.get(part.shape)
    return tuple(filter(None, (shape, name, name.removeprefix("var."))))


def fill(documents: Iterable[Document], values: Mapping[str, str]) -> tuple[tuple[Document, ...], set[str]]:
    """Return ``documents`` with what is called as in ``values`` filled in, and which of the names were of
    use.
    """
    filler = _Filler(values)
    return tuple(filler.document(one) for one in documents), filler.used


def open_names(documents: Iterable[Document]) -> set[str]:
    """Return what ``documents`` leave open, by every name that it can be given with."""
    finder = _Filler({})
    for document in documents:
        finder.document(document)
    return finder.met


def declared(source: SourceFile) -> Iterator[str]:
    """Yield the parameters of a template, or the variables of a module, and the conditions of a template."""
    for block in ("Parameters", "Conditions", "variable"):
        for table in source.tree.every(block) if isinstance(source.tree, Table) else ():
            for one in as_list(table):
                yield from (key.text for key, _ in one.entries) if isinstance(one, Table) else ()


def with_conditions(source: SourceFile, values: Mapping[str, str]) -> tuple[SourceFile, set[str]]:
    """Return ``source`` with the conditions of its template decided by ``values``, and which were of use.

    A condition that ``values`` name is what they say.
    """
    conditions = source.tree.get("Conditions") if isinstance(source.tree, Table) else None
    if source.tree is None or not isinstance(conditions, Table):
        return source, set()
    from .template_conditions import decided

    filler = _Filler(values)
    given = {key.text: values[key.text] == "true" for key, _ in conditions.entries if key.text in values}
    truths = decided(source.tree, filler.text, given)
    if not truths:
        return source, filler.used
    known = _Filler({name: str(truth).lower() for name, truth in truths.items()})
    held = source._replace(
        documents=tuple(known.document(spread(one)) for one in source.documents),
        attached=tuple(one for one in source.attached if known.left_of(one.when) is not None),
    )
    return held, filler.used | given.keys()


class _Filler:
    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.used: set[str] = set()
        self.met: set[str] = set()

    def text(self, found: Value) -> str | None:
        """Return the text of ``found`` once it is filled in; ``None`` where some of it stays open."""
        return self._value(found).text

    def left_of(self, when: Sequence[str]) -> tuple[str, ...] | None:
        """Return what of ``when`` still decides; ``None`` when what it decides on is left out."""
        left = []
        for decides in when:
            truth = self._truth(decides.removeprefix("not "))
            if truth is None:
                left.append(decides)
            elif truth == decides.startswith("not "):
                return None
        return tuple(left)

    def _truth(self, name: str) -> bool | None:
        """Return whether something is there that ``name``, a condition or an expression, decides on."""
        self._meet(name)
        if name in self._values:
            self.used.add(name)
            return self._values[name] == "true"
        found = self._evaluated(name) if name.startswith("${") else name
        if isinstance(found, (Table, Items)):
            return bool(found.items if isinstance(found, Items) else found.entries)
        text = found if isinstance(found, str) else found.text if found is not None else "${"
        # How many there are: of none, nothing; an expression may still be any number.
        return None if not text.isdecimal() else text != "0"

    def _meet(self, name: str) -> None:
        if name.startswith("${") and name.endswith("}"):
            self.met.update(variables_in(name))
        elif _NAME.fullmatch(name):
            self.met.add(name)

    def _evaluated(self, expression: str) -> Node | None:
        """Return what an expression of Terraform is; ``None`` where no value that is given decides it."""
        names = self._values.keys() & variables_in(expression)
        if not names:
            return None
        found = evaluated(expression[2:-1], self._values)
        if found is not None:
            self.used |= names
        return found

    def document(self, document: Document) -> Document:
        statements = (self._statement(one) for one in document.statements)
        return document._replace(statements=tuple(one for one in statements if one is not None))

    def _statement(self, statement: Statement) -> Statement | None:
        """Return ``statement`` filled in; ``None`` when a condition of the template that is given leaves it
        out.
        """
        when = self.left_of(statement.when)
        if when is None:
            return None
        return statement._replace(
            when=when,
            actions=self._every(statement.actions),
            not_actions=self._every(statement.not_actions),
            resources=self._every(statement.resources),
            not_resources=self._every(statement.not_resources),
            principals=tuple((kind, self._value(one)) for kind, one in statement.principals),
            not_principals=tuple((kind, self._value(one)) for kind, one in statement.not_principals),
            conditions=tuple(self._condition(one) for one in statement.conditions),
        )

    def _condition(self, condition: Condition) -> Condition:
        return condition._replace(key=self._value(condition.key), values=self._every(condition.values))

    def _every(self, values: Sequence[Value]) -> tuple[Value, ...]:
        return tuple(map(self._value, values))

    def _value(self, found: Value) -> Value:
        if found.text is not None:
            return found
        return found._replace(parts=tuple(part for given in found.parts for part in self._parts(given)))

    def _parts(self, part: Part) -> tuple[Part, ...]:
        if not isinstance(part, Unknown):
            return (part,)
        names = names_of(part)
        for name in (part.expression, *names):
            self._meet(name)
        for name in names:
            if name in self._values:
                self.used.add(name)
                return (self._values[name],)
        found = self._evaluated(part.expression)
        if not isinstance(found, Scalar):
            return (part,)
        return value(found).parts
