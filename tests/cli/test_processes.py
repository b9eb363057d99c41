"""What only a real process shows: streams that fail, signals, and being killed."""

import os
import signal
import subprocess
import sys
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


@pytest.mark.parametrize(
    "arguments",
    ["build", "check", "lint", "lint .", "diff a b", "review -o r.html", "--target toy --env a"],
)
def test_a_working_folder_that_is_gone_is_named(arguments, environment, tmp_path):
    (tmp_path / "gone").mkdir()
    script = ["bash", "-c", 'cd gone; rmdir ../gone; exec "$@" 2>&1', "-", *COMMAND, *arguments.split()]
    done = subprocess.run(
        script, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "working folder: no such file or directory; change to one that is there\n"
    assert done.returncode == 6


def test_output_can_go_to_a_pipe_by_its_name(run, tmp_path):
    (tmp_path / "here").symlink_to("/dev/fd/1")
    done = run("--target", "toy", "--output", "here")
    assert done.stdout == run("--target", "toy").stdout
    assert (tmp_path / "here").is_symlink()


_MANY = 20
# So many environments have a line of progress.
_LONG = 120


def _project(folder, team, many=_MANY):
    tables = "".join(
        f'[environments.e{n:03}]\naccount = "{n:012}"\ntargets.toy = {{}}\ntargets.toy-other = {{}}\n'
        for n in range(many)
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


# A build that says on one pipe that it has come to a point, and waits there until another is closed.
# It takes interrupts also in the background job of a shell, which has them ignored by what it starts.
_GATED = """
import os, signal, sys
from emitter.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
reached, held, after, number = map(int, sys.argv[1:5])
replace = os.replace
def gated(*paths):
    global number
    number -= 1
    if after:
        replace(*paths)
    if not number:
        os.write(reached, b"!")
        os.read(held, 1)
    if not after:
        replace(*paths)
os.replace = gated
sys.exit(main(["build"]))
"""


class _Gate:
    """A build that is held before or after its write of that ``number``."""

    def __init__(self, environment, folder, after, number):
        reached, theirs_reached = os.pipe()
        theirs_held, self._held = os.pipe()
        numbers = map(str, (theirs_reached, theirs_held, int(after), number))
        self.started = subprocess.Popen(
            [sys.executable, "-c", _GATED, *numbers],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            pass_fds=(theirs_reached, theirs_held),
        )
        os.close(theirs_reached)
        os.close(theirs_held)
        # A process that ends before it is there closes the pipe.
        assert os.read(reached, 1) == b"!", self.started.communicate()
        os.close(reached)

    def end(self, how):
        self.started.send_signal(how)
        said = self.started.communicate(timeout=300)
        os.close(self._held)
        return self.started.returncode, *said


_POINTS = [(after, number) for after in (False, True) for number in (1, 2, _MANY * 2, _MANY * 4)]


@pytest.fixture
def both_states(environment, tmp_path, run):
    """What ``out`` holds for either team; the folder is at the old one, with the configuration of the new."""
    held = []
    for team in ("new", "old"):
        _project(tmp_path, team)
        assert run("build").returncode == 0
        held.append(_held(tmp_path / "out"))
    new, old = held
    assert len(old) == len(new) == _MANY * 4
    _project(tmp_path, "new")
    return old, new


@pytest.mark.parametrize(("after", "number"), _POINTS)
def test_a_build_that_is_killed_leaves_every_file_whole(  # noqa: PLR0917
    after, number, environment, tmp_path, both_states, run
):
    old, new = both_states
    gate = _Gate(environment, tmp_path, after, number)
    assert gate.end(signal.SIGKILL)[0] == -signal.SIGKILL
    found = _held(tmp_path / "out")
    named = {path: held for path, held in found.items() if not path.name.startswith(".emit-")}
    assert set(named) == set(old)
    written = [path for path, held in named.items() if held == new[path]]
    assert len(written) == (number if after else number - 1)
    assert all(held in (old[path], new[path]) for path, held in named.items())
    assert len(found) - len(named) == (0 if after else 1)
    assert run("build").returncode == 0
    assert _held(tmp_path / "out") == new


@pytest.mark.parametrize(("after", "number"), _POINTS)
def test_an_interrupted_build_says_so_and_what_it_wrote_is_whole(
    after, number, environment, tmp_path, both_states
):
    old, new = both_states
    gate = _Gate(environment, tmp_path, after, number)
    status, out, err = gate.end(signal.SIGINT)
    assert (status, out, err.splitlines()[-1]) == (130, "", "emit: interrupted; what was written is whole")
    found = _held(tmp_path / "out")
    assert set(found) == set(old)
    assert sum(held == new[path] for path, held in found.items()) == (number if after else number - 1)
    assert all(held in (old[path], new[path]) for path, held in found.items())


def test_a_disk_that_is_full_loses_nothing(run, tmp_path):
    """The limit on the size of a file makes each write fail as a full disk does, half way."""
    resource = pytest.importorskip("resource")
    _project(tmp_path, "old")
    assert run("build").returncode == 0
    before = _held(tmp_path / "out")
    _project(tmp_path, "new")
    done = run("build", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)))
    assert (done.returncode, done.stdout) == (6, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("out/e000/")
    assert line.endswith("toy.yaml: file too large; fix that and run it again")
    assert _held(tmp_path / "out") == before
    assert run("build").returncode == 0
    assert run("check").returncode == 0


def test_two_builds_at_once_do_not_disturb_each_other(environment, tmp_path, run):
    _project(tmp_path, "old")
    both = [_start(environment, tmp_path) for _ in range(2)]
    assert [started.communicate(timeout=300)[0] for started in both] == ["", ""]
    assert [started.returncode for started in both] == [0, 0]
    assert run("check").returncode == 0


@pytest.mark.parametrize("terminal", [False, True])
def test_a_long_build_shows_its_progress_on_a_terminal_and_only_there(terminal, environment, tmp_path):
    pty = pytest.importorskip("pty")
    _project(tmp_path, "old", _LONG)
    shown, written = pty.openpty() if terminal else os.pipe()
    # In CI nobody looks at a bar.
    given = {name: value for name, value in environment.items() if name != "CI"}
    started = subprocess.Popen(
        [*COMMAND, "build"], cwd=tmp_path, env=given, stdout=subprocess.PIPE, stderr=written
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
    assert (b"building" in said) == terminal
    assert f"{_LONG * 4} written".encode() in said
