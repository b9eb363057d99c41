"""The Amazon EFS CSI driver, which makes access points for Kubernetes and mounts file systems.

Read at v3.4.1, its mount helper at efs-utils v3.2.0, of which the driver takes the newest; the calls were compared
tag by tag from v2.0.9. 2.3 began to read the zone of a file system, 3.0 to make access points of Amazon S3
Files, 3.4 to make some without tags.
"""

from awacs import ec2, elasticfilesystem, logs, s3files, sts

from .. import syntax
from ..model import (
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Repository,
    Scope,
    Target,
    inferred,
    vendor,
)
from ..syntax import Syntax

_CODE = Repository("kubernetes-sigs/aws-efs-csi-driver", "3fcc6bdd7533a4cfd15643b31593f7ff154584c9")
_CODE_2_3 = Repository("kubernetes-sigs/aws-efs-csi-driver", "a5cd66f1f8d32561432e88f7fe4bde0e775af915")
_UTILS = Repository("aws/efs-utils", "def6e74fbbe891d07212b5bcd82109d5e5b59be7")
_MANAGED_POLICY = vendor(
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEFSCSIDriverPolicy.html"
)
_S3_FILES_POLICY = (
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonS3FilesCSIDriverPolicy.html"
)
_CLIENT = vendor("https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html")


def _cloud(*lines: int) -> Evidence:
    return _CODE.at("pkg/cloud/cloud.go", *lines)


def _controller(*lines: int) -> Evidence:
    return _CODE.at("pkg/driver/controller.go", *lines)


def _documented(repository: Repository, line: int = 1) -> Evidence:
    return repository.at("docs/iam-policy-example.json", line, confidence="documented")


_ROLE_ANYWHERE = Syntax(
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
    "a role that may be in another account is named by its whole ARN",
    640,
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
)

_TAG = "efs.csi.aws.com/cluster"
_NEW = GrantCondition("StringEquals", f"aws:RequestTag/{_TAG}", ("true",))
_MANAGED = GrantCondition("StringEquals", f"aws:ResourceTag/{_TAG}", ("true",))
_EFS_ARN = "arn:{partition}:elasticfilesystem:{region}:{account}"
_FILE_SYSTEM = f"{_EFS_ARN}:file-system/{{file_system}}"
# AWS makes the id of an access point.
_ACCESS_POINTS = f"{_EFS_ARN}:access-point/*"
_S3_FILE_SYSTEM = "arn:{partition}:s3files:{region}:{account}:file-system/{s3_file_system}"
_S3_ACCESS_POINTS = f"{_S3_FILE_SYSTEM}/access-point/*"

_READ = Scope("FileSystems", (_FILE_SYSTEM,))
_READ_POINTS = Scope("AccessPoints", (_FILE_SYSTEM, _ACCESS_POINTS))
_NEW_POINTS = Scope("NewAccessPoints", (_FILE_SYSTEM,), (_NEW,))
# AWS names both kinds of resource and does not say on which of them a tag at creation is held to.
_TAG_POINTS = Scope(
    "TagNewAccessPoints",
    (_FILE_SYSTEM, _ACCESS_POINTS),
    (_NEW, GrantCondition("StringEquals", "elasticfilesystem:CreateAction", ("CreateAccessPoint",))),
)
_MANAGED_POINTS = Scope("ManagedAccessPoints", (_ACCESS_POINTS,), (_MANAGED,))
_UNTAGGED_NEW = Scope(
    "NewUntaggedAccessPoints", (_FILE_SYSTEM,), (GrantCondition("Null", f"aws:RequestTag/{_TAG}", ("true",)),)
)
_UNTAGGED_POINTS = Scope(
    "UntaggedAccessPoints", (_ACCESS_POINTS,), (GrantCondition("Null", f"aws:ResourceTag/{_TAG}", ("true",)),)
)
_S3_READ = Scope("S3FileSystems", (_S3_FILE_SYSTEM,))
_S3_READ_POINTS = Scope("S3AccessPoints", (_S3_ACCESS_POINTS,))
_S3_NEW_POINTS = Scope("NewS3AccessPoints", (_S3_FILE_SYSTEM,), (_NEW,))
_S3_TAG_POINTS = Scope(
    "TagNewS3AccessPoints",
    (_S3_FILE_SYSTEM, _S3_ACCESS_POINTS),
    (_NEW, GrantCondition("StringEquals", "s3files:CreateAction", ("CreateAccessPoint",))),
)
_S3_MANAGED_POINTS = Scope("ManagedS3AccessPoints", (_S3_ACCESS_POINTS,), (_MANAGED,))
_ZONES = Scope("Zones", ("*",))
_MOUNT = Scope("Mount", (_FILE_SYSTEM,))
_ROLES = Scope("AssumeRole", ("{assumed_role}",))
_LOG_GROUP = "arn:{partition}:logs:{region}:{account}:log-group:{log_group}"
_LOG_GROUPS = Scope("LogGroups", (_LOG_GROUP, f"{_LOG_GROUP}:*"))
_LOG_STREAMS = Scope("LogStreams", (f"{_LOG_GROUP}:log-stream:*",))

