"""What the targets of PipeCD on Amazon ECS have in common: parameters, and the scopes without a tag of their own."""

from awacs import ecs

from .. import syntax
from ..model import GrantCondition, Parameter, Scope, inferred, vendor
from ._pipecd import AWS

_ROLE_ARN = "arn:{partition}:iam::{account}:role/{value}"
TAG_ON_CREATE = vendor(f"{AWS}/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html")
CODEDEPLOY_ROLE = inferred(f"{AWS}/AmazonECS/latest/developerguide/codedeploy_IAM_role.html")
ECS_ARN = "arn:{partition}:ecs:{region}:{account}"
ELB_ARN = "arn:{partition}:elasticloadbalancing:{region}:{account}"

IN_CLUSTER = GrantCondition("ArnLike", "ecs:cluster", (f"{ECS_ARN}:cluster/{{cluster}}",))
OF_SERVICE = GrantCondition("ArnLike", "ecs:service", (f"{ECS_ARN}:service/{{cluster}}/{{service}}",))
SERVICE = f"{ECS_ARN}:service/{{cluster}}/{{service}}"
TASK_SET = f"{ECS_ARN}:task-set/{{cluster}}/{{service}}/*"
# AWS's Service Authorization Reference narrows RegisterTaskDefinition to a family; guides of 2023 did not.
TASK_DEFINITION = f"{ECS_ARN}:task-definition/{{family}}:*"

# ecs:cluster is no key of the tagging actions, so services carry no condition: their ARN names
# the cluster anyway.
SERVICES = Scope("Services", (SERVICE,))
TASK_SETS = Scope("TaskSets", (TASK_SET,), (IN_CLUSTER, OF_SERVICE))
TASK_DEFINITIONS = Scope("TaskDefinitions", (TASK_DEFINITION,))
ANY_TASK_DEFINITION = Scope("AnyTaskDefinition", ("*",))
BALANCERS = Scope("LoadBalancers", ("*",))
ROUTING = Scope(
    "Listeners",
    (
        f"{ELB_ARN}:listener/app/{{load_balancer}}/*",
        f"{ELB_ARN}:listener/net/{{load_balancer}}/*",
    ),
)
# A listener of a network load balancer has no rule but its default one.
RULES = Scope("ListenerRules", (f"{ELB_ARN}:listener-rule/app/{{load_balancer}}/*",))
USER_POOLS = Scope("UserPools", ("arn:{partition}:cognito-idp:{region}:{account}:userpool/{user_pool}",))
PASS_TASK_ROLES = Scope(
    "PassTaskRoles",
    ("{execution_role}", "{task_role}"),
    (GrantCondition("StringEquals", "iam:PassedToService", ("ecs-tasks.amazonaws.com",)),),
    beside=(ecs.RegisterTaskDefinition, ecs.RunTask),
)
PASS_SERVICE_ROLE = Scope(
    "PassServiceRole",
    ("{service_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("ecs.amazonaws.com",)),),
    beside=(ecs.CreateService,),
)
LINKED_ROLE = Scope(
    "EcsServiceLinkedRole",
    ("arn:{partition}:iam::{account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",),
    (GrantCondition("StringEquals", "iam:AWSServiceName", ("ecs.amazonaws.com",)),),
)

DEPLOY = ("service", "canary")
REGISTER = ("service", "canary", "standalone-task")

PARAMETERS = (
    Parameter("cluster", "names of the ECS clusters it deploys to", syntax.ECS_NAME, "*"),
    Parameter("service", "names of the ECS services it deploys", syntax.ECS_NAME, "*"),
    Parameter("family", "families of the task definitions it registers", syntax.ECS_NAME, "*"),
    Parameter(
        "execution_role",
        "task execution roles that its task definitions name",
        syntax.ROLE,
        arn=_ROLE_ARN,
        allows_wildcard=False,
        optional=True,
    ),
    Parameter(
        "task_role",
        "task roles that its task definitions name",
        syntax.ROLE,
        arn=_ROLE_ARN,
        allows_wildcard=False,
        optional=True,
    ),
    Parameter(
        "load_balancer",
        "load balancers it shifts traffic on, as NAME or NAME/ID",
        syntax.PATH_SEGMENTS,
        "*",
    ),
    Parameter(
        "user_pool",
        "ids of the Cognito user pools that those listeners authenticate with",
        syntax.SEGMENT,
        "*",
    ),
    Parameter(
        "service_role",
        "roles that its service definitions name",
        syntax.ROLE,
        arn=_ROLE_ARN,
        allows_wildcard=False,
    ),
)
