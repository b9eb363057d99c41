"""The policy that the controller's installation guide gives, as it grew."""

from awacs import acm, cognito_idp, ec2, iam, shield, waf_regional, wafv2
from awacs import elasticloadbalancing as elb
from awacs.aws import Action

from ...model import GrantCondition, Page, PageStatement, Repository
from .sources import CODE, TAG

_NAME = "kubernetes-sigs/aws-load-balancer-controller"
_GROUPS = "arn:{partition}:ec2:*:*:security-group/*"
_ELB = "arn:{partition}:elasticloadbalancing:*:*"
_TARGETS = f"{_ELB}:targetgroup/*/*"
_BALANCERS = (_TARGETS, f"{_ELB}:loadbalancer/net/*/*", f"{_ELB}:loadbalancer/app/*/*")
_LISTENERS = (
    f"{_ELB}:listener/net/*/*/*",
    f"{_ELB}:listener/app/*/*/*",
    f"{_ELB}:listener-rule/net/*/*/*",
    f"{_ELB}:listener-rule/app/*/*/*",
)
_ANY = ("*",)
_REQUESTED = GrantCondition("Null", f"aws:RequestTag/{TAG}", ("false",))
_NOT_REQUESTED = GrantCondition("Null", f"aws:RequestTag/{TAG}", ("true",))
_TAGGED = GrantCondition("Null", f"aws:ResourceTag/{TAG}", ("false",))

_READS = (
    ec2.DescribeAccountAttributes,
    ec2.DescribeAddresses,
    ec2.DescribeAvailabilityZones,
    ec2.DescribeInternetGateways,
    ec2.DescribeVpcs,
    ec2.DescribeVpcPeeringConnections,
    ec2.DescribeSubnets,
    ec2.DescribeSecurityGroups,
    ec2.DescribeInstances,
    ec2.DescribeNetworkInterfaces,
    ec2.DescribeTags,
    ec2.GetCoipPoolUsage,
    ec2.DescribeCoipPools,
)
_BALANCER_READS = (
    elb.DescribeLoadBalancers,
    elb.DescribeLoadBalancerAttributes,
    elb.DescribeListeners,
    elb.DescribeListenerCertificates,
    elb.DescribeSSLPolicies,
    elb.DescribeRules,
    elb.DescribeTargetGroups,
    elb.DescribeTargetGroupAttributes,
    elb.DescribeTargetHealth,
    elb.DescribeTags,
    elb.DescribeTrustStores,
    elb.DescribeListenerAttributes,
)
_ADDONS = (
    cognito_idp.DescribeUserPoolClient,
    acm.ListCertificates,
    acm.DescribeCertificate,
    iam.ListServerCertificates,
    iam.GetServerCertificate,
    waf_regional.GetWebACL,
    waf_regional.GetWebACLForResource,
    waf_regional.AssociateWebACL,
    waf_regional.DisassociateWebACL,
    wafv2.GetWebACL,
    wafv2.GetWebACLForResource,
    wafv2.AssociateWebACL,
    wafv2.DisassociateWebACL,
    shield.GetSubscriptionState,
    shield.DescribeProtection,
    shield.CreateProtection,
    shield.DeleteProtection,
)
_RULES = (ec2.AuthorizeSecurityGroupIngress, ec2.RevokeSecurityGroupIngress)
_MODIFY = (
    elb.ModifyLoadBalancerAttributes,
    elb.SetIpAddressType,
    elb.SetSecurityGroups,
    elb.SetSubnets,
    elb.DeleteLoadBalancer,
    elb.ModifyTargetGroup,
    elb.ModifyTargetGroupAttributes,
    elb.DeleteTargetGroup,
    elb.ModifyListenerAttributes,
)
_LISTENER_CHANGES = (
    elb.SetWebAcl,
    elb.ModifyListener,
    elb.AddListenerCertificates,
    elb.RemoveListenerCertificates,
    elb.ModifyRule,
)


_SECURITY_GROUPS = (
    PageStatement("AnySecurityGroup", _RULES, _ANY),
    PageStatement("CreateSecurityGroup", (ec2.CreateSecurityGroup,), _ANY),
    PageStatement(
        "TagNewSecurityGroup",
        (ec2.CreateTags,),
        (_GROUPS,),
        (
            GrantCondition("StringEquals", "ec2:CreateAction", ("CreateSecurityGroup",)),
            _REQUESTED,
        ),
    ),
    PageStatement(
        "TagSecurityGroup", (ec2.CreateTags, ec2.DeleteTags), (_GROUPS,), (_NOT_REQUESTED, _TAGGED)
    ),
    PageStatement("OwnSecurityGroup", (*_RULES, ec2.DeleteSecurityGroup), _ANY, (_TAGGED,)),
)


