"""``emit diff`` as it is typed."""

import json
import subprocess
from pathlib import Path

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


@pytest.fixture
def git(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    run("init", "-q")
    return run


POLICY = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}'
)


def test_a_revision_has_the_files_that_the_work_tree_has(said, tmp_path, git):
    folder = tmp_path / "out"
    (folder / ".hidden").mkdir(parents=True)
    (folder / "policy.json").write_text(POLICY)
    (folder / "marked.json").write_bytes(b"\xef\xbb\xbf" + POLICY.encode())
    (folder / "naïve name.json").write_text(POLICY)
    # None of these is read in the work tree.
    (folder / "picture.png").write_bytes(b"\x89PNG\xff\x00")
    (folder / "noise.json").write_bytes(b"\xff\xfe\x00")
    (folder / "without-suffix").write_text(POLICY)
    (folder / ".hidden" / "policy.json").write_text(POLICY)
    (folder / "link.json").symlink_to("policy.json")
    (folder / "dangling.json").symlink_to("nowhere")
    git("add", ".")
    git("commit", "-qm", "a")
    nothing = (0, "no difference in access\n", "")
    assert said("diff", "--rev", "HEAD", "out") == nothing
    assert said("diff", "--rev", "HEAD", ".") == nothing
    assert said("diff", "--rev", "HEAD", "out/marked.json") == nothing
    # A file that is named is read whatever its name.
    assert said("diff", "--rev", "HEAD", "out/without-suffix") == nothing
    (folder / "policy.json").write_text(POLICY.replace("Get", "Put"))
    out = said("diff", "--rev", "HEAD", "out")[1]
    assert [line for line in out.splitlines() if line.endswith(" policy")] == [
        "link.json policy",
        "policy.json policy",
    ]


BROKEN = "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties: ["


def test_what_cannot_be_read_is_no_access_that_went(said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder, text in (("valid", POLICY), ("broken", BROKEN), ("cut", "{"), ("other", "a: [")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "role.yaml").write_text(text)
    (tmp_path / "other" / "role.yaml").rename(tmp_path / "other" / "notes.yaml")
    # Of the new side it is an error: a gate would let it pass.
    for old, new in (("valid", "broken"), ("valid", "cut")):
        status, out, err = said("diff", "--fail-on", "widened", old, new)
        assert (status, out, err.count("\n")) == (5, "", 1)
        assert err.startswith(f"{new}/role.yaml")
    # Where it was no different before it is said.
    status, out, err = said("diff", "broken", "broken")
    assert (status, out, err.count("\n")) == (0, "no difference in access\n", 1)
    assert err.startswith("warning: broken/role.yaml")
    # Of the old side it is said, and all that there is now counts as new.
    status, out, err = said("diff", "--fail-on", "widened", "broken", "valid")
    assert (status, err.count("\n")) == (1, 1)
    assert "added: s3:GetObject" in out
    assert err.startswith("warning: broken/role.yaml")
    # What holds no policy is nothing to diff, which is said.
    note = "note: no file of either side holds IAM policies; nothing was compared\n"
    assert said("diff", "other", "other") == (0, "no difference in access\n", note)


def test_what_could_not_be_read_and_changed_is_not_green(said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cluster = "kind: ClusterConfig\nattachPolicy: {Statement: [{Effect: %s, Action: '*', Resource: '*'}]}\n"
    for folder, text in (("a", cluster % "Allow"), ("b", cluster % "Deny"), ("c", "kind: x")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "cluster.yaml").write_text(text)
    for old, new in (("a", "b"), ("c", "a"), ("a", "c")):
        status, out, err = said("diff", old, new)
        assert (status, out) == (5, "no difference in access\n")
        assert "/cluster.yaml: has policy statements in a form that is not read; put them into" in err
        assert err.endswith("; not compared\n")
    assert said("diff", "a", "a")[0] == 0


def test_what_could_not_be_read_at_a_revision(said, tmp_path, git):
    (tmp_path / "out").mkdir()
    role = tmp_path / "out" / "role.yaml"
    role.write_text(BROKEN)
    git("add", ".")
    git("commit", "-qm", "a")
    role.write_text(POLICY)
    status, out, err = said("diff", "--rev", "HEAD", "out")
    assert (status, err.startswith("warning: HEAD:out/role.yaml")) == (0, True)
    assert "added: s3:GetObject" in out
    assert said("diff", "--rev", "HEAD", "out/role.yaml")[0] == 5


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
        "  old.json:1:187: W401 allows every action of every service\n\n2 widened\n",
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


def test_a_revision_that_git_lacks_is_named(said, git):
    Path("p.json").write_text('{"Version": "2012-10-17", "Statement": []}')
    git("add", ".")
    git("commit", "-qm", "a")
    status, _, err = said("diff", "--rev", "origin/main", "p.json")
    assert status == 6
    assert err.startswith("--rev: git: it knows no revision 'origin/main'; ")


def _hostile(tmp_path, git):
    """A repository that lacks an object, and whose configuration names a program to fetch it with."""
    ran = tmp_path / "ran"
    Path("p.json").write_text('{"Version": "2012-10-17", "Statement": []}')
    git("add", ".")
    git("commit", "-qm", "a")
    listed = subprocess.run(
        ["git", "ls-tree", "HEAD", "p.json"], capture_output=True, text=True, check=True
    ).stdout.split()
    (Path(".git/objects") / listed[2][:2] / listed[2][2:]).unlink()
    for key, value in (
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::sh -c touch% {ran}"),
        ("protocol.ext.allow", "always"),
        ("core.fsmonitor", f"touch {ran}"),
    ):
        git("config", key, value)
    return ran


def test_a_missing_object_is_an_error_and_no_program_of_a_repository_runs(said, tmp_path, git):
    ran = _hostile(tmp_path, git)
    status, out, err = said("diff", "--rev", "HEAD", "p.json")
    assert (status, out) == (6, "")
    assert "p.json is missing in this repository" in err
    assert not ran.exists()
