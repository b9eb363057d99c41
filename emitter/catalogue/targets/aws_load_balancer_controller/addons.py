"""Web ACLs, AWS Shield, certificates that are there, user pools and the tagging API."""

from awacs import acm, cognito_idp, shield, tag, waf_regional, wafv2
from awacs import elasticloadbalancing as elb

from ...model import Accept, Scope, inferred, vendor
from .sources import AWS, allow, code, documented, service

_WAF_CALLER = vendor(f"{AWS}/waf/latest/APIReference/API_AssociateWebACL.html")
_COGNITO = f"{AWS}/elasticloadbalancing/latest/application/listener-authenticate-users.html"
_APPLICATION = "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/app/{load_balancer}/*"
_CLASSIC_ACL = "arn:{partition}:waf-regional:{region}:{account}:webacl/{classic_web_acl}"
_ACL = "arn:{partition}:wafv2:{region}:{account}:regional/webacl/{web_acl}/*"

_CLASSIC_ACLS = Scope("ClassicWebAcls", (_CLASSIC_ACL,))
_CLASSIC_USE = Scope("ClassicWebAclUse", (_CLASSIC_ACL, _APPLICATION))
_CLASSIC_BALANCERS = Scope("ClassicWebAclLoadBalancers", (_APPLICATION,))
_ACLS = Scope("WebAcls", (_ACL,))
_ACL_USE = Scope("WebAclUse", (_ACL, _APPLICATION))
_ACL_END = Scope(
    "WebAclEnd",
    ("*",),
    accepts=(
        Accept(
            "W404",
            "AWS's reference lists the load balancer for it, AWS's own policy puts it on the web ACL; "
            "which of them is checked is not known",
        ),
    ),
)
_ACL_LIST = Scope("WebAclList", ("*",))
_SET_ACL = Scope("SetWebAcl", ("*",))
_SHIELD = Scope("ShieldSubscription", ("*",))
_PROTECTIONS = Scope("ShieldProtections", ("arn:{partition}:shield::{account}:protection/*",))
_FIND_CERTIFICATES = Scope("FindCertificates", ("*",))
_CERTIFICATES = Scope("Certificates", ("arn:{partition}:acm:{region}:{account}:certificate/{certificate}",))
_POOLS = Scope("UserPools", ("arn:{partition}:cognito-idp:{region}:{account}:userpool/{user_pool}",))
_TAGGED = Scope("TaggedResources", ("*",))

ADDON_GRANTS = (
    *allow(
        _CLASSIC_ACLS,
        ("waf",),
        (
            waf_regional.GetWebACL,
            "AWS requires it to put a web ACL on a load balancer",
            (documented(59), service("wafregional", 44)),
        ),
    ),
    *allow(
        _CLASSIC_USE,
        ("waf",),
        (
            waf_regional.AssociateWebACL,
            "puts the web ACL of AWS WAF Classic on a load balancer",
            (service("wafregional", 44),),
        ),
    ),
    *allow(
        _CLASSIC_BALANCERS,
        ("waf",),
        (
            waf_regional.GetWebACLForResource,
            "reads which web ACL of AWS WAF Classic a load balancer has",
            (service("wafregional", 60),),
        ),
        (
            waf_regional.DisassociateWebACL,
            "takes the web ACL of AWS WAF Classic off a load balancer",
            (service("wafregional", 52),),
        ),
    ),
    *allow(
        _ACLS,
        ("wafv2",),
        (
            wafv2.GetWebACL,
            "AWS requires it to put a web ACL on a load balancer",
            (documented(63), service("wafv2", 32)),
        ),
    ),
    *allow(
        _ACL_USE,
        ("wafv2",),
        (wafv2.AssociateWebACL, "puts the web ACL on a load balancer", (service("wafv2", 32),)),
        (wafv2.GetWebACLForResource, "reads which web ACL a load balancer has", (service("wafv2", 48),)),
    ),
    *allow(
        _ACL_END,
        ("wafv2",),
        (
            wafv2.DisassociateWebACL,
            "takes a web ACL off, which also takes the balancer's own action",
            (service("wafv2", 40),),
        ),
    ),
    *allow(
        _ACL_LIST,
        ("wafv2",),
        (
            wafv2.ListWebACLs,
            "finds the web ACL that an annotation names; AWS lets no resource narrow it",
            (service("wafv2", 56), code("ingress/model_builder", 640)),
        ),
        since="2.14",
    ),
    *allow(
        _SET_ACL,
        ("waf", "wafv2"),
        (
            elb.SetWebAcl,
            "AWS requires it to put a web ACL on a load balancer; AWS lets no resource narrow it",
            (_WAF_CALLER, documented(241), service("wafv2", 32, 40)),
        ),
    ),
    *allow(
        _SHIELD,
        ("shield",),
        (
            shield.GetSubscriptionState,
            "finds out whether the account has AWS Shield Advanced; AWS lets no resource narrow it",
            (service("shield", 33),),
        ),
        (
            shield.CreateProtection,
            "protects a load balancer; AWS lets no resource narrow it",
            (service("shield", 49),),
        ),
    ),
    *allow(
        _PROTECTIONS,
        ("shield",),
        (shield.DescribeProtection, "reads whether a load balancer is protected", (service("shield", 41),)),
        (shield.DeleteProtection, "ends the protection of a load balancer", (service("shield", 57),)),
    ),
    *allow(
        _FIND_CERTIFICATES,
        ("certificates",),
        (
            acm.ListCertificates,
            "finds certificates for the hosts of a listener; AWS lets no resource narrow it",
            (service("acm", 41), code("certs/cert_discovery", 131)),
        ),
    ),
    *allow(
        _CERTIFICATES,
        ("certificates",),
        (
            acm.DescribeCertificate,
            "reads the hosts of each certificate; one that is denied fails the discovery",
            (service("acm", 71), code("certs/cert_discovery", 167)),
        ),
        unless="certificate-management",
    ),
    *allow(
        _POOLS,
        ("cognito",),
        (
            cognito_idp.DescribeUserPoolClient,
            "AWS requires it to let a listener authenticate users with Amazon Cognito",
            (inferred(_COGNITO), documented(54), service("elbv2", 184, 338)),
        ),
    ),
    *allow(
        _TAGGED,
        ("rgt", "global-accelerator"),
        (
            tag.GetResources,
            "finds what it made by its tags; AWS lets no resource narrow it",
            (
                service("rgt", 38),
                code("deploy/elbv2/tagging_manager", 287, 366),
                code("deploy/aga/tagging_manager", 202),
            ),
        ),
    ),
)
