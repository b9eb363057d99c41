"""IAM that was made by hand, taken over by Terraform without being made anew."""

import json

from emitter.cli import main
from tests.e2e import cases, deploy
from tests.e2e.iam import read

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


def test_a_role_made_by_hand_is_taken_over(server, terraform, tmp_path, capsys):
    account = server.account("123456789012", "eu-west-1")
    iam = account.client("iam")
    made = iam.create_role(RoleName="piped", AssumeRolePolicyDocument=_TRUST)["Role"]["RoleId"]
    arn = iam.create_policy(PolicyName="piped-lambda", PolicyDocument=_ALL)["Policy"]["Arn"]
    other = iam.create_policy(PolicyName="other", PolicyDocument=_ALL)["Policy"]["Arn"]
    for one in (arn, other):
        iam.attach_role_policy(RoleName="piped", PolicyArn=one)
    iam.create_instance_profile(InstanceProfileName="piped")
    iam.add_role_to_instance_profile(InstanceProfileName="piped", RoleName="piped")
    found = iam.get_account_authorization_details()
    found.pop("ResponseMetadata")
    (tmp_path / "details.json").write_text(json.dumps(found, default=str))
    (tmp_path / "emit.toml").write_text(_CONFIG)
    config = str(tmp_path / "emit.toml")
    assert main(["build", "--config", config]) == 0
    capsys.readouterr()
    assert main(["adopt", "--config", config, "--env", "prod", "--live", str(tmp_path / "details.json")]) == 0
    ran = capsys.readouterr()
    assert f"nobody asks for the attached {other}; it is detached" in ran.err
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
    assert iam.get_role(RoleName="piped")["Role"]["RoleId"] == made
    case = cases.Case("adopted", tmp_path / "out" / "prod", "123456789012", "eu-west-1", {})
    declared = deploy.everything(case, account)
    assert {key: read(account)[key] for key in declared} == declared
