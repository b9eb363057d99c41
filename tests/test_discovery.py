"""Whether an installed package may bring something is seen without importlib.metadata."""

import sys
import zipfile

import pytest

from emitter.discovery import may_have_entry_points


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A folder that is all of the path."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


def test_a_distribution_that_names_the_group(path):
    assert not may_have_entry_points("emitter.targets")
    for name in ("one-1.dist-info", "two.egg-info"):
        (path / name).mkdir()
    (path / "two.egg-info" / "entry_points.txt").write_text("[ emitter.targets ]\nx = y:Z\n")
    assert may_have_entry_points("emitter.targets")
    assert not may_have_entry_points("other.group")


def test_what_cannot_be_seen_may_have_any(path, monkeypatch):
    with zipfile.ZipFile(path / "some.zip", "w") as file:
        file.writestr("x.py", "")
    monkeypatch.setattr(sys, "path", [str(path / "some.zip")])
    assert may_have_entry_points("emitter.targets")


def test_another_finder_may_have_any(path, monkeypatch):
    class Finder:
        def find_distributions(self, context):
            return ()

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert may_have_entry_points("emitter.targets")


def test_a_place_that_is_gone_has_none(path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(path / "gone")])
    assert not may_have_entry_points("emitter.targets")
