"""``emit diff`` as it is typed."""

import json
import subprocess

import pytest

from emitter.cli import main


@pytest.fixture
def said(capsys):
    def run(*arguments):
        status = main(list(arguments))
        ran = capsys.readouterr()
        return status, ran.out, ran.err

    return run


def test_versions_of_a_target(said):
    status, out, err = said("diff", "piped-lambda@0.47", "piped-lambda@0.49")
    assert (status, err) == (0, "")
    assert "  added: lambda:ListFunctions on *" in out.splitlines()


def test_markdown_and_json_say_the_same(said):
    _, text, _ = said("diff", "--format", "markdown", "piped-lambda@0.47", "piped-lambda@0.49")
    assert "- added: `lambda:ListFunctions` on `*`" in text.splitlines()
    _, data, _ = said("diff", "--format", "json", "piped-lambda@0.47", "piped-lambda@0.49")
    sorts = {c["sort"] for d in json.loads(data)["differences"] for c in d["changes"]}
    assert sorts == {"added", "widened"}


@pytest.mark.parametrize(
    ("old", "new", "status"), [("0.47", "0.49", 1), ("0.49", "0.47", 0), ("0.49", "0.50", 0)]
)
def test_fails_on_what_is_wider(said, old, new, status):
    ran = said("diff", "--fail-on", "widened", f"piped-ecs@{old}", f"piped-ecs@{new}")
    assert ran[0] == status


def test_a_revision_against_the_work_tree(said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def git(*arguments):
        subprocess.run(["git", *arguments], check=True, capture_output=True)

    main(["--target", "piped-ecs@0.47", "--output", "out/role.yaml"])
    (tmp_path / "out" / "notes.json").write_text("[]")
    git("init", "-q")
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "a")
    assert said("diff", "--rev", "HEAD", "out")[:2] == (0, "no difference in access\n")
    main(["--target", "piped-ecs@0.49", "--output", "out/role.yaml"])
    assert "added: ecs:DescribeTasks" in said("diff", "--rev", "HEAD", "out")[1]
    assert "added: ecs:DescribeTasks" in said("diff", "--rev", "HEAD", "out/role.yaml")[1]
    assert said("diff", "--rev", "HEAD", "--fail-on", "widened", "out")[0] == 1


def test_what_is_said_of_wildcards_and_boundaries(said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def role(name, action, boundary=None):
        statement = {"Effect": "Allow", "Action": action, "Resource": "*"}
        document = {"Version": "2012-10-17", "Statement": [statement]}
        properties = {"Policies": [{"PolicyName": "p", "PolicyDocument": document}]}
        properties |= {"PermissionsBoundary": boundary} if boundary else {}
        whole = {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}}
        (tmp_path / name).write_text(json.dumps(whole))

    role("old.json", "*")
    role("new.json", ["ecs:ListClusters", "ecs:ListServices"], "arn:aws:iam::123456789012:policy/limits")
    assert said("diff", "old.json", "new.json")[1].splitlines()[:3] == [
        "Role",
        "  narrowed: * on * to ecs:ListClusters, ListServices on *",
        "  narrowed: only within arn:aws:iam::123456789012:policy/limits, its permissions boundary",
    ]
    assert said("diff", "--fail-on", "widened", "old.json", "new.json")[0] == 0
    assert said("diff", "--fail-on", "widened", "new.json", "old.json")[:2] == (
        1,
        "Role\n"
        "  widened: * on *, before ecs:ListClusters, ListServices on *\n"
        "  widened: no longer within arn:aws:iam::123456789012:policy/limits, its permissions boundary\n\n"
        "findings that are new\n"
        "  old.json:1:187: W401 allows every action of every service\n",
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("piped-ecs",), 2),
        (("piped-ecs", "piped-esc"), 2),
        (("piped-ecs@0.1", "piped-ecs"), 2),
        (("--rev", "nowhere", "."), 6),
        (("piped-ecs", "piped-ecs", "--rev", "HEAD"), 2),
    ],
)
def test_one_line_for_what_is_not_there(said, tmp_path, monkeypatch, arguments, status):
    monkeypatch.chdir(tmp_path)
    got, out, err = said("diff", *arguments)
    assert (got, out, err.count("\n")) == (status, "", 1)
