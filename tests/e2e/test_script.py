"""The aws-cli script, where it does not find what it expects."""

import os
from itertools import cycle

import pytest

from tests.e2e import cases, deploy
from tests.e2e.iam import document, read
from tests.e2e.tools import environment, run, tool

_HOSTILE = (
    'x"; touch pwned; "',
    "$(touch pwned)",
    "`touch pwned`",
    "a'b",
    "a\nb",
    "rôle",
    "a b",
    "'; touch pwned #",
)
# Says who the caller is, and notes whatever else it is asked.
_AWS = """#!/usr/bin/env bash
[ "$1 $2" = 'sts get-caller-identity' ] || { printf '%s\\n' "$*" >>asked; exit 1; }
echo arn:aws:iam::123456789012:user/administrator
"""
_OTHER = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'
_ANYBODY = """{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}
]}"""
_NOBODY = '{"Version":"2012-10-17","Statement":[]}'


@pytest.fixture
def commercial(tmp_path):
    return cases.make("identities-commercial", tmp_path / "files")


def test_refuses_every_bad_value_before_anything_is_done(tmp_path):
    case = cases.make("open-everything", tmp_path / "files")
    (tmp_path / "aws").write_text(_AWS)
    (tmp_path / "aws").chmod(0o755)
    folder = tmp_path / "here"
    folder.mkdir()
    for target, script in case.files(".sh").items():
        good = deploy.shell_variables(case, target)
        for name, value in zip(deploy.asked(script), cycle(_HOSTILE), strict=False):
            settings = environment(folder, AWS_REGION="eu-west-1", **good) | {name: value}
            settings["PATH"] = os.pathsep.join([str(tmp_path), settings["PATH"]])
            done = run([tool("bash"), "-eu", str(script)], cwd=folder, env=settings, ok=(1,))
            assert done.stderr.startswith(f"{name}: '{value}' is not valid; "), target
            assert done.stdout == ""
            assert list(folder.iterdir()) == [], "something was done"


def test_asks_for_a_value_that_nobody_gave(server, quick_aws, tmp_path):
    case = cases.alone("piped-lambda", tmp_path / "files")
    account = server.account(case.account, case.region)
    done = deploy.run_script(
        case, account, "piped-lambda", tmp_path, aws=quick_aws, ok=(1,), PIPED_LAMBDA_FUNCTION_ROLE=None
    )
    assert done.stderr.startswith("PIPED_LAMBDA_FUNCTION_ROLE: required; ")
    assert read(account) == {}


@pytest.mark.parametrize("target", cases.one_of_each_identity())
def test_the_real_command_minds_no_configuration_of_the_user(target, server, quick_aws, tmp_path):
    case = cases.alone(target, tmp_path / "files")
    account = deploy.prepare(case, server)
    before = read(account)
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / "config").write_text(
        f"[default]\nregion = {account.region}\noutput = table\ncli_timestamp_format = iso8601\n"
    )
    # The second time, the script reads what is there: each kind of identity in its own way.
    for command in (None, quick_aws):
        deploy.run_script(case, account, target, tmp_path, aws=command, AWS_REGION=None)
    assert read(account) == before | deploy.everything(case, account)


def test_brings_back_what_somebody_changed(commercial, server, quick_aws, tmp_path):
    account = deploy.prepare(commercial, server)
    deploy.run_script(commercial, account, "piped-ecs", tmp_path, aws=quick_aws)
    made = read(account)
    iam = account.client("iam")
    iam.update_role(RoleName="piped", Description="other", MaxSessionDuration=3600)
    iam.update_assume_role_policy(RoleName="piped", PolicyDocument=_ANYBODY)
    iam.delete_role_permissions_boundary(RoleName="piped")
    iam.untag_role(RoleName="piped", TagKeys=["team"])
    iam.tag_role(RoleName="piped", Tags=[{"Key": "empty", "Value": "no more"}])
    attached = iam.list_attached_role_policies(RoleName="piped")["AttachedPolicies"]
    iam.detach_role_policy(RoleName="piped", PolicyArn=attached[0]["PolicyArn"])
    assert read(account) != made
    deploy.run_script(commercial, account, "piped-ecs", tmp_path, aws=quick_aws)
    assert read(account) == made


def test_makes_room_for_a_changed_policy(commercial, server, quick_aws, tmp_path):
    account = deploy.prepare(commercial, server)
    iam = account.client("iam")
    arn = f"arn:aws:iam::{account.number}:policy/deployers/pipedv1-ecs"
    iam.create_policy(PolicyName="pipedv1-ecs", Path="/deployers/", PolicyDocument=_OTHER)
    for number in range(4):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=_OTHER, SetAsDefault=number == 0)
    deploy.run_script(commercial, account, "pipedv1-ecs", tmp_path, aws=quick_aws)
    versions = {
        v["VersionId"]: v["IsDefaultVersion"] for v in iam.list_policy_versions(PolicyArn=arn)["Versions"]
    }
    # The oldest is gone, though it was not the default.
    assert versions == {"v2": False, "v3": False, "v4": False, "v5": False, "v6": True}
    found = iam.get_policy_version(PolicyArn=arn, VersionId="v6")["PolicyVersion"]["Document"]
    (policy,) = (
        r["Properties"]
        for r in deploy.templates(commercial)["pipedv1-ecs"]["Resources"].values()
        if r["Type"] == "AWS::IAM::ManagedPolicy"
    )
    assert document(found) == document(policy["PolicyDocument"])


