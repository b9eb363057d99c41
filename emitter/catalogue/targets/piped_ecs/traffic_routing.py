"""Traffic between the target groups of a load balancer."""

from awacs import cognito_idp, elasticloadbalancing

from ...model import Grant, inferred
from .. import _pipecd_ecs as shared
from .._pipecd import AWS
from .services import client

TRAFFIC_GRANTS = (
    Grant(
        elasticloadbalancing.DescribeTargetGroups,
        shared.BALANCERS,
        ("traffic-routing",),
        "finds the load balancer of the primary target group; AWS lets no resource narrow it",
        (client(464),),
    ),
    Grant(
        elasticloadbalancing.DescribeListeners,
        shared.BALANCERS,
        ("traffic-routing",),
        "lists the listeners of that load balancer; AWS lets no resource narrow it",
        (client(444),),
    ),
    Grant(
        elasticloadbalancing.DescribeRules,
        shared.BALANCERS,
        ("traffic-routing",),
        "lists the rules of each listener; AWS lets no resource narrow it",
        (client(483),),
    ),
    Grant(
        elasticloadbalancing.ModifyListener,
        shared.ROUTING,
        ("traffic-routing",),
        "shifts traffic in the default rule of every listener of the load balancer",
        (client(519),),
    ),
    Grant(
        elasticloadbalancing.ModifyRule,
        shared.RULES,
        ("traffic-routing",),
        "shifts traffic in every other rule of every listener of the load balancer",
        (client(528),),
    ),
)

COGNITO_GRANTS = (
    Grant(
        cognito_idp.DescribeUserPoolClient,
        shared.USER_POOLS,
        ("authenticate-cognito",),
        "an action that authenticates with Amazon Cognito is sent back with its rule, and ELB checks its client",
        (
            inferred(f"{AWS}/elasticloadbalancing/latest/application/listener-authenticate-users.html"),
            client(519, 528),
        ),
    ),
)
