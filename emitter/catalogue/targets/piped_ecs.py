"""PipeCD's piped (v0), deploying to Amazon ECS.

Read at v0.57.0; versions were compared tag by tag from v0.47.0. No permission was ever dropped in
that range: 0.49 added live state, 0.52 the reading and removing of tags.
"""

from awacs import cognito_idp, ecs, elasticloadbalancing, iam

from ..model import (
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Release,
    Scope,
    Target,
    inferred,
    vendor,
)
from ._pipecd import (
    AWS,
    CODE,
    CONFIGURATION_FEATURES,
    CONFIGURATION_GRANTS,
    CONFIGURATION_PARAMETERS,
    ECS_PARAMETERS,
    page,
)

_TAG_ON_CREATE = vendor(f"{AWS}/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html")
_CODEDEPLOY_ROLE = inferred(f"{AWS}/AmazonECS/latest/developerguide/codedeploy_IAM_role.html")
_ECS_ARN = "arn:{partition}:ecs:{region}:{account}"
_ELB_ARN = "arn:{partition}:elasticloadbalancing:{region}:{account}"


def _client(*lines: int) -> Evidence:
    return CODE.at("pkg/app/piped/platformprovider/ecs/client.go", *lines)


_IN_CLUSTER = GrantCondition("ArnLike", "ecs:cluster", (f"{_ECS_ARN}:cluster/{{cluster}}",))
_OF_SERVICE = GrantCondition("ArnLike", "ecs:service", (f"{_ECS_ARN}:service/{{cluster}}/{{service}}",))
_MANAGED = GrantCondition(
    "StringEquals", "aws:RequestTag/pipecd-dev-managed-by", ("piped",), when="tag-conditions"
)
_SERVICE = f"{_ECS_ARN}:service/{{cluster}}/{{service}}"
_TASK_SET = f"{_ECS_ARN}:task-set/{{cluster}}/{{service}}/*"
# AWS's Service Authorization Reference narrows RegisterTaskDefinition to a family; guides of 2023 did not.
_TASK_DEFINITION = f"{_ECS_ARN}:task-definition/{{family}}:*"

