"""What is held against another: the documents of a file, and what it leaves open by which name."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from ..reading.bounds import Bound
from ..reading.document import Document
from ..reading.files import Source
from ..reading.nodes import Mapping as Table
from ..reading.nodes import Node, Scalar, Sequence, parse
from ..reading.terraform import read_terraform

# What a parameter is when nobody sets it; nothing where it has to be set.
Default: TypeAlias = tuple[str, ...]

_VARIABLE = "var."


class Policies(NamedTuple):
    """The documents of a file, and the permissions boundaries that it names and does not hold.

    ``format`` is that of :class:`~emitter.reading.files.Source`. ``openings`` are parameters, variables and
    local values, as an expression names them (``Role``, ``var.role``), with their defaults.
    """

    documents: tuple[Document, ...] = ()
    bounds: tuple[Bound, ...] = ()
    format: str = ""
    openings: Mapping[str, Default] = {}


def policies(source: Source) -> Policies:
    """What ``source`` holds."""
    openings = dict(_openings(parse(source.text, source.file))) if source.format != "policy" else {}
    return Policies(source.documents, source.bounds, source.format, openings)


def module(sources: Iterable[Source]) -> Policies | None:
    """What the Terraform files ``sources`` hold together; ``None`` when they are not of one module.

    Of one they are when no two have the same resource.
    """
    files = [parse(source.text, source.file) for source in sources]
    resources = Counter(
        (block, kind, label)
        for file in files
        if isinstance(file, Table)
        for block in ("resource", "data")
        for kind, labels in _entries(file.get(block))
        for label, _ in _entries(labels)
        if kind != "//"
    )
    if any(count > 1 for count in resources.values()):
        return None
    blocks: dict[str, tuple[Scalar, list[Node]]] = {}
    for file in files:
        for key, inner in file.entries if isinstance(file, Table) else ():
            blocks.setdefault(key.text, (key, []))[1].extend(_items(inner))
    whole = Table(
        tuple((key, Sequence(tuple(inner), key.place)) for key, inner in blocks.values()), files[0].place
    )
    read = read_terraform(whole)
    return Policies(read.documents, read.bounds, "terraform", dict(_openings(whole)))


def same_names(old: Policies, new: Policies) -> Mapping[str, str]:
    """Variables of Terraform → the parameters of CloudFormation that they are, where one side is of each.

    emit puts one prefix before all variables of a file: ``ufo_vpc`` is ``Vpc`` where that fits the most.
    """
    sides = {side.format: side.openings for side in (old, new)}
    if sides.keys() != {"cloudformation", "terraform"}:
        return {}
    variables = {name[len(_VARIABLE) :] for name in sides["terraform"] if name.startswith(_VARIABLE)}
    parameters = {_snake(name): name for name in sorted(sides["cloudformation"])}
    prefix = _prefix(variables, parameters.keys())
    return {
        f"{_VARIABLE}{prefix}{name}": parameter
        for name, parameter in parameters.items()
        if prefix + name in variables
    }


def _prefix(variables: Collection[str], names: Collection[str]) -> str:
    """What stands before the most ``names`` among the ``variables``; of two such, the shorter."""
    found = {one.removesuffix(name) for one in variables for name in names if f"_{one}".endswith(f"_{name}")}
    return max(
        sorted(found, key=lambda prefix: (len(prefix), prefix)),
        key=lambda prefix: sum(prefix + name in variables for name in names),
        default="",
    )


def _openings(node: Node) -> Iterator[tuple[str, Default]]:
    if not isinstance(node, Table):
        return
    for name, parameter in _entries(node.get("Parameters")):
        yield name, _texts(parameter.get("Default")) if isinstance(parameter, Table) else ()
    for name, variable in _entries(node.get("variable")):
        for body in _items(variable):
            yield f"{_VARIABLE}{name}", _texts(body.get("default")) if isinstance(body, Table) else ()
    for name, value in _entries(node.get("locals")):
        yield f"local.{name}", _texts(value)


def _entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    for one in _items(node):
        if isinstance(one, Table):
            yield from ((key.text, inner) for key, inner in one.entries)


def _items(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def _texts(node: Node | None) -> Default:
    """Every text of ``node``, whatever it stands in."""
    if isinstance(node, Table):
        return tuple(text for _, inner in node.entries for text in _texts(inner))
    return tuple(
        text for item in _items(node) for text in ((item.text,) if isinstance(item, Scalar) else _texts(item))
    )


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
