"""``emit adopt`` as it is typed."""

import json
import shlex

import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from emitter.adopt.cloudformation import IDENTIFIERS
from emitter.cli import main
from tests.support.account_details import ADMINISTRATOR, POLICY, TRUST, attached, details, managed, role

ACCOUNT = "111122223333"
ARN = f"arn:aws:iam::{ACCOUNT}:policy/piped-lambda"
CONFIG = f"""\
[environments.prod]
account = "{ACCOUNT}"
region = "eu-west-1"

[environments.prod.targets.piped-lambda]
identity = {{ kind = "ec2-instance-profile", name = "piped" }}
policy_name = "piped-lambda"
values = {{ function = "thumbnails", function_role = "thumbnails" }}

[environments.prod.targets.ufo]
identity = {{ kind = "group", name = "Ufo", users = ["tung"] }}
values = {{ stack = "demo", cluster = "prod" }}
"""


@pytest.fixture
def adopt(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "emit.toml").write_text(CONFIG)

    def run(*arguments, live=None):
        if live is not None:
            (tmp_path / "details.json").write_text(live)
            arguments = (*arguments, "--live", "details.json")
        status = main(["adopt", "--env", "prod", *arguments])
        ran = capsys.readouterr()
        return status, ran.out, ran.err

    return run


def ids(text):
    return [json.loads(line.partition("= ")[2]) for line in text.splitlines() if line.startswith("  id = ")]


def test_everything_that_has_an_id_of_its_own(adopt):
    status, out, err = adopt("--target", "piped-lambda")
    assert (status, err) == (0, "")
    assert sorted(ids(out)) == sorted(["piped", "piped", f"piped/{ARN}", ARN])
    assert out.startswith("import {\n  to = aws_iam_")


def test_only_what_is_there_is_imported_and_the_rest_is_said(adopt):
    inline = [{"PolicyName": "by-hand", "PolicyDocument": POLICY}]
    live = details(
        roles=[role(AttachedManagedPolicies=attached(ADMINISTRATOR), RolePolicyList=inline)],
        policies=[managed(ARN, "piped-lambda")],
    )
    status, out, err = adopt("--target", "piped-lambda", live=live)
    assert status == 0
    assert sorted(ids(out)) == [ARN, "piped"]
    assert err.splitlines() == [
        f"note: role piped: nobody asks for the attached {ADMINISTRATOR}; it is detached",
        "note: role piped: nobody asks for the inline policy by-hand; it is deleted",
        "note: instance-profile piped: does not exist, so it is made",
    ]


def test_a_group_its_users_and_the_policies_that_are_attached(adopt):
    policy = f"arn:aws:iam::{ACCOUNT}:policy/UFOPolicy"
    live = details(
        users=[{"UserName": "tung", "Path": "/"}],
        groups=[{"GroupName": "Ufo", "Path": "/", "AttachedManagedPolicies": attached(policy)}],
        policies=[managed(policy, "UFOPolicy")],
    )
    _, out, err = adopt("--target", "ufo", live=live)
    assert {"Ufo", "tung", policy, f"Ufo/{policy}"} <= set(ids(out))
    assert "does not exist" in err


def test_a_path_that_cannot_change_is_said(adopt):
    _, _, err = adopt("--target", "piped-lambda", live=details(roles=[role(Path="/old/")]))
    assert (
        "role piped: has the path /old/, and not /; IAM cannot change it, so Terraform deletes it and makes "
        'it anew, and CloudFormation refuses, unless its identity in emit.toml has path = "/old/"'
    ) in err


def test_a_policy_of_that_name_under_another_path_is_said(adopt):
    other = f"arn:aws:iam::{ACCOUNT}:policy/old/Piped-Lambda"
    live = details(roles=[role()], policies=[managed(other, "Piped-Lambda", Path="/old/")])
    _, _, err = adopt("--target", "piped-lambda", live=live)
    assert f"policy {ARN}: cannot be made: {other} has its name; give the identity that path, or" in err


def test_what_the_details_do_not_show_is_said(adopt, tmp_path):
    pod = 'kind = "eks-pod-identity", cluster = "tools", namespace = "pipecd", service_account = "piped"'
    kind = 'kind = "ec2-instance-profile", name = "piped"'
    (tmp_path / "emit.toml").write_text(CONFIG.replace(kind, f'{pod}, name = "piped"'))
    _, out, err = adopt("--target", "piped-lambda", live=details(roles=[role()]))
    assert ids(out) == ["piped"]
    assert "association of pipecd/piped in cluster tools: these details do not show whether it exists;" in err