# ecs:cluster is no key of the tagging actions, so services carry no condition: their ARN names
# the cluster anyway.
_SERVICES = Scope("Services", (_SERVICE,))
_NEW_SERVICES = Scope("NewServices", (_SERVICE,), (_MANAGED,), joins="Services")
_TASK_SETS = Scope("TaskSets", (_TASK_SET,), (_IN_CLUSTER, _OF_SERVICE))
_NEW_TASK_SETS = Scope("NewTaskSets", (_TASK_SET,), (_IN_CLUSTER, _OF_SERVICE, _MANAGED), joins="TaskSets")
_NEW_TASK_SET_TAGS = Scope(
    "NewTaskSetTags",
    (_TASK_SET,),
    (GrantCondition("StringEquals", "ecs:CreateAction", ("CreateTaskSet",)), _MANAGED),
)
_TASK_DEFINITIONS = Scope("TaskDefinitions", (_TASK_DEFINITION,))
_ANY_TASK_DEFINITION = Scope("AnyTaskDefinition", ("*",))
_STANDALONE = Scope("StandaloneTasks", (_TASK_DEFINITION,), (_IN_CLUSTER, _MANAGED))
_STANDALONE_TAGS = Scope(
    "StandaloneTaskTags",
    (f"{_ECS_ARN}:task/{{cluster}}/*",),
    (GrantCondition("StringEquals", "ecs:CreateAction", ("RunTask",)), _MANAGED),
)
_BALANCERS = Scope("LoadBalancers", ("*",))
_ROUTING = Scope(
    "Listeners",
    (
        f"{_ELB_ARN}:listener/app/{{load_balancer}}/*",
        f"{_ELB_ARN}:listener/net/{{load_balancer}}/*",
    ),
)
# A listener of a network load balancer has no rule but its default one.
_RULES = Scope("ListenerRules", (f"{_ELB_ARN}:listener-rule/app/{{load_balancer}}/*",))
_LIVE = Scope("LiveState", ("*",))
_LIVE_SERVICES = Scope("LiveStateServices", (f"{_ECS_ARN}:service/*",))
_LIVE_TASKS = Scope("LiveStateTasks", (f"{_ECS_ARN}:task/*",))
_USER_POOLS = Scope("UserPools", ("arn:{partition}:cognito-idp:{region}:{account}:userpool/{user_pool}",))
_PASS_TASK_ROLES = Scope(
    "PassTaskRoles",
    ("{execution_role}", "{task_role}"),
    (GrantCondition("StringEquals", "iam:PassedToService", ("ecs-tasks.amazonaws.com",)),),
)
_PASS_SERVICE_ROLE = Scope(
    "PassServiceRole",
    ("{service_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("ecs.amazonaws.com",)),),
)
_LINKED_ROLE = Scope(
    "EcsServiceLinkedRole",
    ("arn:{partition}:iam::{account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",),
    (GrantCondition("StringEquals", "iam:AWSServiceName", ("ecs.amazonaws.com",)),),
)

_DEPLOY = ("service", "canary")
_REGISTER = ("service", "canary", "standalone-task")

_GRANTS = (
    Grant(
        ecs.DescribeServices,
        _SERVICES,
        _DEPLOY,
        "finds out whether the service exists, lists its task sets and waits until it is stable",
        (_client(302, 359, 417),),
        unless="live-state",
    ),
    Grant(
        ecs.UpdateService,
        _SERVICES,
        _DEPLOY,
        "applies the service definition, and scales the service to zero and back when recreating",
        (_client(130, 155),),
    ),
    Grant(
        ecs.UpdateServicePrimaryTaskSet,
        _SERVICES,
        _DEPLOY,
        "makes the new task set the primary one, also the one that a rollback creates",
        (_client(405),),
    ),
    Grant(
        ecs.ListTagsForResource,
        _SERVICES,
        _DEPLOY,
        "reads the tags of the service, to find those that are gone from its definition",
        (_client(661),),
        since="0.52",
    ),
    Grant(
        ecs.UntagResource,
        _SERVICES,
        _DEPLOY,
        "removes tags that the service definition no longer has",
        (_client(682),),
        since="0.52",
    ),
    Grant(
        ecs.CreateService,
        _NEW_SERVICES,
        _DEPLOY,
        "creates the service when there is none of that name",
        (_client(107),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_SERVICES,
        _DEPLOY,
        "tags the service when it is created and at every update",
        (_client(547), _TAG_ON_CREATE),
    ),
    Grant(
        ecs.DescribeTaskSets,
        _TASK_SETS,
        _DEPLOY,
        "reads the tags of task sets and waits for a new one",
        (_client(274, 331),),
    ),
    Grant(
        ecs.DeleteTaskSet,
        _TASK_SETS,
        _DEPLOY,
        "removes old task sets once the new one serves, and canary ones",
        (_client(385),),
    ),
    Grant(
        ecs.CreateTaskSet, _NEW_TASK_SETS, _DEPLOY, "starts the new version as a task set", (_client(260),)
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_SET_TAGS,
        _DEPLOY,
        "a task set is created with tags, and AWS authorises that apart",
        (_TAG_ON_CREATE, _client(250)),
    ),
    Grant(
        ecs.RegisterTaskDefinition,
        _TASK_DEFINITIONS,
        _REGISTER,
        "registers a revision of the task definition at every deployment and rollback",
        (_client(204),),
    ),
    Grant(
        ecs.DeregisterTaskDefinition,
        _ANY_TASK_DEFINITION,
        _DEPLOY,
        "retires the revision of a deleted task set; AWS lets no resource narrow it",
        (_client(393),),
    ),
    Grant(
        iam.PassRole,
        _PASS_TASK_ROLES,
        _REGISTER,
        "hands the task role and the task execution role of a task definition to Amazon ECS",
        (page("0.57", 55), _client(187, 188), _CODEDEPLOY_ROLE),
    ),
    Grant(
        ecs.RunTask,
        _STANDALONE,
        ("standalone-task",),
        "runs a task that belongs to no service",
        (_client(233),),
    ),
    Grant(
        ecs.TagResource,
        _STANDALONE_TAGS,
        ("standalone-task",),
        "the task is started with tags, and AWS authorises that apart",
        (_TAG_ON_CREATE, _client(220)),
    ),
    Grant(
        elasticloadbalancing.DescribeTargetGroups,
        _BALANCERS,
        ("traffic-routing",),
        "finds the load balancer of the primary target group; AWS lets no resource narrow it",
        (_client(464),),
    ),
    Grant(
        elasticloadbalancing.DescribeListeners,
        _BALANCERS,
        ("traffic-routing",),
        "lists the listeners of that load balancer; AWS lets no resource narrow it",
        (_client(444),),
    ),
    Grant(
        elasticloadbalancing.DescribeRules,
        _BALANCERS,
        ("traffic-routing",),
        "lists the rules of each listener; AWS lets no resource narrow it",
        (_client(483),),
    ),
    Grant(
        elasticloadbalancing.ModifyListener,
        _ROUTING,
        ("traffic-routing",),
        "shifts traffic in the default rule of every listener of the load balancer",
        (_client(519),),
    ),
    Grant(
        elasticloadbalancing.ModifyRule,
        _RULES,
        ("traffic-routing",),
        "shifts traffic in every other rule of every listener of the load balancer",
        (_client(528),),
    ),
    Grant(
        ecs.ListClusters,
        _LIVE,
        ("live-state",),
        "live state begins with every cluster of the Region; a denial stops piped at start",
        (_client(560),),
        since="0.49",
    ),
    Grant(
        ecs.ListServices,
        _LIVE,
        ("live-state",),
        "live state lists every service of every cluster",
        (_client(579),),
        since="0.49",
    ),
    Grant(
        ecs.DescribeTaskDefinition,
        _LIVE,
        ("live-state",),
        "live state reads the task definition of each primary task set",
        (_client(175),),
        since="0.49",
    ),
    Grant(
        ecs.ListTasks,
        _LIVE,
        ("live-state",),
        "live state lists the tasks of each task set of every service",
        (_client(625),),
        since="0.49",
    ),
    Grant(
        ecs.DescribeServices,
        _LIVE_SERVICES,
        ("live-state",),
        "live state describes every service before it looks at tags; a deployment needs it for its own",
        (_client(606), _client(302, 359, 417)),
        since="0.49",
    ),
    Grant(
        ecs.DescribeTasks,
        _LIVE_TASKS,
        ("live-state",),
        "live state reads the tasks of every service before it looks at tags",
        (_client(643),),
        since="0.49",
    ),
    Grant(
        cognito_idp.DescribeUserPoolClient,
        _USER_POOLS,
        ("authenticate-cognito",),
        "an action that authenticates with Amazon Cognito is sent back with its rule, and ELB checks its client",
        (
            inferred(f"{AWS}/elasticloadbalancing/latest/application/listener-authenticate-users.html"),
            _client(519, 528),
        ),
    ),
    Grant(
        iam.PassRole,
        _PASS_SERVICE_ROLE,
        ("service-role",),
        "hands the service's own role to Amazon ECS, when the service definition names one",
        (CODE.at("pkg/app/piped/platformprovider/ecs/client.go", 103, confidence="inferred"),),
    ),
    Grant(
        iam.CreateServiceLinkedRole,
        _LINKED_ROLE,
        ("service-linked-role",),
        "the first service of an account makes Amazon ECS create its service-linked role",
        (vendor(f"{AWS}/AmazonECS/latest/developerguide/using-service-linked-roles.html"), _client(107)),
    ),
    *CONFIGURATION_GRANTS,
)

_FIRST_LIST = (
    ecs.CreateService,
    ecs.CreateTaskSet,
    ecs.DeleteTaskSet,
    ecs.DeregisterTaskDefinition,
    ecs.DescribeServices,
    ecs.DescribeTaskSets,
    ecs.RegisterTaskDefinition,
    ecs.RunTask,
    ecs.TagResource,
    ecs.UpdateService,
    ecs.UpdateServicePrimaryTaskSet,
    elasticloadbalancing.DescribeListeners,
    elasticloadbalancing.DescribeRules,
    elasticloadbalancing.DescribeTargetGroups,
    elasticloadbalancing.ModifyListener,
    elasticloadbalancing.ModifyRule,
)
_LIVE_STATE_LIST = (
    ecs.DescribeTaskDefinition,
    ecs.DescribeTasks,
    ecs.ListClusters,
    ecs.ListServices,
    ecs.ListTasks,
)
_TAG_LIST = (ecs.ListTagsForResource, ecs.UntagResource)


def _documented(since: str, until: str, *more: tuple[ecs.Action, ...]) -> Page:
    actions = [*_FIRST_LIST, *(action for actions in more for action in actions)]
    return Page(
        page(until, 13),
        (
            PageStatement("Deploy", tuple(sorted(actions, key=lambda a: a.JSONrepr())), ("*",)),
            PageStatement("PassRole", (iam.PassRole,), ("{execution_role}", "{task_role}")),
        ),
        since,
        until,
    )


TARGET = Target(
    name="piped-ecs",
    title="applications on Amazon ECS",
    deployer="PipeCD piped",
    versions=(
        "0.47",
        "0.48",
        "0.49.0",
        "0.49.1",
        "0.50",
        "0.51",
        "0.52",
        "0.53",
        "0.54",
        "0.55",
        "0.56",
        "0.57",
    ),
    read=Release("0.57.0", "2026-11-28"),
    identities=(
        "ecs-task-role",
        "ec2-instance-profile",
        "eks-irsa",
        "eks-pod-identity",
        "account",
        "user",
        "existing",
    ),
    identity_name="piped-ecs",
    policy_name="piped-ecs",
    parameters=(
        *ECS_PARAMETERS,
        *CONFIGURATION_PARAMETERS,
    ),
    features=(
        Feature(
            "service",
            "deploys services: quick sync (a first deployment is one unless alwaysUsePipeline is set), primary rollout, rollback",
            default=True,
        ),
        Feature(
            "canary",
            "rolls out, cleans and rolls back canary task sets; takes nothing that service does not",
            default=True,
        ),
        Feature(
            "traffic-routing",
            "shifts traffic between target groups; rollback does so wherever a primary and a canary one are configured, even without that stage",
            default=True,
        ),
        Feature(
            "standalone-task", "runs tasks that belong to no service, once at every deployment", default=True
        ),
        Feature(
            "live-state",
            "reads every service and task of the Region, at start and every 15 seconds; a piped with an ECS platform provider always does",
            default=True,
            since="0.49",
            fixed_since="0.49",
        ),
        Feature(
            "authenticate-cognito",
            "a listener or rule that it shifts traffic on authenticates with Amazon Cognito; takes traffic-routing",
        ),
        Feature(
            "service-role",
            "services whose definition names a role of their own; rare, since AWS takes one only with load balancers in the same call",
        ),
        Feature(
            "service-linked-role", "first service of the account, unless its service-linked role is there"
        ),
        *CONFIGURATION_FEATURES,
        Feature(
            "tag-conditions",
            "restricts creating, tagging and running tasks to requests that carry PipeCD's own tag",
        ),
    ),
    grants=_GRANTS,
    pages=(
        _documented("0.47", "0.48"),
        _documented("0.49", "0.51", _LIVE_STATE_LIST),
        _documented("0.52", "0.57", _LIVE_STATE_LIST, _TAG_LIST),
    ),
    repositories=(CODE,),
)
