"""IAM that was made by hand, taken over by either engine without being made anew."""

import json

import pytest

from emitter.cli import main
from tests.e2e import cases, deploy
from tests.e2e.declared import load
from tests.e2e.iam import read
from tests.e2e.stacks import Stack
from tests.e2e.watch import Watch

_TRUST = """{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
]}"""
_ALL = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecs:*","Resource":"*"}]}'
_CONFIG = """\
[environments.prod]
account = "123456789012"
region = "eu-west-1"

[environments.prod.targets.piped-lambda]
identity = { kind = "ec2-instance-profile", name = "piped" }
policy_name = "piped-lambda"
values = { function = "thumbnails", function_role = "thumbnails" }
"""
_OTHER = "arn:aws:iam::123456789012:policy/other"


@pytest.fixture
def account(server, tmp_path, monkeypatch):
    """An account with a role that was made by hand, and its details and emit's files in the folder."""
    account = server.account("123456789012", "eu-west-1")
    iam = account.client("iam")
    iam.create_role(RoleName="piped", AssumeRolePolicyDocument=_TRUST)
    for name in ("piped-lambda", "other"):
        made = iam.create_policy(PolicyName=name, PolicyDocument=_ALL, Description="made by hand")
        iam.attach_role_policy(RoleName="piped", PolicyArn=made["Policy"]["Arn"])
    iam.put_role_policy(RoleName="piped", PolicyName="inline", PolicyDocument=_ALL)
    iam.create_instance_profile(InstanceProfileName="piped")
    iam.add_role_to_instance_profile(InstanceProfileName="piped", RoleName="piped")
    found = iam.get_account_authorization_details()
    found.pop("ResponseMetadata")
    (tmp_path / "details.json").write_text(json.dumps(found, default=str))
    (tmp_path / "emit.toml").write_text(_CONFIG)
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 0
    return account


def _is_as_declared(account, tmp_path):
    case = cases.Case("adopted", tmp_path / "out" / "prod", "123456789012", "eu-west-1", {})
    declared = deploy.everything(case, account)
    # IAM cannot change it.
    declared["policy arn:aws:iam::123456789012:policy/piped-lambda"]["description"] = "made by hand"
    assert {key: read(account)[key] for key in declared} == declared


def test_terraform_takes_over(account, terraform, tmp_path, capsys):
    iam = account.client("iam")
    before = iam.get_role(RoleName="piped")["Role"]["RoleId"]
    capsys.readouterr()
    assert main(["adopt", "--env", "prod", "--live", "details.json"]) == 0
    ran = capsys.readouterr()
    assert f"nobody asks for the attached {_OTHER}; it is detached" in ran.err
    (tmp_path / "imports.tf").write_text(ran.out)
    template = tmp_path / "out" / "prod" / "piped-lambda.tf.json"
    module = terraform.module(tmp_path / "module", account, [template, tmp_path / "imports.tf"])
    status, plan = module.plan()
    assert status == 2
    assert "4 to import" in plan
    assert " 0 to destroy" in plan
    assert "must be replaced" not in plan
    module.apply()
    assert module.plan()[0] == 0
    assert iam.get_role(RoleName="piped")["Role"]["RoleId"] == before
    _is_as_declared(account, tmp_path)


def test_cloudformation_takes_over(account, server, tmp_path):
    assert (
        main(["adopt", "--env", "prod", "--live", "details.json", "--format", "cloudformation", "-o", "."])
        == 0
    )
    stack = Stack(account)
    stack.adopt(json.loads((tmp_path / "prod-piped-lambda.import.json").read_text()))
    watch = Watch(server, account, "piped")
    server.calls.clear()
    template = load((tmp_path / "out" / "prod" / "piped-lambda.yaml").read_text())
    assert watch.step(lambda: stack.update(template)) == ([], False)
    # What stays attached is not taken away first.
    assert server.calls.count("DetachRolePolicy") == server.calls.count("DeleteRolePolicy") == 1
    assert not {"AttachRolePolicy", "CreateRole", "CreatePolicy"} & set(server.calls)
    _is_as_declared(account, tmp_path)
