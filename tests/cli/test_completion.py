"""What the shells offer."""

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from emitter.catalogue.identities import kinds
from emitter.catalogue.targets import load_target, names
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


def test_keys_of_values(offered):
    assert offered("emit --target piped-ecs --set clus") == ["cluster="]
    assert offered("emit --target piped-ecs --set identity.pa") == ["identity.path="]
    assert offered("emit --identity user --target piped-ecs --set identity.max") == []
    assert offered("emit --target toy --target toy-other --set toy-other.") == [
        f"toy-other.{parameter}=" for parameter in load_target("toy-other").parameter
    ]
    assert offered("emit --set reg") == ["region="]
    assert offered("emit --set region=us-gov-") == ["region=us-gov-east-1", "region=us-gov-west-1"]
    assert offered("emit can s3:GetObject --target ufo --set stac") == ["stack="]
    assert offered("emit --target nope --set clu") == []


def test_keys_of_an_environment(offered, tmp_path):
    (tmp_path / "emit.toml").write_text("[environments.dev]\ntargets.piped-ecs = {}\n")
    assert offered("emit --env dev --set clu") == ["cluster="]


@pytest.mark.parametrize("command", ["can", "explain"])
def test_actions(command, offered):
    assert "ecs:" in offered(f"emit {command} ec")
    assert offered(f"emit {command} ecs:runt") == ["ecs:RunTask"]
    assert offered(f"emit {command} nope:") == []


def test_sides_of_a_comparison(offered, environments):
    assert offered("emit diff pro") == ["prod", "proto", "pro"]
    assert offered("emit diff prod toy@") == ["toy@1", "toy@2", "toy@3", "toy@"]


# Each shell as somebody sits before it: a line that is typed, and what a tab makes of it.
_LINES = [
    ("emit --target piped-l", "emit --target piped-lambda "),
    ("emit --target piped-lambda --set func", "function"),
    ("emit --target piped-ecs --set clus", "cluster="),
    ("emit --set region=us-gov-e", "region=us-gov-east-1"),
    ("emit can ecs:RunT", "ecs:RunTask"),
    ("emit explain ecr:BatchCheckL", "ecr:BatchCheckLayerAvailability"),
    ("emit-iam --target pipedv1-ecs@0", "pipedv1-ecs@0.1"),
    ("emit-iam --target pipedv1-ecs@", "pipedv1-ecs@0.1"),
    ("emit diff here", "here.yaml"),
    ("emit build --env pr", "prod"),
]
_SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
_START = {
    "bash": 'bind "set enable-bracketed-paste off"; source ./load\n',
    "zsh": "autoload -U compinit; compinit -u -D; source ./load\n",
}


class Terminal:
    """A shell on a terminal of its own, which waits for what it is to print and not for a time."""

    def __init__(self, shell, folder, environment):
        self.process, self.end = _on_terminal(_SHELLS[shell], folder, environment)
        self.printed = ""
        self.type(_START[shell])
        # In quotes, so that the line that is typed is not taken for what it prints.
        self.type("printf 'rea''dy\\n'\n")
        self.wait("ready")

    def type(self, text):
        os.write(self.end, text.encode())

    def wait(self, text):
        while text not in self.printed:
            ready, _, _ = select.select([self.end], [], [], 120)
            assert ready, f"{text!r} is not in {self.printed!r}"
            shown = os.read(self.end, 65536).decode(errors="replace")
            # Without the bell, which bash rings where several names go on alike.
            self.printed += shown.replace("\a", "")

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.end)


def _on_terminal(command, folder, environment):
    shown, end = os.openpty()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=end, stdout=end, stderr=end, start_new_session=True
    )
    os.close(end)
    return process, shown


@pytest.fixture
def outside(tmp_path):
    """A folder with files to complete, and an environment that has emit on its path."""
    (tmp_path / "here.yaml").write_text("")
    (tmp_path / "emit.toml").write_text("[environments.prod]\n")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    home = tmp_path / "home"
    home.mkdir()
    return os.environ | {"PATH": path, "TERM": "dumb", "PS1": "$ ", "HOME": str(home), "COLUMNS": "300"}


@pytest.mark.parametrize("shell", _SHELLS)
def test_the_shell_itself_completes_with_it(shell, emit, tmp_path, outside):
    _needed(shell)
    (tmp_path / "load").write_text(emit("completion", shell).out)
    terminal = Terminal(shell, tmp_path, outside)
    try:
        for typed, completed in _LINES:
            terminal.printed = ""
            terminal.type(f"{typed}\t")
            terminal.wait(completed)
            # Leave the line.
            terminal.type("\x15")
    finally:
        terminal.close()


def test_fish_itself_completes_with_it(emit, tmp_path, outside):
    _needed("fish")
    (tmp_path / "load").write_text(emit("completion", "fish").out)
    asked = "; ".join(f"complete -C '{typed}'; echo --" for typed, _ in _LINES)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source ./load; {asked}"],
        cwd=tmp_path,
        env=outside,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    offered = done.stdout.split("--\n")
    for (typed, completed), said in zip(_LINES, offered, strict=False):
        assert completed.split(" ")[-1 if not completed.endswith(" ") else -2] in said, typed


def _needed(shell):
    if not shutil.which(shell):
        if os.environ.get("CI"):
            pytest.fail(f"{shell} is needed")
        pytest.skip(f"no {shell}")
