"""Customer managed keys, and nodes of Amazon SageMaker HyperPod."""

from awacs import kms, sagemaker

from ...model import Grant, GrantCondition, Scope, vendor
from .sources import cloud, documented

_ENCRYPTION = vendor("https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html")
_PAGE = documented("install.md", 77)

# The key's own ARN names the Region; the service's domain differs between partitions.
_VIA = GrantCondition("StringLike", "kms:ViaService", ("ec2.*",))
_KEY = Scope("Key", ("{kms_key}",), (_VIA,))
_KEY_GRANTS = Scope(
    "KeyGrants", ("{kms_key}",), (_VIA, GrantCondition("Bool", "kms:GrantIsForAWSResource", ("true",)))
)
_CLUSTERS = Scope(
    "HyperPodClusters", ("arn:{partition}:sagemaker:{region}:{account}:cluster/{hyperpod_cluster}",)
)

KEY_AND_CLUSTER_GRANTS = (
    Grant(
        kms.Decrypt,
        _KEY,
        ("kms",),
        "lets Amazon EBS decrypt the key of a volume, for this caller",
        (_ENCRYPTION, _PAGE, cloud(915)),
    ),
    Grant(
        kms.GenerateDataKeyWithoutPlaintext,
        _KEY,
        ("kms",),
        "lets Amazon EBS make the key of a new volume, for this caller",
        (_ENCRYPTION, _PAGE, cloud(915)),
    ),
    Grant(
        kms.DescribeKey,
        _KEY,
        ("kms",),
        "lets Amazon EBS look at the key, for this caller",
        (_ENCRYPTION, cloud(915)),
    ),
    Grant(
        kms.ReEncryptFrom,
        _KEY,
        ("kms",),
        "lets Amazon EBS change the key from that of a snapshot, for this caller",
        (_ENCRYPTION, cloud(915, 928)),
    ),
    Grant(
        kms.ReEncryptTo,
        _KEY,
        ("kms",),
        "lets Amazon EBS change the key to that of a volume, for this caller",
        (_ENCRYPTION, cloud(915, 928)),
    ),
    Grant(
        kms.CreateGrant,
        _KEY_GRANTS,
        ("kms",),
        "lets Amazon EBS and the instance use the key while the volume is attached",
        (_ENCRYPTION, _PAGE, cloud(915, 1301)),
    ),
    Grant(
        sagemaker.AttachClusterNodeVolume,
        _CLUSTERS,
        ("hyperpod",),
        "attaches volumes to nodes of the cluster",
        (cloud(1360),),
        since="1.47",
    ),
    Grant(
        sagemaker.DetachClusterNodeVolume,
        _CLUSTERS,
        ("hyperpod",),
        "detaches volumes from nodes of the cluster",
        (cloud(1466),),
        since="1.47",
    ),
)