@pytest.mark.parametrize(
    ("target", "kind", "name", "path"),
    [
        ("piped-ecs", "role", "piped", "/deployers/piped/"),
        ("ufo", "group", "Ufo", "/people/"),
        ("ufo", "user", "tung", "/people/"),
    ],
)
def test_refuses_what_is_there_with_another_path(
    target, kind, name, path, *, commercial, server, quick_aws, tmp_path
):
    account = deploy.prepare(commercial, server)
    more = {"AssumeRolePolicyDocument": _NOBODY} if kind == "role" else {}
    getattr(account.client("iam"), f"create_{kind}")(**{f"{kind.title()}Name": name}, Path="/other/", **more)
    done = deploy.run_script(commercial, account, target, tmp_path, aws=quick_aws, ok=(1,))
    expected = f"{kind} {name} exists with path /other/, not {path}; delete it or choose another name\n"
    assert done.stderr == expected


def test_refuses_a_member_that_is_not_there(commercial, server, quick_aws, tmp_path):
    account = deploy.prepare(commercial, server)
    account.client("iam").delete_user(UserName="mai")
    done = deploy.run_script(commercial, account, "ufo", tmp_path, aws=quick_aws, ok=(1,))
    assert done.stderr == "user mai does not exist; create it first\n"


def test_refuses_another_account(commercial, server, quick_aws, tmp_path):
    account = server.account("210987654321", commercial.region)
    done = deploy.run_script(commercial, account, "piped-ecs", tmp_path, aws=quick_aws, ok=(1,))
    assert done.stderr == "this is for account 123456789012, not for 210987654321\n"
    assert read(account) == {}


def test_says_what_the_identity_has_besides_and_takes_it_away_when_asked(
    commercial, server, quick_aws, tmp_path
):
    account = deploy.prepare(commercial, server)
    for target in ("piped-ecs", "ufo"):
        deploy.run_script(commercial, account, target, tmp_path, aws=quick_aws)
    made = read(account)
    iam = account.client("iam")
    arn = iam.create_policy(PolicyName="extra", PolicyDocument=_OTHER)["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="piped", PolicyArn=arn)
    iam.attach_group_policy(GroupName="Ufo", PolicyArn=arn)
    iam.put_role_policy(RoleName="piped", PolicyName="by-hand", PolicyDocument=_OTHER)
    iam.tag_role(RoleName="piped", Tags=[{"Key": "-by hand", "Value": "x"}])
    iam.create_user(UserName="stranger")
    iam.add_user_to_group(GroupName="Ufo", UserName="stranger")
    besides = [
        f"role piped has {arn}",
        "role piped has the inline policy by-hand",
        "role piped has the tag -by hand",
        f"group Ufo has {arn}",
        "group Ufo has the user stranger",
    ]
    changed = read(account)
    said = [
        line
        for target in ("piped-ecs", "ufo")
        for line in deploy.run_script(
            commercial, account, target, tmp_path, aws=quick_aws
        ).stderr.splitlines()
    ]
    assert sorted(line.partition(": ")[0] for line in said) == sorted(besides)
    assert all("run with EXCLUSIVE=yes, or: aws iam " in line for line in said)
    assert read(account) == changed
    for target in ("piped-ecs", "ufo"):
        deploy.run_script(commercial, account, target, tmp_path, aws=quick_aws, EXCLUSIVE="yes")
    iam.delete_user(UserName="stranger")
    iam.delete_policy(PolicyArn=arn)
    assert read(account) == made


def test_never_takes_a_boundary_away(server, quick_aws, tmp_path):
    case = cases.make("identities-china", tmp_path / "files")
    account = deploy.prepare(case, server)
    deploy.run_script(case, account, "ufo", tmp_path, aws=quick_aws)
    iam = account.client("iam")
    (name,) = [role["RoleName"] for role in iam.list_roles()["Roles"] if role["RoleName"] != "its-own"]
    arn = iam.create_policy(PolicyName="limits", PolicyDocument=_OTHER)["Policy"]["Arn"]
    iam.put_role_permissions_boundary(RoleName=name, PermissionsBoundary=arn)
    done = deploy.run_script(case, account, "ufo", tmp_path, aws=quick_aws, EXCLUSIVE="yes")
    assert done.stderr == f"role {name} keeps the permissions boundary {arn}, which is not asked for here\n"
    assert iam.get_role(RoleName=name)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == arn


def test_gives_an_association_the_tags_that_it_lacks(server, quick_aws, tmp_path):
    case = cases.make("identities-government", tmp_path / "files")
    account = deploy.prepare(case, server)
    deploy.run_script(case, account, "piped-ecs", tmp_path, aws=quick_aws)
    (association,) = server.pods.associations.values()
    asked = {"team": "platform", "a=b": "c=d", "a b": "x y", "é": "ü"}
    assert association["tags"] == asked
    association["tags"] = {"a=b": "other", "own": "stays"}
    deploy.run_script(case, account, "piped-ecs", tmp_path, aws=quick_aws)
    assert association["tags"] == {"own": "stays", **asked}
