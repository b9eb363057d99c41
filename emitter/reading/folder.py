"""All files of a folder that hold policies; Terraform's native syntax a module at a time."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from ..errors import EmitError, OutputError
from .files import HCL, SourceFile, decoded, head, read, read_module
from .selection import could_be_read, folders
from .unread import could_hold_policies, holds_statement, is_unread, template_error

Names = tuple[str, ...]
T = TypeVar("T")


class UnitRead(NamedTuple, Generic[T]):
    """What became of a unit, the files that are read together: ``source``, where it holds a policy.

    ``unread`` is why files that look as if they held one cannot be read, ``warnings`` are about files that
    only speak of policies, and ``used`` are the files that it takes in, wherever they are.
    """

    source: T | None
    unread: tuple[EmitError, ...] = ()
    warnings: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()


def read_unit(names: Names) -> UnitRead[SourceFile]:
    """Return what the files ``names`` hold: those of a module, or one file."""
    unread: list[EmitError] = []
    warnings: list[str] = []
    if any(name.endswith(HCL) for name in names):
        source: SourceFile | None = _module(names, unread, warnings.append)
        assert source is not None
        used = frozenset(document.place.file for document in source.documents)
    else:
        source, used = _one(names[0], unread, warnings.append), frozenset()
    held = source if source is not None and _holds(source) else None
    return UnitRead(held, tuple(unread), tuple(warnings), used)


def read_units(units: Sequence[Names]) -> Iterator[UnitRead[SourceFile]]:
    """Yield what each of ``units`` holds."""
    return map(read_unit, units)


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
    templates: list[str] = []
    modules: list[Names] = []
    others: list[str] = []
    for folder in folders(top, exclude):
        files = [name for name in map(os.path.normpath, folder.files) if name not in seen]
        files = [name for name in files if os.path.isfile(name)]
        seen.update(files)
        templates += (name for name in map(os.path.normpath, folder.templates) if name not in seen)
        if any(name.endswith(HCL) for name in files):
            modules.append(tuple(name for name in files if _is_of_module(name)))
            files = [name for name in files if name not in modules[-1]]
        others += filter(could_be_read, files)
    # Files that a module takes in are read with it, wherever they are.
    used: set[str] = set()

    def settled(units: Sequence[Names]) -> Iterator[T]:
        for found in read_all(units):
            used.update(found.used)
            unread.extend(found.unread)
            for line in found.warnings:
                warn(line)
            if found.source is not None:
                yield found.source

    yield from settled(modules)
    yield from settled([(name,) for name in others if name not in used])
    unread += _unrendered(name for name in dict.fromkeys(templates) if name not in used)


def _is_of_module(name: str) -> bool:
    from .terraform.module import is_of_module

    return is_of_module(name)


def _holds(source: SourceFile) -> bool:
    return bool(source.documents or source.loose or source.attached)


def _module(names: Names, unread: list[EmitError], warn: Callable[[str], None]) -> SourceFile:
    texts: dict[str, str] = {}
    for name in names:
        try:
            texts[name] = decoded(_head(name), name)
        except EmitError as error:
            _note(name, error, unread, warn)
    source, errors = read_module(texts.items(), os.path.dirname(names[0]) or ".")
    for fault in errors:
        _note(fault.where.split(":")[0], fault, unread, warn)
    return source


def _one(name: str, unread: list[EmitError], warn: Callable[[str], None]) -> SourceFile | None:
    try:
        return read(name)
    except EmitError as error:
        _note(name, error, unread, warn)
    return None


def _note(name: str, error: EmitError, unread: list[EmitError], warn: Callable[[str], None]) -> None:
    """Put ``error``, for which ``name`` could not be read, where it belongs."""
    if isinstance(error, OutputError):
        unread.append(error)
        return
    data = _head(name)
    if is_unread(error, data):
        unread.append(error)
    elif could_hold_policies(data):
        warn(f"warning: {error}; it is left out")


def _head(name: str) -> bytes:
    try:
        return head(name)
    except OSError as error:
        raise OutputError(name, (error.strerror or str(error)).lower(), "let it be read") from None


def _unrendered(names: Iterable[str]) -> Iterator[EmitError]:
    """Yield an error for each of ``names``, templates of other programs, that is sure to hold statements."""
    for name in names:
        if not os.path.isfile(name):
            continue
        try:
            data = _head(name)
        except OutputError as error:
            yield error
            continue
        if holds_statement(data):
            yield template_error(name)
