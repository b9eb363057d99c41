"""AWS Load Balancer Controller, making load balancers for Kubernetes.

Read at v3.5.0; the calls were compared tag by tag from v2.9.2. 2.11 began to reserve capacity, 2.12 to put rules
in order, to use address pools and to bind target groups of other accounts, 2.13 to read route tables, 2.14 to
find web ACLs by name, 2.17 to make accelerators, 3.3 to request certificates. What the controller makes carries
the tag elbv2.k8s.aws/cluster, and changes keep to what carries it.
"""

from ... import syntax
from ...model import Feature, Parameter, Release, Target
from ...syntax import Syntax
from .accelerators import ACCELERATOR_GRANTS
from .addons import ADDON_GRANTS
from .balancers import BALANCER_GRANTS
from .certificates import CERTIFICATE_GRANTS
from .documented import PAGES
from .reads import READ_GRANTS
from .security_groups import SECURITY_GROUP_GRANTS
from .sources import CODE

_ROLE_ANYWHERE = Syntax(
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
    "a role that may be in another account is named by its whole ARN",
    640,
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
)

TARGET = Target(
    name="aws-load-balancer-controller",
    title="load balancers of Kubernetes",
    deployer="AWS Load Balancer Controller",
    versions=(*(f"2.{minor}" for minor in range(9, 18)), *(f"3.{minor}" for minor in range(6))),
    read=Release("3.5.0", "2026-11-28"),
    identities=("eks-pod-identity", "eks-irsa", "ec2-instance-profile", "account", "user", "existing"),
    identity_name="aws-load-balancer-controller",
    policy_name="aws-load-balancer-controller",
    parameters=(
        Parameter(
            "cluster",
            "name of its cluster (--cluster-name)",
            syntax.SEGMENT,
            many=False,
            allows_wildcard=False,
        ),
        Parameter("vpc", "ids of the VPCs of its load balancers", syntax.SEGMENT, "*"),
        Parameter("load_balancer", "names of its load balancers, as k8s-*", syntax.SEGMENT, "*"),
        Parameter("target_group", "names of its target groups, as k8s-*", syntax.SEGMENT, "*"),
        Parameter("node_security_group", "ids of the security groups of nodes and pods", syntax.SEGMENT, "*"),
        Parameter("web_acl", "names of the web ACLs of its load balancers", syntax.SEGMENT, "*"),
        Parameter("classic_web_acl", "ids of the web ACLs of AWS WAF Classic", syntax.SEGMENT, "*"),
        Parameter("certificate", "ids of the certificates that it may find", syntax.SEGMENT, "*"),
        Parameter("user_pool", "ids of the user pools of Amazon Cognito", syntax.SEGMENT, "*"),
        Parameter(
            "assumed_role",
            "roles that its bindings name, as their ARNs",
            _ROLE_ANYWHERE,
            allows_wildcard=False,
        ),
        Parameter(
            "hosted_zone",
            "ids of the hosted zones of its certificates",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
        Parameter(
            "certificate_authority",
            "ids of the private certificate authorities of its certificates",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("load-balancers", "makes load balancers, listeners, rules and target groups", default=True),
        Feature("security-groups", "makes security groups for its load balancers", default=True),
        Feature(
            "node-security-group-rules",
            "opens security groups of nodes and pods to its load balancers",
            default=True,
        ),
        Feature("bound-target-groups", "target groups that others made (TargetGroupBinding)", default=True),
        Feature("certificates", "finds certificates for hosts", default=True),
        Feature("waf", "web ACLs of AWS WAF Classic (--enable-waf)", default=True),
        Feature("wafv2", "web ACLs (--enable-wafv2)", default=True),
        Feature("shield", "AWS Shield Advanced (--enable-shield)", default=True),
        Feature("cognito", "listeners that authenticate users with Amazon Cognito", default=True),
        Feature("mutual-tls", "listeners that check the certificates of clients", default=True),
        Feature("peered-targets", "targets in peered VPCs", default=True),
        Feature("outposts", "customer-owned addresses of AWS Outposts", default=True),
        Feature("subnet-reachability", "finds subnets that no tag names", default=True, since="2.13"),
        Feature("capacity", "reserves capacity (LBCapacityReservation)", default=True, since="2.11"),
        Feature("ipam", "pools of addresses of Amazon VPC IPAM", default=True, since="2.12"),
        Feature(
            "service-linked-role",
            "makes the service-linked role of Elastic Load Balancing, where the account has none",
            default=True,
        ),
        Feature("rgt", "reads tags through the tagging API (EnableRGTAPI)"),
        Feature("cross-account-targets", "target groups of other accounts, through a role", since="2.12"),
        Feature("global-accelerator", "makes accelerators (GlobalAcceleratorController)", since="2.17"),
        Feature("certificate-management", "requests certificates (EnableCertificateManagement)", since="3.3"),
        Feature("private-certificates", "requests them of a private authority", since="3.3"),
    ),
    grants=(
        *READ_GRANTS,
        *BALANCER_GRANTS,
        *SECURITY_GROUP_GRANTS,
        *ADDON_GRANTS,
        *CERTIFICATE_GRANTS,
        *ACCELERATOR_GRANTS,
    ),
    pages=PAGES,
    repositories=(CODE,),
    notes=(
        "load balancers without the tag, as those of version 1, are not changed",
        "its policies for accelerators and for certificates are not part of documented",
    ),
)
