"""Snapshots: made, restored, locked and deleted."""

from awacs import ec2

from ...model import Grant, GrantCondition, Scope, vendor
from .sources import (
    IMPORTED,
    MANAGED,
    MIGRATED,
    NEW,
    SNAPSHOTS,
    VOLUMES,
    cloud,
    controller,
    documented,
)

_TAG_ON_CREATE = vendor(
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html"
)
_TAGGING = documented("AmazonEBSCSIDriverPolicyV2.json", 154)

_READ = Scope("Read", ("*",))
_NEW_SNAPSHOTS = Scope("NewSnapshots", (SNAPSHOTS,), (NEW,))
_TAG_SNAPSHOTS = Scope(
    "TagNewSnapshots",
    (SNAPSHOTS,),
    (GrantCondition("StringEquals", "ec2:CreateAction", ("CreateSnapshot",)),),
)
_MANAGED_SNAPSHOTS = Scope("ManagedSnapshots", (SNAPSHOTS,), (MANAGED,))
_IMPORTED_SNAPSHOTS = Scope("ImportedSnapshots", (SNAPSHOTS,), IMPORTED)
_MANAGED_VOLUMES = Scope("ManagedVolumes", (VOLUMES,), (MANAGED,))
_MIGRATED_VOLUMES = Scope("MigratedVolumes", (VOLUMES,), (MIGRATED,))
_IMPORTED_VOLUMES = Scope("ImportedVolumes", (VOLUMES,), IMPORTED)

SNAPSHOT_GRANTS = (
    Grant(
        ec2.DescribeSnapshots,
        _READ,
        ("snapshots",),
        "finds and lists snapshots, and waits for them; AWS lets no resource narrow it",
        (cloud(2366, 2404),),
    ),
    Grant(
        ec2.CreateSnapshot,
        _NEW_SNAPSHOTS,
        ("snapshots",),
        "creates snapshots, always with the driver's tag",
        (cloud(2019), controller(868)),
    ),
    Grant(
        ec2.CreateTags,
        _TAG_SNAPSHOTS,
        ("snapshots",),
        "tags the snapshot when it is created",
        (_TAG_ON_CREATE, _TAGGING, cloud(2007)),
    ),
    Grant(
        ec2.CreateSnapshot,
        _MANAGED_VOLUMES,
        ("snapshots",),
        "reads the volume of which a snapshot is made",
        (cloud(2012, 2019),),
    ),
    Grant(
        ec2.CreateSnapshot,
        _MIGRATED_VOLUMES,
        ("migrated-volumes",),
        "reads a volume that the in-tree driver made, of which a snapshot is made",
        (cloud(2012, 2019),),
        requires=("snapshots",),
    ),
    Grant(
        ec2.CreateSnapshot,
        _IMPORTED_VOLUMES,
        ("static-volumes",),
        "reads a volume that was imported and not tagged, of which a snapshot is made",
        (cloud(2012, 2019),),
        requires=("snapshots",),
    ),
    Grant(
        ec2.DeleteSnapshot,
        _MANAGED_SNAPSHOTS,
        ("snapshots",),
        "deletes snapshots, also one whose creation went wrong half way",
        (cloud(2060), controller(973)),
    ),
    Grant(
        ec2.CreateVolume,
        _MANAGED_SNAPSHOTS,
        ("restore",),
        "creates volumes of snapshots that the driver made",
        (cloud(928, 934),),
    ),
    Grant(
        ec2.CreateVolume,
        _IMPORTED_SNAPSHOTS,
        ("static-snapshots",),
        "creates volumes of snapshots that were imported and not tagged",
        (cloud(928, 934), documented("install.md", 64)),
    ),
    Grant(
        ec2.EnableFastSnapshotRestores,
        _MANAGED_SNAPSHOTS,
        ("fast-restore",),
        "lets snapshots be restored fast in certain zones, for a fee",
        (cloud(2170), controller(971)),
    ),
    Grant(
        ec2.LockSnapshot,
        _MANAGED_SNAPSHOTS,
        ("lock-snapshots",),
        "locks snapshots, so that they cannot be deleted for a time",
        (cloud(2049), controller(979)),
        since="1.55",
    ),
)
