"""Hosted zones and web ACLs."""

from awacs import elasticloadbalancing as elb
from awacs import route53, wafv2

from ...model import Accept, Scope
from .load_balancers import _APPLICATION_BALANCER
from .sources import _CALLED_VIA, _allow, _handlers, _inferred

_ZONES = Scope("HostedZones", ("arn:{partition}:route53:::hostedzone/{hosted_zone}",))


_ZONE_CHANGES = Scope("HostedZoneChanges", ("arn:{partition}:route53:::change/*",))


_ZONE_LIST = Scope("HostedZoneList", ("*",))


_WEB_ACL = Scope("WebAcl", ("{web_acl}",))


_WEB_ACL_USE = Scope("WebAclAssociation", ("{web_acl}", _APPLICATION_BALANCER), (_CALLED_VIA,))


_WEB_ACL_END = Scope(
    "WebAclDisassociation",
    ("*",),
    (_CALLED_VIA,),
    (
        Accept(
            "W404",
            "AWS's reference lists the balancer for it, AWS's own policy puts it on the web ACL; "
            "which of them is checked is not known",
            unless="called-via",
        ),
    ),
)


_WEB_ACL_BALANCERS = Scope("WebAclLoadBalancers", (_APPLICATION_BALANCER,), (_CALLED_VIA,))


_RECORD = _inferred("cfn/stack/builder/resources/dns.rb:18", "stack/builder/resources/dns.rb:7")

_DNS_AND_WAF_GRANTS = (
    *_allow(
        _ZONES,
        ("dns",),
        (route53.ChangeResourceRecordSets, "CloudFormation writes the record of the app", _RECORD),
        (route53.GetHostedZone, "CloudFormation reads the zone", _RECORD),
        (route53.ListResourceRecordSets, "CloudFormation reads the record", _RECORD),
    ),
    *_allow(
        _ZONE_CHANGES,
        ("dns",),
        (route53.GetChange, "CloudFormation waits for the change, whose id nobody knows before", _RECORD),
    ),
    *_allow(
        _ZONE_LIST,
        ("dns",),
        (route53.ListHostedZones, "CloudFormation finds the zone by its name", _RECORD),
        (route53.ListHostedZonesByName, "CloudFormation finds the zone by its name", _RECORD),
    ),
    *_handlers(
        _WEB_ACL,
        ("waf",),
        "WAFv2_WebACLAssociation",
        (wafv2.GetWebACL, "reads the web ACL", "44"),
        since="6",
    ),
    *_handlers(
        _WEB_ACL_USE,
        ("waf",),
        "WAFv2_WebACLAssociation",
        (wafv2.AssociateWebACL, "puts the web ACL on the balancer; AWS checks both", "42"),
        (wafv2.GetWebACLForResource, "reads which web ACL the balancer has; AWS checks both", "43"),
        since="6",
    ),
    *_handlers(
        _WEB_ACL_END,
        ("waf",),
        "WAFv2_WebACLAssociation",
        (
            wafv2.DisassociateWebACL,
            "takes a web ACL off, which also takes the balancer's own action",
            "45,79",
        ),
        since="6",
    ),
    *_handlers(
        _WEB_ACL_BALANCERS,
        ("waf",),
        "WAFv2_WebACLAssociation",
        (elb.CreateWebACLAssociation, "puts the web ACL on the balancer", "63"),
        (elb.DeleteWebACLAssociation, "takes the web ACL off the balancer", "64,97"),
        (elb.GetLoadBalancerWebACL, "asks the balancer for its web ACL", "65"),
        since="6",
    ),
)
