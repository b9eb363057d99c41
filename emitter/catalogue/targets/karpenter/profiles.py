"""Instance profiles, which it makes for the role of a node class."""

from awacs import iam

from ...model import Grant, GrantCondition, Scope, vendor
from .sources import CLUSTER_TAG, CODE, provider, template

_PROFILES = "arn:{partition}:iam::{account}:instance-profile/*"
_REGION = "topology.kubernetes.io/region"
_CLASS = "karpenter.k8s.aws/ec2nodeclass"
_NEW = (
    GrantCondition("StringEquals", f"aws:RequestTag/{CLUSTER_TAG}", ("{cluster}",)),
    GrantCondition("StringEquals", f"aws:RequestTag/{_REGION}", ("{region}",)),
    GrantCondition("StringLike", f"aws:RequestTag/{_CLASS}", ("*",)),
)
_OWN = (
    GrantCondition("StringEquals", f"aws:ResourceTag/{CLUSTER_TAG}", ("{cluster}",)),
    GrantCondition("StringEquals", f"aws:ResourceTag/{_REGION}", ("{region}",)),
    GrantCondition("StringLike", f"aws:ResourceTag/{_CLASS}", ("*",)),
)
_NEW_PROFILES = Scope("NewInstanceProfiles", (_PROFILES,), _NEW)
_TAG_PROFILES = Scope("TagInstanceProfiles", (_PROFILES,), (*_NEW, *_OWN))
_OWN_PROFILES = Scope("OwnInstanceProfiles", (_PROFILES,), _OWN)
# Node classes can name profiles of others, and it looks whether one is there before it makes it.
_READ_PROFILES = Scope("ReadInstanceProfiles", (_PROFILES,))
_LIST_PROFILES = Scope("ListInstanceProfiles", ("*",))
_CLASS_TAGS = CODE.at("pkg/apis/v1/ec2nodeclass.go", 624)


PROFILE_GRANTS = (
    Grant(
        iam.GetInstanceProfile,
        _READ_PROFILES,
        ("instance-profiles",),
        "finds out whether the instance profile is there, and which role it has",
        (provider("instanceprofile/instanceprofile", 85, 190),),
    ),
    Grant(
        iam.ListInstanceProfiles,
        _LIST_PROFILES,
        ("instance-profiles",),
        "finds instance profiles that no node class needs; AWS lets a path narrow it, which the call names below /karpenter/",
        (provider("instanceprofile/instanceprofile", 221), template(368)),
        since="1.7",
    ),
    Grant(
        iam.CreateInstanceProfile,
        _NEW_PROFILES,
        ("instance-profiles",),
        "creates the instance profile of a node class, always with the tags of cluster, Region and class",
        (provider("instanceprofile/instanceprofile", 122), _CLASS_TAGS),
    ),
    Grant(
        iam.TagInstanceProfile,
        _TAG_PROFILES,
        ("instance-profiles",),
        "tags the instance profile when it is created",
        (
            template(214),
            vendor("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags_instance-profiles.html"),
            provider("instanceprofile/instanceprofile", 117),
        ),
    ),
    Grant(
        iam.AddRoleToInstanceProfile,
        _OWN_PROFILES,
        ("instance-profiles",),
        "puts the role of the node class into its instance profile",
        (provider("instanceprofile/instanceprofile", 171),),
    ),
    Grant(
        iam.RemoveRoleFromInstanceProfile,
        _OWN_PROFILES,
        ("instance-profiles",),
        "takes a role out that the node class does not name, and before the profile is deleted",
        (provider("instanceprofile/instanceprofile", 156, 199),),
    ),
    Grant(
        iam.DeleteInstanceProfile,
        _OWN_PROFILES,
        ("instance-profiles",),
        "deletes instance profiles that it made",
        (provider("instanceprofile/instanceprofile", 206),),
    ),
)
