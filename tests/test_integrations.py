"""Where people run emit: hooks of pre-commit, the action of GitHub, the jobs of GitLab, run as they stand."""

import http.server
import json
import os
import re
import shlex
import subprocess
import sys
import threading
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


_GIT = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "somebody"), ("EMAIL", "somebody@example.com"))
}


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


@pytest.fixture
def hooked(project, tmp_path):
    """Run a hook in ``project`` as pre-commit does, with emit that is installed and not one of its own."""
    manifest = tmp_path / "emit"
    manifest.mkdir()
    (manifest / ".pre-commit-hooks.yaml").write_bytes((ROOT / ".pre-commit-hooks.yaml").read_bytes())
    for folder in (manifest, project):
        done = bash("git init -q; git add -A; git commit -qm first", folder, **_GIT)
        assert done.returncode == 0, done.stderr
    revision = bash("git rev-parse HEAD", manifest, **_GIT).stdout.strip()
    chosen = [{"id": id_, "language": "system"} for id_ in hooks()]
    repository = {"repo": str(manifest), "rev": revision, "hooks": chosen}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [repository]}))

    def run(id_):
        home = tmp_path / "pre-commit"
        command = f"git add -A && pre-commit run --verbose --color never --all-files {id_}"
        return bash(command, project, PRE_COMMIT_HOME=str(home), **_GIT)

    return run


def test_the_hooks_are_those_that_are_documented():
    assert list(hooks()) == ["emit-build", "emit-check", "emit-lint"]
    assert {hook["language"] for hook in hooks().values()} == {"python"}


def test_pre_commit_lints(project, hooked):
    (project / "package.json").write_text('{"name": "x"}')
    done = hooked("emit-lint")
    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout
    (project / "wide.json").write_text(WIDE)
    done = hooked("emit-lint")
    assert done.returncode == 1
    assert "wide.json:1:" in done.stdout


def test_pre_commit_checks(project, hooked):
    assert hooked("emit-check").returncode == 0
    (project / "out" / "prod" / "ufo.yaml").unlink()
    done = hooked("emit-check")
    assert done.returncode == 1
    assert "out/prod/ufo.yaml: is missing; run emit build" in done.stdout


def test_pre_commit_builds_and_fails_once(project, hooked):
    assert hooked("emit-build").returncode == 0
    config = project / "emit.toml"
    config.write_text(config.read_text().replace('cluster = "web"', 'cluster = "shop"'))
    done = hooked("emit-build")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert hooked("emit-build").returncode == 0
    assert hooked("emit-check").returncode == 0


def test_pre_commit_fails_when_every_file_that_was_built_is_new(project, hooked):
    assert hooked("emit-build").returncode == 0
    config = project / "emit.toml"
    config.write_text(config.read_text() + PROJECT.replace("prod", "dev").replace("1111", "2222"))
    done = hooked("emit-build")
    assert done.returncode == 1
    assert "out/dev/ufo.yaml: new" in done.stdout
    assert "files were modified by this hook" not in done.stdout
    assert hooked("emit-build").returncode == 0


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

MARKER = "<!-- emit: change of access -->"
_EXPRESSION = re.compile(r"\$\{\{\s*([a-z_.-]+)\s*\}\}")


def act(folder, runner, event="push", pull=None, **inputs):
    """Run the steps of the action with ``inputs``, all but what pip does; gives what each came to.

    ``pull`` are variables of the environment and expressions of a pull request.
    """
    action = load("action.yml")
    assert action["runs"]["using"] == "composite"
    known = {f"inputs.{name}": given["default"] for name, given in action["inputs"].items()}
    known |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    known["github.action_path"] = str(ROOT)
    known |= {"github.token": "token", **(pull or {})}
    outputs, summary = runner / "outputs", runner / "summary"
    outputs.write_text("")
    ran = {}
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"], "an input in a script could be a command"
        condition = step.get("if", "")
        wanted = [
            "inputs.check" not in condition or known["inputs.check"] == "true",
            "inputs.diff" not in condition or bool(known["inputs.diff"]),
            "github.event_name" not in condition or event == "pull_request",
            "outputs.report" not in condition or "report=ready" in outputs.read_text(),
        ]
        if not all(wanted):
            continue
        variables = {
            name: _EXPRESSION.sub(lambda match: known[match[1]], text) for name, text in step["env"].items()
        }
        variables = {
            name: _EXPRESSION.sub(lambda match: known[match[1]], text) for name, text in variables.items()
        }
        runner_sets = {"GITHUB_OUTPUT": outputs, "GITHUB_STEP_SUMMARY": summary, "RUNNER_TEMP": runner}
        runner_sets |= {name: value for name, value in known.items() if name.startswith("GITHUB_")}
        ran[step["name"]] = bash(
            step["run"], folder, **{name: str(value) for name, value in runner_sets.items()}, **variables
        )
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
        f'case "$1" in *.py) exec {shlex.quote(sys.executable)} "$@";; esac\n'
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
        f"-m pip install --quiet --disable-pip-version-check --constraint {ROOT}/constraints.txt {ROOT}",
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


