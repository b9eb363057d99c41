"""``emit review`` as it is typed."""

import re
import subprocess

import pytest

from emitter.cli import main
from tests.support.linting import one, plain, statement
from tests.support.review_page import Reader

CONFIG = """\
[environments.prod]
account = "111122223333"
region = "eu-west-1"

[environments.prod.targets.piped-lambda.values]
function = "thumbnails"
function_role = "thumbnails"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(*arguments):
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_an_environment_and_what_changed_in_it(folder, capsys):
    (folder / "emit.toml").write_text(CONFIG)
    assert main(["build"]) == 0
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    (folder / "emit.toml").write_text(CONFIG.replace('"thumbnails"\nf', '["thumbnails", "video"]\nf'))
    assert main(["review", "--env", "prod", "--rev", "HEAD", "-o", "review.html"]) == 0
    page = Reader((folder / "review.html").read_text())
    assert page.text.index("Changes since HEAD") < page.text.index("Trust policy")
    assert "added lambda:CreateAlias" in page.text
    assert "arn:aws:lambda:eu-west-1:111122223333:function:video" in page.text
    assert "code client.go:" in page.text
    commits = re.findall(r"https://github\.com/\S+/blob/\w+", page.text)
    assert commits
    assert len(commits) == len(set(commits))
    assert "account 111122223333" in page.text


def test_without_a_name_every_environment(folder, capsys):
    (folder / "emit.toml").write_text(CONFIG + CONFIG.replace("prod", "dev").replace("1111", "4444"))
    assert main(["review", "-o", "-"]) == 0
    page = Reader(capsys.readouterr().out)
    assert "prod/piped-lambda: " in page.text
    assert "dev/piped-lambda: " in page.text


def test_a_page_says_whether_it_is_as_it_was_signed(folder, capsys):
    (folder / "it.json").write_text(one())
    assert main(["review", "it.json", "-o", "signed.html"]) == 0
    assert main(["review", "it.json", "--signed", "signed.html", "-o", "later.html"]) == 0
    assert "Nothing has changed since the page that was signed" in (folder / "later.html").read_text()
    (folder / "it.json").write_text(plain(statement(Resource="*")))
    assert main(["review", "it.json", "--signed", "signed.html", "-o", "later.html"]) == 0
    assert "changed since it was signed" in (folder / "later.html").read_text()


def test_what_could_not_be_read_is_on_the_page_and_not_green(folder, capsys):
    (folder / "iam").mkdir()
    (folder / "iam" / "good.json").write_text(one())
    (folder / "iam" / "bad.json").write_text(one()[:-9])
    assert main(["review", "iam", "-o", "review.html"]) == 5
    assert "bad.json" in capsys.readouterr().err
    page = Reader((folder / "review.html").read_text())
    assert "Not read, so not on this page: iam/bad.json" in page.text


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["review", "nowhere.json", "-o", "x.html"], 6, "nowhere.json: no such file or directory"),
        (["review", "it.json", "--env", "prod", "-o", "x.html"], 2, "--env: cannot be combined with FILE"),
        (["review", "--env", "prd", "-o", "x.html"], 2, "did you mean 'prod'?"),
        (["review", "it.json"], 2, "--output"),
        (["review", "it.json", "--signed", "it.json", "-o", "x.html"], 5, "has no fingerprint"),
        (["review", "it.json", "--signed", "gone.html", "-o", "x.html"], 6, "gone.html: no such file"),
        (["review", "it.json", "--rev", "main", "-o", "x.html"], 6, "--rev: git: "),
        (["review", "it.json", "-o", "empty"], 6, "empty: is a directory"),
        (["review", "empty", "-o", "x.html"], 2, "empty: holds no IAM policy"),
    ],
)
def test_used_wrongly(folder, capsys, arguments, status, said):
    (folder / "emit.toml").write_text(CONFIG)
    (folder / "it.json").write_text(one())
    (folder / "empty").mkdir()
    assert main(arguments) == status
    ran = capsys.readouterr()
    assert said in ran.err
    assert ran.out == ""
    assert not (folder / "x.html").exists()
