"""CloudFormation type → Terraform type, property → what becomes of it.

What is not in the table cannot be lowered. Sources: the AWS provider's documentation of each
resource (https://registry.terraform.io/providers/hashicorp/aws/latest/docs) and CloudFormation's
"AWS Identity and Access Management resource type reference".
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Argument(NamedTuple):
    """The property becomes this argument."""

    name: str


class Only(NamedTuple):
    """The property, a list of one, becomes this argument."""

    name: str


class TagMap(NamedTuple):
    """The property, a list of Key and Value, becomes a map in this argument."""

    name: str


class Document(NamedTuple):
    """The property becomes a policy document of its own; this argument refers to it.

    ``suffix`` ends its label, and tells it from that of another resource of the same label.
    """

    name: str
    suffix: str = ""


class Attachment(NamedTuple):
    """Each value of the property becomes a resource of its own, ``type``.

    ``own`` is its argument for the resource at hand, ``other`` the one for the value; with
    ``plural`` the value stands in a list.
    """

    type: str
    own: str
    other: str
    plural: bool = False


Rule: TypeAlias = Argument | Only | TagMap | Document | Attachment


_ARN = {"Arn": "arn"}


class Exclusive(NamedTuple):
    """What makes every other policy of a holder drift.

    ``attachments`` is the type for managed policies, ``inline`` for inline ones; ``holder`` is their argument
    for its name.
    """

    attachments: str
    inline: str
    holder: str


class Row(NamedTuple):
    """One type of resource.

    ``reference`` is the attribute that ``Ref`` gives, ``attributes`` those that ``Fn::GetAtt`` gives. Where
    it ``takes_tags``, it has those of the deployment, though CloudFormation knows none. Arguments that are
    ``left_alone`` stay as they are when it exists already.
    """

    type: str
    reference: str
    properties: Mapping[str, Rule]
    attributes: Mapping[str, str] = _ARN
    exclusive: Exclusive | None = None
    takes_tags: bool = False
    left_alone: tuple[str, ...] = ()


class Link(NamedTuple):
    """A resource that only joins others: one ``type`` for each value of ``each``.

    ``one`` and ``many`` are the arguments for that value and for the value of ``to``, in a list.
    """

    type: str
    each: str
    to: str
    one: str
    many: str


_ROLE_POLICY = Attachment("aws_iam_role_policy_attachment", "policy_arn", "role")
_GROUP_POLICY = Attachment("aws_iam_group_policy_attachment", "policy_arn", "group")
_USER_POLICY = Attachment("aws_iam_user_policy_attachment", "policy_arn", "user")

ROWS: Mapping[str, Row] = {
    "AWS::IAM::Role": Row(
        "aws_iam_role",
        "name",
        {
            "RoleName": Argument("name"),
            "Path": Argument("path"),
            "Description": Argument("description"),
            "AssumeRolePolicyDocument": Document("assume_role_policy", "_trust"),
            "MaxSessionDuration": Argument("max_session_duration"),
            "PermissionsBoundary": Argument("permissions_boundary"),
            "Tags": TagMap("tags"),
        },
        exclusive=Exclusive(
            "aws_iam_role_policy_attachments_exclusive", "aws_iam_role_policies_exclusive", "role_name"
        ),
    ),
    "AWS::IAM::Group": Row(
        "aws_iam_group",
        "name",
        {"GroupName": Argument("name"), "Path": Argument("path")},
        exclusive=Exclusive(
            "aws_iam_group_policy_attachments_exclusive", "aws_iam_group_policies_exclusive", "group_name"
        ),
    ),
    "AWS::IAM::User": Row(
        "aws_iam_user",
        "name",
        {
            "UserName": Argument("name"),
            "Path": Argument("path"),
            "PermissionsBoundary": Argument("permissions_boundary"),
            "Groups": Attachment("aws_iam_user_group_membership", "user", "groups", plural=True),
            "Tags": TagMap("tags"),
        },
        exclusive=Exclusive(
            "aws_iam_user_policy_attachments_exclusive", "aws_iam_user_policies_exclusive", "user_name"
        ),
    ),
    "AWS::IAM::InstanceProfile": Row(
        "aws_iam_instance_profile",
        "name",
        {"InstanceProfileName": Argument("name"), "Path": Argument("path"), "Roles": Only("role")},
        takes_tags=True,
    ),
    "AWS::IAM::OIDCProvider": Row(
        "aws_iam_openid_connect_provider",
        "arn",
        {"Url": Argument("url"), "ClientIdList": Argument("client_id_list"), "Tags": TagMap("tags")},
    ),
    "AWS::EKS::PodIdentityAssociation": Row(
        "aws_eks_pod_identity_association",
        "association_id",
        {
            "ClusterName": Argument("cluster_name"),
            "Namespace": Argument("namespace"),
            "ServiceAccount": Argument("service_account"),
            "RoleArn": Argument("role_arn"),
            "Tags": TagMap("tags"),
        },
    ),
    "AWS::IAM::ManagedPolicy": Row(
        "aws_iam_policy",
        "arn",
        {
            "ManagedPolicyName": Argument("name"),
            "Path": Argument("path"),
            "PolicyDocument": Document("policy"),
            "Roles": _ROLE_POLICY,
            "Groups": _GROUP_POLICY,
            "Users": _USER_POLICY,
        },
        takes_tags=True,
        # IAM cannot change it: a policy that was made by hand would be replaced for a sentence.
        left_alone=("description",),
    ),
}

LINKS: Mapping[str, Link] = {
    "AWS::IAM::UserToGroupAddition": Link(
        "aws_iam_user_group_membership", each="Users", to="GroupName", one="user", many="groups"
    ),
}
