"""A folder of ``out/`` is a Terraform module, called for several accounts, each with its values."""

import json
import shutil

import emitter
from tests.e2e.iam import read

_TOML = """\
formats = ["terraform"]
[environments.shared]
open = true
tags = { team = "platform" }
[environments.shared.targets.piped-ecs]
identity = { kind = "account", name = "piped" }
values = { execution_role = "web-execution" }
[environments.shared.targets.piped-lambda]
identity = "piped-ecs"
[environments.one]
account = "111122223333"
region = "eu-west-1"
[environments.one.targets.piped-lambda]
values = { function_role = "thumbnails" }
"""
_PROVIDER = """\
provider "aws" {
  alias                       = "%(alias)s"
  region                      = "%(region)s"
  access_key                  = "%(key)s"
  secret_key                  = "%(secret)s"
  token                       = "%(token)s"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
"""
_MODULE = """\
module "piped_%(alias)s" {
  source    = "./out/shared"
  providers = { aws = aws.%(alias)s }

  piped_ecs_cluster                  = ["%(alias)s", "spare"]
  piped_ecs_service                  = ["web", "api"]
  piped_ecs_task_role                = ["web-task"]
  piped_lambda_function_role         = ["thumbnails"]
  piped_ecs_identity_trusted_account = ["444455556666"]
  piped_ecs_identity_external_id     = "deploy-%(alias)s"
}

output "%(alias)s" {
  value = module.piped_%(alias)s.piped_ecs_role_arn
}
"""


def test_one_module_for_two_accounts(server, terraform, tmp_path):
    (tmp_path / "emit.toml").write_text(_TOML)
    config = emitter.read_config(tmp_path / "emit.toml")
    emitter.build(config)
    assert list(emitter.check(config)) == []
    accounts = {
        "dev": server.account("111122223333", "eu-west-1"),
        "prod": server.account("210987654321", "eu-central-1", fresh=False),
    }
    module = terraform.module(tmp_path / "root", accounts["dev"], [], attached=False)
    shutil.copytree(tmp_path / "out", module.folder / "out")
    with (module.folder / "main.tf").open("a") as main:
        for alias, account in accounts.items():
            held = {
                "alias": alias,
                "region": account.region,
                "key": account.variables["AWS_ACCESS_KEY_ID"],
                "secret": account.variables["AWS_SECRET_ACCESS_KEY"],
                "token": account.variables["AWS_SESSION_TOKEN"],
            }
            main.write(_PROVIDER % held + _MODULE % held)
    module.run("init")
    module.apply()
    status, said = module.plan()
    assert status == 0, said
    assert module.outputs() == {
        alias: f"arn:aws:iam::{account.number}:role/piped" for alias, account in accounts.items()
    }
    for alias, account in accounts.items():
        facts = read(account)
        (trust,) = facts["role piped"]["trust"]["Statement"]
        assert trust["Condition"] == {"StringEquals": {"sts:ExternalId": [f"deploy-{alias}"]}}
        policy = facts[f"policy arn:aws:iam::{account.number}:policy/piped-ecs"]
        for service in (f"{alias}/web", f"{alias}/api", "spare/web", "spare/api"):
            arn = f"arn:aws:ecs:{account.region}:{account.number}:service/{service}"
            assert f'"{arn}"' in json.dumps(policy["document"])


def test_a_file_of_one_account_refuses_another(server, terraform, tmp_path):
    (tmp_path / "emit.toml").write_text(_TOML)
    emitter.build(emitter.read_config(tmp_path / "emit.toml"), ["one"])
    files = sorted((tmp_path / "out" / "one").glob("*.tf.json"))
    account = server.account("210987654321", "eu-west-1")
    status, said = terraform.module(tmp_path / "module", account, files).plan()
    assert status == 1
    assert "This file is for account 111122223333, not for 210987654321." in said.replace("\n", " ")
