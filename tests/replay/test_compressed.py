"""Compressed logs, as far as they can be read, and why they end early."""

import bz2
import gzip
import io

import pytest

from emitter.replay.compressed import Pieces, unpacked

TEXT = b'{"eventName": "RunTask"}\n' * 200
ZIPPED, BZIPPED = gzip.compress(TEXT, mtime=0), bz2.compress(TEXT)
EARLY = "compressed file ended before the end-of-stream marker was reached"


@pytest.mark.parametrize(
    ("data", "bzip", "text", "faults"),
    [
        (ZIPPED, False, TEXT, []),
        (BZIPPED, True, TEXT, []),
        (b"", False, b"", []),
        # Members one after the other are one file; zeros may follow, as on a tape.
        (ZIPPED + ZIPPED, False, TEXT * 2, []),
        (BZIPPED + BZIPPED, True, TEXT * 2, []),
        (ZIPPED + b"\0" * 512, False, TEXT, []),
        (ZIPPED + b"\0" * 3 + ZIPPED, False, TEXT * 2, []),
        (BZIPPED[:-4], True, None, [EARLY]),
        (ZIPPED[:-4], False, TEXT, [EARLY]),
        (ZIPPED + ZIPPED[:5], False, TEXT, [EARLY]),
        (BZIPPED + b"x", True, TEXT, ["invalid data stream"]),
        (ZIPPED + b"rest", False, TEXT, ["error -3 while decompressing data: incorrect header check"]),
    ],
)
def test_what_a_file_holds(data, bzip, text, faults):
    found = []
    read = b"".join(unpacked(io.BytesIO(data), found, bzip))
    assert text is None or read == text
    assert found == faults


def test_what_stands_before_a_fault_is_read():
    data = bytearray(gzip.compress(TEXT + bytes(range(256)) * 40, mtime=0))
    data[-100] ^= 0xFF
    faults = []
    read = b"".join(unpacked(io.BytesIO(bytes(data)), faults))
    assert read.startswith(TEXT)
    assert len(faults) == 1


def test_pieces_are_a_file():
    file = io.BufferedReader(Pieces(iter((b"ab", b"", b"cdef"))), 2)
    assert file.readable()
    assert file.read(1) == b"a"
    assert Pieces(iter((b"abc", b"d"))).readall() == b"abcd"