class Answering(http.server.BaseHTTPRequestHandler):
    """A REST API with the ``comments`` of its server; ``TOKEN`` is the header of the token."""

    TOKEN = "Authorization"

    def answer(self, status, data):
        """Send ``data`` as JSON."""
        text = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def read(self):
        """Note the request, and give its data."""
        self.server.asked.append((self.command, self.path, self.headers[self.TOKEN]))
        length = int(self.headers.get("Content-Length") or 0)
        return json.loads(self.rfile.read(length) or "null")

    def page(self):
        """Answer with the comments of one page."""
        page = int(self.path.rpartition("=")[2])
        self.answer(200, self.server.comments[100 * (page - 1) : 100 * page])

    def change(self):
        """Change the body of the comment whose number ends the path."""
        body = self.read()["body"]
        number = int(self.path.rpartition("/")[2])
        (found,) = [one for one in self.server.comments if one["id"] == number]
        found["body"] = body
        self.answer(200, found)

    def log_message(self, *_):
        pass


class GitHub(Answering):
    """The comments of issue 7, as GitHub's REST API has them."""

    def do_GET(self):
        self.read()
        self.page()

    def do_POST(self):
        body = self.read()["body"]
        if self.server.refused:
            self.answer(403, {"message": "Resource not accessible by integration"})
            return
        author = {"login": "github-actions[bot]"}
        self.server.comments.append({"id": len(self.server.comments) + 1, "user": author, "body": body})
        self.answer(201, self.server.comments[-1])

    def do_PATCH(self):
        self.change()


def serving(handler):
    """Yield a server of ``handler`` on the loopback device."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.comments, server.asked, server.refused = [], [], False
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def github():
    """GitHub's API on the loopback device."""
    yield from serving(GitHub)


@pytest.fixture
def pull(project, runner, github):
    """Run the action on a pull request that changes ``project``."""
    bash("git init -q -b main; git add -A; git commit -qm first", project, **_GIT)
    base = bash("git rev-parse HEAD", project, **_GIT).stdout.strip()
    given = {
        "github.event.pull_request.base.sha": base,
        "github.event.pull_request.number": "7",
        "GITHUB_API_URL": f"http://127.0.0.1:{github.server_port}",
        "GITHUB_REPOSITORY": "owner/repository",
    }

    def run(**inputs):
        return act(project, runner, "pull_request", given, python=str(runner / "python"), **inputs)

    return run


def widen(project, cluster="shop"):
    config = project / "emit.toml"
    config.write_text(re.sub('cluster = "[^"]*"', f'cluster = "{cluster}"', config.read_text()))
    assert bash("emit build", project).returncode == 0


def test_the_action_posts_one_comment_and_updates_it(project, runner, github, pull):
    stranger = {"id": 1, "user": {"login": "mallory"}, "body": f"{MARKER}\nall is well"}
    github.comments = [stranger, *({"id": n, "user": {"login": "ann"}, "body": "hi"} for n in range(2, 151))]
    widen(project)
    ran = pull()
    assert [(name, done.returncode) for name, done in ran.items()] == [
        *(("Install emit", 0), ("emit check", 0), ("emit lint", 0), ("emit diff", 0), ("emit comment", 0)),
    ]
    (own,) = github.comments[150:]
    assert own["body"].startswith(f"{MARKER}\n")
    assert "prod/ufo" in own["body"]
    assert own["body"].split("\n", 1)[1].strip() == (runner / "summary").read_text().strip()
    widen(project, "market")
    assert pull()["emit comment"].stdout == "emit: comment updated\n"
    assert "market" in github.comments[150]["body"]
    assert pull()["emit comment"].stdout == "emit: comment unchanged\n"
    widen(project, "web")
    pull()
    assert github.comments[150]["body"] == f"{MARKER}\nThis pull request changes no access.\n"
    assert len(github.comments) == 151
    assert stranger["body"].endswith("all is well")
    assert {asked[2] for asked in github.asked} == {"Bearer token"}


def test_without_a_change_there_is_no_comment(github, pull):
    assert pull()["emit comment"].stdout == "emit: comment no change of access, and no comment\n"
    assert github.comments == []


def test_a_pull_request_of_a_fork_gets_a_warning_and_the_summary(project, runner, github, pull):
    github.refused = True
    widen(project)
    ran = pull(fail_on="widened")
    assert ran["emit diff"].returncode == 1
    assert ran["emit comment"].returncode == 0
    assert ran["emit comment"].stdout.startswith("::warning::emit: no comment: GitHub answered 403")
    assert "prod/ufo" in (runner / "summary").read_text()


