"""What the shells offer."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from emitter.catalogue.identities import kinds
from emitter.catalogue.targets import names
from emitter.template.formats import NAMES


@pytest.fixture
def offered(emit, monkeypatch):
    """What bash is offered for the last word of a line."""

    def ask(line):
        words = line.split(" ")
        monkeypatch.setenv("_EMIT_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        ran = emit()
        monkeypatch.delenv("_EMIT_COMPLETE")
        assert (ran.status, ran.err) == (0, "")
        return [answer.partition(",")[2] for answer in ran.out.splitlines() if answer]

    return ask


@pytest.fixture
def environments(tmp_path):
    (tmp_path / "emit.toml").write_text("[environments.dev]\n[environments.prod]\n[environments.proto]\n")


@pytest.mark.parametrize("line", ["emit --target ", "emit build --target ", "emit targets "])
def test_targets(line, offered):
    assert offered(line) == list(names())
    assert offered(f"{line}pip") == [name for name in names() if name.startswith("pip")]
    assert offered(f"{line}toy") == ["toy", "toy-other"]


def test_versions(offered):
    assert offered("emit --target toy@") == ["toy@1", "toy@2", "toy@3"]
    assert offered("emit --target nope@") == []


def test_formats(offered):
    assert offered("emit --format ") == list(NAMES)
    assert offered("emit --target toy --format cloud") == ["cloudformation", "cloudformation-json"]


@pytest.mark.parametrize("command", ["emit --env ", "emit build --env ", "emit check --env "])
def test_environments(command, offered, environments):
    assert offered(command) == ["dev", "prod", "proto"]
    assert offered(f"{command}pro") == ["prod", "proto"]


@pytest.mark.parametrize("held", [None, "a = ", "[environments]\nprod = 1\n"])
def test_a_file_that_cannot_be_read_offers_nothing(held, offered, tmp_path):
    if held is not None:
        (tmp_path / "emit.toml").write_text(held)
    assert offered("emit --env ") == []


def test_features_of_the_targets_that_are_named(offered):
    assert offered("emit --target toy --feature s") == ["spare", "sealed"]
    assert offered("emit --target toy --target toy-other@1.0 --without ") == [
        *("play", "make", "count", "wind-up", "lock", "spare", "sealed"),
        *("play", "cheat"),
    ]
    assert offered("emit --feature ") == []
    assert offered("emit --target nope --feature ") == []


def test_identities_and_permissions(offered):
    assert offered("emit --identity ") == list(kinds())
    assert offered("emit --permissions l") == ["least-privilege"]


def test_commands_and_options(offered):
    assert offered("emit bu") == ["build"]
    assert "--target" in offered("emit --t")
    assert offered("emit build --pr") == ["--prune"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell(shell, emit):
    ran = emit("completion", shell)
    assert (ran.status, ran.err) == (0, "")
    assert "_EMIT_COMPLETE" in ran.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=ran.out, text=True, check=True, timeout=300)


def test_bash_itself_completes_with_it(emit, tmp_path):
    """The script, loaded in a real bash, with emit on its path."""
    (tmp_path / "load.sh").write_text(emit("completion", "bash").out)
    program = """
        . ./load.sh
        COMP_WORDS=(emit --target piped-) COMP_CWORD=2
        _emit_completion emit piped- --target
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-eu", "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert done.stdout.split() == [name for name in names() if name.startswith("piped-")]
