"""What it reads of the VPC and of load balancers; AWS lets no resource narrow most of it."""

from awacs import ec2
from awacs import elasticloadbalancing as elb

from ...model import Evidence, Scope, vendor
from .sources import AWS, Row, allow, code, documented, service

# AWS's own guide, while AWS said there what it asks of a caller.
_ELB_CALLER = vendor(f"{AWS}/elasticloadbalancing/latest/userguide/elb-api-permissions.html")
_IPAM = vendor(f"{AWS}/elasticloadbalancing/latest/application/application-load-balancer-ip-pools.html")

_READ = Scope("Read", ("*",))
_VPCS = Scope("Vpcs", ("arn:{partition}:ec2:{region}:{account}:vpc/{vpc}",))
_POOLS = Scope("CustomerOwnedPools", ("arn:{partition}:ec2:{region}:{account}:coip-pool/*",))


def _balancers(*lines: int) -> tuple[Evidence, ...]:
    return (service("elbv2", *lines),)


_BALANCERS: tuple[Row, ...] = (
    (elb.DescribeLoadBalancers, "finds its load balancers", _balancers(373)),
    (elb.DescribeLoadBalancerAttributes, "compares attributes of load balancers", _balancers(306)),
    (elb.DescribeListeners, "finds the listeners of a load balancer", _balancers(411)),
    (elb.DescribeListenerAttributes, "compares attributes of listeners", _balancers(465)),
    (elb.DescribeListenerCertificates, "compares certificates of listeners", _balancers(430)),
    (elb.DescribeRules, "finds the rules of a listener", _balancers(449)),
    (elb.DescribeTargetGroups, "finds its target groups", _balancers(392)),
    (elb.DescribeTargetGroupAttributes, "compares attributes of target groups", _balancers(250)),
    (
        elb.DescribeTargetHealth,
        "finds the targets of a group, and waits until they are well",
        _balancers(210),
    ),
    (elb.DescribeTags, "reads the tags by which it knows what it made", _balancers(346)),
)
_NETWORK: tuple[Row, ...] = (
    (
        ec2.DescribeSubnets,
        "finds subnets by id, name or tags",
        (service("ec2", 120), code("networking/subnet_resolver", 338, 371)),
    ),
    (ec2.DescribeVpcs, "reads the addresses of the VPC, and finds it by tags", (service("ec2", 137, 226),)),
    (ec2.DescribeAvailabilityZones, "reads the kinds of zones", (service("ec2", 218),)),
    (ec2.DescribeSecurityGroups, "finds security groups by id, name or tags", (service("ec2", 103),)),
    (ec2.DescribeInstances, "finds the network interfaces of nodes", (service("ec2", 58, 67),)),
    (ec2.DescribeNetworkInterfaces, "finds the network interfaces of pods", (service("ec2", 86),)),
    (
        ec2.DescribeAccountAttributes,
        "AWS requires it to create a load balancer",
        (_ELB_CALLER, documented(19)),
    ),
    (ec2.DescribeAddresses, "AWS requires it to create a load balancer", (_ELB_CALLER, documented(20))),
    (
        ec2.DescribeInternetGateways,
        "AWS requires it to create a load balancer",
        (_ELB_CALLER, documented(22)),
    ),
)

READ_GRANTS = (
    *allow(_READ, ("load-balancers",), *_BALANCERS, *_NETWORK),
    *allow(
        _VPCS,
        ("load-balancers",),
        (
            ec2.GetSecurityGroupsForVpc,
            "AWS requires it to set the security groups of a load balancer",
            (documented(32),),
        ),
    ),
    *allow(
        _READ,
        ("subnet-reachability",),
        (
            ec2.DescribeRouteTables,
            "finds out which subnets are public, where no tag says so",
            (service("ec2", 154), code("networking/subnet_resolver", 442)),
        ),
        since="2.13",
    ),
    *allow(
        _READ,
        ("peered-targets",),
        (
            ec2.DescribeVpcPeeringConnections,
            "AWS requires it to register a target of a peered VPC",
            (documented(24),),
        ),
    ),
    *allow(
        _READ,
        ("mutual-tls",),
        (
            elb.DescribeTrustStores,
            "finds the trust store that an annotation names",
            (service("elbv2", 152), code("shared_utils/alb_listener_utils", 57)),
        ),
    ),
    *allow(
        _READ,
        ("ipam",),
        (
            ec2.DescribeIpamPools,
            "AWS requires it to give a load balancer a pool",
            (_IPAM, documented(33)),
        ),
        since="2.12",
    ),
    *allow(
        _READ,
        ("outposts",),
        (
            ec2.DescribeCoipPools,
            "AWS requires it to name a pool of customer-owned addresses",
            (documented(31),),
        ),
    ),
    *allow(
        _POOLS,
        ("outposts",),
        (
            ec2.GetCoipPoolUsage,
            "AWS requires it to name a pool of customer-owned addresses",
            (documented(30),),
        ),
    ),
    *allow(
        _READ,
        ("capacity",),
        (elb.DescribeCapacityReservation, "compares reserved capacity", (service("elbv2", 489),)),
        since="2.11",
    ),
)
