"""Functions of Terraform that are called while a module is read.

Source: "Built-in Functions" (https://developer.hashicorp.com/terraform/language/functions).
"""

import os
import re
from collections.abc import Callable
from collections.abc import Sequence as List
from typing import Protocol

from tree_sitter import Node as Syntax

from ....errors import FormatError
from ...grammar import is_null
from ...tree import Mapping, Node, Place, Scalar, Sequence
from ...yaml_tree import parse
from ..beside import LARGEST
from .scope import LONGEST, AbsentError, attribute, is_known
from .syntax import HclFile

_PATH = re.compile(r"\$\{path\.(?:module|root|cwd)\}/?")
_NAME = re.compile(r"\$\{\s*(\w+)\s*\}")
_SPECIFIER = re.compile(r"%%|%[sdvq]|%")


class Lowering(Protocol):
    """Lowers the expressions of ``file``, the arguments of a call among them."""

    file: HclFile

    def expression(self, node: Syntax, /) -> Node:
        """Return ``node``, which may be any expression. Raises :class:`~.scope.AbsentError`."""
        ...


def call(name: str, arguments: List[Syntax], lowering: Lowering) -> Node | None:
    """Return what a function gives for ``arguments``; ``None`` for what is not known."""
    if name == "try":
        return _try(arguments, lowering)
    function = _FUNCTIONS.get(name)
    if function is None or not arguments:
        return None
    return function([lowering.expression(argument) for argument in arguments], lowering)


def _try(arguments: List[Syntax], lowering: Lowering) -> Node | None:
    for argument in arguments:
        try:
            found = lowering.expression(argument)
        except AbsentError:
            continue
        # An expression that is not known may fail, and may not.
        return found if is_known(found) else None
    return None


def _same(arguments: List[Node], lowering: Lowering) -> Node | None:
    return arguments[0]


def _text(arguments: List[Node], lowering: Lowering) -> Node | None:
    found = arguments[0]
    return found._replace(plain=False) if isinstance(found, Scalar) else None


def _encoded(arguments: List[Node], lowering: Lowering) -> Node | None:
    return arguments[0] if isinstance(arguments[0], (Mapping, Sequence)) else None


def _decoded(arguments: List[Node], lowering: Lowering) -> Node | None:
    """Return what JSON or YAML without expressions holds."""
    found = arguments[0]
    if not isinstance(found, Scalar) or not is_known(found):
        return None
    try:
        node = parse(found.text, found.place.file)
    except FormatError:
        return None
    return _at(node, found.place) if isinstance(node, (Mapping, Sequence)) else None


def _at(node: Node, place: Place) -> Node:
    """Return ``node`` with all of it at ``place``, as a text has no place in it that is sure."""
    if isinstance(node, Scalar):
        return node._replace(place=place, inside=None)
    if isinstance(node, Sequence):
        return node._replace(items=tuple(_at(one, place) for one in node.items), place=place)
    filled = ((key._replace(place=place), _at(inner, place)) for key, inner in node.entries)
    return node._replace(entries=tuple(filled), place=place)


def _joined_lists(arguments: List[Node], lowering: Lowering) -> Node | None:
    items: list[Node] = []
    for one in arguments:
        items += one.items if isinstance(one, Sequence) else (one,)
    return Sequence(tuple(items), arguments[0].place)


def _flattened(arguments: List[Node], lowering: Lowering) -> Node | None:
    if not isinstance(arguments[0], Sequence):
        return None
    items: list[Node] = []
    left = list(reversed(arguments[0].items))
    while left:
        one = left.pop()
        if isinstance(one, Sequence):
            left += reversed(one.items)
        else:
            items.append(one)
    return Sequence(tuple(items), arguments[0].place)


def _compacted(arguments: List[Node], lowering: Lowering) -> Node | None:
    found = arguments[0]
    if not isinstance(found, Sequence):
        return None
    kept = (one for one in found.items if not (isinstance(one, Scalar) and (one.text == "" or is_null(one))))
    return found._replace(items=tuple(kept))


def _coalesced(arguments: List[Node], lowering: Lowering) -> Node | None:
    for one in arguments:
        if not is_known(one):
            return None
        if not (isinstance(one, Scalar) and (one.text == "" or is_null(one))):
            return one
    return None


def _merged(arguments: List[Node], lowering: Lowering) -> Node | None:
    entries: dict[str, tuple[Scalar, Node]] = {}
    for one in arguments:
        if not isinstance(one, Mapping):
            return None
        entries |= {key.text: (key, inner) for key, inner in one.entries}
    return Mapping(tuple(entries.values()), arguments[0].place)


