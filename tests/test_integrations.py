"""Where people run emit: hooks of pre-commit, the action of GitHub, the jobs of GitLab, run as they stand."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PROJECT = """
[environments.prod]
account = "111122223333"
region = "eu-west-1"
[environments.prod.targets.ufo]
values = { stack = "web", cluster = "web" }
"""
WIDE = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'


def load(name):
    """What stands in the YAML file ``name`` of the repository."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def bash(script, folder, **variables):
    """Run ``script`` as a runner does."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=os.environ | {"PATH": path} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def project(tmp_path):
    """A folder with an ``emit.toml`` and what it asks for."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "emit.toml").write_text(PROJECT)
    assert bash("emit build", folder).returncode == 0
    return folder


# pre-commit


def hooks():
    """Each hook by its id."""
    return {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}


def hooked(id_, folder):
    """Run the hook ``id_``, which takes no names of files."""
    hook = hooks()[id_]
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    return bash(shlex.join([*shlex.split(hook["entry"]), *hook.get("args", [])]), folder)


def test_there_are_hooks_for_both():
    assert list(hooks()) == ["emit-lint", "emit-check"]


def test_the_hook_that_lints(project):
    (project / "package.json").write_text('{"name": "x"}')
    assert (hooked("emit-lint", project).returncode, hooked("emit-lint", project).stderr) == (0, "")
    (project / "wide.json").write_text(WIDE)
    assert "wide.json:1:" in hooked("emit-lint", project).stdout
    assert hooked("emit-lint", project).returncode == 1


def test_the_hook_that_checks(project):
    assert hooked("emit-check", project).returncode == 0
    (project / "out" / "prod" / "ufo.yaml").unlink()
    assert hooked("emit-check", project).returncode == 1


@pytest.mark.parametrize(
    ("name", "is_of_interest"),
    [
        ("out/prod/ufo.yaml", True),
        ("a.yml", True),
        ("a.tf.json", True),
        ("a.template", True),
        ("emit.toml", True),
        ("main.py", False),
        ("yaml/readme.md", False),
    ],
)
def test_the_hook_looks_when_a_policy_may_have_changed(name, is_of_interest):
    assert (re.search(hooks()["emit-lint"]["files"], name) is not None) is is_of_interest


# GitHub

_EXPRESSION = re.compile(r"\$\{\{\s*([a-z.]+[a-z_-]*)\s*\}\}")


def act(folder, runner, **inputs):
    """Run the steps of the action with ``inputs``, all but what pip does; gives what each came to."""
    action = load("action.yml")
    assert action["runs"]["using"] == "composite"
    known = {f"inputs.{name}": given["default"] for name, given in action["inputs"].items()}
    known |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    known["github.action_path"] = str(ROOT)
    ran = {}
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"], "an input in a script could be a command"
        if step.get("if") == "inputs.check == 'true'" and known["inputs.check"] != "true":
            continue
        variables = {
            name: _EXPRESSION.sub(lambda match: known[match[1]], text) for name, text in step["env"].items()
        }
        ran[step["name"]] = bash(step["run"], folder, RUNNER_TEMP=str(runner), **variables)
    return ran


@pytest.fixture
def runner(tmp_path):
    """The runner's folder, and a Python that notes its arguments and installs what is here already."""
    folder = tmp_path / "runner temp"
    folder.mkdir()
    python = folder / "python"
    python.write_text(
        "#!/usr/bin/env bash\n"
        f'echo "$@" >> {shlex.quote(str(folder / "arguments"))}\n'
        'if [ "$2" = venv ]; then mkdir -p "$3/bin"; '
        f'cp "$0" "$3/bin/python"; ln -sf {shlex.quote(str(BIN / "emit"))} "$3/bin/emit"; fi\n'
    )
    python.chmod(0o755)
    return folder


def test_the_action(project, runner):
    ran = act(project, runner, python=str(runner / "python"))
    assert [(name, done.returncode) for name, done in ran.items()] == [
        ("Install emit", 0),
        ("emit check", 0),
        ("emit lint", 0),
    ]
    assert (runner / "arguments").read_text().splitlines() == [
        f"-m venv {runner}/emit",
        f"-m pip install --quiet --disable-pip-version-check {ROOT}",
    ]


def test_the_action_annotates(project, runner):
    (project / "wide.json").write_text(WIDE)
    ran = act(project, runner, python=str(runner / "python"), paths="out\nwide.json")
    assert ran["emit lint"].returncode == 1
    assert "::warning file=wide.json,line=1," in ran["emit lint"].stdout


def test_the_action_takes_inputs_as_text(project, runner):
    (project / "emit.toml").rename(project / "a b.toml")
    hostile = "$(touch made) `touch made`; touch made"
    ran = act(project, runner, python=str(runner / "python"), config="a b.toml", paths=hostile)
    assert ran["emit check"].returncode == 0
    assert ran["emit lint"].returncode == 6
    assert not (project / "made").exists()


def test_the_action_can_do_without_a_configuration(tmp_path, runner):
    (tmp_path / "wide.json").write_text(WIDE)
    ran = act(tmp_path, runner, python=str(runner / "python"), check="false", paths="wide.json")
    assert list(ran) == ["Install emit", "emit lint"]
    assert ran["emit lint"].returncode == 1


# GitLab


def jobs():
    """Each job with what it extends."""
    held = load("docs/gitlab-ci.yml")
    return {
        name: held[job["extends"]] | job
        for name, job in held.items()
        if isinstance(job, dict) and "extends" in job
    }


def test_the_jobs_install_what_they_run():
    install = '"$EMIT"'
    assert all(job["before_script"][0].endswith(install) for job in jobs().values())
    assert "EMIT" in load("docs/gitlab-ci.yml")["variables"]


@pytest.mark.parametrize("name", ["emit-check", "emit-lint"])
def test_a_job(name, project):
    job = jobs()[name]
    assert [bash(line, project).returncode for line in job["script"]] == [0]
    if "artifacts" in job:
        report = project / job["artifacts"]["reports"]["junit"]
        assert report.read_text().startswith("<?xml")
