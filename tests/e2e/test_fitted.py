"""What ``emit fit`` writes deploys: Terraform and cfn-lint take it, and the account then has just that."""

import json

import pytest

from emitter.cli import main
from tests.e2e.terraform import warnings
from tests.support.cloudformation_lint import findings
from tests.support.records import ACCOUNT, REGION, sync

SUFFIXES = {"terraform": ".tf.json", "terraform-hcl": ".tf", "cloudformation": ".yaml"}


@pytest.fixture
def fit(tmp_path, capsys):
    """Run ``emit fit`` on what a sync of piped records; gives the text."""
    calls = tmp_path / "calls.json"
    calls.write_text(json.dumps({"Records": sync()}))

    def run(*arguments):
        capsys.readouterr()
        assert main(["fit", str(calls), *arguments]) == 0
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("format", ["terraform", "terraform-hcl"])
def test_terraform_makes_the_policies_that_were_printed(fit, server, terraform, tmp_path, format):
    account = server.account(ACCOUNT, REGION)
    iam = account.client("iam")
    iam.create_role(RoleName="piped", AssumeRolePolicyDocument="{}")
    files = []
    for name, arguments in (("policy", ()), ("boundary", ("--boundary",))):
        files.append(tmp_path / f"{name}{SUFFIXES[format]}")
        files[-1].write_text(fit("--format", format, *arguments))
    module = terraform.module(tmp_path / "module", account, files)
    assert warnings(module.apply()) == []
    held = {
        one["PolicyName"]: iam.get_policy_version(PolicyArn=one["Arn"], VersionId=one["DefaultVersionId"])[
            "PolicyVersion"
        ]["Document"]
        for one in iam.list_policies(Scope="Local")["Policies"]
    }
    boundary = json.loads(fit("--format", "policy", "--boundary"))
    expected = {"piped-fitted": json.loads(fit("--format", "policy")), **boundary}
    assert {name: _plain(document) for name, document in held.items()} == {
        name: _plain(document) for name, document in expected.items()
    }
    attached = iam.list_attached_role_policies(RoleName="piped")["AttachedPolicies"]
    assert [one["PolicyName"] for one in attached] == ["piped-fitted"]


def _plain(document):
    """``document`` with every list of one as that, as Terraform's provider may write it."""
    if isinstance(document, dict):
        return {key: _plain(value) for key, value in document.items()}
    if isinstance(document, list):
        inner = sorted(map(_plain, document), key=lambda one: json.dumps(one, sort_keys=True))
        return inner[0] if len(inner) == 1 else inner
    return document


@pytest.mark.parametrize("arguments", [(), ("--boundary",)])
def test_cfn_lint_finds_nothing(fit, arguments):
    text = fit("--format", "cloudformation", *arguments)
    # The ARNs are those that were seen, and not parameters.
    assert [found for found in findings(text, REGION) if found[0] != "I3042"] == []
