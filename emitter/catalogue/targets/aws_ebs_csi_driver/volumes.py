"""Volumes: made, attached, changed, cloned and deleted."""

from awacs import ec2

from ...model import Grant, GrantCondition, Scope, vendor
from .sources import (
    CLAIM_TAG,
    IMPORTED,
    INSTANCES,
    MANAGED,
    MIGRATED,
    NEW,
    TAG,
    VOLUMES,
    cloud,
    controller,
    documented,
)

_TAG_ON_CREATE = vendor(
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html"
)
_V2 = "AmazonEBSCSIDriverPolicyV2.json"
_TAGGING = documented(_V2, 154)
_COPY = documented(_V2, 33)
_COPY_MIGRATED = documented(_V2, 46)
_CHANGE_MIGRATED = documented(_V2, 101)

_READ = Scope("Read", ("*",))
_NEW_VOLUMES = Scope("NewVolumes", (VOLUMES,), (NEW,))
_LIMITS = Scope(
    "VolumeLimits",
    (VOLUMES,),
    (GrantCondition("StringEquals", "aws:RequestTag/CSIVolumeName", ("IopsLimitDryRun",)),),
)
_TAG_VOLUMES = Scope(
    "TagNewVolumes",
    (VOLUMES,),
    (GrantCondition("StringEquals", "ec2:CreateAction", ("CreateVolume", "CopyVolumes")),),
)
_MANAGED_VOLUMES = Scope("ManagedVolumes", (VOLUMES,), (MANAGED,))
_MIGRATED_VOLUMES = Scope("MigratedVolumes", (VOLUMES,), (MIGRATED,))
_IMPORTED_VOLUMES = Scope("ImportedVolumes", (VOLUMES,), IMPORTED)
# An instance carries no tag that every cluster sets.
_INSTANCES = Scope("Instances", (INSTANCES,))
# Without the driver's own tags, which decide on what it may do.
_VOLUME_TAGS = Scope(
    "VolumeTags",
    (VOLUMES,),
    (
        MANAGED,
        GrantCondition("Null", "aws:TagKeys", ("false",)),
        GrantCondition("ForAllValues:StringNotEquals", "aws:TagKeys", (TAG, f"{TAG}-name", CLAIM_TAG)),
    ),
)

_READS = (
    Grant(
        ec2.DescribeAvailabilityZones,
        _READ,
        ("provision", "fast-restore"),
        "chooses a zone where none is asked for, and checks zones; AWS lets no resource narrow it",
        (cloud(2781, 2796), controller(947)),
    ),
    Grant(
        ec2.DescribeAvailabilityZones,
        _READ,
        ("attach",),
        "the controller tries this call until it is healthy; AWS lets no resource narrow it",
        (cloud(2207),),
        since="1.49",
    ),
    Grant(
        ec2.DescribeVolumes,
        _READ,
        ("provision", "attach", "resize", "clone", "hyperpod"),
        "finds volumes by name and waits for what it asked for; AWS lets no resource narrow it",
        (cloud(2230),),
    ),
    Grant(
        ec2.DescribeVolumesModifications,
        _READ,
        ("resize",),
        "waits until a volume is changed; AWS lets no resource narrow it",
        (cloud(2730, 2756),),
    ),
    Grant(
        ec2.DescribeVolumeStatus,
        _READ,
        ("initialization",),
        "waits until a volume is initialized from its snapshot; AWS lets no resource narrow it",
        (cloud(1591), controller(527)),
    ),
    Grant(
        ec2.DescribeInstances,
        _READ,
        ("attach", "metadata-labeler"),
        "reads which volumes an instance has and what they are called; AWS lets no resource narrow it",
        (cloud(2265, 2339),),
    ),
    Grant(
        ec2.DescribeInstanceTypes,
        _READ,
        ("attach",),
        "reads how many EBS cards an instance type has; without it, a list as old as the release is used",
        (cloud(1247),),
        since="1.59",
    ),
)

