"""Security groups of its load balancers, and the rules that let them reach nodes and pods."""

from awacs import ec2

from ...model import GrantCondition, Scope, vendor
from .sources import AWS, FOREIGN, KEEPS_TAG, NEW, OWN, allow, code, documented, service

_TAG_ON_CREATE = vendor(f"{AWS}/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html")
_GROUPS = "arn:{partition}:ec2:{region}:{account}:security-group/*"

_IN_VPC = Scope("SecurityGroupVpcs", ("arn:{partition}:ec2:{region}:{account}:vpc/{vpc}",))
_NEW_GROUPS = Scope("NewSecurityGroups", (_GROUPS,), (NEW,))
_TAG_NEW = Scope(
    "TagNewSecurityGroups",
    (_GROUPS,),
    (NEW, GrantCondition("StringEquals", "ec2:CreateAction", ("CreateSecurityGroup",))),
)
_TAG_OWN = Scope("TagOwnSecurityGroups", (_GROUPS,), (OWN, KEEPS_TAG))
_OWN_GROUPS = Scope("OwnSecurityGroups", (_GROUPS,), (OWN,))
# Groups of nodes and pods, which the controller did not make.
_NODE_GROUPS = Scope(
    "NodeSecurityGroups",
    ("arn:{partition}:ec2:{region}:{account}:security-group/{node_security_group}",),
    (FOREIGN,),
)

_CREATE = code("deploy/ec2/security_group_manager", 79, 88)
_BACKEND = code("networking/backend_sg_provider", 288, 291)
_FEATURE = ("security-groups",)

SECURITY_GROUP_GRANTS = (
    *allow(
        _IN_VPC,
        _FEATURE,
        (
            ec2.CreateSecurityGroup,
            "creates security groups in its VPC",
            (service("ec2", 186), _CREATE, _BACKEND),
        ),
    ),
    *allow(
        _NEW_GROUPS,
        _FEATURE,
        (
            ec2.CreateSecurityGroup,
            "creates security groups, always with the tag of its cluster",
            (service("ec2", 186), _CREATE, _BACKEND),
        ),
    ),
    *allow(
        _TAG_NEW,
        _FEATURE,
        (
            ec2.CreateTags,
            "tags security groups when they are created",
            (_TAG_ON_CREATE, documented(92), _CREATE),
        ),
    ),
    *allow(
        _TAG_OWN,
        _FEATURE,
        (
            ec2.CreateTags,
            "sets tags that changed, on security groups that it made",
            (service("ec2", 170), code("deploy/ec2/tagging_manager", 108)),
        ),
        (
            ec2.DeleteTags,
            "removes tags that are gone, from security groups that it made",
            (service("ec2", 178), code("deploy/ec2/tagging_manager", 124)),
        ),
    ),
    *allow(
        _OWN_GROUPS,
        _FEATURE,
        (
            ec2.AuthorizeSecurityGroupIngress,
            "lets clients reach its load balancers",
            (service("ec2", 202), code("networking/security_group_manager", 138)),
        ),
        (
            ec2.RevokeSecurityGroupIngress,
            "removes rules of its load balancers that are gone",
            (service("ec2", 210), code("networking/security_group_manager", 158)),
        ),
        (
            ec2.DeleteSecurityGroup,
            "deletes security groups that it made",
            (service("ec2", 194), code("deploy/ec2/security_group_manager", 136)),
        ),
    ),
    *allow(
        _NODE_GROUPS,
        ("node-security-group-rules",),
        (
            ec2.AuthorizeSecurityGroupIngress,
            "lets its load balancers reach nodes and pods, whose security groups others made",
            (service("ec2", 202), code("networking/security_group_manager", 138)),
        ),
        (
            ec2.RevokeSecurityGroupIngress,
            "removes such rules, and any other of those security groups",
            (service("ec2", 210), code("networking/security_group_manager", 158)),
        ),
    ),
)
