"""The tools: what a machine lacks, where a mirror of the provider is looked for, what Terraform warns of."""

import pytest

from tests.e2e import terraform
from tests.e2e.terraform import warnings
from tests.e2e.tools import environment, tool

_PROVIDER = "registry.terraform.io/hashicorp/aws"


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_tool_that_is_missing_fails_on_ci(ci, outcome, monkeypatch):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no-such-tool is not on PATH"):
        tool("no-such-tool")


def test_tools_see_nothing_of_the_users_configuration(monkeypatch, tmp_path):
    for name in ("AWS_PROFILE", "TF_CLI_CONFIG_FILE", "TF_LOG", "PIPED_ECS_TASK_ROLE"):
        monkeypatch.setenv(name, "somewhere")
    assert "somewhere" not in environment(tmp_path).values()


def test_a_mirror_is_named_or_discovered(monkeypatch, tmp_path):
    monkeypatch.delenv(terraform.MIRROR, raising=False)
    monkeypatch.setattr(terraform, "_PLACES", (str(tmp_path),))
    assert terraform.mirror() is None
    (tmp_path / "some" / "registry.terraform.io" / "other").mkdir(parents=True)
    assert terraform.mirror() is None
    (tmp_path / "some" / "folder" / _PROVIDER).mkdir(parents=True)
    assert terraform.mirror() == tmp_path / "some" / "folder"
    (tmp_path / "named" / _PROVIDER).mkdir(parents=True)
    monkeypatch.setenv(terraform.MIRROR, str(tmp_path / "named"))
    assert terraform.mirror() == tmp_path / "named"
    monkeypatch.setenv(terraform.MIRROR, str(tmp_path / "nowhere"))
    with pytest.raises(AssertionError, match=r"names .*nowhere"):
        terraform.mirror()


_DEPRECATED = """\
resource "aws_iam_role" "r" {
  name                = "r"
  assume_role_policy  = "{}"
  managed_policy_arns = []
}
"""


def test_a_plan_has_the_warnings_that_validate_gives(server, terraform, tmp_path):
    (tmp_path / "role.tf").write_text(_DEPRECATED)
    account = server.account("123456789012", "eu-west-1")
    module = terraform.module(tmp_path / "module", account, [tmp_path / "role.tf"])
    status, said = module.plan()
    assert status == 2
    assert warnings(said) == ["Warning: Argument is deprecated"]
