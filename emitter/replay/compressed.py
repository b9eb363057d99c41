"""What gzip and bzip2 hold, in pieces, as far as it can be read and not without bound."""

import bz2
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

CHUNK = 1 << 18
GZIP, BZIP, ZIP = b"\x1f\x8b", b"BZh", b"PK\x03\x04"

# Of compressed data: what is lost of a fault is looked for byte by byte.
_PIECE = 1 << 16
# Logs shrink to a tenth or thirtieth. More than this many times their size, beyond the first of it, is made
# to hurt.
_TIMES, _FREE = 200, 256 << 20


class Pieces(io.RawIOBase):
    """``pieces`` as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        """Return ``True``."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Read into ``buffer``."""
        piece = self._rest or next(self._pieces, b"")
        size = min(len(piece), len(buffer))
        buffer[:size] = piece[:size]
        self._rest = piece[size:]
        return size


def unpacked(inner: BinaryIO, faults: list[str], bzip: bool = False) -> Iterator[bytes]:
    """Yield what ``inner`` holds, in pieces; why it ends early comes to ``faults``."""
    taken = given = 0

    def count(data: bytes) -> bytes:
        nonlocal taken
        taken += len(data)
        return data

    members = _bunzipped if bzip else _gunzipped
    for piece in members(inner, faults, count):
        yield piece
        given += len(piece)
        if given > _FREE + _TIMES * taken:
            faults.append(f"it expands to more than {_TIMES} times its size")
            return


def _gunzipped(inner: BinaryIO, faults: list[str], count: Any) -> Iterator[bytes]:
    """Yield what the members of gzip in ``inner`` hold."""
    member, begun = _gzip(), False
    while given := count(inner.read(_PIECE)):
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
                member, begun = _gzip(), False
    if begun:
        faults.append("compressed file ended before the end-of-stream marker was reached")


def _bunzipped(inner: BinaryIO, faults: list[str], count: Any) -> Iterator[bytes]:
    """Yield what the streams of bzip2 in ``inner`` hold."""
    member, begun = bz2.BZ2Decompressor(), False
    while given := count(inner.read(_PIECE)):
        while given or (begun and not member.needs_input):
            begun = True
            try:
                found = member.decompress(given, CHUNK)
            except (OSError, ValueError) as error:
                faults.append(str(error).lower().rstrip("."))
                return
            if found:
                yield found
            given = member.unused_data if member.eof else b""
            if member.eof:
                member, begun = bz2.BZ2Decompressor(), False
    if begun:
        faults.append("compressed file ended before the end-of-stream marker was reached")


def _gzip() -> Any:
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
