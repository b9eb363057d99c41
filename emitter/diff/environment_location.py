"""The account, Region and partition of an environment, by what they are and not by which they are."""

import re
from collections.abc import Callable, Iterator, Mapping

from ..reading.document import Document, Statement
from ..reading.values import ACCOUNT, PARTITION, REGION, Part, Unknown, Value
from .policies import Policies

# How each stands in a text.
_WRITTEN = {
    "account": r"(?<![0-9]){}(?![0-9])",
    "region": r"(?<![a-z0-9-]){}(?![a-z0-9-])",
    "partition": r"(?<=arn:){}(?=:)",
}
_SHAPES = {"account": ACCOUNT, "region": REGION, "partition": PARTITION}


def anywhere(policies: Policies, place: Mapping[str, str]) -> Policies:
    """Return ``policies`` with the ``account``, ``region`` and ``partition`` of ``place`` left open."""
    if not place.keys() & _WRITTEN.keys():
        return policies
    written = re.compile(
        "|".join(
            f"(?P<{name}>{pattern.format(re.escape(place[name]))})"
            for name, pattern in _WRITTEN.items()
            if name in place
        )
    )

    def left_open(value: Value) -> Value:
        parts = (part for whole in value.parts for part in _parts(whole, written))
        return value._replace(parts=tuple(parts))

    documents = tuple(_with(document, left_open) for document in policies.documents)
    bounds = tuple(bound._replace(policy=left_open(bound.policy)) for bound in policies.bounds)
    attached = tuple(one._replace(policy=left_open(one.policy)) for one in policies.attached)
    return policies._replace(documents=documents, bounds=bounds, attached=attached)


def _parts(part: Part, written: re.Pattern[str]) -> Iterator[Part]:
    if isinstance(part, Unknown):
        yield part
        return
    position = 0
    for match in written.finditer(part):
        if match.start() > position:
            yield part[position : match.start()]
        name = match.lastgroup or ""
        yield Unknown(f"${{{name}}}", _SHAPES[name])
        position = match.end()
    if position < len(part) or not part:
        yield part[position:]


def _with(document: Document, change: Callable[[Value], Value]) -> Document:
    return document._replace(statements=tuple(_changed(one, change) for one in document.statements))


def _changed(statement: Statement, change: Callable[[Value], Value]) -> Statement:
    return statement._replace(
        resources=tuple(map(change, statement.resources)),
        not_resources=tuple(map(change, statement.not_resources)),
        principals=tuple((kind, change(value)) for kind, value in statement.principals),
        not_principals=tuple((kind, change(value)) for kind, value in statement.not_principals),
        conditions=tuple(one._replace(values=tuple(map(change, one.values))) for one in statement.conditions),
    )
