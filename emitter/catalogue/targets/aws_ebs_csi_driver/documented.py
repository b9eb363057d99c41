"""The policies that the driver documents: the example, and the managed policy that took its place."""

from awacs import ec2
from awacs.aws import Action

from ...model import GrantCondition, Page, PageStatement
from .sources import CLAIM_TAG, CODE, CODE_1_53, CODE_1_58, TAG, documented

_VOLUMES = "arn:{partition}:ec2:*:*:volume/*"
_INSTANCES = "arn:{partition}:ec2:*:*:instance/*"
_SNAPSHOTS = "arn:{partition}:ec2:*:*:snapshot/*"
_COPIED = "arn:{partition}:ec2:*:*:volume/vol-*"

_READS = (
    ec2.DescribeAvailabilityZones,
    ec2.DescribeInstances,
    ec2.DescribeSnapshots,
    ec2.DescribeTags,
    ec2.DescribeVolumes,
    ec2.DescribeVolumesModifications,
    ec2.DescribeVolumeStatus,
)
_V2_READS = (
    ec2.DescribeAvailabilityZones,
    ec2.DescribeInstances,
    ec2.DescribeInstanceTypes,
    ec2.DescribeSnapshots,
    ec2.DescribeVolumes,
    ec2.DescribeVolumesModifications,
    ec2.DescribeVolumeStatus,
)
_CHANGES = (ec2.ModifyVolume, ec2.AttachVolume, ec2.DetachVolume, ec2.DeleteVolume)


def _statement(
    sid: str, actions: tuple[Action, ...], resource: str, *conditions: GrantCondition
) -> PageStatement:
    return PageStatement(sid, actions, (resource,), conditions)


def _like(key: str, value: str = "*") -> GrantCondition:
    return GrantCondition("StringLike", key, (value,))


def _example(creates: tuple[Action, ...], kinds: tuple[str, ...]) -> tuple[PageStatement, ...]:
    """Return the example; ``creates`` make volumes, ``kinds`` are the calls that may tag."""
    copies = (_statement("Copy", (ec2.CopyVolumes,), _COPIED),) if len(creates) > 1 else ()
    return (
        _statement("Read", _READS, "*"),
        _statement("Change", (ec2.CreateSnapshot, ec2.ModifyVolume), _VOLUMES),
        *copies,
        PageStatement("Attach", (ec2.AttachVolume, ec2.DetachVolume), (_VOLUMES, _INSTANCES)),
        _statement("Restore", (ec2.CreateVolume, ec2.EnableFastSnapshotRestores), _SNAPSHOTS),
        PageStatement(
            "Tag",
            (ec2.CreateTags,),
            (_VOLUMES, _SNAPSHOTS),
            (GrantCondition("StringEquals", "ec2:CreateAction", kinds),),
        ),
        PageStatement("Untag", (ec2.DeleteTags,), (_VOLUMES, _SNAPSHOTS)),
        _statement("Create1", creates, _VOLUMES, _like(f"aws:RequestTag/{TAG}", "true")),
        _statement("Create2", creates, _VOLUMES, _like("aws:RequestTag/CSIVolumeName")),
        _statement("Delete1", (ec2.DeleteVolume,), _VOLUMES, _like(f"ec2:ResourceTag/{TAG}", "true")),
        _statement("Delete2", (ec2.DeleteVolume,), _VOLUMES, _like("ec2:ResourceTag/CSIVolumeName")),
        _statement("Delete3", (ec2.DeleteVolume,), _VOLUMES, _like(f"ec2:ResourceTag/{CLAIM_TAG}")),
        _statement(
            "Snapshot1", (ec2.CreateSnapshot,), _SNAPSHOTS, _like("aws:RequestTag/CSIVolumeSnapshotName")
        ),
        _statement("Snapshot2", (ec2.CreateSnapshot,), _SNAPSHOTS, _like(f"aws:RequestTag/{TAG}", "true")),
        _statement(
            "Unsnapshot1", (ec2.DeleteSnapshot,), _SNAPSHOTS, _like("ec2:ResourceTag/CSIVolumeSnapshotName")
        ),
        _statement("Unsnapshot2", (ec2.DeleteSnapshot,), _SNAPSHOTS, _like(f"ec2:ResourceTag/{TAG}", "true")),
    )


def _tagged(
    sid: str, actions: tuple[Action, ...], resource: str, key: str = "ec2:ResourceTag"
) -> PageStatement:
    return _statement(sid, actions, resource, GrantCondition("StringEquals", f"{key}/{TAG}", ("true",)))


