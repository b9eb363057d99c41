"""Files, folders and standard input as text: compressed or not, in any of the Unicode encodings.

Compression is recognised by the first bytes, an encoding by its mark.
"""

import codecs
import io
import os
import stat
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from ..errors import OutputError
from .compressed import BZIP, CHUNK, GZIP, ZIP, Pieces, unpacked

STDIN = "-"

_SUFFIXES = (".json", ".jsonl", ".ndjson", ".csv", ".gz", ".gzip", ".log", ".bz2", ".zip")
# How a file of calls without a suffix begins, as Firehose writes them.
_STARTS = (b"{", b"[", GZIP, BZIP, ZIP)
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Opened(NamedTuple):
    """``name`` for messages, ``chunks`` of text, and ``position``: bytes read and in all (0: not known).

    ``fault`` says, once all chunks are read, why what is compressed ends early; empty where it does not.
    """

    name: str
    chunks: Iterator[str]
    position: Callable[[], tuple[int, int]]
    fault: Callable[[], str]


def paths(given: tuple[str, ...]) -> Iterator[str]:
    """Yield the files that ``given`` name: a folder stands for every file of calls in it, sorted.

    Files of calls have a suffix of such, or none and begin as JSON or compressed data do. A FIFO or device
    in a folder is none; one that is given by its name is read.
    """
    for path in given:
        if path != STDIN and Path(path).is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                inside = (os.path.join(folder, name) for name in sorted(names))
                yield from (one for one in inside if _holds_calls(one))
        else:
            yield path


def _holds_calls(path: str) -> bool:
    name = os.path.basename(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
    except OSError:
        # That it cannot be read is said when it is opened.
        return name.endswith(_SUFFIXES)
    if name.endswith(_SUFFIXES):
        return True
    if "." in name:
        return False
    try:
        with open(path, "rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_STARTS)
    except OSError:
        return False


def opened_each(path: str) -> Iterator[Opened]:
    """Yield ``path`` opened; of a zip archive, each file of calls in it.

    An archive that is damaged is one without files, and with a fault. Raises
    :class:`~emitter.errors.OutputError` as :func:`opened` does.
    """
    if path == STDIN or not zipped(path):
        yield opened(path)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                name = info.filename.rpartition("/")[2]
                if info.is_dir() or name.startswith("."):
                    continue
                if name.endswith(_SUFFIXES) or "." not in name:
                    with archive.open(info) as member:
                        yield _opened(f"{path}/{info.filename}", cast("BinaryIO", member), info.file_size)
    except OSError as error:
        raise _unreadable(path, error) from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
        why = f"it cannot be unzipped ({error}); unzip it, and name the folder"
        yield Opened(path, iter(()), lambda: (0, 0), lambda: why)


def zipped(path: str) -> bool:
    """Return whether ``path`` is a zip archive; opens nothing but files."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        with open(path, "rb") as file:
            return file.read(len(ZIP)) == ZIP
    except OSError:
        return False


def opened(path: str) -> Opened:
    """Return ``path`` opened, ``-`` being standard input.

    Raises :class:`~emitter.errors.OutputError` when it cannot be read, then or while it is read.
    """
    name = "standard input" if path == STDIN else path
    try:
        # Left open until the process or the iterator ends: it is read once, to its end.
        raw = cast("BinaryIO", sys.stdin.buffer if path == STDIN else open(path, "rb"))  # noqa: SIM115
        total = os.fstat(raw.fileno()).st_size if path != STDIN else 0
    except (OSError, io.UnsupportedOperation) as error:
        if path == STDIN:
            raw, total = sys.stdin.buffer, 0
        else:
            raise _unreadable(name, error) from None
    return _opened(name, raw, total)


def _opened(name: str, raw: BinaryIO, total: int) -> Opened:
    counted = _Counted(raw)
    faults: list[str] = []
    return Opened(
        name, _chunks(name, counted, faults), lambda: (counted.count, total), lambda: "".join(faults)
    )


def _chunks(name: str, counted: "_Counted", faults: list[str]) -> Iterator[str]:
    try:
        data: Any = io.BufferedReader(counted, CHUNK)
        head = data.peek(4)[:4]
        if head.startswith(ZIP):
            faults.append("it is a zip archive, in another or on standard input; unzip it")
            return
        if head.startswith((GZIP, BZIP)):
            data = io.BufferedReader(Pieces(unpacked(data, faults, head.startswith(BZIP))), CHUNK)
        head = data.peek(4)[:4]
        encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8-sig")
        # A byte that is no text must not lose the line that it stands in.
        text = io.TextIOWrapper(data, encoding, errors="replace", newline="")
        while chunk := text.read(CHUNK):
            yield chunk
    except OSError as error:
        raise _unreadable(name, error) from None
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        faults.append(str(error).lower().rstrip("."))


class _Counted(io.RawIOBase):
    """Counts the bytes that are read of ``inner``, which need not be able to say so itself."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)

    def close(self) -> None:
        if self._inner is not sys.stdin.buffer:
            self._inner.close()
        super().close()


def _unreadable(name: str, error: OSError) -> OutputError:
    return OutputError(name, (error.strerror or str(error)).lower(), "name a file that is there")
