"""What only a real process shows: streams that fail, signals, and being killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from emitter.template.marker import MARK
from tests.support.fixtures import install_toys

COMMAND = [sys.executable, "-m", "emitter"]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(tmp_path_factory):
    """The environment of a process that has the toy targets."""
    folder = tmp_path_factory.mktemp("site-packages")
    install_toys(folder)
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]), "PYTHONUNBUFFERED": ""}


@pytest.fixture
def run(environment, tmp_path):
    def start(*arguments, **more):
        more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
        return subprocess.run(
            [*COMMAND, *arguments], cwd=tmp_path, env=environment, text=True, timeout=300, check=False, **more
        )

    return start


def test_python_m_emitter_is_emit(run):
    module = run("--target", "toy")
    script = subprocess.run(
        [Path(sys.executable).with_name("emit"), "--target", "ufo"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (module.returncode, module.stderr) == (0, "")
    assert module.stdout.startswith(
        f"# {MARK}\n# To make it again: emit --target toy --format cloudformation\n"
    )
    assert script.stdout == run("--target", "ufo").stdout


_DOES = [["--target", "toy"], ["targets", "toy"], ["--help"], ["schema"], ["completion", "bash"]]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", _DOES, ids=" ".join)
def test_a_full_standard_output_is_one_line(arguments, run):
    with open("/dev/full", "w") as full:
        done = run(*arguments, stdout=full)
    assert (done.returncode, done.stderr) == (
        6,
        "standard output: no space left on device; nothing more was written\n",
    )


@pytest.mark.parametrize("arguments", _DOES, ids=" ".join)
def test_a_reader_that_leaves_ends_it_without_a_word(arguments, run):
    read, write = os.pipe()
    os.close(read)
    done = run(*arguments, stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (6, "")


@pytest.mark.parametrize(("descriptor", "status"), [(1, 6), (2, 0)])
def test_a_closed_stream_loses_nothing_into_the_other(descriptor, status, run):
    done = run("--target", "toy@2", "--permissions", "documented", preexec_fn=lambda: os.close(descriptor))
    assert done.returncode == status
    if descriptor == 1:
        assert (
            done.stderr.splitlines()[-1] == "standard output: bad file descriptor; nothing more was written"
        )
    else:
        assert done.stdout.startswith(f"# {MARK}\n")
        assert "warning" not in done.stdout


def test_an_error_is_not_printed_on_standard_output_when_there_is_no_other(run):
    done = run("--target", "toi", preexec_fn=lambda: os.close(2))
    assert (done.returncode, done.stdout) == (2, "")


def test_output_can_go_to_a_device(run):
    done = run("--target", "toy", "--output", "/dev/stdout")
    assert done.stdout == run("--target", "toy").stdout
    assert Path("/dev/stdout").is_symlink()


_MANY = 120


def _project(folder, team):
    tables = "".join(
        f'[environments.e{n:03}]\naccount = "{n:012}"\ntargets.toy = {{}}\ntargets.toy-other = {{}}\n'
        for n in range(_MANY)
    )
    (folder / "emit.toml").write_text(f'[defaults]\ntags = {{ team = "{team}" }}\n{tables}')


def _held(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _start(environment, folder):
    return subprocess.Popen(
        [*COMMAND, "build"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _wait_for_a_write(started, folder, team):
    """Until the first file says ``team``."""
    first = folder / "out/e000/toy.yaml"
    while started.poll() is None and not (first.exists() and team in first.read_text()):
        time.sleep(0.001)


def test_a_build_that_is_killed_leaves_every_file_whole(environment, tmp_path, tmp_path_factory, run):
    whole = []
    for team in ("old", "new"):
        reference = tmp_path_factory.mktemp(team)
        _project(reference, team)
        subprocess.run(
            [*COMMAND, "build"], cwd=reference, env=environment, check=True, capture_output=True, timeout=300
        )
        whole.append(_held(reference / "out"))
    old, new = whole
    assert len(old) == len(new) == _MANY * 4
    _project(tmp_path, "old")
    assert run("build").returncode == 0
    cut_short = 0
    for _ in range(3):
        for team in ("new", "old"):
            _project(tmp_path, team)
            started = _start(environment, tmp_path)
            _wait_for_a_write(started, tmp_path, team)
            time.sleep(random.uniform(0, 0.08))
            started.kill()
            started.communicate()
            found = _held(tmp_path / "out")
            named = {path: held for path, held in found.items() if not path.name.startswith(".emit-")}
            assert set(named) == set(old)
            assert [path for path, held in named.items() if held not in (old[path], new[path])] == []
            # What a kill left between two steps is whole, and goes with the next emit build --prune.
            others = set(found) - set(named)
            assert [
                (path, found[path]) for path in others if found[path] not in {*old.values(), *new.values()}
            ] == []
            cut_short += len({held in old.values() for held in named.values()}) == 2
    assert cut_short
    assert run("build", "--prune").returncode == 0
    assert _held(tmp_path / "out") == old


def test_an_interrupted_build_says_so_and_what_it_wrote_is_whole(environment, tmp_path, run):
    held = {}
    for team in ("old", "new"):
        _project(tmp_path, team)
        assert run("build").returncode == 0
        held[team] = _held(tmp_path / "out")
    for team in ("old", "new") * 5:
        _project(tmp_path, team)
        started = _start(environment, tmp_path)
        _wait_for_a_write(started, tmp_path, team)
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=300)
        found = _held(tmp_path / "out")
        assert set(found) == set(held["old"])
        assert [p for p, text in found.items() if text not in (held["old"][p], held["new"][p])] == []
        if started.returncode:  # else it was done before the signal came
            assert (started.returncode, out) == (130, "")
            assert err == "emit: interrupted; what was written is whole\n"
            return
    pytest.fail("no build was slow enough to be interrupted")


def test_two_builds_at_once_do_not_disturb_each_other(environment, tmp_path, run):
    _project(tmp_path, "old")
    both = [_start(environment, tmp_path) for _ in range(2)]
    assert [started.communicate(timeout=300)[0] for started in both] == ["", ""]
    assert [started.returncode for started in both] == [0, 0]
    assert run("check").returncode == 0


@pytest.mark.parametrize("terminal", [False, True])
def test_a_long_build_shows_its_progress_on_a_terminal_and_only_there(terminal, environment, tmp_path):
    pty = pytest.importorskip("pty")
    _project(tmp_path, "old")
    shown, written = pty.openpty() if terminal else os.pipe()
    started = subprocess.Popen(
        [*COMMAND, "build"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=written
    )
    os.close(written)
    said = b""
    while True:
        try:
            more = os.read(shown, 65536)
        except OSError:
            break
        if not more:
            break
        said += more
    os.close(shown)
    assert started.communicate(timeout=300)[0] == b""
    assert started.returncode == 0
    assert (b"environments" in said) == terminal
    assert f"{_MANY * 4} written".encode() in said
