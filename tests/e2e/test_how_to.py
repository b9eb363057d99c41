"""The commands of the pages on deployment, run on moto with the real tools."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.e2e.iam import read
from tests.e2e.tools import environment, run, tool
from tests.support.doc_pages import ROOT, script

_FLEET = ("111122223333", "444455556666")


def _parts(page):
    """What comes before the first heading of a page, and each section by its heading."""
    before, *sections = (ROOT / "docs/how-to" / page).read_text(encoding="utf-8").split("\n## ")
    return before, {section.partition("\n")[0]: section for section in sections}


@pytest.fixture
def follow(server, terraform, quick_aws, tmp_path):
    """Follow one section of a page, after what comes before the first; gives what is in the accounts then."""

    def follow(page, heading, number, accounts=()):
        before, sections = _parts(page)
        account = server.account(number, "eu-west-1")
        folder = tmp_path / f"{page}-{heading}".replace(" ", "-")
        folder.mkdir()
        tools = (quick_aws, Path(sys.executable).parent, Path(tool("terraform")).parent)
        path = os.pathsep.join([*map(str, tools), os.environ["PATH"]])
        env = environment(
            folder,
            **account.variables,
            TF_CLI_CONFIG_FILE=str(terraform.configuration),
            TF_INPUT="0",
            AWS_DEFAULT_REGION="eu-west-1",
        ) | {"PATH": path}
        lines = ["set -euo pipefail", *script(before), *script("\n## " + sections[heading])]
        run([shutil.which("bash"), "-c", "\n".join(lines)], cwd=folder, env=env)
        found = {number: read(account)}
        for other in accounts:
            role = f"arn:aws:iam::{other}:role/deployer"
            given = account.client("sts").assume_role(RoleArn=role, RoleSessionName="e2e")["Credentials"]
            keys = {
                "AWS_ACCESS_KEY_ID": given["AccessKeyId"],
                "AWS_SECRET_ACCESS_KEY": given["SecretAccessKey"],
                "AWS_SESSION_TOKEN": given["SessionToken"],
            }
            there = account._replace(number=other, variables=account.variables | keys)
            found[other] = read(there)
        return account, found

    return follow


def test_one_environment_deployed_in_both_ways_is_the_same(follow):
    (_, stacks), (_, module) = (
        follow("deploy.md", way, "210987654321") for way in ("CloudFormation", "Terraform")
    )
    assert stacks == module
    assert "role piped-ecs" in stacks["210987654321"]


def test_many_accounts_deployed_in_both_ways_are_the_same(follow):
    stacks, module = (
        follow("several-accounts.md", way, "123456789012", _FLEET)[1]
        for way in ("CloudFormation", "Terraform")
    )
    assert stacks == module
    for number, cluster in zip(_FLEET, ("prod", "staging"), strict=True):
        assert {"role piped-ecs", "role piped-lambda"} <= stacks[number].keys()
        assert f"cluster/{cluster}" in str(stacks[number])
    assert not stacks["123456789012"]


def test_a_stack_set_makes_the_same_in_its_accounts(follow):
    account, found = follow("stack-sets.md", "With the commands of stack sets", "123456789012", _FLEET)
    (made,) = account.client("cloudformation").list_stack_sets()["Summaries"]
    assert made["StackSetName"] == "iam-piped-ecs"
    for number in _FLEET:
        assert "role piped-ecs" in found[number]


def test_the_template_of_a_stack_set_is_deployed_as_far_as_moto_knows_it(follow):
    account, found = follow("stack-sets.md", "With the template of the stack set", "123456789012", _FLEET)
    client = account.client("cloudformation")
    assert [stack["StackName"] for stack in client.describe_stacks()["Stacks"]] == ["iam-piped-ecs-stack-set"]
    # moto has no AWS::CloudFormation::StackSet: the test above makes one of the template that is in it.
    assert client.list_stack_sets()["Summaries"] == []
    assert not found[_FLEET[0]]
