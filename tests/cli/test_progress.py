"""A bar on a terminal, and nowhere else."""

import os
import pty
from contextlib import suppress

import pytest

from emitter.cli.progress import each


@pytest.fixture
def shown(monkeypatch):
    """What is printed on standard error, a terminal, while ``count`` results are passed on."""

    def run(count, **variables):
        ours, theirs = pty.openpty()
        for name in ("CI", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        with os.fdopen(theirs, "w") as stream:
            monkeypatch.setattr("sys.stderr", stream)
            assert list(each("files")(int, range(count))) == list(range(count))
            stream.flush()
            os.set_blocking(ours, False)
            found = b""
            with suppress(BlockingIOError):
                while more := os.read(ours, 65536):
                    found += more
            os.close(ours)
            return found.decode()

    return run


def test_many_have_a_bar_on_a_terminal(shown):
    found = shown(100)
    assert "files" in found
    assert "90%" in found


@pytest.mark.parametrize(("count", "variables"), [(10, {}), (100, {"CI": "true"}), (100, {"TERM": "dumb"})])
def test_few_have_none_and_nobody_sees_one_in_ci(shown, count, variables):
    assert shown(count, **variables) == ""


def test_what_is_no_terminal_stays_clean(capfd):
    assert list(each("files")(int, range(100))) == list(range(100))
    assert capfd.readouterr().err == ""