def test_a_diff_that_fails_is_no_comment(github, pull):
    ran = pull(diff="$(touch made) nowhere")
    assert ran["emit diff"].returncode > 1
    assert "emit comment" not in ran
    assert github.asked == []


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


@pytest.mark.parametrize("name", ["emit-check", "emit-lint", "emit-diff"])
def test_a_job(name, project):
    job = jobs()[name]
    bash("git init -q -b main; git add -A; git commit -qm first", project, **_GIT)
    base = bash("git rev-parse HEAD", project, **_GIT).stdout.strip()
    widen(project)
    done = [bash(line, project, CI_MERGE_REQUEST_DIFF_BASE_SHA=base) for line in job["script"]]
    assert [one.returncode for one in done] == [0]
    if name == "emit-lint":
        report = project / job["artifacts"]["reports"]["junit"]
        assert report.read_text().startswith("<?xml")
    if name == "emit-diff":
        assert "prod/ufo" in (project / job["artifacts"]["paths"][0]).read_text()


class GitLab(Answering):
    """The notes of merge request 7 of project 3, as GitLab's REST API has them."""

    TOKEN = "PRIVATE-TOKEN"

    def do_GET(self):
        self.read()
        if self.path == "/api/v4/user":
            self.answer(200, {"id": 5})
        else:
            self.page()

    def do_POST(self):
        body = self.read()["body"]
        if self.server.refused:
            self.answer(403, {"message": "insufficient_scope"})
            return
        assert self.path == "/api/v4/projects/3/merge_requests/7/notes"
        number = len(self.server.comments) + 1
        self.server.comments.append({"id": number, "author": {"id": 5}, "body": body})
        self.answer(201, self.server.comments[-1])

    def do_PUT(self):
        self.change()


@pytest.fixture
def gitlab():
    """GitLab's API on the loopback device."""
    yield from serving(GitLab)


@pytest.fixture
def note(tmp_path, gitlab):
    """Run the job that writes the note, with a report."""
    (script,) = load("docs/gitlab-ci.yml")["emit-note"]["script"]
    given = {
        "CI_API_V4_URL": f"http://127.0.0.1:{gitlab.server_port}/api/v4",
        "CI_PROJECT_ID": "3",
        "CI_MERGE_REQUEST_IID": "7",
        "EMIT_NOTE_TOKEN": "secret",
    }

    def run(report):
        (tmp_path / "emit-diff.md").write_text(report)
        return bash(script, tmp_path, **given)

    return run


def test_the_job_posts_one_note_and_updates_it(gitlab, note):
    stranger = {"id": 1, "author": {"id": 9}, "body": f"{MARKER}\nall is well"}
    people = ({"id": number, "author": {"id": 8}, "body": "hi"} for number in range(2, 151))
    gitlab.comments = [stranger, *people]
    assert note("**1 identity changes access**\n").stdout == "emit: note posted\n"
    assert note("**2 identities change access** `$(touch made)`\n").stdout == "emit: note updated\n"
    assert note("no difference in access\n").stdout == "emit: note updated\n"
    (own,) = gitlab.comments[150:]
    assert own["body"] == f"{MARKER}\nno difference in access"
    assert stranger["body"].endswith("all is well")
    assert [asked[0] for asked in gitlab.asked if asked[0] != "GET"] == ["POST", "PUT", "PUT"]
    assert {asked[2] for asked in gitlab.asked} == {"secret"}


def test_without_a_change_there_is_no_note(gitlab, note):
    assert note("no difference in access\n").stdout == "emit: note left out: no difference in access\n"
    assert gitlab.comments == []


def test_a_token_that_may_not_write_notes_is_named(gitlab, note):
    gitlab.refused = True
    done = note("**1 identity changes access**\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert "emit: no note: GitLab answered 403; check the scope" in done.stderr
    assert "Traceback" not in done.stderr


# Keywords of a job that these jobs may use: https://docs.gitlab.com/ci/yaml/
_KEYWORDS = {"extends", "image", "before_script", "script", "artifacts", "rules", "variables", "needs"}


def test_the_jobs_use_keywords_of_gitlab_and_run_after_what_they_need():
    held = load("docs/gitlab-ci.yml")
    given = {name: job for name, job in held.items() if name != "variables"}
    assert {keyword for job in given.values() for keyword in job} <= _KEYWORDS
    assert {need for job in given.values() for need in job.get("needs", ())} <= given.keys()
    # A job without rules runs beside a merge request and not in its pipeline.
    assert all("rules" in job or "rules" in held[job["extends"]] for job in given.values())
