"""Members, names and paths, where a file is deployed over another."""

import json

import pytest

from emitter.diff.changes import compare
from emitter.diff.policies import policies
from emitter.diff.report import text
from emitter.reading.files import read_text
from tests.support.linting import policy, statement, trusting


def _cloudformation(name="piped", path="/", users=(), members=(), bound=None):
    boundary = {"PermissionsBoundary": bound} if bound else {}
    people = {
        f"U{number}": {
            "Type": "AWS::IAM::User",
            "Properties": {"UserName": user, "Groups": [{"Ref": "Group"}], **boundary},
        }
        for number, user in enumerate(users)
    }
    joined = {
        "Type": "AWS::IAM::UserToGroupAddition",
        "Properties": {"GroupName": {"Ref": "Group"}, "Users": list(members)},
    }
    return json.dumps(
        {
            "Resources": {
                "Group": {"Type": "AWS::IAM::Group", "Properties": {"GroupName": name, "Path": path}},
                "Policy": {
                    "Type": "AWS::IAM::ManagedPolicy",
                    "Properties": {
                        "ManagedPolicyName": f"{name}-policy",
                        "PolicyDocument": policy(statement()),
                        "Groups": [{"Ref": "Group"}],
                    },
                },
                **people,
                **({"Joined": joined} if members else {}),
            }
        }
    )


def _terraform(name="piped", path="/", users=()):
    label = "group"
    return json.dumps(
        {
            "resource": {
                "aws_iam_group": {label: {"name": name, "path": path}},
                "aws_iam_user": {user: {"name": user} for user in users},
                "aws_iam_user_group_membership": {
                    user: {
                        "user": f"${{aws_iam_user.{user}.name}}",
                        "groups": ["${aws_iam_group.group.name}"],
                    }
                    for user in users
                },
                "aws_iam_policy": {
                    label: {"name": f"{name}-policy", "policy": json.dumps(policy(statement()))}
                },
                "aws_iam_group_policy_attachment": {
                    label: {
                        "group": "${aws_iam_group.group.name}",
                        "policy_arn": "${aws_iam_policy.group.arn}",
                    }
                },
            }
        }
    )


def said(old, new, **given):
    one, other = (policies(read_text(each, "it.json")) for each in (old, new))
    changes = compare(one, other, **given)
    return text([("it.json", change) for change in changes], ()).splitlines()[1:-2] if changes else []


@pytest.mark.parametrize("made", [_cloudformation, _terraform])
def test_who_joins_and_who_leaves(made):
    assert said(made(users=["ann"]), made(users=["ann", "bea"])) == ["  added: the user bea"]
    assert said(made(users=["ann", "bea"]), made(users=["bea"])) == ["  removed: the user ann"]


def test_a_user_that_the_file_makes_is_the_member_that_was_there():
    assert said(_cloudformation(members=["ann"]), _cloudformation(users=["ann"])) == []
    assert said(_cloudformation(users=["ann"]), _terraform(users=["ann"])) == []


@pytest.mark.parametrize("made", [_cloudformation, _terraform])
def test_a_new_name_is_a_new_thing(made):
    assert said(made(name="piped"), made(name="deployer")) == [
        "  replaced: the name of the group, from piped to deployer, which AWS cannot change: "
        "it is deleted and made anew",
        "  replaced: the name of the policy, from piped-policy to deployer-policy, which AWS cannot change: "
        "it is deleted and made anew",
    ]


def test_the_path_of_a_group_can_change():
    assert said(_terraform(), _terraform(path="/people/")) == [
        "  moved: the path of the group, from / to /people/"
    ]


def test_the_path_of_a_role_cannot():
    def role(path, name="piped"):
        properties = {"RoleName": name, "Path": path, "AssumeRolePolicyDocument": trusting()}
        return json.dumps({"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}})

    start = "  replaced: the path of the role, from / to /deployers/, which AWS cannot change: "
    refused = "CloudFormation refuses while the name stays piped; give it another name too"
    assert said(role("/"), role("/deployers/")) == [start + refused]
    assert said(role("/"), role({"Ref": "Path"})) == []
    (_, path) = said(role("/"), role("/deployers/", "deployer"))
    assert path == start + "it is deleted and made anew"
    body = {"path": "/", "assume_role_policy": json.dumps(trusting())}
    one, other = (
        json.dumps({"resource": {"aws_iam_role": {"role": {"name": "piped", **body, "path": path}}}})
        for path in ("/", "/deployers/")
    )
    assert said(one, other) == [start + "it is deleted and made anew"]


def test_two_environments_have_names_of_their_own():
    assert said(_terraform(name="dev"), _terraform(name="prod"), in_place=False) == []


def test_a_user_that_loses_its_boundary_is_still_there():
    bound = "arn:aws:iam::111122223333:policy/limits"
    old, new = _cloudformation(users=["ann"], bound=bound), _cloudformation(users=["ann"])
    changes = compare(*(policies(read_text(each, "it.json")) for each in (old, new)))
    assert [(one.name, one.only) for one in changes] == [("U0", "")]
