"""The template of an import, held against the registry's schemas and the rules of an import."""

import json

from cfnlint.api import lint
from cfnlint.config import ManualArgs
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

import emitter
from emitter.adopt.adoption import adoptions
from emitter.adopt.cloudformation import stack_import
from emitter.adopt.live import read_live
from tests.support.account_details import ADMINISTRATOR, POLICY, TRUST, attached, details, managed, role
from tests.support.adopting import adopt

_ACCOUNT = "111122223333"
_ARN = f"arn:aws:iam::{_ACCOUNT}:policy/deployers/"
_BOUNDARY = {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": f"{_ARN}boundary"}
_TAGS = [{"Key": "team", "Value": "web"}]
_CONFIG = f"""\
[environments.prod]
account = "{_ACCOUNT}"
region = "eu-west-1"

[environments.prod.targets.piped-lambda]
identity = {{ kind = "ec2-instance-profile", name = "piped", path = "/deployers/" }}
values = {{ function = "thumbnails", function_role = "thumbnails" }}

[environments.prod.targets.ufo]
identity = {{ kind = "group", name = "Ufo", path = "/deployers/", users = ["tung"], members = ["mai"] }}
values = {{ stack = "demo", cluster = "prod" }}

[environments.prod.targets.pipedv1-ecs]
identity = {{ kind = "user", name = "machine", path = "/deployers/" }}
values = {{ task_role = "web", execution_role = "web" }}
"""


def _live(policies):
    """An account in which everything is there, with all that it can have."""
    more = {
        "Path": "/deployers/",
        "PermissionsBoundary": _BOUNDARY,
        "AttachedManagedPolicies": attached(ADMINISTRATOR),
        "Tags": [*_TAGS, {"Key": "aws:made-by", "Value": "x"}],
    }
    inline = [{"PolicyName": "by-hand", "PolicyDocument": POLICY}]
    profiles = [{"InstanceProfileName": "piped", "Path": "/deployers/"}]
    users = [
        {"UserName": name, "GroupList": ["Ufo"], "UserPolicyList": inline, **more}
        for name in ("tung", "machine")
    ]
    return details(
        roles=[
            {
                "RoleName": "piped",
                "AssumeRolePolicyDocument": TRUST,
                "RolePolicyList": inline,
                "InstanceProfileList": profiles,
                **more,
            }
        ],
        users=users,
        groups=[
            {
                "GroupName": "Ufo",
                "Path": "/deployers/",
                "GroupPolicyList": inline,
                "AttachedManagedPolicies": attached(ADMINISTRATOR),
            }
        ],
        policies=[
            managed(arn, arn.rpartition("/")[2], Path="/deployers/", Description="by hand")
            for arn in policies
        ],
    )


def test_every_type_and_property_is_one_that_an_import_takes(tmp_path):
    (tmp_path / "emit.toml").write_text(_CONFIG)
    seen = set()
    for one in adoptions(emitter.read_config(tmp_path / "emit.toml"), "prod", ()):
        live = read_live(_live([made.arn for made in one.resources if made.kind == "policy"]), "live.json")
        taken = stack_import(one.assembly, one.resources, live)
        assert len(taken.resources) == len(one.resources) > 1
        found = lint(json.dumps(taken.template), config=ManualArgs(regions=["eu-west-1"]))
        # What replaces a resource is of no concern: an import replaces none.
        assert [str(match) for match in found if match.rule.id != "W3011"] == []
        for resource in taken.resources:
            seen.add(resource["ResourceType"])
            schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("eu-west-1", resource["ResourceType"]).schema
            # An import reads what it takes, and a resource without handlers cannot be imported.
            assert {"create", "read", "update", "delete"} <= schema["handlers"].keys()
            identifier = resource["ResourceIdentifier"]
            assert schema["primaryIdentifier"] == [f"/properties/{name}" for name in identifier]
            made = taken.template["Resources"][resource["LogicalResourceId"]]
            assert made["DeletionPolicy"] == "Retain"
            assert made["Type"] == resource["ResourceType"]
            read_only = {path.rpartition("/")[2] for path in schema["readOnlyProperties"]}
            assert not made["Properties"].keys() & read_only
            # What a template can say of the identifier is what is imported.
            for name, value in identifier.items():
                assert made["Properties"].get(name, value) == value
    assert seen == {
        "AWS::IAM::Role",
        "AWS::IAM::User",
        "AWS::IAM::Group",
        "AWS::IAM::ManagedPolicy",
        "AWS::IAM::InstanceProfile",
    }


_OWN = "arn:aws:iam::111122223333:policy/ci/own"
_LIMIT = {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::1:policy/limit"}
_INLINE = [{"PolicyName": "by-hand", "PolicyDocument": POLICY}]
_BOTH = [{"Key": "team", "Value": "web"}, {"Key": "aws:made-by", "Value": "x"}]


def _imported(tmp_path, target, **account):
    """Properties by logical id, and the resources to import."""
    found = adopt(tmp_path, target)
    taken = stack_import(found.assembly, found.resources, read_live(details(**account), "d.json"))
    assert all(one["DeletionPolicy"] == "Retain" for one in taken.template["Resources"].values())
    return {title: one["Properties"] for title, one in taken.template["Resources"].items()}, taken.resources


def test_a_role_has_the_properties_of_the_account(tmp_path):
    there = role(
        Path="/old/",
        AttachedManagedPolicies=attached(ADMINISTRATOR, _OWN),
        InstanceProfileList=[{"InstanceProfileName": "piped", "Path": "/p/"}],
        PermissionsBoundary=_LIMIT,
        RolePolicyList=_INLINE,
        Tags=_BOTH,
    )
    elsewhere = role("other", InstanceProfileList=[{"InstanceProfileName": "x", "Path": "/x/"}])
    properties, resources = _imported(
        tmp_path,
        "piped-lambda",
        roles=[elsewhere, there],
        policies=[managed(_OWN, "own", Description="what it may do")],
    )
    assert properties == {
        "Role": {
            "RoleName": "piped",
            "Path": "/old/",
            "AssumeRolePolicyDocument": TRUST,
            "PermissionsBoundary": "arn:aws:iam::1:policy/limit",
            # The policy is imported with whom it is attached to.
            "ManagedPolicyArns": [ADMINISTRATOR],
            "Policies": _INLINE,
            "Tags": [{"Key": "team", "Value": "web"}],
        },
        "InstanceProfile": {"InstanceProfileName": "piped", "Path": "/p/", "Roles": ["piped"]},
        "PipedLambdaPolicy": {
            "ManagedPolicyName": "own",
            "Path": "/ci/",
            "PolicyDocument": POLICY,
            "Roles": ["piped"],
        },
    }
    assert resources == [
        {
            "ResourceType": "AWS::IAM::Role",
            "LogicalResourceId": "Role",
            "ResourceIdentifier": {"RoleName": "piped"},
        },
        {
            "ResourceType": "AWS::IAM::InstanceProfile",
            "LogicalResourceId": "InstanceProfile",
            "ResourceIdentifier": {"InstanceProfileName": "piped"},
        },
        {
            "ResourceType": "AWS::IAM::ManagedPolicy",
            "LogicalResourceId": "PipedLambdaPolicy",
            "ResourceIdentifier": {"PolicyArn": _OWN},
        },
    ]


def test_a_group_and_a_user(tmp_path):
    user = {
        "UserName": "ann",
        "Path": "/old/",
        "GroupList": ["Ufo", "Everyone"],
        "UserPolicyList": _INLINE,
        "AttachedManagedPolicies": attached(ADMINISTRATOR),
        "PermissionsBoundary": _LIMIT,
        "Tags": _BOTH,
    }
    group = {
        "GroupName": "Ufo",
        "Path": "/",
        "GroupPolicyList": _INLINE,
        "AttachedManagedPolicies": attached(ADMINISTRATOR),
    }
    properties, _ = _imported(tmp_path, "ufo", users=[user], groups=[group])
    assert properties == {
        "Group": {
            "GroupName": "Ufo",
            "ManagedPolicyArns": [ADMINISTRATOR],
            "Policies": _INLINE,
        },
        "AnnUser": {
            "UserName": "ann",
            "Path": "/old/",
            "Groups": ["Ufo", "Everyone"],
            "PermissionsBoundary": "arn:aws:iam::1:policy/limit",
            "ManagedPolicyArns": [ADMINISTRATOR],
            "Policies": _INLINE,
            "Tags": [{"Key": "team", "Value": "web"}],
        },
    }


def test_what_is_not_there_and_what_no_import_takes_is_left_out(tmp_path):
    properties, resources = _imported(tmp_path, "lambroll", roles=[role("gh")])
    assert properties == {"Role": {"RoleName": "gh", "AssumeRolePolicyDocument": TRUST}}
    assert [one["LogicalResourceId"] for one in resources] == ["Role"]
    assert _imported(tmp_path, "lambroll") == ({}, [])