def _formatted(arguments: List[Node], lowering: Lowering) -> Node | None:
    texts = [one.text for one in arguments if isinstance(one, Scalar)]
    if len(texts) < len(arguments) or not is_known(arguments[0]):
        return None
    given = iter(texts[1:])
    wrong = False

    def fill(match: re.Match[str]) -> str:
        nonlocal wrong
        if match[0] == "%%":
            return "%"
        text = next(given, None) if match[0] in ("%s", "%d", "%v") else None
        wrong = wrong or text is None
        return text or ""

    written = _SPECIFIER.sub(fill, texts[0])
    return None if wrong or len(written) > LONGEST else Scalar(written, arguments[0].place)


def _joined(arguments: List[Node], lowering: Lowering) -> Node | None:
    separator, *lists = arguments
    items = [item for one in lists if isinstance(one, Sequence) for item in one.items]
    texts = [item.text for item in items if isinstance(item, Scalar)]
    known = all(isinstance(one, Sequence) for one in lists) and len(texts) == len(items)
    if not known or not isinstance(separator, Scalar):
        return None
    written = separator.text.join(texts)
    return None if len(written) > LONGEST else Scalar(written, separator.place)


def _looked_up(arguments: List[Node], lowering: Lowering) -> Node | None:
    table, key, *default = arguments
    if not isinstance(table, Mapping) or not isinstance(key, Scalar) or not is_known(key):
        return None
    return table.get(key.text) or (default[0] if default else None)


def _element(arguments: List[Node], lowering: Lowering) -> Node | None:
    if len(arguments) != 2 or not isinstance(arguments[1], Scalar):
        return None
    return attribute(arguments[0], arguments[1].text)


def _keys(arguments: List[Node], lowering: Lowering) -> Node | None:
    found = arguments[0]
    return (
        Sequence(tuple(key for key, _ in found.entries), found.place) if isinstance(found, Mapping) else None
    )


def _values(arguments: List[Node], lowering: Lowering) -> Node | None:
    found = arguments[0]
    if not isinstance(found, Mapping):
        return None
    return Sequence(tuple(inner for _, inner in found.entries), found.place)


def _case(change: Callable[[str], str]) -> Callable[[List[Node], Lowering], Node | None]:
    def changed(arguments: List[Node], lowering: Lowering) -> Node | None:
        found = arguments[0]
        if not isinstance(found, Scalar) or not is_known(found):
            return None
        return found._replace(text=change(found.text), inside=None)

    return changed


def _file(arguments: List[Node], lowering: Lowering) -> Node | None:
    found = _content(arguments[0], lowering)
    return (
        None if found is None else found._replace(text=found.text.replace("${", "$${").replace("%{", "%%{"))
    )


def _template_file(arguments: List[Node], lowering: Lowering) -> Node | None:
    found = _content(arguments[0], lowering)
    return None if found is None else filled(found, arguments[1] if len(arguments) == 2 else None)


def rendered(template: Node, names: Node | None) -> Node | None:
    """Return what the data source ``template_file`` makes of ``template``, most often a call of ``file``."""
    if not isinstance(template, Scalar):
        return None
    return filled(template._replace(text=template.text.replace("$${", "${").replace("%%{", "%{")), names)


def filled(found: Scalar, names: Node | None) -> Node | None:
    """Return the template ``found`` with the values of ``names`` in it, as far as they are known."""
    if not isinstance(names, Mapping):
        return found

    def fill(match: re.Match[str]) -> str:
        inner = names.get(match[1])
        return inner.text if isinstance(inner, Scalar) and "\n" not in inner.text else match[0]

    written = _NAME.sub(fill, found.text)
    return None if len(written) > LARGEST else found._replace(text=written)


def _content(node: Node, lowering: Lowering) -> Scalar | None:
    """Return the text of the file that ``node`` names, a path in the folder of the module or next to it."""
    folder = lowering.file.folder
    if folder is None or not isinstance(node, Scalar):
        return None
    name = _PATH.sub("", node.text)
    if "${" in name or os.path.isabs(name) or "\0" in name:
        return None
    path = os.path.normpath(os.path.join(folder, name))
    found = lowering.file.beside(path)
    if found is None:
        return None
    shown, data = found
    place = Place(shown, 1, 1)
    return Scalar(data.decode("utf-8-sig", "replace"), place, inside=place)


_FUNCTIONS: dict[str, Callable[[List[Node], Lowering], Node | None]] = {
    "coalesce": _coalesced,
    "compact": _compacted,
    "concat": _joined_lists,
    "distinct": _same,
    "element": _element,
    "file": _file,
    "flatten": _flattened,
    "format": _formatted,
    "join": _joined,
    "jsondecode": _decoded,
    "jsonencode": _encoded,
    "keys": _keys,
    "lookup": _looked_up,
    "lower": _case(str.lower),
    "merge": _merged,
    "nonsensitive": _same,
    "sensitive": _same,
    "sort": _same,
    "templatefile": _template_file,
    "tolist": _same,
    "tomap": _same,
    "toset": _same,
    "tostring": _text,
    "trimspace": _case(str.strip),
    "upper": _case(str.upper),
    "values": _values,
    "yamldecode": _decoded,
}