_GRANTS = (
    Grant(
        elasticfilesystem.DescribeAccessPoints,
        _READ_POINTS,
        ("provision", "delete-root-dir"),
        "finds access points by token, chooses a free group id, and reads the root of one that is deleted",
        (_cloud(373, 457, 507), _controller(236, 286, 357, 513)),
    ),
    Grant(
        elasticfilesystem.CreateAccessPoint,
        _NEW_POINTS,
        ("provision",),
        "creates the access point of a claim with the driver's tag",
        (_cloud(265), _controller(266, 879)),
    ),
    Grant(
        elasticfilesystem.TagResource,
        _TAG_POINTS,
        ("provision",),
        "tags the access point when it is created",
        (_MANAGED_POLICY, _cloud(261)),
    ),
    Grant(
        elasticfilesystem.DeleteAccessPoint,
        _MANAGED_POINTS,
        ("provision",),
        "deletes the access point of a claim that is gone",
        (_cloud(332), _controller(588)),
    ),
    Grant(
        elasticfilesystem.CreateAccessPoint,
        _UNTAGGED_NEW,
        ("untagged",),
        "creates the access point of a claim whose class has enableTagging: false",
        (_cloud(265), _controller(268)),
        since="3.4",
    ),
    Grant(
        elasticfilesystem.DeleteAccessPoint,
        _UNTAGGED_POINTS,
        ("untagged",),
        "deletes access points without the driver's tag, of any creator",
        (_cloud(332), _controller(268)),
        since="3.4",
    ),
    Grant(
        elasticfilesystem.DescribeFileSystems,
        _READ,
        ("provision",),
        "checks the file system of a class that fixes user and group",
        (_CODE_2_3.at("pkg/driver/controller.go", 294),),
        until="2.3",
    ),
    Grant(
        elasticfilesystem.DescribeFileSystems,
        _READ,
        ("zone-affinity",),
        "reads the zone of the file system",
        (_cloud(601), _controller(416)),
        since="2.3",
    ),
    Grant(
        elasticfilesystem.DescribeMountTargets,
        _READ,
        ("mount-targets", "mount-fallback"),
        "finds the addresses of the file system",
        (_cloud(672, 724), _controller(393, 401, 534), _UTILS.at("src/efs_utils_common/metadata.py", 647)),
    ),
    Grant(
        ec2.DescribeAvailabilityZones,
        _ZONES,
        ("mount-fallback",),
        "the mount helper reads the id of its zone, when no name is resolved; AWS lets no resource narrow it",
        (_UTILS.at("src/efs_utils_common/metadata.py", 579), _UTILS.at("src/mount_efs/dns_resolver.py", 194)),
    ),
    Grant(
        elasticfilesystem.ClientMount,
        _MOUNT,
        ("mount", "delete-root-dir"),
        "mounts the file system with the option iam",
        (_CLIENT, _controller(526, 555)),
    ),
    Grant(
        elasticfilesystem.ClientWrite,
        _MOUNT,
        ("mount", "delete-root-dir"),
        "writes to the file system, or removes the directory of an access point",
        (_CLIENT, _controller(526, 564)),
    ),
    Grant(
        elasticfilesystem.ClientRootAccess,
        _MOUNT,
        ("mount", "delete-root-dir"),
        "is root on the file system, so that it may touch directories of any user",
        (_CLIENT, _controller(526, 564)),
    ),
    Grant(
        s3files.ListAccessPoints,
        _S3_READ_POINTS,
        ("s3files",),
        "finds access points of Amazon S3 Files by token, and chooses a free group id",
        (_cloud(412, 553), _controller(236, 286, 357)),
        since="3.0",
    ),
    Grant(
        s3files.CreateAccessPoint,
        _S3_NEW_POINTS,
        ("s3files",),
        "creates the access point of a claim with the driver's tag",
        (_cloud(304), _controller(266, 879)),
        since="3.0",
    ),
    Grant(
        s3files.TagResource,
        _S3_TAG_POINTS,
        ("s3files",),
        "tags the access point when it is created",
        (inferred(_S3_FILES_POLICY), _documented(_CODE, 33), _cloud(300)),
        since="3.0",
    ),
    Grant(
        s3files.DeleteAccessPoint,
        _S3_MANAGED_POINTS,
        ("s3files",),
        "deletes the access point of a claim that is gone",
        (_cloud(348), _controller(588)),
        since="3.0",
    ),
    Grant(
        s3files.ListFileSystems,
        _S3_READ,
        ("zone-affinity",),
        "reads the zone of the file system",
        (_cloud(637), _controller(416)),
        since="3.0",
        requires=("s3files",),
    ),
    Grant(
        sts.AssumeRole,
        _ROLES,
        ("cross-account",),
        "assumes the role that the secret of a class names, for a file system of another account",
        (_cloud(196, 200),),
    ),
    *(
        Grant(
            action,
            scope,
            ("mount-logs",),
            reason,
            (_UTILS.at("src/efs_utils_common/cloudwatch.py", line),),
            since="3.1",
        )
        for action, scope, line, reason in (
            (logs.CreateLogGroup, _LOG_GROUPS, 149, "creates the log group of the mount helper"),
            (logs.PutRetentionPolicy, _LOG_GROUPS, 201, "sets how long it is kept"),
            (logs.DeleteRetentionPolicy, _LOG_GROUPS, 206, "keeps it for ever when no time is set"),
            (logs.CreateLogStream, _LOG_GROUPS, 254, "creates a stream for each file system and node"),
            (logs.DescribeLogStreams, _LOG_GROUPS, 370, "finds the token with which it goes on"),
            (logs.PutLogEvents, _LOG_STREAMS, 313, "writes what happens to a mount"),
        )
    ),
)

