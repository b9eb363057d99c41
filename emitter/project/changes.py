"""How a file of ``out`` differs from what belongs there, and who changed it."""

import json
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from typing import Any, Literal

from ..errors import OutputError
from ..messages import printable
from .checksum import is_untouched

Cause = Literal["space", "formatter", "hand", "outdated", "unknown"]


def difference(path: Path, text: str) -> str:
    """Return the difference between the file ``path`` and ``text`` as a unified diff; empty for no file.

    Raises :class:`~emitter.errors.OutputError`.
    """
    found = _held(path)
    lines = unified_diff(
        [] if found is None else found.splitlines(),
        text.splitlines(),
        "/dev/null" if found is None else str(path),
        str(path) if text else "/dev/null",
        lineterm="",
    )
    return "\n".join(map(printable, lines))


def cause(path: Path, text: str) -> Cause:
    """Return why the file ``path`` is not ``text``.

    ``space`` is white space at the ends of lines, ``formatter`` a layout that says the same, ``hand`` an
    edit, of comments too; ``outdated`` is a file that emit wrote and nobody touched. Without a checksum it
    is ``unknown``.
    """
    found = _held(path) or ""
    if _stripped(found) == _stripped(text):
        return "space"
    untouched = is_untouched(found)
    if untouched is None:
        return "unknown"
    if untouched:
        return "outdated"
    return "formatter" if _says_the_same(path, found, text) else "hand"


def _held(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(str(path), (error.strerror or str(error)).lower(), "let it be read") from None


def _stripped(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.removeprefix("\ufeff").replace("\r", "\n").split("\n")]
    return [line for line in lines if line]


def _says_the_same(path: Path, found: str, text: str) -> bool:
    """Return whether ``found`` and ``text`` are one document in another layout."""
    read = _READERS.get(path.suffix)
    if read is None:
        return "".join(found.split()) == "".join(text.split())
    try:
        return bool(read(found) == read(text))
    except (ValueError, RecursionError):
        return False


def _yaml(text: str) -> Any:
    """Return a YAML document and its lines of comments, which a formatter keeps."""
    import yaml

    comments = [" ".join(line.split()) for line in text.splitlines() if line.lstrip().startswith("#")]
    try:
        return _tree(yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))), comments
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _tree(node: Any) -> Any:
    """Return a node of PyYAML without its style: its tag, with its value or the trees below it."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        return node.tag, [(_tree(key), _tree(value)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return node.tag, [_tree(value) for value in node.value]
    return None if node is None else (node.tag, node.value)


_READERS: dict[str, Callable[[str], Any]] = {".json": json.loads, ".yaml": _yaml}
