"""Nodes: instances with what they are made of."""

from awacs import ec2, iam, kms

from ...model import Grant, GrantCondition, Scope, vendor
from .sources import CLUSTER_TAG, CODE, EC2, NEW, OF_NOBODY, OWN, SHARED, provider, template

_TAG_ON_CREATE = vendor(
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html"
)
_FLEET = vendor("https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-fleet-prerequisites.html")
_ENCRYPTION = vendor("https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html")
_VALIDATION = "pkg/controllers/nodeclass/validation.go"

_RUN_FROM = Scope(
    "RunInstancesFrom",
    (f"{OF_NOBODY}:image/*", f"{OF_NOBODY}:snapshot/*", f"{SHARED}:security-group/*", f"{SHARED}:subnet/*"),
)
_FLEET_FROM = Scope("CreateFleetFrom", (f"{OF_NOBODY}:image/*", f"{SHARED}:subnet/*"))
_RESERVATIONS = Scope("CapacityReservations", (f"{SHARED}:capacity-reservation/*",))
_PLACEMENT = Scope("PlacementGroups", (f"{SHARED}:placement-group/*",))
_TEMPLATES = Scope("LaunchTemplates", (f"{EC2}:launch-template/*",), OWN)
_RUN_NEW = Scope(
    "NewInstances",
    tuple(
        f"{EC2}:{kind}/*" for kind in ("instance", "volume", "network-interface", "spot-instances-request")
    ),
    NEW,
)
_FLEET_NEW = Scope("NewFleets", tuple(f"{EC2}:{kind}/*" for kind in ("fleet", "instance", "volume")), NEW)
_TEMPLATES_NEW = Scope("NewLaunchTemplates", (f"{EC2}:launch-template/*",), NEW)
_TAG_NEW = Scope(
    "TagNew",
    tuple(
        f"{EC2}:{kind}/*"
        for kind in (
            "fleet",
            "instance",
            "volume",
            "network-interface",
            "launch-template",
            "spot-instances-request",
        )
    ),
    (
        *NEW,
        GrantCondition(
            "StringEquals", "ec2:CreateAction", ("RunInstances", "CreateFleet", "CreateLaunchTemplate")
        ),
    ),
)
_TAG_INSTANCES = Scope(
    "TagInstances",
    (f"{EC2}:instance/*",),
    (
        *OWN,
        GrantCondition("Null", "aws:TagKeys", ("false",)),
        GrantCondition(
            "ForAllValues:StringEquals", "aws:TagKeys", (CLUSTER_TAG, "karpenter.sh/nodeclaim", "Name")
        ),
    ),
)
_INSTANCES = Scope("Instances", (f"{EC2}:instance/*",), OWN)
# In China the principal is either.
_PASS_ROLE = Scope(
    "PassNodeRole",
    ("{node_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("ec2.amazonaws.com", "ec2.amazonaws.com.cn")),),
    beside=(iam.AddRoleToInstanceProfile, ec2.RunInstances, ec2.CreateFleet),
)
_SPOT_ROLE = Scope(
    "SpotServiceLinkedRole",
    ("arn:{partition}:iam::{account}:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",),
    (GrantCondition("StringEquals", "iam:AWSServiceName", ("spot.amazonaws.com",)),),
)
_VIA = GrantCondition("StringLike", "kms:ViaService", ("ec2.*",))
_KEY = Scope("Key", ("{kms_key}",), (_VIA,))
_KEY_GRANTS = Scope(
    "KeyGrants", ("{kms_key}",), (_VIA, GrantCondition("Bool", "kms:GrantIsForAWSResource", ("true",)))
)

_FLEET_SOURCES = (provider("instance/instance", 391), CODE.at("pkg/batcher/createfleet.go", 61), template(49))
_RUN_SOURCES = (_FLEET, template(49), CODE.at(_VALIDATION, 309))

_LAUNCH = (
    Grant(
        ec2.CreateFleet,
        _FLEET_FROM,
        ("nodes",),
        "launches instances of the images and in the subnets of a node class",
        _FLEET_SOURCES,
    ),
    Grant(
        ec2.CreateFleet,
        _FLEET_NEW,
        ("nodes",),
        "launches instances, always with the tags of its cluster and node pool",
        _FLEET_SOURCES,
    ),
    Grant(
        ec2.CreateFleet,
        _TEMPLATES,
        ("nodes",),
        "launches instances of launch templates that it made",
        _FLEET_SOURCES,
    ),
    Grant(
        ec2.RunInstances,
        _RUN_FROM,
        ("nodes",),
        "a fleet launches instances with the caller's permission; from 1.3 a dry run tries it too",
        _RUN_SOURCES,
    ),
    Grant(
        ec2.RunInstances,
        _RUN_NEW,
        ("nodes",),
        "a fleet launches instances with the caller's permission; from 1.3 a dry run tries it too",
        _RUN_SOURCES,
    ),
    Grant(
        ec2.RunInstances,
        _TEMPLATES,
        ("nodes",),
        "a fleet launches instances with the caller's permission, of launch templates that it made",
        _RUN_SOURCES,
    ),
    Grant(
        ec2.CreateLaunchTemplate,
        _TEMPLATES_NEW,
        ("nodes",),
        "creates launch templates, always with the tags of its cluster and node pool",
        (provider("launchtemplate/launchtemplate", 291),),
    ),
    Grant(
        ec2.CreateTags,
        _TAG_NEW,
        ("nodes",),
        "tags what it makes when it makes it",
        (_TAG_ON_CREATE, template(98), CODE.at(_VALIDATION, 394)),
    ),
    Grant(
        iam.PassRole,
        _PASS_ROLE,
        ("nodes", "instance-profiles"),
        "hands the role of its nodes to Amazon EC2, in an instance profile",
        (template(182), provider("instanceprofile/instanceprofile", 171)),
    ),
)

_KEEP = (
    Grant(
        ec2.CreateTags,
        _TAG_INSTANCES,
        ("nodes",),
        "names instances after their nodes",
        (provider("instance/instance", 308), CODE.at("pkg/controllers/nodeclaim/tagging/controller.go", 107)),
    ),
    Grant(
        ec2.TerminateInstances,
        _INSTANCES,
        ("nodes",),
        "terminates instances that it launched",
        (provider("instance/instance", 283), CODE.at("pkg/batcher/terminateinstances.go", 71)),
    ),
    Grant(
        ec2.DeleteLaunchTemplate,
        _TEMPLATES,
        ("nodes",),
        "deletes launch templates that it made",
        (provider("launchtemplate/launchtemplate", 482, 525),),
    ),
)

_SPECIAL = (
    Grant(
        ec2.CreateFleet,
        _RESERVATIONS,
        ("capacity-reservations",),
        "launches instances into capacity reservations of a node class",
        (provider("instance/instance", 387, 391), template(46)),
        since="1.3",
    ),
    Grant(
        ec2.RunInstances,
        _RESERVATIONS,
        ("capacity-reservations",),
        "a fleet launches instances into capacity reservations with the caller's permission",
        (_FLEET, template(46), provider("instance/instance", 387)),
        since="1.3",
    ),
    Grant(
        ec2.CreateFleet,
        _PLACEMENT,
        ("placement-groups",),
        "launches instances into placement groups of a node class",
        (provider("instance/instance", 407), template(47)),
        since="1.11",
    ),
    Grant(
        ec2.RunInstances,
        _PLACEMENT,
        ("placement-groups",),
        "a fleet launches instances into placement groups with the caller's permission",
        (_FLEET, template(47), provider("launchtemplate/launchtemplate", 159)),
        since="1.11",
    ),
    Grant(
        iam.CreateServiceLinkedRole,
        _SPOT_ROLE,
        ("spot-service-linked-role",),
        "the first spot instance of an account makes the role of Amazon EC2 Spot",
        (
            CODE.at("website/content/en/docs/troubleshooting.md", 27, confidence="documented"),
            vendor(
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html"
            ),
        ),
    ),
    Grant(
        kms.Decrypt,
        _KEY,
        ("kms",),
        "lets Amazon EBS decrypt the key of a volume, for this caller",
        (_ENCRYPTION,),
    ),
    Grant(
        kms.DescribeKey,
        _KEY,
        ("kms",),
        "lets Amazon EBS look at the key, for this caller",
        (_ENCRYPTION,),
    ),
    Grant(
        kms.GenerateDataKeyWithoutPlaintext,
        _KEY,
        ("kms",),
        "lets Amazon EBS make the key of a new volume, for this caller",
        (_ENCRYPTION,),
    ),
    Grant(
        kms.ReEncryptFrom,
        _KEY,
        ("kms",),
        "lets Amazon EBS change the key from that of a snapshot, for this caller",
        (_ENCRYPTION,),
    ),
    Grant(
        kms.ReEncryptTo,
        _KEY,
        ("kms",),
        "lets Amazon EBS change the key to that of a volume, for this caller",
        (_ENCRYPTION,),
    ),
    Grant(
        kms.CreateGrant,
        _KEY_GRANTS,
        ("kms",),
        "lets Amazon EBS and the instance use the key while the volume is attached",
        (_ENCRYPTION,),
    ),
)

NODE_GRANTS = (*_LAUNCH, *_KEEP, *_SPECIAL)
