"""The files of a folder by their names, on the disk or elsewhere."""

import errno
import io
import os
import stat
from collections.abc import Iterable, Iterator
from typing import Protocol

from .selection import Folder, folders
from .yaml_tree import LARGEST


class FileTree(Protocol):
    """A folder with all that is in it. Names are paths, with ``/`` or as the system writes them."""

    def folders(self) -> Iterator[Folder]:
        """Yield each folder with the files that could be read."""

    def content(self, name: str) -> bytes:
        """Return what the file ``name`` holds, as far as any file is read, and a byte more.

        Also of a file that :meth:`folders` does not have. Raises :class:`OSError`.
        """

    def shown(self, name: str) -> str:
        """Return what the file ``name`` is called for a person."""


class Disk:
    """The folder ``top`` of the disk, without what matches a pattern of ``exclude``."""

    def __init__(self, top: str = ".", exclude: Iterable[str] = ()) -> None:
        self._top, self._exclude = top, tuple(exclude)

    def folders(self) -> Iterator[Folder]:
        """Yield each folder with the files that could be read and are there."""
        for folder in folders(self._top, self._exclude):
            yield Folder(*(tuple(filter(os.path.isfile, names)) for names in folder))

    def content(self, name: str) -> bytes:
        """Return what the file ``name`` holds."""
        return head(name)

    def shown(self, name: str) -> str:
        """Return ``name``."""
        return name


DISK = Disk()


def head(file: str) -> bytes:
    """Return what ``file`` holds, as far as any file is read, and a byte more. Raises :class:`OSError`.

    A pipe that somebody writes to is read to its end; for one that nobody does, nobody has to wait.
    """
    opened = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(opened, "rb", buffering=0) as raw:
        first: bytes | None = b""
        if stat.S_ISFIFO(os.fstat(opened).st_mode):
            first = raw.read(LARGEST + 1)
            if first == b"":
                raise OSError(errno.EPIPE, "nobody writes to this pipe")
        os.set_blocking(opened, True)
        with io.BufferedReader(raw) as whole:
            return (first or b"") + whole.read(LARGEST + 1)
