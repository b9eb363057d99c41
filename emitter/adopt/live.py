"""What an account has, as ``aws iam get-account-authorization-details`` prints it.

Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html. It has
neither the description nor the longest session of a role.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from ..errors import FormatError

COMMAND = "aws iam get-account-authorization-details > details.json"


class AttachedPolicy(msgspec.Struct, frozen=True):
    """A managed policy that is attached."""

    PolicyArn: str


class InlinePolicy(msgspec.Struct, frozen=True):
    """An inline policy; the AWS CLI prints its document as an object."""

    PolicyName: str
    PolicyDocument: dict[str, Any]


class Profile(msgspec.Struct, frozen=True):
    """An instance profile of a role."""

    InstanceProfileName: str
    Path: str = "/"


class Boundary(msgspec.Struct, frozen=True):
    """A permissions boundary."""

    PermissionsBoundaryArn: str


class Tag(msgspec.Struct, frozen=True):
    """A tag."""

    Key: str
    Value: str


class Role(msgspec.Struct, frozen=True):
    """A role."""

    RoleName: str
    Path: str
    AssumeRolePolicyDocument: dict[str, Any]
    RolePolicyList: tuple[InlinePolicy, ...] = ()
    AttachedManagedPolicies: tuple[AttachedPolicy, ...] = ()
    InstanceProfileList: tuple[Profile, ...] = ()
    PermissionsBoundary: Boundary | None = None
    Tags: tuple[Tag, ...] = ()

    @property
    def inline(self) -> tuple[InlinePolicy, ...]:
        """Its inline policies."""
        return self.RolePolicyList


class User(msgspec.Struct, frozen=True):
    """A user; ``GroupList`` are names."""

    UserName: str
    Path: str
    UserPolicyList: tuple[InlinePolicy, ...] = ()
    AttachedManagedPolicies: tuple[AttachedPolicy, ...] = ()
    GroupList: tuple[str, ...] = ()
    PermissionsBoundary: Boundary | None = None
    Tags: tuple[Tag, ...] = ()

    @property
    def inline(self) -> tuple[InlinePolicy, ...]:
        """Its inline policies."""
        return self.UserPolicyList


class Group(msgspec.Struct, frozen=True):
    """A group."""

    GroupName: str
    Path: str
    GroupPolicyList: tuple[InlinePolicy, ...] = ()
    AttachedManagedPolicies: tuple[AttachedPolicy, ...] = ()

    @property
    def inline(self) -> tuple[InlinePolicy, ...]:
        """Its inline policies."""
        return self.GroupPolicyList


class Version(msgspec.Struct, frozen=True):
    """A version of a managed policy."""

    Document: dict[str, Any]
    IsDefaultVersion: bool


class ManagedPolicy(msgspec.Struct, frozen=True):
    """A managed policy with its versions; its ARN ends in its path and name."""

    Arn: str
    PolicyVersionList: tuple[Version, ...] = ()

    @property
    def name(self) -> str:
        """Its name, without the path."""
        return self.Arn.rpartition("/")[2]

    @property
    def path(self) -> str:
        """Its path, ``/…/``."""
        return self.Arn.partition(":policy")[2].removesuffix(self.name)


class _Details(msgspec.Struct, frozen=True):
    RoleDetailList: tuple[Role, ...]
    UserDetailList: tuple[User, ...]
    GroupDetailList: tuple[Group, ...]
    Policies: tuple[ManagedPolicy, ...]
    IsTruncated: bool = False


class Live(NamedTuple):
    """What an account has: roles, users and groups by name, managed policies by ARN."""

    roles: Mapping[str, Role]
    users: Mapping[str, User]
    groups: Mapping[str, Group]
    policies: Mapping[str, ManagedPolicy]


def read_live(text: str, file: str) -> Live:
    """Return what ``text``, of ``file``, says the account has.

    Raises :class:`~emitter.errors.FormatError` when it is not the output of that command, or not all of it.
    """
    try:
        details = msgspec.json.decode(text, type=_Details)
    except msgspec.MsgspecError as error:
        what = f"is no output of {COMMAND.partition(' >')[0]}: {error}"
        raise FormatError(file, what, f"run {COMMAND}") from None
    if details.IsTruncated:
        raise FormatError(file, "is one page of several", f"run {COMMAND}, without --no-paginate")
    return Live(
        {one.RoleName: one for one in details.RoleDetailList},
        {one.UserName: one for one in details.UserDetailList},
        {one.GroupName: one for one in details.GroupDetailList},
        {one.Arn: one for one in details.Policies},
    )
