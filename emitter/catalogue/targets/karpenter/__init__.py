"""Karpenter, launching nodes of Amazon EKS.

Read at v1.14.1; the calls were compared tag by tag from v1.1.10. 1.3 began to launch into capacity reservations,
1.7 to list instance profiles, 1.11 to launch into placement groups, 1.12 to read the status of instances and
zonal shifts. Its own template follows by a minor: 1.7, 1.11 and 1.12 called what theirs did not allow.
"""

from ... import syntax
from ...model import Feature, Parameter, Release, Target
from .discovery import DISCOVERY_GRANTS
from .nodes import NODE_GRANTS
from .profiles import PROFILE_GRANTS
from .sources import CODE

TARGET = Target(
    name="karpenter",
    title="nodes of Amazon EKS",
    deployer="Karpenter",
    versions=tuple(f"1.{minor}" for minor in range(1, 15)),
    read=Release("1.14.1", "2026-11-28"),
    identities=("eks-pod-identity", "eks-irsa", "ec2-instance-profile", "existing"),
    identity_name="karpenter",
    policy_name="karpenter",
    parameters=(
        Parameter("cluster", "name of its EKS cluster", syntax.SEGMENT, many=False, allows_wildcard=False),
        Parameter(
            "node_role",
            "roles of its nodes",
            syntax.ROLE,
            arn="arn:{partition}:iam::{account}:role/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "queue",
            "name of its interruption queue, which its own template calls as the cluster",
            syntax.SEGMENT,
            many=False,
            allows_wildcard=False,
        ),
        Parameter(
            "kms_key",
            "id of the customer managed KMS key of the volumes of its nodes, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("nodes", "launches, names and terminates nodes", default=True),
        Feature(
            "instance-profiles",
            "makes instance profiles for node classes that name a role; not needed where all name a profile",
            default=True,
        ),
        Feature("cluster", "reads the cluster", default=True),
        Feature("on-demand-prices", "reads prices; off with --isolated-vpc", default=True),
        Feature("interruption", "reads which nodes will go (--interruption-queue)", default=True),
        Feature("capacity-reservations", "launches into capacity reservations", default=True, since="1.3"),
        Feature("placement-groups", "launches into placement groups", default=True, since="1.11"),
        Feature("zonal-shift", "keeps away from shifted zones (--enable-zonal-shift)", since="1.12"),
        Feature(
            "spot-service-linked-role",
            "makes the service-linked role of Amazon EC2 Spot, where the account has none",
        ),
        Feature("kms", "volumes that are encrypted with a customer managed KMS key"),
    ),
    grants=(*NODE_GRANTS, *PROFILE_GRANTS, *DISCOVERY_GRANTS),
    pages=(),
    repositories=(CODE,),
    notes=(
        "its template has the name of the cluster in keys of conditions, which no policy for any cluster can "
        "have, so there is no documented; the tag eks:eks-cluster-name says the same",
        "instances launched before 0.37 carry no such tag, and are neither named nor terminated",
        "what its template lacked: iam:ListInstanceProfiles at 1.7, ec2:DescribePlacementGroups at 1.11, "
        "ec2:DescribeInstanceStatus and arc-zonal-shift:GetManagedResource at 1.12",
    ),
)
