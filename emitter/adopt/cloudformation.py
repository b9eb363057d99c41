"""A CloudFormation import: a template of what is there, and the resources to import.

An import changes nothing, and CloudFormation takes the properties of its template for those of the account.
So the template has the account's, and the next update, with the template that emit wrote, changes what
differs. Each resource needs a ``DeletionPolicy``, and outputs cannot be added
(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources.html).
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..template.assembly import Assembly
from .compare import is_there
from .live import InlinePolicy, Live, Role, Tag, User
from .resources import Made

_TYPES = {
    "role": "AWS::IAM::Role",
    "user": "AWS::IAM::User",
    "group": "AWS::IAM::Group",
    "policy": "AWS::IAM::ManagedPolicy",
    "instance-profile": "AWS::IAM::InstanceProfile",
}
# The primary identifier of each type in its registry schema.
IDENTIFIERS = {
    "role": "RoleName",
    "user": "UserName",
    "group": "GroupName",
    "policy": "PolicyArn",
    "instance-profile": "InstanceProfileName",
}


class StackImport(NamedTuple):
    """The template of an import, and the resources that it takes, as the AWS CLI reads them."""

    template: dict[str, Any]
    resources: list[dict[str, Any]]


def stack_import(assembly: Assembly, resources: Sequence[Made], live: Live) -> StackImport:
    """Return the import of those of ``resources`` that ``live`` has, under their logical ids."""
    there = [one for one in resources if one.kind in _TYPES and is_there(one, live)]
    return StackImport(
        {
            "AWSTemplateFormatVersion": "2010-09-09",
            "Description": f"What is there, to import. {assembly.template.description}",
            "Resources": {
                one.title: {
                    "Type": _TYPES[one.kind],
                    "DeletionPolicy": "Retain",
                    "Properties": _properties(one, live),
                }
                for one in there
            },
        },
        [
            {
                "ResourceType": _TYPES[one.kind],
                "LogicalResourceId": one.title,
                "ResourceIdentifier": {IDENTIFIERS[one.kind]: one.arn or one.name},
            }
            for one in there
        ],
    )


def _properties(one: Made, live: Live) -> dict[str, Any]:
    """Return the properties of ``one`` as the account has them; one that is empty is left out."""
    if one.kind == "role":
        role = live.roles[one.name]
        found = {
            "RoleName": role.RoleName,
            "Path": role.Path,
            "AssumeRolePolicyDocument": role.AssumeRolePolicyDocument,
            "PermissionsBoundary": role.PermissionsBoundary
            and role.PermissionsBoundary.PermissionsBoundaryArn,
            "ManagedPolicyArns": [policy.PolicyArn for policy in role.AttachedManagedPolicies],
            "Policies": _inline(role.RolePolicyList),
            "Tags": _tags(role.Tags),
        }
    elif one.kind == "user":
        user = live.users[one.name]
        found = {
            "UserName": user.UserName,
            "Path": user.Path,
            "Groups": list(user.GroupList),
            "PermissionsBoundary": user.PermissionsBoundary
            and user.PermissionsBoundary.PermissionsBoundaryArn,
            "ManagedPolicyArns": [policy.PolicyArn for policy in user.AttachedManagedPolicies],
            "Policies": _inline(user.UserPolicyList),
            "Tags": _tags(user.Tags),
        }
    elif one.kind == "group":
        group = live.groups[one.name]
        found = {
            "GroupName": group.GroupName,
            "Path": group.Path,
            "ManagedPolicyArns": [policy.PolicyArn for policy in group.AttachedManagedPolicies],
            "Policies": _inline(group.GroupPolicyList),
        }
    elif one.kind == "policy":
        policy_ = live.policies[one.arn]
        (document,) = [version.Document for version in policy_.PolicyVersionList if version.IsDefaultVersion]
        found = {
            "ManagedPolicyName": policy_.name,
            "Path": policy_.path,
            "Description": policy_.Description,
            "PolicyDocument": document,
        }
    else:
        found = {"InstanceProfileName": one.name, **_profile(one.name, live)}
    return {key: value for key, value in found.items() if value}


def _profile(name: str, live: Live) -> dict[str, Any]:
    for role in live.roles.values():
        for profile in role.InstanceProfileList:
            if profile.InstanceProfileName == name:
                return {"Path": profile.Path, "Roles": [role.RoleName]}
    raise AssertionError(name)


def _boundary(holder: Role | User) -> str | None:
    return holder.PermissionsBoundary.PermissionsBoundaryArn if holder.PermissionsBoundary else None


def _inline(policies: Iterable[InlinePolicy]) -> list[dict[str, Any]]:
    return [{"PolicyName": one.PolicyName, "PolicyDocument": one.PolicyDocument} for one in policies]


def _tags(tags: Iterable[Tag]) -> list[dict[str, str]]:
    """Return ``tags`` without those of AWS itself, which no template may set."""
    return [{"Key": one.Key, "Value": one.Value} for one in tags if not one.Key.startswith("aws:")]
