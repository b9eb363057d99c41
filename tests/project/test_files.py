"""Files are written whole or not at all, and never over what somebody else wrote."""

import os
import stat
import subprocess
import sys
from threading import Thread

import pytest

from emitter.errors import OUTPUT, OutputError
from emitter.project import files
from emitter.project.files import deliver, marked_files, remove, state, sweep, write
from emitter.template.marker import MARK
from tests.support.fixtures import tree

TEXT = f"# {MARK}\nnew\n"
OLD = f"# {MARK}\nold\n"


@pytest.mark.parametrize(
    ("held", "found"),
    [
        (None, "missing"),
        (TEXT, "current"),
        (OLD, "stale"),
        ("mine\n", "foreign"),
        ("", "foreign"),
        (f"{'x' * 5000}{MARK}", "foreign"),
        (TEXT.replace("\n", "\r\n"), "current"),
        (TEXT.replace("\n", "\r"), "stale"),
        (OLD.replace("\n", "\r\n"), "stale"),
    ],
)
def test_a_file_is_judged_by_its_bytes_and_its_first_lines(held, found, tmp_path):
    file = tmp_path / "a.yaml"
    if held is not None:
        file.write_text(held, newline="")
    assert state(file, TEXT) == found


@pytest.mark.parametrize(("held", "found"), [(TEXT, "stale"), ("mine\n", "foreign")])
def test_of_a_huge_file_the_beginning_is_read(held, found, tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text(held)
    # Sparse: more than there is memory for.
    os.truncate(file, 1 << 40)
    assert state(file, TEXT) == found
    # What goes on behind a text that fills the beginning is another one.
    text = TEXT.ljust(4096)
    file.write_text(text * 3)
    assert state(file, text) == "stale"


def test_what_is_no_regular_file_is_not_emits(tmp_path):
    (tmp_path / "mine").write_text(TEXT)
    (tmp_path / "link").symlink_to("mine")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert {state(tmp_path / name, TEXT) for name in ("link", "dangling")} == {"foreign"}
    assert {state(tmp_path / name, TEXT) for name in ("folder", "pipe")} == {"blocked"}


def test_writing_makes_the_folders_it_needs(tmp_path):
    write(tmp_path / "a/b/c.yaml", TEXT)
    assert tree(tmp_path) == {"a/b/c.yaml": TEXT}


def test_writing_replaces_a_link_and_not_what_it_leads_to(tmp_path):
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "link").symlink_to("mine")
    write(tmp_path / "link", TEXT)
    assert not (tmp_path / "link").is_symlink()
    assert tree(tmp_path) == {"link": TEXT, "mine": "mine"}


def test_a_new_file_has_the_mode_of_any_new_file_and_an_old_one_keeps_its_own(tmp_path):
    (tmp_path / "plain").touch()
    write(tmp_path / "new", TEXT)
    (tmp_path / "old").write_text(OLD)
    (tmp_path / "old").chmod(0o750)
    write(tmp_path / "old", TEXT)
    modes = {name: stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "new", "old")}
    assert modes == {"plain": modes["plain"], "new": modes["plain"], "old": 0o750}


@pytest.fixture(params=["nameless", "named"])
def either(request, monkeypatch):
    """Both ways to write a file: that of Linux, and that of any other system."""
    if request.param == "named":
        monkeypatch.setattr(files.os, "O_TMPFILE", None, raising=False)
    return request.param


