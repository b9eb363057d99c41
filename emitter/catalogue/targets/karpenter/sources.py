"""Where Karpenter was read, and the tags by which it knows what it made."""

from ...model import Evidence, GrantCondition, Repository

CODE = Repository("aws/karpenter-provider-aws", "bde00654cd316fddb3dccfba3f5ac07039865429")

EC2 = "arn:{partition}:ec2:{region}:{account}"
# Subnets, groups and reservations can be shared by another account; images and snapshots name none.
SHARED = "arn:{partition}:ec2:{region}:*"
OF_NOBODY = "arn:{partition}:ec2:{region}:"

_CLUSTER = "eks:eks-cluster-name"
_POOL = "karpenter.sh/nodepool"
NEW = (
    GrantCondition("StringEquals", f"aws:RequestTag/{_CLUSTER}", ("{cluster}",)),
    GrantCondition("StringLike", f"aws:RequestTag/{_POOL}", ("*",)),
)
OWN = (
    GrantCondition("StringEquals", f"aws:ResourceTag/{_CLUSTER}", ("{cluster}",)),
    GrantCondition("StringLike", f"aws:ResourceTag/{_POOL}", ("*",)),
)
CLUSTER_TAG = _CLUSTER


def provider(path: str, *lines: int) -> Evidence:
    """Return lines of a file below ``pkg/providers``."""
    return CODE.at(f"pkg/providers/{path}.go", *lines)


def template(*lines: int) -> Evidence:
    """Return lines of the CloudFormation template that the documentation gives."""
    path = "website/content/en/docs/getting-started/getting-started-with-karpenter/cloudformation.yaml"
    return CODE.at(path, *lines, confidence="documented")
