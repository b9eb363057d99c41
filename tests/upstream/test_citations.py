"""A citation is opened, and its line has to name what is claimed."""

import subprocess

import pytest

from emitter.catalogue.targets import names
from tests.upstream.citations import Citation, citations, opened, verdict, words

_COMMIT = "0123456789abcdef0123456789abcdef01234567"


def cited(*lines, action="ecs:ListTasks", strict=True):
    return Citation("toy", action, "octo/web", _COMMIT, "main.go", lines, strict)


@pytest.mark.parametrize(
    ("citation", "text", "expected"),
    [
        (cited(2), "x\nc.ListTasks(ctx)\n", "named"),
        (cited(1), "c.listTasks(\n", "named"),
        (cited(1), "p := ecs.NewListTasksPaginator(c)\n", "named"),
        (cited(1), "client.list_tasks()\n", "named"),
        (cited(1), "aws ecs list-tasks\n", "named"),
        (cited(1), '"ecs:ListTasks",\n', "named"),
        (cited(), "x\ny\nListTasks\n", "named"),
        (cited(20), "x\n" * 40 + "ListTasks\n", "does not name it"),
        (cited(20, strict=False), "x\n" * 40, "there"),
        (cited(3), "x\ny\n", "no such line"),
        (cited(1), None, "no such file"),
        (cited(1, action="s3:ListBucket"), "b.ListObjectsV2(ctx)\n", "named"),
        (cited(1, action="lambda:InvokeFunction"), "c.Invoke(ctx)\n", "named"),
        (
            cited(1, action="cloudformation:DescribeChangeSet"),
            "get_waiter('change_set_create_complete')\n",
            "named",
        ),
        (cited(1, action="iam:PassRole"), "RoleArn: arn,\n", "does not name it"),
    ],
)
def test_what_a_line_says(citation, text, expected):
    assert verdict(citation, text) == expected


def test_the_words_of_an_action():
    assert words("elasticloadbalancing:ModifyRule") >= {"ModifyRule", "modify_rule", "modify-rule"}


@pytest.mark.parametrize("name", names())
def test_every_target_has_citations_and_every_recording_is_among_them(name):
    found = list(citations(name))
    assert found
    assert all(len(one.commit) == 40 and one.path for one in found)
    assert any(one.strict for one in found) or name == "piped-execution-role"


def test_a_file_is_read_at_its_commit(tmp_path):
    root = tmp_path / "octo+web"
    root.mkdir()
    git = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run([*git, "init", "-q"], check=True)
    (root / "main.go").write_text("c.ListTasks(ctx)\n")
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "one"], check=True)
    done = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    (root / "main.go").write_text("later\n")
    there = cited(1)._replace(commit=done.stdout.strip())
    assert opened(tmp_path, there) == (True, "c.ListTasks(ctx)\n")
    assert opened(tmp_path, there._replace(path="none.go")) == (True, None)
    assert opened(tmp_path, cited(1)) == (False, None)
