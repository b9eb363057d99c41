"""Services and their task sets, task definitions and standalone tasks, and their live state."""

from awacs import ecs, iam

from ...model import Evidence, Grant, GrantCondition, Repository, Scope
from .. import _pipecd_ecs as shared
from .documented import page

CODE = Repository("pipe-cd/pipecd", "dcc037e06c3b0d52e3002bf11d08816a9ef78b14")


def client(*lines: int) -> Evidence:
    """Return ``lines`` of the file that calls Amazon ECS."""
    return CODE.at("pkg/app/pipedv1/plugin/ecs/provider/client.go", *lines)


_MANAGED = GrantCondition(
    "StringEquals", "aws:RequestTag/pipecd-dev-managed-by", ("piped-ecs-plugin",), when="tag-conditions"
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
# ListTasks is narrowed by a container instance, which the plugin does not name; the cluster it does.
_TASK_LIST = Scope("LiveState", ("*",), (shared.IN_CLUSTER,))
_TASKS = Scope("LiveStateTasks", (f"{shared.ECS_ARN}:task/{{cluster}}/*",))
_WATCH = ("service", "canary", "live-state")

SERVICE_GRANTS = (
    Grant(
        ecs.DescribeServices,
        shared.SERVICES,
        _WATCH,
        "finds out what state the service is in and which task sets it has, to deploy it and to show it",
        (client(266, 285, 339, 493, 516, 541),),
    ),
    Grant(
        ecs.UpdateService,
        shared.SERVICES,
        shared.DEPLOY,
        "applies the service definition, and scales the service to zero and back when recreating",
        (client(243, 613),),
    ),
    Grant(
        ecs.UpdateServicePrimaryTaskSet,
        shared.SERVICES,
        shared.DEPLOY,
        "makes the new task set the primary one, also the one that a rollback creates",
        (client(417),),
    ),
    Grant(
        ecs.ListTagsForResource,
        shared.SERVICES,
        shared.DEPLOY,
        "reads the tags of the service, to find those that are gone from its definition",
        (client(625),),
    ),
    Grant(
        ecs.UntagResource,
        shared.SERVICES,
        shared.DEPLOY,
        "removes tags that the service definition no longer has",
        (client(654),),
    ),
    Grant(
        ecs.CreateService,
        _NEW_SERVICES,
        shared.DEPLOY,
        "creates the service when there is none of that name",
        (client(210),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_SERVICES,
        shared.DEPLOY,
        "tags the service when it is created and at every update",
        (client(642), shared.TAG_ON_CREATE),
    ),
    Grant(
        ecs.DescribeTaskSets,
        shared.TASK_SETS,
        _WATCH,
        "reads the tags of task sets and waits for a new one; live state shows them",
        (client(318, 390),),
    ),
    Grant(
        ecs.DeleteTaskSet,
        shared.TASK_SETS,
        shared.DEPLOY,
        "removes old and canary task sets, the former primary one of any creator",
        (client(430),),
    ),
    Grant(
        ecs.CreateTaskSet,
        _NEW_TASK_SETS,
        shared.DEPLOY,
        "starts the new version as a task set",
        (client(376),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_SET_TAGS,
        shared.DEPLOY,
        "a task set is created with tags, and AWS authorises that apart",
        (shared.TAG_ON_CREATE, client(367)),
    ),
    Grant(
        ecs.RegisterTaskDefinition,
        shared.TASK_DEFINITIONS,
        shared.REGISTER,
        "registers a revision of the task definition at every deployment and rollback",
        (client(570),),
    ),
    Grant(
        ecs.DeregisterTaskDefinition,
        shared.ANY_TASK_DEFINITION,
        shared.DEPLOY,
        "retires the revision of a deleted task set; AWS lets no resource narrow it",
        (client(438),),
    ),
    Grant(
        iam.PassRole,
        shared.PASS_TASK_ROLES,
        shared.REGISTER,
        "hands the task role and the task execution role of a task definition to Amazon ECS",
        (page(74), client(556, 557), shared.CODEDEPLOY_ROLE),
    ),
    Grant(
        ecs.RunTask,
        _STANDALONE,
        ("standalone-task",),
        "runs a task that belongs to no service",
        (client(599),),
    ),
    Grant(
        ecs.TagResource,
        _STANDALONE_TAGS,
        ("standalone-task",),
        "the task is started with tags, and AWS authorises that apart",
        (shared.TAG_ON_CREATE, client(586)),
    ),
)

LIVE_STATE_GRANTS = (
    Grant(
        ecs.ListTasks,
        _TASK_LIST,
        ("live-state",),
        "live state lists the tasks of the service; only its cluster narrows it",
        (client(447),),
    ),
    Grant(
        ecs.DescribeTasks,
        _TASKS,
        ("live-state",),
        "live state reads the tasks of the service",
        (client(473),),
    ),
)