def _statements(minor: int) -> tuple[PageStatement, ...]:
    """Return the policy of version 2.``minor``; it grew from 2.9 to 2.13."""
    since: tuple[tuple[int, Action], ...] = (
        (10, ec2.GetSecurityGroupsForVpc),
        (12, ec2.DescribeIpamPools),
        (13, ec2.DescribeRouteTables),
    )
    reads = (*_READS, *(action for first, action in since if minor >= first))
    capacity = minor >= 11
    pools = minor >= 12
    return (
        PageStatement(
            "ServiceLinkedRole",
            (iam.CreateServiceLinkedRole,),
            _ANY,
            (GrantCondition("StringEquals", "iam:AWSServiceName", ("elasticloadbalancing.amazonaws.com",)),),
        ),
        PageStatement(
            "Read",
            (*reads, *_BALANCER_READS, *((elb.DescribeCapacityReservation,) if capacity else ())),
            _ANY,
        ),
        PageStatement("Addons", _ADDONS, _ANY),
        *_SECURITY_GROUPS,
        PageStatement("Create", (elb.CreateLoadBalancer, elb.CreateTargetGroup), _ANY, (_REQUESTED,)),
        PageStatement(
            "Listeners", (elb.CreateListener, elb.DeleteListener, elb.CreateRule, elb.DeleteRule), _ANY
        ),
        PageStatement("Tag", (elb.AddTags, elb.RemoveTags), _BALANCERS, (_NOT_REQUESTED, _TAGGED)),
        PageStatement("TagListeners", (elb.AddTags, elb.RemoveTags), _LISTENERS),
        PageStatement(
            "Modify",
            (
                *_MODIFY,
                *((elb.ModifyCapacityReservation,) if capacity else ()),
                *((elb.ModifyIpPools,) if pools else ()),
            ),
            _ANY,
            (_TAGGED,),
        ),
        PageStatement(
            "TagNew",
            (elb.AddTags,),
            _BALANCERS,
            (
                GrantCondition(
                    "StringEquals",
                    "elasticloadbalancing:CreateAction",
                    ("CreateTargetGroup", "CreateLoadBalancer"),
                ),
                _REQUESTED,
            ),
        ),
        PageStatement("Targets", (elb.RegisterTargets, elb.DeregisterTargets), (_TARGETS,)),
        PageStatement(
            "ModifyListeners", (*_LISTENER_CHANGES, *((elb.SetRulePriorities,) if pools else ())), _ANY
        ),
    )


_NO_ACL_LIST = "lacks wafv2:ListWebACLs: an Ingress that names its web ACL by name is not deployed"
_FAULTS = (
    "opens and closes any security group of the account, and changes listeners of any load balancer",
    "changes load balancers, target groups and security groups of other clusters, whose tag it does not compare",
    "grants iam:ListServerCertificates, iam:GetServerCertificate, ec2:DescribeTags and "
    "elasticloadbalancing:DescribeSSLPolicies, which nothing calls",
)
_COMMITS = {
    9: "22fcc22790da9672b49f9bb31bfc8378d0e8ddc5",
    10: "2a63f05a5e0b73cf652b374ae0ae09220fa8b920",
    11: "ba4152c1ba7c75be194d75cf343219d4aeaeb116",
    12: "ab69d951f7f42ce91f5d7880118b8fc7937794f1",
    13: "aefed36aa30528e35a73281a5dc131ed26caa0f4",
}


def _page(repository: Repository, minor: int, since: str, until: str, *warnings: str) -> Page:
    source = repository.at("docs/install/iam_policy.json", 1, confidence="documented")
    return Page(source, _statements(minor), since, until, (*warnings, *_FAULTS))


PAGES = (
    *(
        _page(Repository(_NAME, commit), minor, f"2.{minor}", f"2.{minor}")
        for minor, commit in _COMMITS.items()
    ),
    _page(CODE, 13, "2.14", "3.5", _NO_ACL_LIST),
)
