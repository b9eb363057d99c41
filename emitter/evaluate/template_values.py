"""Values that a file leaves open, filled in from the request."""

from collections.abc import Iterable, Mapping, Sequence

from ..reading.document import Condition, Document, Statement
from ..reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Part, Unknown, Value

# What is called alike in every format, by its shape.
_SHAPES = {ACCOUNT: "account", REGION: "region", PARTITION: "partition", DNS_SUFFIX: "dns_suffix"}


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


class _Filler:
    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.used: set[str] = set()
        self.met: set[str] = set()

    def document(self, document: Document) -> Document:
        statements = (self._statement(one) for one in document.statements)
        return document._replace(statements=tuple(one for one in statements if one is not None))

    def _statement(self, statement: Statement) -> Statement | None:
        """Return ``statement`` filled in; ``None`` when a condition of the template that is given leaves it
        out.
        """
        when = []
        for decides in statement.when:
            name = decides.removeprefix("not ")
            self.met.add(name)
            if name not in self._values:
                when.append(decides)
                continue
            self.used.add(name)
            if (self._values[name] == "true") == decides.startswith("not "):
                return None
        return statement._replace(
            when=tuple(when),
            actions=self._every(statement.actions),
            not_actions=self._every(statement.not_actions),
            resources=self._every(statement.resources),
            not_resources=self._every(statement.not_resources),
            principals=tuple((kind, self._value(value)) for kind, value in statement.principals),
            not_principals=tuple((kind, self._value(value)) for kind, value in statement.not_principals),
            conditions=tuple(self._condition(one) for one in statement.conditions),
        )

    def _condition(self, condition: Condition) -> Condition:
        return condition._replace(key=self._value(condition.key), values=self._every(condition.values))

    def _every(self, values: Sequence[Value]) -> tuple[Value, ...]:
        return tuple(self._value(value) for value in values)

    def _value(self, value: Value) -> Value:
        if value.text is not None:
            return value
        return value._replace(parts=tuple(self._part(part) for part in value.parts))

    def _part(self, part: Part) -> Part:
        if isinstance(part, Unknown):
            names = names_of(part)
            self.met.update(names)
            for name in names:
                if name in self._values:
                    self.used.add(name)
                    return self._values[name]
        return part
