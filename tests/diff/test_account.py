"""What an account has, as the AWS CLI prints it, against the file that is deployed there."""

import json

import pytest

from emitter.cli import main
from tests.support.linting import policy, statement, trusting

OTHER = statement(Action="s3:*", Resource="*")


def role(name, *statements):
    """A role as get-account-authorization-details prints it."""
    inline = [{"PolicyName": "own", "PolicyDocument": policy(*statements)}]
    arn = f"arn:aws:iam::111122223333:role/{name}"
    return {
        "RoleName": name,
        "Path": "/",
        "Arn": arn,
        "AssumeRolePolicyDocument": trusting(),
        "RolePolicyList": inline,
        "AttachedManagedPolicies": [],
    }


def template(name, *statements):
    """A template that makes one role."""
    inline = [{"PolicyName": "own", "PolicyDocument": policy(*statements)}]
    given = {"RoleName": name, "AssumeRolePolicyDocument": trusting(), "Policies": inline}
    return {"Resources": {"It": {"Type": "AWS::IAM::Role", "Properties": given}}}


@pytest.fixture
def compared(tmp_path, monkeypatch, capsys):
    """Compare roles of an account with a template; gives standard output, and what else was printed."""
    monkeypatch.chdir(tmp_path)

    def run(roles, new, *options):
        details = {"RoleDetailList": roles, "UserDetailList": [], "GroupDetailList": [], "Policies": []}
        (tmp_path / "details.json").write_text(json.dumps(details))
        (tmp_path / "role.json").write_text(json.dumps(new))
        status = main(["diff", "details.json", "role.json", *options])
        ran = capsys.readouterr()
        return status, ran.out, ran.err

    return run


def test_roles_are_the_same_by_their_names_in_aws_and_others_are_left_out(compared):
    roles = [role("other", OTHER), role("piped", statement(Resource="*")), role("third", OTHER)]
    status, out, err = compared(roles, template("piped", statement()))
    assert (status, out.splitlines()[0], out.splitlines()[-1]) == (0, "piped", "1 narrowed")
    assert "note: of the account, only the identities that NEW makes are compared" in err


def test_a_role_that_the_account_lacks_is_new(compared):
    status, out, _ = compared([role("other", OTHER)], template("piped", statement()), "--fail-on", "widened")
    assert status == 1
    assert out.startswith("It (new)\n")
    assert "removed" not in out


def test_the_only_role_of_an_account_is_not_another_one(compared):
    _, out, _ = compared([role("other", OTHER)], template("piped", OTHER))
    assert out.startswith("It (new)\n")


def test_a_name_that_the_deployment_makes_up_is_no_name_of_the_account(compared):
    new = template("piped", statement())
    del new["Resources"]["It"]["Properties"]["RoleName"]
    assert compared([role("piped", statement()), role("b", OTHER)], new)[1].startswith("It (new)\n")
