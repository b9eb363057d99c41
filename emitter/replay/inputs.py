"""A file or standard input as text: gzip by its first bytes, any of the Unicode encodings by its mark."""

import codecs
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from ..errors import OutputError

STDIN = "-"
CHUNK = 1 << 18
# Of compressed data: what is lost of a fault is looked for byte by byte.
_PIECE = 1 << 16

_SUFFIXES = (".json", ".jsonl", ".ndjson", ".csv", ".gz", ".gzip", ".log")
_GZIP = b"\x1f\x8b"
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
    """Yield the files that ``given`` name: a folder stands for every file of calls in it, sorted."""
    for path in given:
        if path != STDIN and Path(path).is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(_SUFFIXES))
        else:
            yield path


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
    counted = _Counted(raw)
    faults: list[str] = []
    return Opened(
        name, _chunks(name, counted, faults), lambda: (counted.count, total), lambda: "".join(faults)
    )


def _chunks(name: str, counted: "_Counted", faults: list[str]) -> Iterator[str]:
    try:
        data: Any = io.BufferedReader(counted, CHUNK)
        if data.peek(2)[:2] == _GZIP:
            data = io.BufferedReader(_Pieces(_unzipped(data, faults)), CHUNK)
        head = data.peek(4)[:4]
        encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8-sig")
        # A byte that is no text must not lose the line that it stands in.
        text = io.TextIOWrapper(data, encoding, errors="replace", newline="")
        while chunk := text.read(CHUNK):
            yield chunk
    except OSError as error:
        raise _unreadable(name, error) from None


class _Pieces(io.RawIOBase):
    """``pieces`` as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        piece = self._rest or next(self._pieces, b"")
        size = min(len(piece), len(buffer))
        buffer[:size] = piece[:size]
        self._rest = piece[size:]
        return size


def _unzipped(inner: BinaryIO, faults: list[str]) -> Iterator[bytes]:
    """Yield what the members of gzip in ``inner`` hold, in pieces; what ends it early comes to ``faults``."""
    member, begun = _member(), False
    while given := inner.read(_PIECE):
        pending = False
        while given or pending:
            if not begun and not (given := given.lstrip(b"\0")):
                # Zeros may follow a member, as on a tape.
                break
            begun, before = True, member.copy()
            try:
                found = member.decompress(given, CHUNK)
            except zlib.error as error:
                faults.append(str(error).lower().rstrip("."))
                yield from _until_fault(before, given)
                return
            if found:
                yield found
            pending = len(found) == CHUNK and not member.eof
            given = member.unused_data if member.eof else member.unconsumed_tail
            if member.eof:
                member, begun = _member(), False
    if begun:
        faults.append("compressed file ended before the end-of-stream marker was reached")


def _member() -> Any:
    return zlib.decompressobj(zlib.MAX_WBITS | 16)


def _until_fault(member: Any, given: bytes) -> Iterator[bytes]:
    """Yield what of ``given`` can be read before what is at fault in it."""
    for number in range(len(given)):
        try:
            found = member.decompress(given[number : number + 1])
        except zlib.error:
            return
        if found:
            yield found


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
