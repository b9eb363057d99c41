"""The Amazon EBS CSI driver, which makes, attaches and snapshots volumes for Kubernetes.

Read at v1.64.0; the calls were compared tag by tag from v1.46.0. 1.50 began to ask for IOPS limits with a dry
run, 1.51 to clone volumes, 1.55 to lock snapshots, 1.59 to ask for EBS cards. What the driver makes carries the
tag ebs.csi.aws.com/cluster, and changes keep to what carries it, unless volumes were imported.
"""

from ... import syntax
from ...model import Feature, Parameter, Release, Target
from .documented import PAGES
from .keys_and_clusters import KEY_AND_CLUSTER_GRANTS
from .snapshots import SNAPSHOT_GRANTS
from .sources import CODE
from .volumes import VOLUME_GRANTS

TARGET = Target(
    name="aws-ebs-csi-driver",
    title="volumes of Amazon EBS in Kubernetes",
    deployer="Amazon EBS CSI driver",
    versions=tuple(f"1.{minor}" for minor in range(46, 65)),
    read=Release("1.64.0", "2026-11-28"),
    identities=("eks-pod-identity", "eks-irsa", "ec2-instance-profile", "account", "user", "existing"),
    identity_name="aws-ebs-csi-driver",
    policy_name="aws-ebs-csi-driver",
    parameters=(
        Parameter(
            "kms_key",
            "id of the customer managed KMS key of its volumes, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "hyperpod_cluster",
            "ids of the SageMaker HyperPod clusters of its nodes",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("provision", "makes and deletes volumes for claims", default=True),
        Feature("attach", "attaches volumes to nodes", default=True),
        Feature("resize", "changes size, type, IOPS and throughput of volumes", default=True),
        Feature("modify-tags", "changes tags of volumes (VolumeAttributesClass)", default=True),
        Feature("snapshots", "makes and deletes snapshots", default=True),
        Feature("restore", "makes volumes of its snapshots", default=True),
        Feature("clone", "makes volumes of other volumes", default=True, since="1.51"),
        Feature("fast-restore", "enables fast restores of snapshots, for a fee", default=True),
        Feature("lock-snapshots", "locks snapshots", default=True, since="1.55"),
        Feature("initialization", "waits until volumes are initialized before they are used", default=True),
        Feature("migrated-volumes", "volumes that the in-tree driver made", default=True),
        Feature("static-volumes", "any volume that is imported, and not tagged as the driver's own"),
        Feature("static-snapshots", "makes volumes of any snapshot that is imported and not tagged"),
        Feature("kms", "volumes that are encrypted with a customer managed KMS key"),
        Feature("hyperpod", "nodes of Amazon SageMaker HyperPod", since="1.47"),
        Feature("metadata-labeler", "labels nodes with what Amazon EC2 knows of them", since="1.52"),
    ),
    grants=(*VOLUME_GRANTS, *SNAPSHOT_GRANTS, *KEY_AND_CLUSTER_GRANTS),
    pages=PAGES,
    repositories=(CODE,),
    notes=(
        "its policy for one cluster (AmazonEBSCSIDriverEKSClusterScopedPolicy) is not part of documented",
        "on HyperPod it asks for its account with sts:GetCallerIdentity, which needs no permission",
    ),
)
