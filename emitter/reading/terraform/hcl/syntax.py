"""Text of HCL as a syntax tree, and where its nodes stand."""

from functools import cache

from tree_sitter import Language, Parser
from tree_sitter import Node as Syntax

from ....errors import FormatError
from ...tree import Place
from ..beside import Beside, on_disk

# Far above any file that a person wrote; the parser takes some 500 bytes for each of text that is not HCL.
_LARGEST = 1024 * 1024


class HclFile:
    """One file: its syntax tree, and the text and place of each node of it.

    ``folder`` is that of its module (``None`` for none), ``beside`` reads the files that it names.

    Raises :class:`~emitter.errors.FormatError` for text that is not HCL, with the place of the first fault.
    """

    def __init__(self, text: str, name: str, folder: str | None = None, beside: Beside = on_disk) -> None:
        if len(text) > _LARGEST:
            raise FormatError(name, "is larger than 1 MB", "split it")
        self.name = name
        self.folder, self.beside = folder, beside
        self.text = text
        self._data = text.encode("utf-8", "surrogatepass")
        self._ascii = text.isascii()
        self._lines: list[bytes] | None = None
        # Type, labels and syntax of each block at the top, once they were asked for.
        self.blocks: list[tuple[str, tuple[str, ...], Syntax]] | None = None
        self.root = _parser().parse(self._data).root_node
        if self.root.has_error:
            place = self.place(_fault(self.root))
            raise FormatError(
                f"{name}:{place.line}:{place.column}",
                "is not valid HCL",
                "run terraform fmt, which names the fault",
            )

    def source(self, node: Syntax) -> str:
        """Return the text of ``node``."""
        return self.between(node.start_byte, node.end_byte)

    def between(self, start: int, end: int) -> str:
        """Return the text between two offsets in bytes."""
        if self._ascii:
            return self.text[start:end]
        return self._data[start:end].decode("utf-8", "replace")

    def place(self, node: Syntax) -> Place:
        """Return where ``node`` begins."""
        row, column = node.start_point
        return self.place_at(row, column)

    def place_at(self, row: int, column: int) -> Place:
        """Return the place of a row and a column in bytes, both of which begin at 0."""
        if not self._ascii:
            if self._lines is None:
                self._lines = self._data.split(b"\n")
            column = len(self._lines[row][:column].decode("utf-8", "replace"))
        return Place(self.name, row + 1, column + 1)


@cache
def _parser() -> Parser:
    import tree_sitter_hcl

    return Parser(Language(tree_sitter_hcl.language()))


def _fault(node: Syntax) -> Syntax:
    """Return the first node below ``node`` that is an error or missing."""
    while not (node.is_error or node.is_missing):
        inner = next((child for child in node.children if child.has_error or child.is_missing), None)
        if inner is None:
            break
        node = inner
    return node


def expression_of(text: str, name: str) -> tuple[Syntax, HclFile]:
    """Return the expression that ``text`` is, and a file called ``name`` that holds it alone.

    Raises :class:`~emitter.errors.FormatError` when it is none.
    """
    file = HclFile(f"it = {text}\n", name)
    (attribute,) = file.root.named_children[0].named_children
    return attribute.named_children[-1], file