def test_an_import_of_cloudformation_describes_what_is_there(adopt, tmp_path):
    live = details(
        roles=[
            role(
                AttachedManagedPolicies=attached(ADMINISTRATOR, ARN),
                InstanceProfileList=[{"InstanceProfileName": "piped", "Path": "/"}],
                Tags=[{"Key": "team", "Value": "web"}, {"Key": "aws:made-by", "Value": "x"}],
            )
        ],
        policies=[managed(ARN, "piped-lambda")],
    )
    status, out, _ = adopt(
        "--target", "piped-lambda", "--format", "cloudformation", "-o", "adopt it", live=live
    )
    assert status == 0
    template = json.loads((tmp_path / "adopt it" / "prod-piped-lambda.import.json").read_text())
    resources = json.loads((tmp_path / "adopt it" / "prod-piped-lambda.resources.json").read_text())
    assert main(["build", "--target", "piped-lambda"]) == 0
    kept = (tmp_path / "out" / "prod" / "piped-lambda.yaml").read_text()
    assert {one["LogicalResourceId"] for one in resources} == set(template["Resources"])
    assert all(f"\n  {title}:\n" in kept for title in template["Resources"])
    assert all(one["DeletionPolicy"] == "Retain" for one in template["Resources"].values())
    assert not {"Outputs", "Parameters"} & set(template)
    by_type = {one["Type"]: one["Properties"] for one in template["Resources"].values()}
    assert by_type["AWS::IAM::Role"]["AssumeRolePolicyDocument"] == TRUST
    assert by_type["AWS::IAM::Role"]["ManagedPolicyArns"] == [ADMINISTRATOR]
    assert by_type["AWS::IAM::ManagedPolicy"]["Roles"] == ["piped"]
    assert by_type["AWS::IAM::Role"]["Tags"] == [{"Key": "team", "Value": "web"}]
    assert by_type["AWS::IAM::ManagedPolicy"]["PolicyDocument"] == POLICY
    assert by_type["AWS::IAM::InstanceProfile"] == {
        "InstanceProfileName": "piped",
        "Roles": ["piped"],
    }
    commands = [shlex.split(line) for line in out.splitlines()]
    assert [command[2] for command in commands] == [
        "create-change-set",
        "wait",
        "execute-change-set",
        "wait",
    ]
    assert "file://adopt it/prod-piped-lambda.import.json" in commands[0]


@pytest.mark.parametrize(("kind", "identifier"), list(IDENTIFIERS.items()))
def test_identifiers_are_those_of_the_registry(kind, identifier):
    names = {"policy": "ManagedPolicy", "instance-profile": "InstanceProfile"}
    type_ = f"AWS::IAM::{names.get(kind, kind.title())}"
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", type_).schema
    assert schema["primaryIdentifier"] == [f"/properties/{identifier}"]


@pytest.mark.parametrize(
    ("arguments", "live", "status", "said"),
    [
        (["--format", "cloudformation"], None, 2, "--live: required for cloudformation"),
        (["--format", "cloudformation"], details(), 2, "--output: required for cloudformation"),
        (["-o", "x"], None, 2, "--output: has no effect on terraform"),
        (["--target", "ufo6"], None, 2, "prod has no target 'ufo6'; did you mean 'ufo'?"),
        ([], details(), 2, "--live: has nothing that these files make"),
        ([], "{}", 5, "details.json: is no output of aws iam get-account-authorization-details"),
        ([], "no json", 5, "details.json: is no output of"),
        ([], details(IsTruncated=True), 5, "details.json: is one page of several"),
        (["--live", "gone.json"], None, 6, "gone.json: no such file"),
    ],
)
def test_used_wrongly(adopt, arguments, live, status, said):
    found, out, err = adopt(*arguments, live=live)
    assert (found, out) == (status, "")
    assert said in err


def test_an_environment_without_an_account(adopt, tmp_path):
    (tmp_path / "emit.toml").write_text(CONFIG.replace(f'account = "{ACCOUNT}"\n', ""))
    status, _, err = adopt()
    assert status in (2, 3)
    assert "account" in err
