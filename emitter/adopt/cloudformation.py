"""A CloudFormation import: a template of what is there, and the resources to import.

An import changes nothing, and CloudFormation takes the properties of its template for those of the account.
So the template has the account's, and the next update, with the template that emit wrote, changes what
differs. It says the same as the file in three things, so that the update does not touch them. A policy that
the file attaches is attached by the policy, and not taken from its holder first. What cannot change is as the
file has it, since a resource with a name of its own cannot be replaced: a path of ``/`` is left out where the
file leaves it out, and the description of a policy always is.

Each resource needs a ``DeletionPolicy``, and outputs cannot be added
(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources.html).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from ..template.assembly import Assembly
from .compare import is_there, live_holders
from .live import Group, InlinePolicy, Live, Role, Tag, User
from .resources import Made, holders

# Kind and name of a role, user or group.
_Holder: TypeAlias = tuple[str, str]

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
    attached = {one.arn: tuple(_attached(one, assembly, live)) for one in there if one.kind == "policy"}
    return StackImport(
        {
            "AWSTemplateFormatVersion": "2010-09-09",
            "Description": f"What is there, to import. {assembly.template.description}",
            "Resources": {
                one.title: {
                    "Type": _TYPES[one.kind],
                    "DeletionPolicy": "Retain",
                    "Properties": _as_written(one, assembly, _properties(one, live, attached)),
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


def _attached(policy: Made, assembly: Assembly, live: Live) -> Iterator[_Holder]:
    """Yield whom the file attaches ``policy`` to and who has it already."""
    for kind, name in holders(assembly.template.resources[policy.title], assembly):
        holder = live_holders(kind, live).get(name)
        if holder is not None and any(one.PolicyArn == policy.arn for one in holder.AttachedManagedPolicies):
            yield kind, name


def _properties(one: Made, live: Live, attached: Mapping[str, Sequence[_Holder]]) -> dict[str, Any]:
    """Return the properties of ``one`` as the account has them; one that is empty is left out.

    ``attached`` has the holders of each imported policy, by its ARN.
    """
    found: dict[str, Any]
    if one.kind == "policy":
        policy = live.policies[one.arn]
        (document,) = [version.Document for version in policy.PolicyVersionList if version.IsDefaultVersion]
        found = {"ManagedPolicyName": policy.name, "Path": policy.path, "PolicyDocument": document}
        for key, kind in (("Roles", "role"), ("Users", "user"), ("Groups", "group")):
            found[key] = [name for held, name in attached[one.arn] if held == kind]
    elif one.kind == "instance-profile":
        found = {"InstanceProfileName": one.name, **_profile(one.name, live)}
    else:
        holder = live_holders(one.kind, live)[one.name]
        own = [arn for arn, holders in attached.items() if (one.kind, one.name) in holders]
        arns = [policy.PolicyArn for policy in holder.AttachedManagedPolicies]
        found = {
            IDENTIFIERS[one.kind]: one.name,
            "Path": holder.Path,
            **_own(holder),
            "ManagedPolicyArns": [arn for arn in arns if arn not in own],
            "Policies": _inline(holder.inline),
        }
    return {key: value for key, value in found.items() if value}


def _as_written(one: Made, assembly: Assembly, found: dict[str, Any]) -> dict[str, Any]:
    """Return ``found``, properties of ``one``, without what is the same where the file says nothing."""
    written = assembly.template.resources[one.title].properties
    if "Path" in written or found["Path"] != one.path:
        return found
    return {key: value for key, value in found.items() if key != "Path"}


def _own(holder: Role | User | Group) -> dict[str, Any]:
    """Return what not every kind of ``holder`` has."""
    if isinstance(holder, Group):
        return {}
    boundary = holder.PermissionsBoundary
    return {
        **({"Groups": list(holder.GroupList)} if isinstance(holder, User) else {}),
        **({"AssumeRolePolicyDocument": holder.AssumeRolePolicyDocument} if isinstance(holder, Role) else {}),
        "PermissionsBoundary": boundary and boundary.PermissionsBoundaryArn,
        "Tags": _tags(holder.Tags),
    }


def _profile(name: str, live: Live) -> dict[str, Any]:
    for role in live.roles.values():
        for profile in role.InstanceProfileList:
            if profile.InstanceProfileName == name:
                return {"Path": profile.Path, "Roles": [role.RoleName]}
    raise AssertionError(name)


def _inline(policies: Iterable[InlinePolicy]) -> list[dict[str, Any]]:
    return [{"PolicyName": one.PolicyName, "PolicyDocument": one.PolicyDocument} for one in policies]


def _tags(tags: Iterable[Tag]) -> list[dict[str, str]]:
    """Return ``tags`` without those of AWS itself, which no template may set."""
    return [{"Key": one.Key, "Value": one.Value} for one in tags if not one.Key.startswith("aws:")]
