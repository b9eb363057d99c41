"""Files of the project are texts, and nothing that might never end."""

import os

import pytest

from emitter.errors import ConfigurationError
from emitter.project.text_files import text_of


def read(path):
    return text_of(path, absent="make it", unusable="name another", form="it is UTF-8")


def test_a_text_past_its_byte_order_mark(tmp_path):
    (tmp_path / "a").write_bytes("\ufeffnaïve".encode())
    assert read(tmp_path / "a") == "naïve"


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda path: None, "not found; make it"),
        (lambda path: path.mkdir(), "is not a regular file; name another"),
        (os.mkfifo, "is not a regular file; name another"),
        (lambda path: path.write_bytes(b"\xff"), "cannot be read: 'utf-8' codec"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, made, says):
    made(tmp_path / "it")
    with pytest.raises(ConfigurationError) as refusal:
        read(tmp_path / "it")
    assert str(refusal.value).startswith(f"{tmp_path / 'it'}: {says}")
