"""Cluster Autoscaler, scaling Auto Scaling groups of Amazon EC2.

Read at cluster-autoscaler-1.36.1; the calls were compared tag by tag from 1.27.8 and never changed.
"""

from awacs import autoscaling, ec2, eks
from awacs.aws import Action

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
)

_CODE = Repository("kubernetes/autoscaler", "35e8a280425c76a4040f57ae0fa232a952c02024")
_CODE_1_29 = Repository("kubernetes/autoscaler", "d4bbc686ac02a77a6ad1362fe7bbda387e8f074a")
_CODE_1_30 = Repository("kubernetes/autoscaler", "4be8b2d7d49352fc158fec8773186516eec126c8")
_FOLDER = "cluster-autoscaler/cloudprovider/aws"


def _code(file: str, *lines: int) -> Evidence:
    return _CODE.at(f"{_FOLDER}/{file}.go", *lines)


def _documented(repository: Repository) -> Evidence:
    return repository.at(f"{_FOLDER}/README.md", 40, confidence="documented")


_READ = Scope("Read", ("*",))
_GROUPS = Scope(
    "Groups",
    (
        "arn:{partition}:autoscaling:{region}:{account}"
        ":autoScalingGroup:*:autoScalingGroupName/{auto_scaling_group}",
    ),
    (
        GrantCondition(
            "StringEquals",
            "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled",
            ("true",),
            when="tag-conditions",
        ),
    ),
)
_NODE_GROUPS = Scope(
    "NodeGroups", ("arn:{partition}:eks:{region}:{account}:nodegroup/{cluster}/{node_group}/*",)
)

_GRANTS = (
    Grant(
        autoscaling.DescribeAutoScalingGroups,
        _READ,
        ("scale",),
        "reads the groups that are named, or finds those with its tags; AWS lets no resource narrow it",
        (_code("aws_wrapper", 190, 235),),
    ),
    Grant(
        autoscaling.DescribeScalingActivities,
        _READ,
        ("scale",),
        "finds out why a group has fewer instances than it asked for; AWS lets no resource narrow it",
        (_code("auto_scaling_groups", 542),),
    ),
    Grant(
        autoscaling.SetDesiredCapacity,
        _GROUPS,
        ("scale",),
        "scales a group up, and takes back instances that never came",
        (_code("auto_scaling_groups", 271),),
    ),
    Grant(
        autoscaling.TerminateInstanceInAutoScalingGroup,
        _GROUPS,
        ("scale",),
        "removes the instance of a node that is not needed",
        (_code("auto_scaling_groups", 374),),
    ),
    Grant(
        autoscaling.DescribeLaunchConfigurations,
        _READ,
        ("launch-configurations",),
        "reads the instance type of a launch configuration; AWS lets no resource narrow it",
        (_code("aws_wrapper", 158),),
    ),
    Grant(
        ec2.DescribeLaunchTemplateVersions,
        _READ,
        ("launch-templates", "instance-requirements"),
        "reads the instance type of a launch template; AWS lets no resource narrow it",
        (_code("aws_wrapper", 307), _code("auto_scaling_groups", 641)),
    ),
    Grant(
        ec2.DescribeImages,
        _READ,
        ("instance-requirements",),
        "reads the architecture of the image that goes with requirements; AWS lets no resource narrow it",
        (_code("aws_wrapper", 328),),
    ),
    Grant(
        ec2.GetInstanceTypesFromInstanceRequirements,
        _READ,
        ("instance-requirements",),
        "finds an instance type that meets requirements; AWS lets no resource narrow it",
        (_code("aws_wrapper", 349),),
    ),
    Grant(
        ec2.DescribeInstanceTypes,
        _READ,
        ("instance-types",),
        "reads what instance types offer at start; without it, a list as old as the release is used",
        (_code("aws_util", 39), _code("aws_cloud_provider", 449)),
    ),
    Grant(
        eks.DescribeNodegroup,
        _NODE_GROUPS,
        ("managed-node-groups",),
        "reads labels and taints of a managed node group that has no nodes",
        (_code("aws_wrapper", 77), _code("aws_manager", 311)),
    ),
)

