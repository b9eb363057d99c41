"""Expressions of HCL as nodes: literals, templates, collections, references that are known.

Whatever else is an expression for something unknown, ``${…}``, as Terraform's JSON syntax has it. A
conditional is unknown, unless values that were given decide it (:mod:`~.decided`): which of its branches it
is, nobody else can tell.
"""

import re
from collections.abc import Sequence as List

from tree_sitter import Node as Syntax

from ...hcl import unescaped
from ...tree import DEEPEST, Mapping, Node, Place, Scalar, Sequence
from .decided import DECIDERS
from .functions import call, rendered
from .scope import LONGEST, AbsentError, Scope, TooMuchError, attribute, is_known, items
from .short import simple
from .syntax import HclFile

_VARIABLE = re.compile(r"var\.[A-Za-z_][\w-]*")
_PLAIN = ("numeric_lit", "bool_lit", "null_lit")
_ACCESS = ("get_attr", "index", "splat")


def lower(node: Syntax, file: HclFile, scope: Scope, depth: int = 0) -> Node:
    """Return the expression ``node`` of ``file`` as a node; what is not known of it as ``${…}``."""
    try:
        found = simple(node, file, scope)
        if found is not None:
            return found
        return Lowering(file, scope, depth).expression(node)
    except (AbsentError, TooMuchError, RecursionError):
        return unknown(node, file)


def unknown(node: Syntax, file: HclFile) -> Scalar:
    """Return the expression ``node`` as one that is not known."""
    return Scalar(f"${{{file.source(node)}}}", file.place(node))


