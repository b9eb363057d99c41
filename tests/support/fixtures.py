"""Fixtures that more than one folder uses."""

import sys
from typing import NamedTuple

import pytest

from emitter.catalogue import targets
from emitter.cli import main

ENTRY_POINTS = "[emitter.targets]\ntoy = tests.support.toy:TOY\ntoy-other = tests.support.toy:OTHER\n"


def install_toys(folder):
    """Make ``folder`` hold a package that brings the toy targets, once it is on the path."""
    metadata = folder / "toys-1.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: toys\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(ENTRY_POINTS)


def _forget():
    targets.installed.cache_clear()
    targets.load_target.cache_clear()


@pytest.fixture
def toys(tmp_path_factory, monkeypatch):
    """The toy targets, brought by a package as anyone's may be."""
    folder = tmp_path_factory.mktemp("site-packages")
    install_toys(folder)
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    _forget()
    yield folder
    monkeypatch.undo()
    _forget()


class Ran(NamedTuple):
    """What a run of emit came to."""

    status: int
    out: str
    err: str


@pytest.fixture
def emit(toys, tmp_path, monkeypatch, capsys):
    """Run emit in an empty folder of its own, with the toy targets."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Ran(status, *capsys.readouterr())

    return run


def tree(folder):
    """Every file below ``folder``: its path from there, and what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
