"""Files that emit keeps: which differ, which are in the way, and writing that is all or nothing."""

import os
import stat
import sys
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from ..errors import OutputError
from ..template.marker import is_marked

State = Literal["current", "stale", "missing", "foreign", "blocked", "stray"]

# The folder of an environment for what each of its accounts is given.
ACCOUNTS = "accounts"

_HEAD = 4096
# A file that is being written, with the number of its process.
_TEMPORARY = ".emit-"


def state(path: Path, text: str) -> State:
    """Return what is at ``path``, held against the ``text`` that belongs there.

    Line endings of Windows, as git may write them, are no difference. ``foreign`` is something that emit did
    not write, as a link; ``blocked`` is what no file can replace or should, as a folder or a pipe. Raises
    :class:`~emitter.errors.OutputError` when it cannot be read.
    """
    whole = text.encode()
    try:
        there = os.lstat(path)
        if not stat.S_ISREG(there.st_mode):
            return "foreign" if stat.S_ISLNK(there.st_mode) else "blocked"
        # Line endings at most double a file; of a larger one, which may be huge, the beginning is enough.
        is_larger = there.st_size > 2 * len(whole)
        with open(path, "rb") as file:
            found = file.read(_HEAD if is_larger else -1)
    except FileNotFoundError:
        return "missing"
    except OSError as error:
        raise OutputError(str(path), _reason(error), "fix that and run it again") from None
    if not is_larger and whole in (found, found.replace(b"\r\n", b"\n")):
        return "current"
    return "stale" if is_marked(found[:_HEAD]) else "foreign"


def write(path: Path, text: str) -> None:
    """Put ``text`` at ``path``, in one step: a reader sees the old file or the new one, whole.

    A file that is there keeps its mode; a link is replaced. Raises
    :class:`~emitter.errors.OutputError`, after which nothing has changed.
    """
    # Known before it is there, so that an interruption at any point finds it.
    temporary = path.parent / f"{_TEMPORARY}{os.getpid()}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            try:
                _complete(temporary, text.encode())
            except FileNotFoundError:
                # Another build, at the same time, has deleted the folder, which was empty.
                path.parent.mkdir(parents=True, exist_ok=True)
                _complete(temporary, text.encode())
            with suppress(FileNotFoundError):
                there = os.lstat(path).st_mode
                if stat.S_ISREG(there):
                    os.chmod(temporary, stat.S_IMODE(there))
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise OutputError(str(path), _reason(error), "fix that and run it again") from None


def deliver(path: Path, text: str) -> None:
    """Put ``text`` where ``path`` leads: a file in one step, a device or a pipe as it takes it.

    Raises :class:`~emitter.errors.OutputError`.
    """
    try:
        mode = os.stat(path).st_mode
    except OSError:
        mode = stat.S_IFREG
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        try:
            write(Path(os.path.realpath(path)), text)
        except OutputError as error:
            raise OutputError(str(path), error.what, error.remedy) from None
        return
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(str(path), _reason(error), "fix that and run it again") from None


def remove(path: Path) -> None:
    """Delete ``path``, unless it is gone already, and its folder if that leaves it empty.

    Raises :class:`~emitter.errors.OutputError`.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(str(path), _reason(error), "fix that and run it again") from None
    with suppress(OSError):
        path.parent.rmdir()
        if path.parent.name == ACCOUNTS:
            path.parent.parent.rmdir()


def marked_files(folder: Path, but: Container[str] = ()) -> Iterator[Path]:
    """Yield the files directly in ``folder`` that emit wrote, sorted; none when there is no such folder.

    Those whose path is in ``but`` are left out. Raises :class:`~emitter.errors.OutputError` when it cannot be
    read.
    """
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
        for path in (os.path.join(folder, name) for name in names):
            if path not in but:
                with open(path, "rb") as file:
                    if is_marked(file.read(_HEAD)):
                        yield Path(path)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise OutputError(
            str(error.filename or folder), _reason(error), "fix that and run it again"
        ) from None


def check_folder(folder: Path, *, link: bool = False) -> None:
    """Raise :class:`~emitter.errors.OutputError` when ``folder`` is there and is no folder.

    A link to one is none, unless it may be a ``link``.
    """
    if link and os.path.isdir(folder):
        return
    with suppress(OSError):
        mode = os.lstat(folder).st_mode
        if not stat.S_ISDIR(mode):
            what = "is a link" if stat.S_ISLNK(mode) and not link else "is not a folder"
            raise OutputError(str(folder), what, "move it")


def sweep(folder: Path) -> None:
    """Delete the temporary files directly in ``folder`` whose process is gone, as a kill leaves them."""
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            number = entry.name.removeprefix(_TEMPORARY)
            if number != entry.name and number.isdecimal() and not _is_running(int(number)):
                with suppress(OSError):
                    os.unlink(entry.path)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def folders(out: Path) -> Iterable[Path]:
    """Return the folders directly in ``out``, sorted; none when there is no ``out``."""
    try:
        with os.scandir(out) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise OutputError(str(out), _reason(error), "fix that and run it again") from None


def _complete(path: Path, data: bytes) -> None:
    """Make ``path`` a file that holds all of ``data``.

    Where the system can, it has no name until it is complete, so that not even a kill leaves half of one.
    """
    with suppress(FileNotFoundError):
        os.unlink(path)
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is not None and sys.platform == "linux":
        with suppress(OSError):
            write_and_link(path, data, nameless)
            return
    write_new(path, data)


def write_new(path: Path, data: bytes) -> None:
    """Write ``data`` to a new file at ``path``."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
        file.write(data)


def write_and_link(path: Path, data: bytes, nameless: int) -> None:
    """Write ``data`` to a file without a name (flag ``nameless``), then link it as ``path``; for Linux."""
    handle = os.open(path.parent, nameless | os.O_WRONLY, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        # Only with a descriptor for the folder does Python make the call that can follow a link.
        os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle, follow_symlinks=True)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
