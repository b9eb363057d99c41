"""Load balancers, listeners, rules and target groups."""

from awacs import elasticloadbalancing as elb
from awacs import iam, sts

from ...model import GrantCondition, Scope, vendor
from .sources import AWS, FOREIGN, KEEPS_TAG, NEW, OWN, allow, code, documented, service

_TAG_ON_CREATE = vendor(f"{AWS}/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html")
_LINKED_ROLE = vendor(f"{AWS}/elasticloadbalancing/latest/userguide/elb-service-linked-roles.html")

_ELB = "arn:{partition}:elasticloadbalancing:{region}:{account}"
_APPLICATION = f"{_ELB}:loadbalancer/app/{{load_balancer}}/*"
_NETWORK = f"{_ELB}:loadbalancer/net/{{load_balancer}}/*"
_GROUPS = f"{_ELB}:targetgroup/{{target_group}}/*"
_LISTENERS = tuple(f"{_ELB}:listener/{kind}/{{load_balancer}}/*/*" for kind in ("app", "net"))
_RULES = tuple(f"{_ELB}:listener-rule/{kind}/{{load_balancer}}/*/*/*" for kind in ("app", "net"))
_BOTH = (_APPLICATION, _NETWORK)

_NEW_BALANCERS = Scope("NewLoadBalancers", _BOTH, (NEW,))
_NEW_GROUPS = Scope("NewTargetGroups", (_GROUPS,), (NEW,))
_TAG_NEW = Scope(
    "TagNew",
    (*_BOTH, _GROUPS),
    (
        NEW,
        GrantCondition(
            "StringEquals", "elasticloadbalancing:CreateAction", ("CreateLoadBalancer", "CreateTargetGroup")
        ),
    ),
)
_TAG_OWN = Scope("TagOwn", (*_BOTH, _GROUPS), (OWN, KEEPS_TAG))
_OWN_BALANCERS = Scope("OwnLoadBalancers", _BOTH, (OWN,))
_OWN_APPLICATION = Scope("OwnApplicationLoadBalancers", (_APPLICATION,), (OWN,))
_OWN_GROUPS = Scope("OwnTargetGroups", (_GROUPS,), (OWN,))
_BOUND_GROUPS = Scope("BoundTargetGroups", (_GROUPS,), (FOREIGN,))
# Listeners and rules carry no tag with ListenerRulesTagging=false, so none is asked for.
_LISTENER_SCOPE = Scope("Listeners", _LISTENERS)
_RULE_SCOPE = Scope("Rules", _RULES)
_TAG_LISTENERS = Scope("TagListeners", (*_LISTENERS, *_RULES), (NEW,))
_TAG_OWN_LISTENERS = Scope("TagOwnListeners", (*_LISTENERS, *_RULES), (OWN, KEEPS_TAG))
_SERVICE_ROLE = Scope(
    "ServiceLinkedRole",
    (
        "arn:{partition}:iam::{account}:role/aws-service-role/"
        "elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing",
    ),
    (GrantCondition("StringEquals", "iam:AWSServiceName", ("elasticloadbalancing.amazonaws.com",)),),
)
_ROLES = Scope("AssumeRole", ("{assumed_role}",))

_CORE = ("load-balancers",)
_TAGS = code("deploy/elbv2/tagging_manager", 168, 186)