class _Full:
    """A file that has room for nothing."""

    def __init__(self, handle, *_, **__):
        self.handle = handle

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.handle)

    def write(self, data):
        os.write(self.handle, data[:3])
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("fault", ["write", "replace", "interrupt"])
def test_a_write_that_fails_leaves_what_was_there(fault, either, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(5, "Input/output error") if fault == "replace" else KeyboardInterrupt

    (tmp_path / "a.yaml").write_text(OLD)
    if fault == "write":
        monkeypatch.setattr(files.os, "fdopen", _Full)
    else:
        monkeypatch.setattr(files.os, "replace", refuse)
    with pytest.raises(KeyboardInterrupt if fault == "interrupt" else OutputError) as caught:
        write(tmp_path / "a.yaml", TEXT)
    if fault != "interrupt":
        assert caught.value.status == OUTPUT
        assert caught.value.where == str(tmp_path / "a.yaml")
    assert tree(tmp_path) == {"a.yaml": OLD}


@pytest.mark.parametrize("way", ["write_and_link", "write_new"])
def test_an_interruption_once_the_file_is_complete_leaves_none_of_it(way, tmp_path, monkeypatch):
    complete = getattr(files, way)

    def interrupted(*arguments):
        complete(*arguments)
        raise KeyboardInterrupt

    if way == "write_new":
        monkeypatch.delattr(files.os, "O_TMPFILE", raising=False)
    elif sys.platform != "linux":
        pytest.skip("files without a name are Linux's")
    monkeypatch.setattr(files, way, interrupted)
    (tmp_path / "a.yaml").write_text(OLD)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a.yaml", TEXT)
    assert tree(tmp_path) == {"a.yaml": OLD}


def test_both_ways_write_the_same(either, tmp_path, monkeypatch):
    if (either, sys.platform) == ("nameless", "linux"):
        monkeypatch.setattr(files, "write_new", None)
    write(tmp_path / "a.yaml", TEXT * 10_000)
    write(tmp_path / "a.yaml", TEXT)
    assert tree(tmp_path) == {"a.yaml": TEXT}


def test_a_file_where_a_folder_should_be_is_a_fault_of_the_output(tmp_path):
    (tmp_path / "out").write_text("mine")
    for act in (lambda: write(tmp_path / "out/a.yaml", TEXT), lambda: state(tmp_path / "out/a.yaml", TEXT)):
        with pytest.raises(OutputError) as caught:
            act()
        assert "\n" not in str(caught.value)
    assert tree(tmp_path) == {"out": "mine"}


def test_delivering_follows_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    deliver(tmp_path / "link", TEXT)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == TEXT


@pytest.fixture
def pipe(tmp_path):
    """A named pipe, and what reads from it: a function that starts a reader of so many bytes (-1: all)."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    readers = []

    def read(size):
        said = []

        def run():
            with path.open("rb") as file:
                said.append(file.read(size))

        readers.append(Thread(target=run))
        readers[-1].start()
        return readers[-1], said

    yield path, read
    for reader in readers:
        reader.join()


def test_delivering_to_a_pipe_leaves_the_pipe(pipe, tmp_path):
    path, read = pipe
    reader, said = read(-1)
    (tmp_path / "link").symlink_to(path)
    deliver(tmp_path / "link", TEXT)
    reader.join()
    assert said == [TEXT.encode()]
    assert stat.S_ISFIFO(os.lstat(path).st_mode)
    assert (tmp_path / "link").is_symlink()


def test_delivering_to_a_pipe_whose_reader_leaves_is_a_fault_of_the_output(pipe):
    path, read = pipe
    read(0)
    # More than a pipe holds, so that writing goes on until the reader has left.
    with pytest.raises(OutputError, match=f"{path}: broken pipe"):
        deliver(path, TEXT * 100_000)
    assert stat.S_ISFIFO(os.lstat(path).st_mode)


def test_only_temporary_files_of_processes_that_are_gone_are_swept(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    kept = (f".emit-{os.getpid()}", ".emit-x", ".emit-", "emit-1", "a.yaml")
    for name in (*kept, f".emit-{gone.pid}", f".emit-{10**30}"):
        (tmp_path / name).write_text("half")
    sweep(tmp_path)
    sweep(tmp_path / "nowhere")
    assert sorted(tree(tmp_path)) == sorted(kept)


def test_removing_takes_an_empty_folder_along(tmp_path):
    for name in ("a/one.yaml", "b/one.yaml", "b/two.yaml"):
        write(tmp_path / name, TEXT)
    remove(tmp_path / "a/one.yaml")
    remove(tmp_path / "b/one.yaml")
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    # Another build may have deleted it.
    remove(tmp_path / "b/one.yaml")
    with pytest.raises(OutputError):
        remove(tmp_path / "b/two.yaml/three")


def test_only_files_that_carry_the_mark_are_found(tmp_path):
    write(tmp_path / "b.yaml", TEXT)
    write(tmp_path / "a.yaml", OLD)
    write(tmp_path / "deeper/c.yaml", TEXT)
    (tmp_path / "mine.yaml").write_text("mine")
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    assert [path.name for path in marked_files(tmp_path)] == ["a.yaml", "b.yaml"]
    assert list(marked_files(tmp_path / "nowhere")) == []
