"""The files of a Terraform module, read together: native syntax, JSON syntax and values of variables."""

import os
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table
from types import MappingProxyType
from typing import NamedTuple

from ...errors import EmitError
from ..tree import Mapping, Node, Scalar, Sequence, as_list
from ..yaml_tree import parse
from .beside import Beside, on_disk
from .hcl.blocks import attributes, entries_of, top_blocks
from .hcl.decided import given_variables
from .hcl.expressions import lower
from .hcl.scope import Definition, Scope
from .hcl.syntax import HclFile
from .named_blocks import is_override

HCL = (".tf", ".tofu")
JSON = (".tf.json", ".tofu.json")
_GIVEN = "terraform.tfvars"
_AUTO = ".auto.tfvars"
NOTHING: Table[str, str] = MappingProxyType({})


class Module(NamedTuple):
    """The tree of a module; ``texts`` are its files, ``unread`` those that could not be read."""

    tree: Mapping
    texts: tuple[tuple[str, str], ...]
    unread: tuple[EmitError, ...] = ()


def is_of_module(name: str) -> bool:
    """Return whether the file ``name`` is of a module, or gives values to its variables."""
    return name.endswith((*HCL, *JSON, _AUTO)) or os.path.basename(name) == _GIVEN


def read_module(
    files: Iterable[tuple[str, str]],
    folder: str | None,
    beside: Beside = on_disk,
    given: Table[str, str] = NOTHING,
) -> Module:
    """Return the module of ``files``, pairs of name and text, in ``folder``, whose other files ``beside``
    reads; ``None`` for one that has none. ``given`` are values of its variables.
    """
    # What overrides comes after what it overrides.
    texts = tuple(sorted(files, key=lambda file: is_override(file[0])))
    hcl: list[HclFile] = []
    json: list[Node] = []
    unread: list[EmitError] = []
    for name, text in texts:
        try:
            if name.endswith(JSON):
                json.append(parse(text, name))
            else:
                hcl.append(HclFile(text, name, folder, beside))
        except EmitError as error:
            unread.append(error)
    scope = _scope(hcl, given)
    entries = [
        entry for file in hcl if not file.name.endswith(".tfvars") for entry in entries_of(file, scope)
    ]
    for node in json:
        entries += node.entries if isinstance(node, Mapping) else ()
    entries.sort(key=lambda entry: is_override(entry[0].place.file))
    place = entries[0][0].place if entries else None
    first = place or HclFile("", texts[0][0] if texts else "").place_at(0, 0)
    return Module(Mapping(tuple(_grouped(entries)), first), texts, tuple(unread))


def _grouped(entries: "Iterable[tuple[Scalar, Node]]") -> "Iterator[tuple[Scalar, Node]]":
    """Yield one entry for each kind of block, with all blocks of it."""
    found: dict[str, tuple[Scalar, list[Node]]] = {}
    for key, node in entries:
        found.setdefault(key.text, (key, []))[1].extend(as_list(node))
    yield from ((key, Sequence(tuple(nodes), key.place)) for key, nodes in found.values())


def _scope(files: Iterable[HclFile], values: Table[str, str]) -> Scope:
    locals_: dict[str, Definition] = {}
    defaults: dict[str, Definition] = {}
    given: dict[str, Definition] = {}
    templates: dict[str, dict[str, Definition]] = {}
    for file in files:
        if file.name.endswith(".tfvars"):
            given |= {name: Definition(value, file) for name, value in attributes(file.root, file)}
            continue
        for kind, labels, block in top_blocks(file):
            if kind == "locals":
                locals_ |= {name: Definition(value, file) for name, value in attributes(block, file)}
            elif kind == "data" and labels[:1] == ("template_file",) and len(labels) == 2:
                templates[labels[1]] = {
                    name: Definition(value, file) for name, value in attributes(block, file)
                }
            elif kind == "variable" and labels:
                default = dict(attributes(block, file)).get("default")
                if default is not None:
                    defaults[labels[0]] = Definition(default, file)
    mine = given_variables(values) if values else {}
    return Scope(locals_, {**defaults, **given, **mine}, lower, templates, frozenset(mine))


def owners(tree: Mapping) -> dict[str, str]:
    """Return the file of each resource, data source, local value and module of ``tree``, by its address."""
    found: dict[str, str] = {}
    for block, prefix in (("resource", ""), ("data", "data."), ("module", "module.")):
        for one in (inner for node in tree.every(block) for inner in as_list(node)):
            for kind, labels in one.entries if isinstance(one, Mapping) else ():
                if block == "module":
                    found[f"{prefix}{kind.text}"] = kind.place.file
                    continue
                for label, _ in labels.entries if isinstance(labels, Mapping) else ():
                    found[f"{prefix}{kind.text}.{label.text}"] = label.place.file
    return found
