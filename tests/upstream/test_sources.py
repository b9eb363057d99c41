"""A source is a folder, a repository at a release, or an archive."""

import io
import subprocess
import tarfile
import zipfile

import pytest
import yaml

from tests.support import ROOT
from tests.upstream.__main__ import read
from tests.upstream.checkouts import NotThereError, checkout
from tests.upstream.tree import files

_CALL = b"import boto3\nboto3.client('ecs').list_tasks()\n"


def _git(folder, *arguments):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    """A repository ``octo/web`` with the releases 1.9.0 and 1.10.0, and one of another form."""
    root = tmp_path / "octo+web"
    (root / "src").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for version in ("v1.9.0", "v1.10.0", "v2.0.0-rc1"):
        (root / "src" / "main.py").write_bytes(_CALL + f"# {version}\n".encode())
        _git(root, "add", "-A")
        _git(root, "commit", "-q", "-m", version)
        _git(root, "tag", version)
    return root


@pytest.mark.parametrize(
    ("version", "revision"),
    [(None, "v1.10.0"), ("1.10.0", "v1.10.0"), ("1.9.5", "v1.9.0"), ("3.0", "v1.10.0")],
)
def test_the_newest_release_up_to_a_version(version, revision, repository, tmp_path):
    there = checkout("octo/web", "v{version}", version, tmp_path)
    assert (there.root, there.revision, there.version) == (repository, revision, revision[1:])


@pytest.mark.parametrize(("tag", "version"), [("v{version}", "1.0"), ("web-{version}", None)])
def test_no_release(tag, version, repository, tmp_path):
    with pytest.raises(NotThereError, match="octo/web"):
        checkout("octo/web", tag, version, tmp_path)


def test_files_of_a_repository_are_those_of_the_revision(repository):
    ((path, content),) = files(repository, "v1.9.0", [], [])
    assert path == "src/main.py"
    assert content.endswith(b"# v1.9.0\n")
    assert list(files(repository, "v1.9.0", ["other"], [])) == []
    assert list(files(repository, "v1.9.0", [], ["src/*"])) == []


def test_tests_and_vendored_files_are_left_out(tmp_path):
    kept = {"a/main.go", "a/run.sh", "a/x.ts", "main.py"}
    left = {
        "a/main_test.go",
        "vendor/a.go",
        "a/node_modules/x.js",
        "test_main.py",
        "dist/index.js",
        "a/b.md",
        "x.d.ts",
    }
    for path in kept | left:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    assert {path for path, _ in files(tmp_path, None, [], [])} == kept
    assert {path for path, _ in files(tmp_path, None, ["a"], [])} == {
        one for one in kept if one.startswith("a/")
    }


def _archives(tmp_path):
    with tarfile.open(tmp_path / "one.tgz", "w:gz") as archive:
        for name, content in (("web-1/src/main.py", _CALL), ("web-1/../../etc/passwd.py", b"x")):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    with zipfile.ZipFile(tmp_path / "two.whl", "w") as archive:
        archive.writestr("src/main.py", _CALL)
    return tmp_path / "one.tgz", tmp_path / "two.whl"


def test_an_archive_is_read_and_nothing_is_written(tmp_path):
    for archive in _archives(tmp_path):
        assert ("src/main.py", _CALL) in list(files(archive, None, ["src"], []))
    assert {path.name for path in tmp_path.iterdir()} == {"one.tgz", "two.whl"}


def test_an_archive_is_held_against_a_list(tmp_path):
    _, wheel = _archives(tmp_path)
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("ecs_deploy/ecs.py", _CALL + b"boto3.client('sqs').send_message()\n")
    made, said = read("ecs-deploy", tmp_path, False, str(wheel))
    assert said == "two.whl"
    assert made.found == {"ecs:ListTasks"}
    assert made.unknown == {"sqs:SendMessage": ("ecs_deploy/ecs.py:3",)}
    assert made.recall < 0.95


def test_the_schedule_runs_it_and_opens_a_report():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "upstream.yml").read_text(encoding="utf-8"))
    assert "schedule" in workflow[True]
    steps = "\n".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])
    assert "tests.upstream --newest" in steps
    assert "gh issue" in steps
