"""What YAML and JSON are read into: a tree that knows where everything stands."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

# Far above what CloudFormation and Terraform take, far below what hurts.
DEEPEST = 100
MOST = 200_000
LARGEST = 10 * 1024 * 1024


class Place(NamedTuple):
    """Where something stands: ``line`` and ``column`` begin at 1; 0 is not known."""

    file: str
    line: int = 0
    column: int = 0


class Scalar(NamedTuple):
    """A scalar as it is written; ``plain`` when it stands without quotes, ``tag`` as ``!Sub``.

    ``inside`` is where its text begins, if every line of it is a line of the file, from the same column on.
    """

    text: str
    place: Place
    plain: bool = False
    tag: str = ""
    inside: Place | None = None


class Sequence(NamedTuple):
    """A list."""

    items: "tuple[Node, ...]"
    place: Place
    tag: str = ""


class Mapping(NamedTuple):
    """A table, in the order of the file; a key may stand in it twice.

    ``comments`` are the lines of the comment above it, where the reader of the form keeps them.
    """

    entries: "tuple[tuple[Scalar, Node], ...]"
    place: Place
    tag: str = ""
    comments: tuple[str, ...] = ()

    def get(self, key: str) -> "Node | None":
        """Return the value of the last entry called ``key``."""
        found = None
        for name, node in self.entries:
            if name.text == key:
                found = node
        return found

    def every(self, key: str) -> "tuple[Node, ...]":
        """Return the values of all entries called ``key``."""
        return tuple(node for name, node in self.entries if name.text == key)


Node: TypeAlias = Scalar | Sequence | Mapping


def as_list(node: Node | None) -> tuple[Node, ...]:
    """Return ``node`` as a list: what stands alone is one of one."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def at(node: Node, path: Iterable[str]) -> Iterator[Node]:
    """Yield what stands at ``path``, keys, in ``node``, once for each item of a list on the way."""
    found: Iterable[Node] = (node,)
    for key in path:
        tables = (one for each in found for one in as_list(each) if isinstance(one, Mapping))
        found = [inner for table in tables if (inner := table.get(key)) is not None]
    yield from found


def is_blank(node: Node | None) -> bool:
    """Return whether ``node`` is an empty text."""
    return isinstance(node, Scalar) and not node.tag and not node.text.strip()
