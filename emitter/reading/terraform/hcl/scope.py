"""What names stand for in a module: local values, variables with a value, and iterators."""

from collections.abc import Callable
from collections.abc import Mapping as Table
from typing import NamedTuple, TypeAlias

from tree_sitter import Node as Syntax

from ...grammar import is_null
from ...tree import MOST, Mapping, Node, Scalar, Sequence
from .syntax import HclFile

# Far above what any module has; text that a few lines would make fill the memory is left unknown.
LONGEST = 200_000


class AbsentError(Exception):
    """An attribute is not there, for sure: ``try`` goes on to its next argument."""


class TooMuchError(Exception):
    """A few lines would become more than is read."""


class Definition(NamedTuple):
    """An expression that a name stands for, and the file that it is in."""

    syntax: Syntax
    file: HclFile


# What makes a node of an expression, in the names of a module.
Lower: TypeAlias = "Callable[[Syntax, HclFile, Scope], Node]"


class Scope:
    """Names of a module: ``local.x`` and ``var.x`` by their definitions; ``bound`` are iterators.

    A variable has the value that is ``given``, else that of a ``.tfvars`` file, else its default, unless that
    is null or empty: the caller of the module gives another then.
    """

    def __init__(
        self,
        locals_: Table[str, Definition],
        variables: Table[str, Definition],
        lower: "Lower",
        templates: "Table[str, Table[str, Definition]] | None" = None,
        given: frozenset[str] = frozenset(),
    ) -> None:
        self._lower = lower
        # The variables whose values a person gave for this reading: what these alone decide, is decided.
        self.given = given
        # Whether a value was taken that somebody else may give another way.
        self.leans = False
        self._leaning: dict[tuple[str, str], bool] = {}
        self._definitions = {"local": locals_, "var": variables}
        # The arguments of each data source template_file.
        for label, arguments in (templates or {}).items():
            self._definitions[f"template_file.{label}"] = arguments
        # None for one that is being lowered: it refers to itself.
        self._known: dict[tuple[str, str], Node | None] = {}
        self._sizes: dict[tuple[str, str], int] = {}
        self.bound: dict[str, Node] = {}
        self._spent = 0

    def define(self, kind: str, name: str, node: Node) -> None:
        """Let ``kind.name`` be ``node``; a variable only where its default is one."""
        self._known[kind, name] = node if kind != "var" or _is_given(node) else None

    def named(self, kind: str, name: str) -> "Node | None":
        """Return what ``local.name`` or ``var.name`` is, ``None`` for what is not known.

        ``kind`` is also ``template_file.label``, and ``name`` an argument of that data source.
        """
        key = (kind, name)
        definition = self._definitions.get(kind, {}).get(name)
        if definition is None:
            return self._known.get(key)
        if key not in self._known:
            self._known[key] = None
            before, bound, self.bound = self._spent, self.bound, {}
            leans, self.leans = self.leans, kind == "var" and name not in self.given
            node = self._lower(definition.syntax, definition.file, self)
            self.bound = bound
            self._leaning[key] = self.leans
            self.leans = leans
            self._sizes[key] = self._spent - before
            self._known[key] = node if kind != "var" or _is_given(node) else None
        else:
            self.spend(self._sizes.get(key, 1))
        self.leans |= self._leaning.get(key, True)
        return self._known[key]

    def spend(self, count: int) -> None:
        """Count ``count`` more nodes. Raises :class:`TooMuchError` when there are more than is read."""
        self._spent += count
        if self._spent > 2 * MOST:
            raise TooMuchError


def _is_given(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.text not in ("", "{}", "[]") and not is_null(node)
    return bool(node.items if isinstance(node, Sequence) else node.entries)


def is_known(node: Node) -> bool:
    """Return whether nothing at the top of ``node`` is an expression."""
    return not isinstance(node, Scalar) or ("${" not in node.text and "%{" not in node.text)


def attribute(node: Node, name: str) -> "Node | None":
    """Return an attribute or item of ``node``, ``None`` for what is not known.

    Raises :class:`AbsentError` where ``node`` is known and has none.
    """
    if isinstance(node, Mapping):
        found = node.get(name)
        if found is None:
            raise AbsentError(name)
        return found
    if isinstance(node, Sequence) and name.isdecimal():
        if len(name) > 6 or int(name) >= len(node.items):
            raise AbsentError(name)
        return node.items[int(name)] if all(map(is_known, node.items)) else None
    return None


def items(node: Node) -> "list[tuple[Node, Node]] | None":
    """Return key and value of each item of a collection; ``None`` for what is not known."""
    if isinstance(node, Mapping):
        return list(node.entries)
    if isinstance(node, Sequence):
        # An item that is an expression can be one of a list or stand for none: only what is known counts.
        return [(item, item) for item in node.items]
    return None
