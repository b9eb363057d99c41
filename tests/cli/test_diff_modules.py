"""``emit diff`` of a Terraform module: all files of a folder, as they are and as they were."""

import json
import subprocess

import pytest

from emitter.diff.files import differ
from emitter.diff.report import folded
from emitter.diff.side import Side
from emitter.reading.files import read_text

_TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
_FILES = {
    "main.tf": """
        resource "aws_iam_role" "r" {
          name               = "r"
          assume_role_policy = file("${path.module}/../trust/role.json")
        }
        resource "aws_iam_role_policy" "p" {
          role   = aws_iam_role.r.name
          policy = data.aws_iam_policy_document.d.json
        }
    """,
    "data.tf": """
        data "aws_iam_policy_document" "d" {
          statement {
            actions   = local.actions
            resources = ["*"]
          }
        }
    """,
    "locals.tf": 'locals {\n  actions = ["s3:GetObject"]\n}\n',
}


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Writes the files of the module ``prod``, and one that it takes in, in a repository."""
    monkeypatch.chdir(tmp_path)

    def git(*arguments):
        who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    for name, text in _FILES.items():
        (tmp_path / "prod").mkdir(exist_ok=True)
        (tmp_path / "prod" / name).write_text(text)
    (tmp_path / "trust").mkdir()
    policy = {"Version": "2012-10-17", "Statement": [_TRUST]}
    (tmp_path / "trust/role.json").write_text(json.dumps(policy))
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "a")
    return tmp_path


_SAME = (0, "no difference in access\n", "")


def diff(emit, *words):
    ran = emit("diff", *words)
    return ran.status, ran.out, ran.err


@pytest.mark.parametrize("path", ["prod", ".", "prod/main.tf", "prod/data.tf"])
def test_a_module_is_read_whole_on_both_sides(emit, module, path):
    """Without the other files ``local.actions`` and the file of the trust policy are not known."""
    assert diff(emit, path, "--rev", "HEAD") == _SAME
    locals_ = module / "prod/locals.tf"
    locals_.write_text(locals_.read_text().replace('"s3:GetObject"', '"s3:GetObject", "s3:PutObject"'))
    status, out, err = diff(emit, path, "--rev", "HEAD", "--fail-on", "widened")
    assert (status, err) == (1, "")
    assert "added: s3:PutObject on *" in out


def test_the_parts_of_a_module_may_move(emit, module):
    (module / "prod/all.tf").write_text("\n".join(_FILES.values()))
    for name in _FILES:
        (module / "prod" / name).unlink()
    assert diff(emit, "prod", "--rev", "HEAD") == _SAME


def test_a_folder_that_is_a_module_is_held_against_a_file(emit, module):
    statement = {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    properties = {
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [_TRUST]},
        "Policies": [{"PolicyName": "p", "PolicyDocument": policy}],
    }
    resources = {"r": {"Type": "AWS::IAM::Role", "Properties": properties}}
    (module / "role.json").write_text(json.dumps({"Resources": resources}))
    status, out, err = diff(emit, "prod", "role.json")
    assert (status, err) == (0, "")
    assert [line for line in out.splitlines() if line.startswith("  added")] == ["  added: s3:PutObject on *"]
    assert "removed" not in out


def test_a_trust_policy_in_a_file_of_the_module_is_read_at_the_revision(emit, module):
    trust = module / "trust/role.json"
    trust.write_text(trust.read_text().replace("ecs-tasks", "lambda"))
    _, out, _ = diff(emit, "prod", "--rev", "HEAD")
    assert "added in the trust policy: sts:AssumeRole on lambda.amazonaws.com" in out


def test_a_module_that_went_is_one(emit, module):
    for name in _FILES:
        (module / "prod" / name).unlink()
    _, out, _ = diff(emit, "prod", "--rev", "HEAD")
    assert out.startswith("*.tf r (gone)\n")
    assert out.endswith("\n2 removed\n")


def test_what_is_left_out_of_the_work_tree_is_left_out_of_a_revision(emit, module):
    vendored = module / "node_modules/x"
    vendored.mkdir(parents=True)
    (vendored / "policy.json").write_text((module / "trust/role.json").read_text())
    (module / "kept.json").write_text((module / "trust/role.json").read_text())
    subprocess.run(["git", "add", "-f", "."], check=True, capture_output=True)
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, "commit", "-qm", "b"], check=True, capture_output=True)
    (module / ".gitignore").write_text("kept.json\n")
    assert diff(emit, ".", "--rev", "HEAD") == _SAME


def _template(action):
    document = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}],
    }
    properties = {"Policies": [{"PolicyName": "p", "PolicyDocument": document}]}
    return json.dumps({"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}})


def _terraform(label, action):
    statement = [{"actions": [action], "resources": ["*"]}]
    return json.dumps(
        {
            "data": {"aws_iam_policy_document": {label: {"statement": statement}}},
            "resource": {
                "aws_iam_role_policy": {
                    label: {"role": label, "policy": f"${{data.aws_iam_policy_document.{label}.json}}"}
                }
            },
        }
    )


def test_what_changes_alike_in_a_module_and_in_templates_is_one_entry():
    def folder(actions):
        files = {f"prod/{name}.yaml": _template(action) for name, action in actions.items()}
        files |= {f"prod/{name}.tf.json": _terraform(name, action) for name, action in actions.items()}
        return Side({name: read_text(text, name) for name, text in files.items()}, kind="folder")

    old = folder({"web": "s3:GetObject", "api": "s3:GetObject", "job": "kms:Decrypt"})
    new = folder({"web": "s3:PutObject", "api": "s3:PutObject", "job": "kms:Encrypt"})
    differences = [(one.label, each) for one in differ(old, new) for each in one.differences]
    assert sorted(labels for labels, _ in folded(differences)) == [
        ("prod/*.tf.json", "prod/api.yaml"),
        ("prod/*.tf.json", "prod/job.yaml"),
        ("prod/*.tf.json", "prod/web.yaml"),
    ]