_CREATE = (
    Grant(
        ec2.CreateVolume,
        _NEW_VOLUMES,
        ("provision",),
        "creates the volume of a claim, always with the driver's tag",
        (cloud(934), controller(127)),
    ),
    Grant(
        ec2.CreateVolume,
        _LIMITS,
        ("provision",),
        "asks for the limits of a volume type with a dry run, whose only tag is the name IopsLimitDryRun",
        (cloud(2971, 2990),),
        since="1.50",
    ),
    Grant(
        ec2.CreateTags,
        _TAG_VOLUMES,
        ("provision", "clone"),
        "tags the volume when it is created",
        (_TAG_ON_CREATE, _TAGGING, cloud(739, 2966)),
    ),
    Grant(
        ec2.DeleteVolume,
        _MANAGED_VOLUMES,
        ("provision",),
        "deletes the volume of a claim that is gone",
        (cloud(1148),),
    ),
    Grant(
        ec2.DeleteVolume,
        _MIGRATED_VOLUMES,
        ("migrated-volumes",),
        "deletes the volume that the in-tree driver made of a claim that is gone",
        (_CHANGE_MIGRATED, cloud(1148)),
        requires=("provision",),
    ),
    Grant(
        ec2.CopyVolumes,
        _NEW_VOLUMES,
        ("clone",),
        "creates the volume of a claim that names another claim, always with the driver's tag",
        (cloud(891), controller(127)),
        since="1.51",
    ),
    Grant(
        ec2.CopyVolumes,
        _MANAGED_VOLUMES,
        ("clone",),
        "reads the volume that is cloned",
        (_COPY, cloud(790, 891)),
        since="1.51",
    ),
    Grant(
        ec2.CopyVolumes,
        _MIGRATED_VOLUMES,
        ("migrated-volumes",),
        "reads a volume that the in-tree driver made and that is cloned",
        (_COPY_MIGRATED, cloud(790, 891)),
        since="1.51",
        requires=("clone",),
    ),
    Grant(
        ec2.CopyVolumes,
        _IMPORTED_VOLUMES,
        ("static-volumes",),
        "reads a volume that was imported and that is cloned",
        (cloud(790, 891),),
        since="1.51",
        requires=("clone",),
    ),
)

_ATTACH = (
    Grant(
        ec2.AttachVolume,
        _INSTANCES,
        ("attach",),
        "attaches volumes to nodes",
        (cloud(1301, 1737),),
    ),
    Grant(
        ec2.DetachVolume,
        _INSTANCES,
        ("attach",),
        "detaches volumes from nodes",
        (cloud(1417, 1701),),
    ),
    Grant(
        ec2.AttachVolume,
        _MANAGED_VOLUMES,
        ("attach",),
        "attaches volumes that the driver made",
        (cloud(1301, 1737),),
    ),
    Grant(
        ec2.DetachVolume,
        _MANAGED_VOLUMES,
        ("attach",),
        "detaches volumes that the driver made",
        (cloud(1417, 1701),),
    ),
    Grant(
        ec2.AttachVolume,
        _MIGRATED_VOLUMES,
        ("migrated-volumes",),
        "attaches volumes that the in-tree driver made",
        (_CHANGE_MIGRATED, cloud(1301)),
        requires=("attach",),
    ),
    Grant(
        ec2.DetachVolume,
        _MIGRATED_VOLUMES,
        ("migrated-volumes",),
        "detaches volumes that the in-tree driver made",
        (_CHANGE_MIGRATED, cloud(1417)),
        requires=("attach",),
    ),
    Grant(
        ec2.AttachVolume,
        _IMPORTED_VOLUMES,
        ("static-volumes",),
        "attaches volumes that were imported and not tagged",
        (cloud(1301), documented("install.md", 64)),
        requires=("attach",),
    ),
    Grant(
        ec2.DetachVolume,
        _IMPORTED_VOLUMES,
        ("static-volumes",),
        "detaches volumes that were imported and not tagged",
        (cloud(1417), documented("install.md", 64)),
        requires=("attach",),
    ),
)

_MODIFY = (
    Grant(
        ec2.ModifyVolume,
        _MANAGED_VOLUMES,
        ("resize",),
        "changes size, type, IOPS and throughput of volumes that the driver made",
        (cloud(1118),),
    ),
    Grant(
        ec2.ModifyVolume,
        _MIGRATED_VOLUMES,
        ("migrated-volumes",),
        "changes volumes that the in-tree driver made",
        (_CHANGE_MIGRATED, cloud(1118)),
        requires=("resize",),
    ),
    Grant(
        ec2.ModifyVolume,
        _IMPORTED_VOLUMES,
        ("static-volumes",),
        "changes volumes that were imported and not tagged",
        (cloud(1118), documented("install.md", 64)),
        requires=("resize",),
    ),
    Grant(
        ec2.CreateTags,
        _VOLUME_TAGS,
        ("modify-tags",),
        "sets the tags of a VolumeAttributesClass, but not those that the driver goes by",
        (cloud(1019),),
    ),
    Grant(
        ec2.DeleteTags,
        _VOLUME_TAGS,
        ("modify-tags",),
        "removes tags of a VolumeAttributesClass, but not those that the driver goes by",
        (cloud(1002),),
    ),
)

VOLUME_GRANTS = (*_READS, *_CREATE, *_ATTACH, *_MODIFY)
