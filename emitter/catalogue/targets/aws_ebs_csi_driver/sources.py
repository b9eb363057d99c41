"""Where the driver was read, and the tags by which its volumes and snapshots are known."""

from ...model import Evidence, GrantCondition, Repository

CODE = Repository("kubernetes-sigs/aws-ebs-csi-driver", "6689789f192f8941878801f2730ea972a1196047")
CODE_1_53 = Repository("kubernetes-sigs/aws-ebs-csi-driver", "7dae31c242c5448925dac06b902efa70334bd228")
CODE_1_58 = Repository("kubernetes-sigs/aws-ebs-csi-driver", "c924a799ddd0788c935914cb119d3b7497915ee7")

VOLUMES = "arn:{partition}:ec2:{region}:{account}:volume/*"
INSTANCES = "arn:{partition}:ec2:{region}:{account}:instance/*"
# A snapshot's ARN has no account.
SNAPSHOTS = "arn:{partition}:ec2:{region}::snapshot/*"

TAG = "ebs.csi.aws.com/cluster"
CLAIM_TAG = "kubernetes.io/created-for/pvc/name"
NEW = GrantCondition("StringEquals", f"aws:RequestTag/{TAG}", ("true",))
MANAGED = GrantCondition("StringEquals", f"ec2:ResourceTag/{TAG}", ("true",))
IMPORTED = (
    GrantCondition("Null", f"ec2:ResourceTag/{TAG}", ("true",)),
    GrantCondition("Null", f"ec2:ResourceTag/{CLAIM_TAG}", ("true",)),
)
MIGRATED = GrantCondition("StringLike", f"ec2:ResourceTag/{CLAIM_TAG}", ("*",))


def cloud(*lines: int) -> Evidence:
    """Return lines of the file with the calls."""
    return CODE.at("pkg/cloud/cloud.go", *lines)


def controller(*lines: int) -> Evidence:
    """Return lines of the file that makes the tags and the requests."""
    return CODE.at("pkg/driver/controller.go", *lines)


def documented(file: str, line: int, repository: Repository = CODE) -> Evidence:
    """Return a line of ``file`` in the folder of the documentation."""
    return repository.at(f"docs/{file}", line, confidence="documented")