def _migrated(sid: str, actions: tuple[Action, ...], resource: str) -> PageStatement:
    return _statement(sid, actions, resource, _like(f"ec2:ResourceTag/{CLAIM_TAG}"))


_V2 = (
    _statement("ReadOnlyDescribeOperations", _V2_READS, "*"),
    _tagged(
        "CreateAndCopyVolumesWithManagedTag", (ec2.CreateVolume, ec2.CopyVolumes), _VOLUMES, "aws:RequestTag"
    ),
    _tagged("CopyManagedVolumes", (ec2.CopyVolumes,), _COPIED),
    _migrated("CopyCSIMigratedVolumes", (ec2.CopyVolumes,), _COPIED),
    _tagged("CreateSnapshotsWithManagedTag", (ec2.CreateSnapshot,), _SNAPSHOTS, "aws:RequestTag"),
    _tagged("CreateSnapshotsFromManagedVolumes", (ec2.CreateSnapshot,), _VOLUMES),
    _tagged("ManageManagedVolumes", _CHANGES, _VOLUMES),
    _migrated("ManageCSIMigratedVolumes", _CHANGES, _VOLUMES),
    _tagged(
        "CreateVolumesFromAndEnableFSROnManagedSnapshots",
        (ec2.CreateVolume, ec2.EnableFastSnapshotRestores),
        _SNAPSHOTS,
    ),
    _statement("AttachDetachVolumesToAnyInstance", (ec2.AttachVolume, ec2.DetachVolume), _INSTANCES),
    _tagged("DeleteAndLockManagedSnapshots", (ec2.DeleteSnapshot, ec2.LockSnapshot), _SNAPSHOTS),
    PageStatement(
        "TagResourcesOnCreation",
        (ec2.CreateTags,),
        (_VOLUMES, _SNAPSHOTS),
        (
            GrantCondition(
                "StringEquals", "ec2:CreateAction", ("CreateVolume", "CreateSnapshot", "CopyVolumes")
            ),
        ),
    ),
    PageStatement(
        "ModifyTagsOnManagedVolumes",
        (ec2.CreateTags, ec2.DeleteTags),
        (_VOLUMES,),
        (
            GrantCondition("StringEquals", f"ec2:ResourceTag/{TAG}", ("true",)),
            GrantCondition("Null", "aws:TagKeys", ("false",)),
            GrantCondition("ForAllValues:StringNotEquals", "aws:TagKeys", (TAG, f"{TAG}-name", CLAIM_TAG)),
        ),
    ),
)

_NO_COPY = "lacks ec2:CopyVolumes: no volume is cloned"
_NO_LOCK = "lacks ec2:LockSnapshot: a VolumeSnapshotClass that locks makes no snapshot"
_NO_TAGS = "lacks ec2:CreateTags on volumes that are there: a VolumeAttributesClass with tags fails"
_TOO_WIDE = (
    "attaches, detaches, changes and copies any volume of the account, and removes the tags that protect others",
    "grants ec2:DescribeTags, which nothing calls",
)
_V2_FAULTS = (
    "denies the dry run that asks for the IOPS limits of a volume type, which has only the tag CSIVolumeName: "
    "limits are those of the release",
    "denies snapshots of volumes that the in-tree driver made",
)
_ONE = ((ec2.CreateVolume,), ("CreateVolume", "CreateSnapshot"))
_TWO = ((ec2.CreateVolume, ec2.CopyVolumes), ("CreateVolume", "CreateSnapshot", "CopyVolumes"))
_FIRST = documented("example-iam-policy.json", 1, CODE_1_53)
_SECOND = documented("example-iam-policy.json", 1, CODE_1_58)

PAGES = (
    Page(_FIRST, _example(*_ONE), "1.46", "1.50", (_NO_TAGS, *_TOO_WIDE)),
    Page(_FIRST, _example(*_ONE), "1.51", "1.53", (_NO_COPY, _NO_TAGS, *_TOO_WIDE)),
    Page(_SECOND, _example(*_TWO), "1.54", "1.54", (_NO_TAGS, *_TOO_WIDE)),
    Page(_SECOND, _example(*_TWO), "1.55", "1.58", (_NO_LOCK, _NO_TAGS, *_TOO_WIDE)),
    Page(documented("AmazonEBSCSIDriverPolicyV2.json", 1, CODE), _V2, "1.59", "1.64", _V2_FAULTS),
)