class Lowering:
    """Lowers the expressions of ``file``. Its methods raise :class:`~.scope.AbsentError`."""

    def __init__(self, file: HclFile, scope: Scope, depth: int = 0) -> None:
        self.file = file
        self.scope = scope
        self._depth = depth

    def expression(self, node: Syntax) -> Node:
        """Return ``node``, which may be any expression."""
        self._depth += 1
        try:
            self.scope.spend(1)
            if self._depth > DEEPEST:
                return unknown(node, self.file)
            return simple(node, self.file, self.scope) or self._expression(node)
        finally:
            self._depth -= 1

    def _expression(self, node: Syntax) -> Node:
        if node.type != "expression":
            return self._term(node)
        first = node.named_child(0)
        if node.named_child_count == 1 and first is not None and first.type != "comment":
            return self._term(first)
        inner = [child for child in node.named_children if child.type != "comment"]
        if len(inner) == 1:
            return self._term(inner[0])
        if len(inner) > 1 and all(child.type in _ACCESS for child in inner[1:]):
            return self._reference(node, inner[0], inner[1:])
        return unknown(node, self.file)

    def _term(self, node: Syntax) -> Node:
        kind = node.type
        if kind in ("literal_value", "collection_value", "for_expr", "template_expr"):
            only: Syntax | None = node.named_child(0)
            if only is not None and only.type == "comment":
                only = next((child for child in node.named_children if child.type != "comment"), None)
            return unknown(node, self.file) if only is None else self._term(only)
        if kind == "string_lit":
            text = self.file.between(node.start_byte + 1, node.end_byte - 1)
            return Scalar(unescaped(text), self.file.place(node))
        if kind in _PLAIN:
            return Scalar(self.file.source(node), self.file.place(node), plain=True)
        handler = _HANDLERS.get(kind)
        if handler is not None:
            return handler(self, node)
        if self.scope.given and kind in DECIDERS:
            return DECIDERS[kind](node, self) or unknown(node, self.file)
        return self._reference(node, node, ()) if kind == "variable_expr" else unknown(node, self.file)

    def decided(self, parts: List[Syntax]) -> Node | None:
        """Return what ``parts``, a term and what is taken of it, are; ``None`` where a default decides it."""
        before, self.scope.leans = self.scope.leans, False
        try:
            first, *rest = parts
            found = self._reference(first, first, rest) if rest else self.expression(first)
            return None if self.scope.leans else found
        except AbsentError:
            return None
        finally:
            self.scope.leans |= before

    def _tuple(self, node: Syntax) -> Node:
        items: list[Node] = []
        for child in node.named_children:
            if child.type != "expression":
                continue
            item = self.expression(child)
            # A list in quotes, ``["${list}"]``, is its items: so it was until Terraform 0.12.
            if isinstance(item, Sequence) and self.file.source(child).startswith('"'):
                items += item.items
            else:
                items.append(item)
        return Sequence(tuple(items), self.file.place(node))

    def _object(self, node: Syntax) -> Node:
        entries = []
        for element in node.named_children:
            if element.type == "object_elem":
                key, inner = element.child_by_field_name("key"), element.child_by_field_name("val")
                if key is not None and inner is not None:
                    entries.append((self._key(key), self.expression(inner)))
        return Mapping(tuple(entries), self.file.place(node))

    def _key(self, node: Syntax) -> Scalar:
        inner = node.named_children
        if len(inner) == 1 and inner[0].type == "variable_expr":
            return Scalar(self.file.source(node), self.file.place(node))
        found = self.expression(node)
        return found if isinstance(found, Scalar) else unknown(node, self.file)

    # Templates.

    def _quoted(self, node: Syntax) -> Node:
        text, only = self._template(node, node.start_byte + 1, node.end_byte - 1, escaped=True)
        return text if only is None else only

    def _template(
        self, node: Syntax, start: int, end: int, *, escaped: bool, indent: int = 0
    ) -> tuple[Scalar, Node | None]:
        """Return the text between two offsets, and what it is when it is nothing but one interpolation."""
        pieces: list[str] = []
        position, only = start, None
        for child in node.named_children:
            if child.type not in ("template_interpolation", "template_directive"):
                continue
            pieces.append(self._literal(position, child.start_byte, escaped, indent))
            position = child.end_byte
            found = self._interpolated(child)
            only = found if child.start_byte == start and position == end else None
            pieces.append(found.text if isinstance(found, Scalar) else self.file.source(child))
        pieces.append(self._literal(position, end, escaped, indent))
        text = "".join(pieces)
        if len(text) > LONGEST and position > start:
            raise TooMuchError
        return Scalar(text, self.file.place(node)), only

    def _interpolated(self, node: Syntax) -> Node:
        inner = next((child for child in node.named_children if child.type == "expression"), None)
        if node.type == "template_directive" or inner is None:
            return Scalar(self.file.source(node), self.file.place(node))
        try:
            return self.expression(inner)
        except AbsentError:
            return unknown(inner, self.file)

    def _literal(self, start: int, end: int, escaped: bool, indent: int) -> str:
        text = self.file.between(start, end)
        if escaped:
            return unescaped(text)
        if indent:
            first, *rest = text.split("\n")
            return "\n".join(
                (first, *(line[min(indent, len(line) - len(line.lstrip(" \t"))) :] for line in rest))
            )
        return text

    def _heredoc(self, node: Syntax) -> Node:
        names = [child for child in node.named_children if child.type == "heredoc_identifier"]
        if len(names) < 2:
            return unknown(node, self.file)
        start, end = names[0].end_byte, names[-1].start_byte
        raw = self.file.between(start, end)
        # The line of the marker ends before the text, and the last line holds the marker alone.
        lines = raw.split("\n")[1:]
        inner = "\n".join(lines)
        start += len(raw.encode()) - len(inner.encode())
        indent = 0
        if self.file.between(node.start_byte, node.start_byte + 3) == "<<-":
            indent = min((len(one) - len(one.lstrip(" \t")) for one in lines[:-1] if one.strip()), default=0)
        text, only = self._template(node, start, end, escaped=False, indent=indent)
        if only is not None:
            return only
        first = (
            text.text[min(indent, len(text.text) - len(text.text.lstrip(" \t"))) :] if indent else text.text
        )
        row = names[0].end_point[0] + 1
        place = Place(self.file.name, row + 1, indent + 1)
        is_as_written = first.count("\n") == inner.count("\n")
        return text._replace(text=first, inside=place if is_as_written else None)

    # References.

    def _reference(self, node: Syntax, base: Syntax, accessors: List[Syntax]) -> Node:
        """Return what a name and its attributes stand for."""
        if base.type != "variable_expr":
            found: Node | None = self._term(base)
            left = list(accessors)
        else:
            found, left = self._named(base, list(accessors))
        if found is None:
            return unknown(node, self.file)
        return self._accessed(node, found, left)

    def _named(self, base: Syntax, accessors: list[Syntax]) -> "tuple[Node | None, list[Syntax]]":
        name = self.file.source(base)
        if name in self.scope.bound:
            return self.scope.bound[name], accessors
        if name in ("local", "var") and accessors and accessors[0].type == "get_attr":
            return self.scope.named(name, self._attribute(accessors[0])), accessors[1:]
        if name == "data" and self._attribute_of(accessors, 0) == "template_file":
            return self._rendered(accessors), []
        return None, accessors

    def _rendered(self, accessors: list[Syntax]) -> Node | None:
        """Return what a data source ``template_file`` renders; ``None`` where that is not known."""
        kind = f"template_file.{self._attribute_of(accessors, 1)}"
        if self._attribute_of(accessors, len(accessors) - 1) != "rendered" or len(accessors) > 4:
            return None
        template = self.scope.named(kind, "template")
        return None if template is None else rendered(template, self.scope.named(kind, "vars"))

    def _attribute_of(self, accessors: List[Syntax], number: int) -> str:
        """Return the name that an accessor takes; empty for an index, and where there is none."""
        is_name = 0 <= number < len(accessors) and accessors[number].type == "get_attr"
        return self._attribute(accessors[number]) if is_name else ""

    def _accessed(self, node: Syntax, found: Node, accessors: list[Syntax]) -> Node:
        for number, accessor in enumerate(accessors):
            if isinstance(found, Scalar) and found.text.startswith("${") and found.text.endswith("}"):
                rest = "".join(map(self.file.source, accessors[number:]))
                return found._replace(text=f"{found.text[:-1]}{rest}}}")
            name = self._attribute(accessor)
            inner = attribute(found, name) if name else None
            if inner is None:
                return unknown(node, self.file)
            found = inner
        return found

    def _attribute(self, accessor: Syntax) -> str:
        """Return the name or index that ``accessor`` takes; empty for what is not known, as of a splat."""
        inner = accessor.named_children
        if accessor.type == "get_attr":
            return self.file.source(inner[0])
        if accessor.type == "index" and inner and inner[0].type == "new_index":
            key = self.expression(inner[0].named_children[0])
            return key.text if isinstance(key, Scalar) and is_known(key) else ""
        return ""

    # Loops and calls.

    def _for_tuple(self, node: Syntax) -> Node:
        intro, body = self._loop(node)
        names = [self.file.source(child) for child in intro.named_children if child.type == "identifier"]
        items = None if intro is None or len(body) != 1 else self.items_of(intro)
        if items is None:
            each = self._any_item(intro, names, body)
            return unknown(node, self.file) if each is None else each
        return Sequence(
            tuple(self.with_bound(names, key, item, body[0]) for key, item in items), self.file.place(node)
        )

    def _any_item(self, intro: Syntax, names: List[str], body: List[Syntax]) -> Sequence | None:
        """Return a text for each item that a variable has, which is as unknown as how many there are.

        ``None`` for what says nothing of the item: then it is not known whether that is there at all.
        """
        source = self.file.source(intro.named_children[-1])
        if len(names) != 1 or len(body) != 1 or not _VARIABLE.fullmatch(source):
            return None
        item = Scalar(f"${{{source}}}", self.file.place(intro))
        made = self.with_bound(names, item, item, body[0])
        inner = made
        while isinstance(inner, Sequence) and len(inner.items) == 1:
            inner = inner.items[0]
        if not isinstance(inner, Scalar) or item.text not in inner.text:
            return None
        return Sequence((made,), item.place)

    def _for_object(self, node: Syntax) -> Node:
        intro, body = self._loop(node)
        items = None if intro is None or len(body) != 2 else self.items_of(intro)
        if items is None or any(child.type == "ellipsis" for child in node.children):
            return unknown(node, self.file)
        names = [self.file.source(child) for child in intro.named_children if child.type == "identifier"]
        entries = []
        for key, item in items:
            name = self.with_bound(names, key, item, body[0])
            if not isinstance(name, Scalar) or not is_known(name):
                return unknown(node, self.file)
            entries.append((name, self.with_bound(names, key, item, body[1])))
        return Mapping(tuple(entries), self.file.place(node))

    def _loop(self, node: Syntax) -> tuple["Syntax", list[Syntax]]:
        """Return the intro of a loop and its expressions; none where a condition chooses among its items."""
        intro = next(child for child in node.named_children if child.type == "for_intro")
        if any(child.type == "for_cond" for child in node.named_children):
            return intro, []
        return intro, [child for child in node.named_children if child.type == "expression"]

    def items_of(self, node: Syntax) -> "list[tuple[Node, Node]] | None":
        """Return key and value of each item that the expression of ``node`` has; ``None`` if not known."""
        inner = next((child for child in node.named_children if child.type == "expression"), None)
        return None if inner is None else items(self.expression(inner))

    def with_bound(self, names: List[str], key: Node, item: Node, body: Syntax) -> Node:
        """Return ``body`` with the names of a loop bound to an item."""
        before = self.scope.bound
        bound = dict(zip(names, (key, item) if len(names) == 2 else (item,), strict=False))
        self.scope.bound = {**before, **bound}
        try:
            return self.expression(body)
        finally:
            self.scope.bound = before

    def _call(self, node: Syntax) -> Node:
        inner = node.named_children
        name = self.file.source(inner[0])
        arguments: list[Syntax] = []
        for child in inner[1:]:
            if child.type == "function_arguments":
                if any(each.type == "ellipsis" for each in child.children):
                    return unknown(node, self.file)
                arguments = [each for each in child.named_children if each.type == "expression"]
        found = call(name, arguments, self)
        return unknown(node, self.file) if found is None else found


_HANDLERS = {
    "expression": Lowering.expression,
    "quoted_template": Lowering._quoted,
    "heredoc_template": Lowering._heredoc,
    "tuple": Lowering._tuple,
    "object": Lowering._object,
    "for_tuple_expr": Lowering._for_tuple,
    "for_object_expr": Lowering._for_object,
    "function_call": Lowering._call,
}
