"""All files of a folder that hold policies; Terraform's native syntax a module at a time."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ..errors import EmitError, OutputError
from .file_tree import DISK, Disk, FileTree
from .files import HCL, NO_VALUES, SourceFile, decoded, read_module, read_text
from .selection import could_be_read
from .unread import could_hold_policies, holds_statement, is_unread, template_error

if TYPE_CHECKING:
    from .terraform.beside import Beside

Names = tuple[str, ...]
T = TypeVar("T")


class UnreadFile(NamedTuple):
    """Why the file ``name`` could not be read.

    ``likely`` is whether it looks as if it was meant to hold a policy, and ``sure`` whether it may for all
    that it shows: only to speak of policies is not enough. ``digest`` is of its content, empty where that
    cannot be had.
    """

    name: str
    error: EmitError
    likely: bool = True
    sure: bool = True
    digest: bytes = b""


class UnitRead(NamedTuple, Generic[T]):
    """What became of a unit, the files that are read together: ``source``, unless none could be read.

    ``unread`` are those that could not be, and ``used`` files that it takes in, wherever they are.
    """

    source: T | None
    unread: tuple[UnreadFile, ...] = ()
    used: frozenset[str] = frozenset()


def holds(source: SourceFile) -> bool:
    """Return whether there is a policy in ``source``, or one that it attaches."""
    return bool(source.documents or source.loose or source.attached)


def is_module(unit: Names) -> bool:
    """Return whether the files ``unit`` are a Terraform module with files in its native syntax."""
    return any(name.endswith(HCL) for name in unit)


def together(sources: Sequence[SourceFile]) -> SourceFile:
    """Return what ``sources``, at least one, hold, as one."""
    first, *_ = sources
    return first._replace(
        documents=tuple(one for source in sources for one in source.documents),
        bounds=tuple(one for source in sources for one in source.bounds),
        attached=tuple(one for source in sources for one in source.attached),
        members=tuple(one for source in sources for one in source.members),
        loose=tuple(one for source in sources for one in source.loose),
        parts=tuple((name, "") for source in sources for name in source.files),
        tree=None,
    )


def read_unit(
    names: Names, tree: FileTree = DISK, given: Mapping[str, str] = NO_VALUES
) -> UnitRead[SourceFile]:
    """Return what the files ``names`` of ``tree`` hold: those of a module, or one file.

    ``given`` are values of variables.
    """
    if is_module(names):
        return _module(names, tree, given)
    (name,) = names
    try:
        return UnitRead(read_text(_text(tree, name), tree.shown(name)))
    except EmitError as error:
        return UnitRead(None, (_unread(tree, name, error),))


def read_units(
    units: Sequence[Names], given: Mapping[str, str] = NO_VALUES
) -> Iterator[UnitRead[SourceFile]]:
    """Yield what each of ``units`` holds, without a source where that is no policy.

    ``given`` are values of variables.
    """
    for found in (read_unit(unit, given=given) for unit in units):
        yield found if found.source is None or holds(found.source) else found._replace(source=None)


def read_tree(
    tree: FileTree, seen: set[str], read_all: Callable[[Sequence[Names]], Iterator[UnitRead[T]]]
) -> Iterator[tuple[Names, UnitRead[T]]]:
    """Yield what ``read_all`` makes of each unit of ``tree`` whose files are not in ``seen``, which grows.

    What a module takes in is no unit of its own. Templates of other programs that are sure to hold
    statements come last, unread.
    """
    templates: list[str] = []
    modules: list[Names] = []
    others: list[str] = []
    for folder in tree.folders():
        files = [name for name in map(os.path.normpath, folder.files) if name not in seen]
        seen.update(files)
        templates += (name for name in map(os.path.normpath, folder.templates) if name not in seen)
        if is_module(tuple(files)):
            modules.append(tuple(name for name in files if _is_of_module(name)))
            files = [name for name in files if name not in modules[-1]]
        others += filter(could_be_read, files)
    # Files that a module takes in are read with it, wherever they are.
    used: set[str] = set()
    for unit, found in zip(modules, read_all(modules), strict=True):
        used.update(found.used)
        yield unit, found
    alone = [(name,) for name in others if tree.shown(name) not in used]
    yield from zip(alone, read_all(alone), strict=True)
    for name in dict.fromkeys(templates):
        unrendered = None if tree.shown(name) in used else _unrendered(tree, name)
        if unrendered is not None:
            yield (name,), UnitRead(None, (unrendered,))


def read_folder(
    top: str,
    exclude: Iterable[str],
    seen: set[str],
    unread: list[EmitError],
    warn: Callable[[str], None],
    *,
    read_all: Callable[[Sequence[Names]], Iterator[UnitRead[T]]],
) -> Iterator[T]:
    """Yield what ``read_all`` makes of the files of the folder ``top`` that hold a policy and are not in
    ``seen``, which grows.

    What looks as if it did and cannot be read is put into ``unread``; of what only speaks of policies,
    ``warn`` gets a line.
    """
    for _, found in read_tree(Disk(top, exclude), seen, read_all):
        for one in found.unread:
            if one.sure:
                unread.append(one.error)
            elif one.likely:
                warn(f"warning: {one.error}; it is left out")
        if found.source is not None:
            yield found.source


def _is_of_module(name: str) -> bool:
    from .terraform.module import is_of_module

    return is_of_module(name)


def _module(names: Names, tree: FileTree, given: Mapping[str, str]) -> UnitRead[SourceFile]:
    texts: dict[str, str] = {}
    unread: list[UnreadFile] = []
    for name in names:
        try:
            texts[tree.shown(name)] = _text(tree, name)
        except EmitError as error:
            unread.append(_unread(tree, name, error))
    source, errors = read_module(texts.items(), os.path.dirname(names[0]) or ".", beside(tree), given)
    for fault in errors:
        name = next(name for name in names if fault.where.startswith(tree.shown(name)))
        unread.append(_unread(tree, name, fault))
    used = frozenset(document.place.file for document in source.documents)
    return UnitRead(source, tuple(unread), used)


def beside(tree: FileTree) -> "Beside":
    """Return what reads the files of ``tree`` that a module names."""
    from .terraform.beside import LARGEST

    def read(path: str) -> tuple[str, bytes] | None:
        try:
            data = tree.content(path)
        except (OSError, ValueError):
            return None
        return None if len(data) > LARGEST else (tree.shown(path), data)

    return read


def _unread(tree: FileTree, name: str, error: EmitError) -> UnreadFile:
    """Return what is said of ``name``, which could not be read for ``error``."""
    if isinstance(error, OutputError):
        return UnreadFile(name, error)
    data = _head(tree, name)
    return UnreadFile(name, error, could_hold_policies(data), is_unread(error, data), _digest(data))


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _text(tree: FileTree, name: str) -> str:
    return decoded(_head(tree, name), tree.shown(name))


def _head(tree: FileTree, name: str) -> bytes:
    try:
        return tree.content(name)
    except OSError as error:
        what = (error.strerror or str(error)).lower()
        raise OutputError(tree.shown(name), what, "let it be read") from None


def _unrendered(tree: FileTree, name: str) -> UnreadFile | None:
    """Return an error for ``name``, a template of another program, if it is sure to hold statements."""
    try:
        data = _head(tree, name)
    except OutputError as error:
        return UnreadFile(name, error)
    if not holds_statement(data):
        return None
    return UnreadFile(name, template_error(tree.shown(name)), digest=_digest(data))
