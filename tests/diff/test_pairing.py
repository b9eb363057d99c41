"""Which files are held against each other, and what of their place counts."""

import json

import pytest

from emitter.diff.files import differ
from emitter.diff.load_side import side
from emitter.diff.side import Side
from emitter.project.build import build
from emitter.project.config import read_config
from emitter.reading.files import read_text

DATA = {
    "data": {
        "aws_iam_policy_document": {"rights": {"statement": [{"actions": ["kms:*"], "resources": ["*"]}]}}
    }
}
ROLE = {"resource": {"aws_iam_role": {"r": {"name": "r", "assume_role_policy": "{}"}}}}
RIGHTS = {
    "resource": {
        "aws_iam_role_policy": {
            "rights": {
                "role": "${aws_iam_role.r.name}",
                "policy": "${data.aws_iam_policy_document.rights.json}",
            }
        }
    }
}


def merged(*parts):
    whole = {}
    for part in parts:
        for block, kinds in part.items():
            whole.setdefault(block, {}).update(kinds)
    return whole


def folder(**files):
    """A folder of JSON files; ``main_tf`` is ``main.tf.json``."""
    read = ((name.replace("_", ".") + ".json", json.dumps(whole)) for name, whole in files.items())
    return Side({name: read_text(text, name) for name, text in read}, kind="folder")


def template(action, title="Role"):
    document = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}],
    }
    properties = {"Policies": [{"PolicyName": "p", "PolicyDocument": document}]}
    return {"Resources": {title: {"Type": "AWS::IAM::Role", "Properties": properties}}}


def said(old, new):
    return [
        (one.label, d.name, d.only, [c.sort for c in d.changes])
        for one in differ(old, new)
        for d in one.differences
    ]


def test_terraform_files_of_a_folder_are_one_module():
    apart = folder(data_tf=DATA, role_tf=ROLE, rights_tf=RIGHTS)
    for other in (folder(main_tf=merged(DATA, ROLE, RIGHTS)), folder(a_tf=merged(DATA, ROLE), b_tf=RIGHTS)):
        assert said(apart, other) == said(other, apart) == []
    less = folder(data_tf=DATA, role_tf=ROLE)
    ((label, _, _, sorts),) = [row for row in said(apart, less) if row[1] == "r"]
    assert (label, sorts) == ("*.tf.json", ["removed"])


def test_files_with_the_same_resources_are_no_module():
    one = folder(a_tf=merged(DATA, ROLE, RIGHTS), b_tf=merged(DATA, ROLE, RIGHTS))
    other = json.loads(json.dumps(merged(DATA, ROLE, RIGHTS)).replace("kms", "sqs"))
    assert said(one, one) == []
    assert {row[0] for row in said(one, folder(a_tf=other, b_tf=merged(DATA, ROLE, RIGHTS)))} == {"a.tf.json"}


def test_a_file_that_moved_is_the_same():
    old = folder(before=template(["s3:GetObject", "s3:PutObject"]), other=template("sqs:SendMessage"))
    new = folder(after=template(["s3:GetObject", "s3:PutObject"]), other=template("sqs:SendMessage"))
    assert said(old, new) == []
    new = folder(after=template(["s3:GetObject"]), other=template("sqs:SendMessage"))
    assert said(old, new) == [("before.json → after.json", "Role", "", ["removed"])]


@pytest.mark.parametrize(
    "other", [template("kms:Decrypt"), template(["s3:GetObject", "s3:PutObject"], title="Another")]
)
def test_a_file_of_other_access_or_identities_is_another(other):
    old = folder(before=template(["s3:GetObject", "s3:PutObject"]), other=template("sqs:SendMessage"))
    new = folder(after=other, other=template("sqs:SendMessage"))
    assert [row[2] for row in said(old, new)] == ["new", "old"]


def test_a_template_is_held_against_the_terraform_file_of_its_name():
    one = folder(a=template("kms:*"), b=template("sqs:*"))
    other = folder(a_tf=merged(DATA, RIGHTS), b=template("sqs:*"))
    assert said(one, other) == said(other, one) == []


CONFIG = """
out = "out"
[environments.dev]
account = "111122223333"
region = "eu-west-1"
[environments.dev.targets.piped-lambda]
values = { function_role = "thumbnails" }
[environments.gov]
account = "444455556666"
region = "us-gov-west-1"
[environments.gov.targets.piped-lambda]
values = { function_role = "thumbnails" }
[environments.gov.targets.ufo]
values = { stack = "demo", cluster = "c" }
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def made(formats):
        (tmp_path / "emit.toml").write_text(f"formats = {json.dumps(formats)}\n{CONFIG}")
        build(read_config(None))

    return made


@pytest.mark.parametrize("formats", [["cloudformation", "terraform"], ["terraform"], ["cloudformation-json"]])
def test_an_environment_is_what_was_built_of_it(project, formats):
    project(formats)
    assert said(side("gov"), side("out/gov")) == said(side("out/gov"), side("gov")) == []


def test_environments_differ_in_more_than_their_place(project):
    project(["cloudformation"])
    rows = said(side("dev"), side("gov"))
    assert [(label, only) for label, _, only, _ in rows] == [("ufo", "new")]
    # As files they say what they say.
    assert {row[0] for row in said(side("out/dev"), side("out/gov"))} == {"piped-lambda.yaml", "ufo.yaml"}