_READS = (
    elasticfilesystem.DescribeAccessPoints,
    elasticfilesystem.DescribeFileSystems,
    elasticfilesystem.DescribeMountTargets,
)
_LIKE_NEW = GrantCondition("StringLike", f"aws:RequestTag/{_TAG}", ("true",))
_LIKE_MANAGED = GrantCondition("StringLike", f"aws:ResourceTag/{_TAG}", ("true",))
_TOO_WIDE = "makes access points on every file system of the account, and deletes those of other clusters"
_UNTAGGED = (
    "denies access points without tags (enableTagging: false): no volume of such a class is made or deleted"
)
_PLAIN = (
    PageStatement("Read", (*_READS, ec2.DescribeAvailabilityZones), ("*",)),
    PageStatement("Create", (elasticfilesystem.CreateAccessPoint,), ("*",), (_LIKE_NEW,)),
    PageStatement("Tag", (elasticfilesystem.TagResource,), ("*",), (_LIKE_MANAGED,)),
    PageStatement("Delete", (elasticfilesystem.DeleteAccessPoint,), ("*",), (_MANAGED,)),
)
_WITH_S3_FILES = (
    PageStatement(
        "Read",
        (*_READS, s3files.ListAccessPoints, s3files.ListFileSystems, ec2.DescribeAvailabilityZones),
        ("*",),
    ),
    PageStatement(
        "Create", (elasticfilesystem.CreateAccessPoint, s3files.CreateAccessPoint), ("*",), (_LIKE_NEW,)
    ),
    PageStatement("Tag", (elasticfilesystem.TagResource, s3files.TagResource), ("*",), (_LIKE_MANAGED,)),
    PageStatement(
        "Delete", (elasticfilesystem.DeleteAccessPoint, s3files.DeleteAccessPoint), ("*",), (_MANAGED,)
    ),
)

TARGET = Target(
    name="aws-efs-csi-driver",
    title="file systems of Amazon EFS in Kubernetes",
    deployer="Amazon EFS CSI driver",
    versions=("2.0", "2.1", "2.2", "2.3", "3.0", "3.1", "3.2", "3.3", "3.4"),
    read=Release("3.4.1", "2026-11-28"),
    identities=("eks-pod-identity", "eks-irsa", "ec2-instance-profile", "account", "user", "existing"),
    identity_name="aws-efs-csi-driver",
    policy_name="aws-efs-csi-driver",
    parameters=(
        Parameter("file_system", "ids of the file systems of Amazon EFS", syntax.SEGMENT, "*"),
        Parameter("s3_file_system", "ids of the file systems of Amazon S3 Files", syntax.SEGMENT, "*"),
        Parameter("log_group", "log groups of the mount helper", syntax.PATH_SEGMENTS, "/aws/efs/utils"),
        Parameter(
            "assumed_role",
            "roles that secrets of its classes name, as their ARNs",
            _ROLE_ANYWHERE,
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("provision", "makes and deletes access points for claims", default=True),
        Feature(
            "zone-affinity", "reads zones of file systems (enforceZoneAffinity)", default=True, since="2.3"
        ),
        Feature("mount-targets", "reads mount targets, as a role of another account has to", default=True),
        Feature("mount-fallback", "finds an address when no name is resolved (mount helper)", default=True),
        Feature("s3files", "access points of Amazon S3 Files", default=True, since="3.0"),
        Feature("untagged", "access points without tags (enableTagging: false)", since="3.4"),
        Feature(
            "delete-root-dir", "deletes the directory of an access point (--delete-access-point-root-dir)"
        ),
        Feature("mount", "mounts with the option iam, which is for the role of its nodes"),
        Feature(
            "mount-logs",
            "writes the log of the mount helper, by default for Amazon S3 Files; for the role of its nodes",
            since="3.1",
        ),
        Feature("cross-account", "file systems of other accounts, through a role"),
    ),
    grants=_GRANTS,
    pages=(
        Page(_documented(_CODE_2_3), _PLAIN, "2.0", "2.3", (_TOO_WIDE,)),
        Page(_documented(_CODE), _WITH_S3_FILES, "3.0", "3.3", (_TOO_WIDE,)),
        Page(_documented(_CODE), _WITH_S3_FILES, "3.4", "3.4", (_UNTAGGED, _TOO_WIDE)),
    ),
    repositories=(_CODE, _UTILS),
    notes=("what the mount helper needs for Amazon S3 Files, but for its log, is not part of it",),
)
