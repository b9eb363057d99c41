"""What is held against another: the documents of a file, and what it leaves open by which name."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from ..reading.attachments import Attached, Bound, Member, Named
from ..reading.document import Document
from ..reading.files import SourceFile
from ..reading.terraform.documents import read_terraform
from ..reading.tree import as_list
from ..reading.yaml_tree import Mapping as Table
from ..reading.yaml_tree import Node, Scalar, Sequence, parse
from .declared_parameters import VARIABLE, Default, entries, openings


class Policies(NamedTuple):
    """The documents of a file, and the boundaries and attached policies that it names and does not hold.

    They were read from ``sources``, and ``format`` is that of these. ``members`` are who is in which group,
    ``named`` what the file makes. ``openings`` are parameters, variables
    and local values, as an expression names them (``Role``, ``var.role``), with their defaults.
    """

    documents: tuple[Document, ...] = ()
    bounds: tuple[Bound, ...] = ()
    attached: tuple[Attached, ...] = ()
    format: str = ""
    openings: Mapping[str, Default] = {}
    sources: tuple[SourceFile, ...] = ()
    members: tuple[Member, ...] = ()
    named: tuple[Named, ...] = ()


def policies(source: SourceFile) -> Policies:
    """Return what ``source`` holds."""
    declared = openings(source.tree) if source.tree is not None else ()
    return Policies(
        source.documents,
        source.bounds,
        source.attached,
        source.format,
        dict(declared),
        (source,),
        source.members,
        source.named,
    )


def module(sources: Collection[SourceFile]) -> Policies | None:
    """Return what the Terraform files ``sources`` hold together; ``None`` when they are not of one module.

    Of one they are when no two have the same resource.
    """
    files = [source.tree or parse(source.text, source.file) for source in sources]
    resources = Counter(
        (block, kind, label)
        for file in files
        if isinstance(file, Table)
        for block in ("resource", "data")
        for kind, labels in entries(file.get(block))
        for label, _ in entries(labels)
        if kind != "//"
    )
    if any(count > 1 for count in resources.values()):
        return None
    blocks: dict[str, tuple[Scalar, list[Node]]] = {}
    for file in files:
        for key, inner in file.entries if isinstance(file, Table) else ():
            blocks.setdefault(key.text, (key, []))[1].extend(as_list(inner))
    whole = Table(
        tuple((key, Sequence(tuple(inner), key.place)) for key, inner in blocks.values()), files[0].place
    )
    read = read_terraform(whole)
    return Policies(
        read.documents,
        read.bounds,
        read.attached,
        "terraform",
        dict(openings(whole)),
        tuple(sources),
        read.members,
        read.named,
    )


def same_names(old: Policies, new: Policies) -> Mapping[str, str]:
    """Return variables of Terraform → the parameters of CloudFormation that they are, where one side is of
    each.

    ``UfoVpc`` is ``ufo_vpc``. Where that leaves some out, as those of the identity of the file, one prefix
    stands before them, or before all: ``ufo_role_name`` is ``RoleName``.
    """
    sides = {side.format: side.openings for side in (old, new)}
    if sides.keys() != {"cloudformation", "terraform"}:
        return {}
    variables = {name[len(VARIABLE) :] for name in sides["terraform"] if name.startswith(VARIABLE)}
    parameters = {_snake(name): name for name in sorted(sides["cloudformation"])}
    prefix = _prefix(variables, parameters.keys())
    found = {prefix + name: parameter for name, parameter in parameters.items() if prefix + name in variables}
    if len(found) < len(parameters):
        found = {name: parameter for name, parameter in parameters.items() if name in variables}
        left = {name: parameter for name, parameter in parameters.items() if name not in found}
        prefix = _prefix(variables - found.keys(), left.keys())
        found |= {prefix + name: parameter for name, parameter in left.items() if prefix + name in variables}
    return {f"{VARIABLE}{variable}": parameter for variable, parameter in found.items()}


def _prefix(variables: Collection[str], names: Collection[str]) -> str:
    """Return what stands before the most ``names`` among the ``variables``; of two such, the shorter."""
    found = {one.removesuffix(name) for one in variables for name in names if f"_{one}".endswith(f"_{name}")}
    return max(
        sorted(found, key=lambda prefix: (len(prefix), prefix)),
        key=lambda prefix: sum(prefix + name in variables for name in names),
        default="",
    )


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
