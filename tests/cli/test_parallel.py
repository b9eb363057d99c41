"""On all cores the results are those of one, in their order."""

import os
import signal
import subprocess
import sys

import pytest

from emitter.cli import parallel
from emitter.cli.parallel import FEW, cores, mapped
from emitter.errors import FormatError, OutputError
from tests.support import ROOT


def _double(number):
    return 2 * number


def _process(_):
    return os.getpid()


def _refuse(number):
    if number == 20:
        raise FormatError(f"file {number}", "is wrong", "fix it")
    return number


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(processes):
    items = range(5 * FEW)
    assert list(mapped(_double, items, processes)) == list(map(_double, items))


def test_only_many_items_start_other_processes():
    assert set(mapped(_process, range(FEW - 1), 2)) == {os.getpid()}
    assert set(mapped(_process, range(FEW), 1)) == {os.getpid()}
    assert os.getpid() not in set(mapped(_process, range(FEW), 2))


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_ends_all(processes):
    with pytest.raises(FormatError, match="file 20: is wrong; fix it"):
        list(mapped(_refuse, range(FEW), processes))


def test_it_uses_no_more_cores_than_it_may(monkeypatch):
    assert cores() >= 1
    monkeypatch.setattr(parallel.os, "sched_getaffinity", lambda process: {3}, raising=False)
    assert cores() == 1
    assert set(mapped(_process, range(FEW))) == {os.getpid()}


class _Heavy:
    """A function that carries much, and says how often it is passed on."""

    def __init__(self, file):
        self.file = file

    def __call__(self, number):
        return number

    def __getstate__(self):
        with self.file.open("a") as stream:
            stream.write("passed\n")
        return self.__dict__


def test_what_a_function_carries_is_passed_once_a_process_at_most(tmp_path):
    file = tmp_path / "passed"
    file.touch()
    assert list(mapped(_Heavy(file), range(10 * FEW), 2)) == list(range(10 * FEW))
    assert file.read_text().count("passed") <= 2


def test_no_more_is_begun_than_what_is_soon_asked_for(tmp_path):
    """A result that nobody takes keeps the others from being made: memory is bounded."""
    items = [tmp_path / str(number) for number in range(100 * FEW)]
    found = mapped(_touch, items, 2)
    next(found)
    assert len(list(tmp_path.iterdir())) < len(items) // 2
    found.close()


def _touch(path):
    path.touch()
    return path


def _die(number):
    if number == 20:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_process_that_is_killed_ends_all():
    """The system kills one where memory runs out."""
    with pytest.raises(OutputError, match="one of its processes was killed; give it more memory"):
        list(mapped(_die, range(10 * FEW), 2))


def test_no_process_outlives_the_first_one():
    """Each holds standard output, which ends with the last of them."""
    script = "from emitter.cli.parallel import mapped\nfor one in mapped(abs, range(1000000), 2): print(one)"
    started = subprocess.Popen([sys.executable, "-uc", script], cwd=ROOT, stdout=subprocess.PIPE)
    assert started.stdout.readline() == b"0\n"
    started.kill()
    started.communicate(timeout=60)
