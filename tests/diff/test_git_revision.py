"""The files of a git revision: as git has them, whatever the work tree says."""

import os
import subprocess

import pytest

from emitter.diff.git_revision import revision
from emitter.errors import OutputError

POLICY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}'
MODULE = """
variable "name" {
  default = "web"
}

resource "aws_iam_policy" "it" {
  policy = data.aws_iam_policy_document.it.json
}
"""
PART = """
data "aws_iam_policy_document" "it" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::${var.name}"]
  }
}
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository with one commit, and a work tree that is another by now."""
    top = tmp_path_factory.mktemp("repository")
    out = top / "out"
    (out / "tf").mkdir(parents=True)
    files = {
        "a.json": POLICY % "s3:GetObject",
        "tf/main.tf": MODULE,
        "tf/data.tf": PART,
        "notes": "no policy",
    }
    for name, text in files.items():
        (out / name).write_text(text)
    (out / "link.json").symlink_to("a.json")
    (out / "lost.json").symlink_to("../../elsewhere.json")
    (top / "b.json").write_text(POLICY % "s3:PutObject")
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-C", str(top))
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "a")):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    for path in (*out.rglob("*.*"), top / "b.json"):
        path.unlink()
    return top


def resources(source):
    return [value.shown for one in source.documents for s in one.statements for value in s.resources]


def test_a_folder_has_the_files_of_the_revision(repository):
    side = revision("HEAD", str(repository / "out"))
    assert side.kind == "folder"
    assert sorted(side.sources) == ["a.json", "link.json", "tf/data.tf", "tf/main.tf"]
    assert {source.file for source in side.sources.values()} >= {"HEAD:out/a.json", "HEAD:out/tf/main.tf"}
    assert list(side.modules) == ["tf"]
    assert len(side.sources["link.json"].documents) == 1


def test_the_whole_repository_has_paths_from_its_top(repository):
    side = revision("HEAD", str(repository))
    assert {"b.json", "out/a.json", "out/tf/main.tf"} <= set(side.sources)


@pytest.mark.parametrize("path", ["b.json", "out/a.json"])
def test_one_file_stands_by_itself(repository, path):
    (label, source), *more = revision("HEAD", str(repository / path)).sources.items()
    assert (label, source.file, more) == ("", f"HEAD:{path}", [])
    assert len(source.documents) == 1


def test_a_file_of_a_module_is_read_with_the_others(repository):
    ((_, source),) = revision("HEAD", str(repository / "out" / "tf" / "main.tf")).sources.items()
    # Data and default are of its sibling.
    assert resources(source) == ["arn:aws:s3:::web"]


@pytest.mark.parametrize(
    ("rev", "path", "says"),
    [
        ("origin/main", "out", "--rev: git: it knows no revision 'origin/main'; name one that it has"),
        ("--help", "out", "--rev: git: it knows no revision '--help'"),
    ],
)
def test_a_revision_that_git_does_not_know_is_an_error(repository, rev, path, says):
    with pytest.raises(OutputError) as refusal:
        revision(rev, str(repository / path))
    assert str(refusal.value).startswith(says)


def test_a_folder_that_is_in_no_repository_is_an_error(tmp_path):
    with pytest.raises(OutputError, match=r"--rev: git: .*name a revision and a path that it has"):
        revision("HEAD", str(tmp_path))


@pytest.mark.parametrize("path", ["", os.devnull])
def test_without_git_the_error_says_so(repository, monkeypatch, path):
    monkeypatch.setenv("PATH", path)
    with pytest.raises(OutputError, match="--rev: git is not there; install it"):
        revision("HEAD", str(repository))