BALANCER_GRANTS = (
    *allow(
        _NEW_BALANCERS,
        _CORE,
        (
            elb.CreateLoadBalancer,
            "creates load balancers, always with the tag of its cluster",
            (service("elbv2", 298), code("deploy/tracking/provider", 125)),
        ),
    ),
    *allow(
        _OWN_BALANCERS,
        _CORE,
        (
            elb.ModifyLoadBalancerAttributes,
            "sets attributes of load balancers",
            (service("elbv2", 314),),
        ),
        (elb.SetIpAddressType, "sets the kind of addresses", (service("elbv2", 282),)),
        (elb.SetSecurityGroups, "sets the security groups", (service("elbv2", 266),)),
        (elb.SetSubnets, "sets the subnets", (service("elbv2", 274),)),
        (elb.DeleteLoadBalancer, "deletes load balancers that it made", (service("elbv2", 290),)),
        (elb.CreateListener, "creates listeners of load balancers that it made", (service("elbv2", 338),)),
    ),
    *allow(
        _OWN_BALANCERS,
        ("capacity",),
        (elb.ModifyCapacityReservation, "reserves capacity, for a fee", (service("elbv2", 481),)),
        since="2.11",
    ),
    *allow(
        _OWN_APPLICATION,
        ("ipam",),
        (elb.ModifyIpPools, "gives a load balancer a pool of addresses", (service("elbv2", 497),)),
        since="2.12",
    ),
    *allow(
        _NEW_GROUPS,
        _CORE,
        (
            elb.CreateTargetGroup,
            "creates target groups, always with the tag of its cluster",
            (service("elbv2", 242), code("deploy/tracking/provider", 125)),
        ),
    ),
    *allow(
        _OWN_GROUPS,
        _CORE,
        (elb.ModifyTargetGroup, "sets health checks", (service("elbv2", 234),)),
        (elb.ModifyTargetGroupAttributes, "sets attributes of target groups", (service("elbv2", 258),)),
        (elb.DeleteTargetGroup, "deletes target groups that it made", (service("elbv2", 226),)),
        (elb.RegisterTargets, "registers pods and nodes", (service("elbv2", 136),)),
        (elb.DeregisterTargets, "removes pods and nodes", (service("elbv2", 144),)),
    ),
    *allow(
        _BOUND_GROUPS,
        ("bound-target-groups",),
        (
            elb.RegisterTargets,
            "registers pods and nodes with target groups that others made",
            (service("elbv2", 136), code("targetgroupbinding/targets_manager", 123)),
        ),
        (
            elb.DeregisterTargets,
            "removes pods and nodes from target groups that others made",
            (service("elbv2", 144), code("targetgroupbinding/targets_manager", 95)),
        ),
    ),
    *allow(
        _LISTENER_SCOPE,
        _CORE,
        (elb.ModifyListener, "sets port, certificate and actions", (service("elbv2", 322),)),
        (elb.ModifyListenerAttributes, "sets attributes of listeners", (service("elbv2", 473),)),
        (elb.DeleteListener, "deletes listeners", (service("elbv2", 330),)),
        (elb.AddListenerCertificates, "adds certificates", (service("elbv2", 104),)),
        (elb.RemoveListenerCertificates, "removes certificates", (service("elbv2", 112),)),
        (elb.CreateRule, "creates rules", (service("elbv2", 184),)),
    ),
    *allow(
        _RULE_SCOPE,
        _CORE,
        (elb.ModifyRule, "sets conditions and actions", (service("elbv2", 160),)),
        (elb.DeleteRule, "deletes rules", (service("elbv2", 168),)),
    ),
    *allow(
        _RULE_SCOPE,
        _CORE,
        (elb.SetRulePriorities, "puts rules in order", (service("elbv2", 176),)),
        since="2.12",
    ),
    *allow(
        _TAG_NEW,
        _CORE,
        (
            elb.AddTags,
            "tags load balancers and target groups when they are created",
            (_TAG_ON_CREATE, documented(211)),
        ),
    ),
    *allow(
        _TAG_OWN,
        _CORE,
        (elb.AddTags, "sets tags that changed, on what it made", (_TAGS,)),
        (elb.RemoveTags, "removes tags that are gone, from what it made", (_TAGS,)),
    ),
    *allow(
        _TAG_LISTENERS,
        _CORE,
        (
            elb.AddTags,
            "tags listeners and rules, when they are created and where they have none",
            (_TAG_ON_CREATE, _TAGS),
        ),
    ),
    *allow(
        _TAG_OWN_LISTENERS,
        _CORE,
        (elb.AddTags, "sets tags that changed, on listeners and rules that it made", (_TAGS,)),
        (elb.RemoveTags, "removes tags that are gone, from listeners and rules that it made", (_TAGS,)),
    ),
    *allow(
        _SERVICE_ROLE,
        ("service-linked-role",),
        (
            iam.CreateServiceLinkedRole,
            "the first load balancer of an account makes the role of Elastic Load Balancing",
            (_LINKED_ROLE, documented(7)),
        ),
    ),
    *allow(
        _ROLES,
        ("cross-account-targets",),
        (
            sts.AssumeRole,
            "assumes the role that a TargetGroupBinding names, for a target group of another account",
            (code("aws/cloud", 271), code("targetgroupbinding/targets_manager", 95)),
        ),
        since="2.12",
    ),
)