_READS = (
    autoscaling.DescribeAutoScalingGroups,
    autoscaling.DescribeAutoScalingInstances,
    autoscaling.DescribeLaunchConfigurations,
    autoscaling.DescribeScalingActivities,
)
_EC2_READS = (
    ec2.DescribeImages,
    ec2.DescribeInstanceTypes,
    ec2.DescribeLaunchTemplateVersions,
    ec2.GetInstanceTypesFromInstanceRequirements,
    eks.DescribeNodegroup,
)
_CHANGES = (autoscaling.SetDesiredCapacity, autoscaling.TerminateInstanceInAutoScalingGroup)
_ANY_GROUP = (
    "scales every Auto Scaling group of the account and terminates its instances, of other clusters too"
)
_UNUSED = "grants autoscaling:DescribeAutoScalingInstances, which nothing calls"
_UNUSED_TAGS = "grants autoscaling:DescribeAutoScalingInstances and DescribeTags, which nothing calls"


def _statements(
    reads: tuple[Action, ...], changes: tuple[Action, ...] = _CHANGES
) -> tuple[PageStatement, ...]:
    return PageStatement("Read", reads, ("*",)), PageStatement("Scale", changes, ("*",))


TARGET = Target(
    name="cluster-autoscaler",
    title="nodes in Auto Scaling groups of Amazon EC2",
    deployer="Cluster Autoscaler",
    versions=("1.27", "1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36"),
    read=Release("1.36.1", "2026-11-28"),
    identities=("eks-pod-identity", "eks-irsa", "ec2-instance-profile", "account", "user", "existing"),
    identity_name="cluster-autoscaler",
    policy_name="cluster-autoscaler",
    parameters=(
        Parameter("auto_scaling_group", "names of the Auto Scaling groups it scales", syntax.SEGMENT, "*"),
        Parameter("cluster", "name of the EKS cluster of those node groups", syntax.SEGMENT, "*", many=False),
        Parameter("node_group", "names of its managed node groups", syntax.SEGMENT, "*"),
    ),
    features=(
        Feature("scale", "scales groups that are named or found by their tags", default=True),
        Feature("launch-configurations", "groups with launch configurations", default=True),
        Feature("launch-templates", "groups with launch templates", default=True),
        Feature("instance-requirements", "groups that choose types by requirements", default=True),
        Feature(
            "instance-types",
            "reads what instance types offer; off with --aws-use-static-instance-list",
            default=True,
        ),
        Feature("managed-node-groups", "managed node groups that scale from zero", default=True),
        Feature(
            "tag-conditions",
            "restricts scaling to groups with the tag k8s.io/cluster-autoscaler/enabled=true, which EKS sets",
        ),
    ),
    grants=_GRANTS,
    pages=(
        Page(
            _documented(_CODE_1_29),
            _statements(
                (
                    *_READS,
                    autoscaling.DescribeTags,
                    ec2.DescribeInstanceTypes,
                    ec2.DescribeLaunchTemplateVersions,
                ),
                (
                    *_CHANGES,
                    ec2.DescribeImages,
                    ec2.GetInstanceTypesFromInstanceRequirements,
                    eks.DescribeNodegroup,
                ),
            ),
            "1.27",
            "1.29",
            (_ANY_GROUP, _UNUSED_TAGS),
        ),
        Page(
            _documented(_CODE_1_30),
            _statements((*_READS, autoscaling.DescribeTags, *_EC2_READS)),
            "1.30",
            "1.30",
            (_ANY_GROUP, _UNUSED_TAGS),
        ),
        Page(_documented(_CODE), _statements((*_READS, *_EC2_READS)), "1.31", "1.36", (_ANY_GROUP, _UNUSED)),
    ),
    repositories=(_CODE,),
    notes=(
        "its page's minimal policy puts actions that take no resource on the ARN of a group: they stay denied",
    ),
)
