"""What it reads: the cluster, what may be launched and at which price, and which nodes will go."""

from awacs import arc_zonal_shift, ec2, eks, pricing, sqs, ssm

from ...model import Grant, GrantCondition, Scope
from .sources import CODE, provider, template

_CLUSTER_ARN = "arn:{partition}:eks:{region}:{account}:cluster/{cluster}"
_REGION = GrantCondition("StringEquals", "aws:RequestedRegion", ("{region}",))

_READ = Scope("Read", ("*",), (_REGION,))
_CLUSTER = Scope("Cluster", (_CLUSTER_ARN,))
# Parameters of AWS's own have no account.
_IMAGES = Scope("ImageParameters", ("arn:{partition}:ssm:{region}::parameter/aws/service/*",))
# Prices are read in one of three Regions, whichever is near.
_PRICES = Scope("Prices", ("*",))
_QUEUE = Scope("InterruptionQueue", ("arn:{partition}:sqs:{region}:{account}:{queue}",))
_SHIFTS = Scope(
    "ZonalShifts",
    ("*",),
    (GrantCondition("StringEquals", "arc-zonal-shift:ResourceIdentifier", (_CLUSTER_ARN,)),),
)

_NODES = (
    Grant(
        ec2.DescribeSubnets,
        _READ,
        ("nodes",),
        "finds the subnets of a node class; AWS lets no resource narrow it",
        (provider("subnet/subnet", 97),),
    ),
    Grant(
        ec2.DescribeSecurityGroups,
        _READ,
        ("nodes",),
        "finds the security groups of a node class; AWS lets no resource narrow it",
        (provider("securitygroup/securitygroup", 83),),
    ),
    Grant(
        ec2.DescribeImages,
        _READ,
        ("nodes",),
        "finds the images of a node class; AWS lets no resource narrow it",
        (provider("amifamily/ami", 186),),
    ),
    Grant(
        ec2.DescribeInstanceTypes,
        _READ,
        ("nodes",),
        "reads what instance types offer; AWS lets no resource narrow it",
        (provider("instancetype/instancetype", 268),),
    ),
    Grant(
        ec2.DescribeInstanceTypeOfferings,
        _READ,
        ("nodes",),
        "reads which zones have an instance type; AWS lets no resource narrow it",
        (provider("instancetype/instancetype", 314),),
    ),
    Grant(
        ec2.DescribeSpotPriceHistory,
        _READ,
        ("nodes",),
        "reads the prices of spot instances; AWS lets no resource narrow it",
        (provider("pricing/pricing", 405),),
    ),
    Grant(
        ec2.DescribeLaunchTemplates,
        _READ,
        ("nodes",),
        "finds launch templates that it made; AWS lets no resource narrow it",
        (provider("launchtemplate/launchtemplate", 254, 448, 497),),
    ),
    Grant(
        ec2.DescribeInstances,
        _READ,
        ("nodes",),
        "finds instances that it launched; AWS lets no resource narrow it",
        (provider("instance/instance", 197, 222), CODE.at("pkg/batcher/describeinstances.go", 72)),
    ),
    Grant(
        ec2.DescribeInstanceStatus,
        _READ,
        ("nodes",),
        "finds instances that are impaired or scheduled to go; AWS lets no resource narrow it",
        (provider("instancestatus/instancestatus", 99), CODE.at("pkg/controllers/controllers.go", 115)),
        since="1.12",
    ),
    Grant(
        ssm.GetParameter,
        _IMAGES,
        ("nodes",),
        "reads the id of an image that AWS makes, by alias",
        (provider("ssm/provider", 53),),
    ),
)

DISCOVERY_GRANTS = (
    *_NODES,
    Grant(
        eks.DescribeCluster,
        _CLUSTER,
        ("cluster", "zonal-shift"),
        "reads the version of the cluster and, where they are not set, its endpoint and addresses",
        (
            provider("version/version", 132),
            CODE.at("pkg/operator/operator.go", 306, 374),
            provider("launchtemplate/launchtemplate", 541),
        ),
    ),
    Grant(
        pricing.GetProducts,
        _PRICES,
        ("on-demand-prices",),
        "reads the prices of instance types; AWS lets no resource narrow it",
        (provider("pricing/pricing", 300),),
    ),
    Grant(
        ec2.DescribeCapacityReservations,
        _READ,
        ("capacity-reservations",),
        "finds the capacity reservations of a node class; AWS lets no resource narrow it",
        (provider("capacityreservation/provider", 81),),
        since="1.3",
    ),
    Grant(
        ec2.DescribePlacementGroups,
        _READ,
        ("placement-groups",),
        "finds the placement group of a node class; AWS lets no resource narrow it",
        (provider("placementgroup/provider", 80),),
        since="1.11",
    ),
    Grant(
        sqs.GetQueueUrl,
        _QUEUE,
        ("interruption",),
        "finds the queue at start",
        (provider("sqs/sqs", 108),),
    ),
    Grant(
        sqs.ReceiveMessage,
        _QUEUE,
        ("interruption",),
        "learns which nodes will go",
        (provider("sqs/sqs", 71),),
    ),
    Grant(
        sqs.DeleteMessage,
        _QUEUE,
        ("interruption",),
        "removes messages that it has acted on",
        (provider("sqs/sqs", 101),),
    ),
    Grant(
        arc_zonal_shift.GetManagedResource,
        _SHIFTS,
        ("zonal-shift",),
        "reads zonal shifts of the cluster, which is no resource that AWS lists for it",
        (provider("arczonalshift/arczonalshift", 66), template(307)),
        since="1.12",
    ),
)
