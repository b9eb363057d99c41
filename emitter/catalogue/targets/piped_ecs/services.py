"""Services and their task sets, task definitions and standalone tasks."""

from awacs import ecs, iam

from ...model import Evidence, Grant, GrantCondition, Scope
from .. import _pipecd_ecs as shared
from .._pipecd import CODE, page


def client(*lines: int) -> Evidence:
    """Return ``lines`` of the file that calls Amazon ECS."""
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

SERVICE_GRANTS = (
    Grant(
        ecs.DescribeServices,
        shared.SERVICES,
        shared.DEPLOY,
        "finds out whether the service exists, lists its task sets and waits until it is stable",
        (client(302, 359, 417),),
        unless="live-state",
    ),
    Grant(
        ecs.UpdateService,
        shared.SERVICES,
        shared.DEPLOY,
        "applies the service definition, and scales the service to zero and back when recreating",
        (client(130, 155),),
    ),
    Grant(
        ecs.UpdateServicePrimaryTaskSet,
        shared.SERVICES,
        shared.DEPLOY,
        "makes the new task set the primary one, also the one that a rollback creates",
        (client(405),),
    ),
    Grant(
        ecs.ListTagsForResource,
        shared.SERVICES,
        shared.DEPLOY,
        "reads the tags of the service, to find those that are gone from its definition",
        (client(661),),
        since="0.52",
    ),
    Grant(
        ecs.UntagResource,
        shared.SERVICES,
        shared.DEPLOY,
        "removes tags that the service definition no longer has",
        (client(682),),
        since="0.52",
    ),
    Grant(
        ecs.CreateService,
        _NEW_SERVICES,
        shared.DEPLOY,
        "creates the service when there is none of that name",
        (client(107),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_SERVICES,
        shared.DEPLOY,
        "tags the service when it is created and at every update",
        (client(547), shared.TAG_ON_CREATE),
    ),
    Grant(
        ecs.DescribeTaskSets,
        shared.TASK_SETS,
        shared.DEPLOY,
        "reads the tags of task sets and waits for a new one",
        (client(274, 331),),
    ),
    Grant(
        ecs.DeleteTaskSet,
        shared.TASK_SETS,
        shared.DEPLOY,
        "removes old task sets once the new one serves, and canary ones",
        (client(385),),
    ),
    Grant(
        ecs.CreateTaskSet,
        _NEW_TASK_SETS,
        shared.DEPLOY,
        "starts the new version as a task set",
        (client(260),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_SET_TAGS,
        shared.DEPLOY,
        "a task set is created with tags, and AWS authorises that apart",
        (shared.TAG_ON_CREATE, client(250)),
    ),
    Grant(
        ecs.RegisterTaskDefinition,
        shared.TASK_DEFINITIONS,
        shared.REGISTER,
        "registers a revision of the task definition at every deployment and rollback",
        (client(204),),
    ),
    Grant(
        ecs.DeregisterTaskDefinition,
        shared.ANY_TASK_DEFINITION,
        shared.DEPLOY,
        "retires the revision of a deleted task set; AWS lets no resource narrow it",
        (client(393),),
    ),
    Grant(
        iam.PassRole,
        shared.PASS_TASK_ROLES,
        shared.REGISTER,
        "hands the task role and the task execution role of a task definition to Amazon ECS",
        (page("0.57", 55), client(187, 188), shared.CODEDEPLOY_ROLE),
    ),
    Grant(
        ecs.RunTask,
        _STANDALONE,
        ("standalone-task",),
        "runs a task that belongs to no service",
        (client(233),),
    ),
    Grant(
        ecs.TagResource,
        _STANDALONE_TAGS,
        ("standalone-task",),
        "the task is started with tags, and AWS authorises that apart",
        (shared.TAG_ON_CREATE, client(220)),
    ),
)
