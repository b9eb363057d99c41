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
from . import _pipecd_ecs as shared
from ._pipecd import (
    AWS,
    CODE,
    CONFIGURATION_FEATURES,
    CONFIGURATION_GRANTS,
    CONFIGURATION_PARAMETERS,
    IDENTITIES,
    VERSIONS,
    page,
)


def _client(*lines: int) -> Evidence:
    return CODE.at("pkg/app/piped/platformprovider/ecs/client.go", *lines)


_MANAGED = GrantCondition(
    "StringEquals", "aws:RequestTag/pipecd-dev-managed-by", ("piped",), when="tag-conditions"
)

_NEW_SERVICES = Scope("NewServices", (shared.SERVICE,), (_MANAGED,), joins="Services")
_NEW_TASK_SETS = Scope(
    "NewTaskSets", (shared.TASK_SET,), (shared.IN_CLUSTER, shared.OF_SERVICE, _MANAGED), joins="TaskSets"
)
_NEW_TASK_SET_TAGS = Scope(
    "NewTaskSetTags",
    (shared.TASK_SET,),
    (GrantCondition("StringEquals", "ecs:CreateAction", ("CreateTaskSet",)), _MANAGED),
)
_STANDALONE = Scope("StandaloneTasks", (shared.TASK_DEFINITION,), (shared.IN_CLUSTER, _MANAGED))
_STANDALONE_TAGS = Scope(
    "StandaloneTaskTags",
    (f"{shared.ECS_ARN}:task/{{cluster}}/*",),
    (GrantCondition("StringEquals", "ecs:CreateAction", ("RunTask",)), _MANAGED),
)
_LIVE = Scope("LiveState", ("*",))
_LIVE_SERVICES = Scope("LiveStateServices", (f"{shared.ECS_ARN}:service/*",))
_LIVE_TASKS = Scope("LiveStateTasks", (f"{shared.ECS_ARN}:task/*",))


_GRANTS = (
    Grant(
        ecs.DescribeServices,
        shared.SERVICES,
        shared.DEPLOY,
        "finds out whether the service exists, lists its task sets and waits until it is stable",
        (_client(302, 359, 417),),
        unless="live-state",
    ),
    Grant(
        ecs.UpdateService,
        shared.SERVICES,
        shared.DEPLOY,
        "applies the service definition, and scales the service to zero and back when recreating",
        (_client(130, 155),),
    ),
    Grant(
        ecs.UpdateServicePrimaryTaskSet,
        shared.SERVICES,
        shared.DEPLOY,
        "makes the new task set the primary one, also the one that a rollback creates",
        (_client(405),),
    ),
    Grant(
        ecs.ListTagsForResource,
        shared.SERVICES,
        shared.DEPLOY,
        "reads the tags of the service, to find those that are gone from its definition",
        (_client(661),),
        since="0.52",
    ),
    Grant(
        ecs.UntagResource,
        shared.SERVICES,
        shared.DEPLOY,
        "removes tags that the service definition no longer has",
        (_client(682),),
        since="0.52",
    ),
    Grant(
        ecs.CreateService,
        _NEW_SERVICES,
        shared.DEPLOY,
        "creates the service when there is none of that name",
        (_client(107),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_SERVICES,
        shared.DEPLOY,
        "tags the service when it is created and at every update",
        (_client(547), shared.TAG_ON_CREATE),
    ),
    Grant(
        ecs.DescribeTaskSets,
        shared.TASK_SETS,
        shared.DEPLOY,
        "reads the tags of task sets and waits for a new one",
        (_client(274, 331),),
    ),
    Grant(
        ecs.DeleteTaskSet,
        shared.TASK_SETS,
        shared.DEPLOY,
        "removes old task sets once the new one serves, and canary ones",
        (_client(385),),
    ),
    Grant(
        ecs.CreateTaskSet,
        _NEW_TASK_SETS,
        shared.DEPLOY,
        "starts the new version as a task set",
        (_client(260),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_SET_TAGS,
        shared.DEPLOY,
        "a task set is created with tags, and AWS authorises that apart",
        (shared.TAG_ON_CREATE, _client(250)),
    ),
    Grant(
        ecs.RegisterTaskDefinition,
        shared.TASK_DEFINITIONS,
        shared.REGISTER,
        "registers a revision of the task definition at every deployment and rollback",
        (_client(204),),
    ),
    Grant(
        ecs.DeregisterTaskDefinition,
        shared.ANY_TASK_DEFINITION,
        shared.DEPLOY,
        "retires the revision of a deleted task set; AWS lets no resource narrow it",
        (_client(393),),
    ),
    Grant(
        iam.PassRole,
        shared.PASS_TASK_ROLES,
        shared.REGISTER,
        "hands the task role and the task execution role of a task definition to Amazon ECS",
        (page("0.57", 55), _client(187, 188), shared.CODEDEPLOY_ROLE),
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
        (shared.TAG_ON_CREATE, _client(220)),
    ),
    Grant(
        elasticloadbalancing.DescribeTargetGroups,
        shared.BALANCERS,
        ("traffic-routing",),
        "finds the load balancer of the primary target group; AWS lets no resource narrow it",
        (_client(464),),
    ),
    Grant(
        elasticloadbalancing.DescribeListeners,
        shared.BALANCERS,
        ("traffic-routing",),
        "lists the listeners of that load balancer; AWS lets no resource narrow it",
        (_client(444),),
    ),
    Grant(
        elasticloadbalancing.DescribeRules,
        shared.BALANCERS,
        ("traffic-routing",),
        "lists the rules of each listener; AWS lets no resource narrow it",
        (_client(483),),
    ),
    Grant(
        elasticloadbalancing.ModifyListener,
        shared.ROUTING,
        ("traffic-routing",),
        "shifts traffic in the default rule of every listener of the load balancer",
        (_client(519),),
    ),
    Grant(
        elasticloadbalancing.ModifyRule,
        shared.RULES,
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
        shared.USER_POOLS,
        ("authenticate-cognito",),
        "an action that authenticates with Amazon Cognito is sent back with its rule, and ELB checks its client",
        (
            inferred(f"{AWS}/elasticloadbalancing/latest/application/listener-authenticate-users.html"),
            _client(519, 528),
        ),
    ),
    Grant(
        iam.PassRole,
        shared.PASS_SERVICE_ROLE,
        ("service-role",),
        "hands the service's own role to Amazon ECS, when the service definition names one",
        (CODE.at("pkg/app/piped/platformprovider/ecs/client.go", 103, confidence="inferred"),),
    ),
    Grant(
        iam.CreateServiceLinkedRole,
        shared.LINKED_ROLE,
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
    versions=VERSIONS,
    read=Release("0.57.0", "2026-11-28"),
    identities=IDENTITIES,
    identity_name="piped-ecs",
    policy_name="piped-ecs",
    parameters=(
        *shared.PARAMETERS,
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
