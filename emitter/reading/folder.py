"""All files of a folder that hold policies; Terraform's native syntax a module at a time."""

import os
from collections.abc import Callable, Iterable, Iterator

from ..errors import EmitError, OutputError
from .files import HCL, SourceFile, decoded, head, read, read_module
from .selection import could_be_read, folders
from .unread import could_hold_policies, holds_statement, is_unread, template_error


def read_folder(
    top: str,
    exclude: Iterable[str],
    seen: set[str],
    unread: list[EmitError],
    warn: Callable[[str], None],
) -> Iterator[SourceFile]:
    """Yield the files of the folder ``top`` that hold a policy and are not in ``seen``, which grows.

    What looks as if it did and cannot be read is put into ``unread``; of what only speaks of policies,
    ``warn`` gets a line.
    """
    templates: list[str] = []
    others: list[str] = []
    # Files that a module takes in are read with it, wherever they are.
    used: set[str] = set()
    for folder in folders(top, exclude):
        files = [name for name in map(os.path.normpath, folder.files) if name not in seen]
        files = [name for name in files if os.path.isfile(name)]
        seen.update(files)
        templates += (name for name in map(os.path.normpath, folder.templates) if name not in seen)
        if any(name.endswith(HCL) for name in files):
            module = [name for name in files if _is_of_module(name)]
            source = _module(module, unread, warn)
            used.update(document.place.file for document in source.documents)
            files = [name for name in files if name not in module]
            if _holds(source):
                yield source
        others += filter(could_be_read, files)
    for name in others:
        found = None if name in used else _one(name, unread, warn)
        if found is not None and _holds(found):
            yield found
    unread += _unrendered(name for name in dict.fromkeys(templates) if name not in used)


def _is_of_module(name: str) -> bool:
    from .terraform.module import is_of_module

    return is_of_module(name)


def _holds(source: SourceFile) -> bool:
    return bool(source.documents or source.loose or source.attached)


def _module(names: list[str], unread: list[EmitError], warn: Callable[[str], None]) -> SourceFile:
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
