"""ECS services, task definitions and tasks."""

from awacs import ecs

from ...model import Accept, GrantCondition, Scope
from .._resource_schemas import schema as _schema
from .sources import _CALLED_VIA, _SERVICE_READERS, _allow, _calls, _five, _handlers, _six

_ECS_ARN = "arn:{partition}:ecs:{region}:{account}"


_IN_CLUSTER = GrantCondition("ArnLike", "ecs:cluster", (f"{_ECS_ARN}:cluster/{{cluster}}",))


_TASK_DEFINITION = f"{_ECS_ARN}:task-definition/{{family}}:*"


# The logical id of the service is EcsService in version 6 and Ecs in version 5.
_SERVICE = {"6": "{cluster}/{stack}-EcsService-*", "5": "{cluster}/{stack}-Ecs-*"}


_SERVICE_ARN = {version: f"{_ECS_ARN}:service/{name}" for version, name in _SERVICE.items()}


_MARK = {"6": "", "5": "V5"}


_SERVICES = {v: Scope(f"Services{_MARK[v]}", (_SERVICE_ARN[v],)) for v in _MARK}


_SERVICE_CHANGES = {v: Scope(f"ServiceChanges{_MARK[v]}", (_SERVICE_ARN[v],), (_CALLED_VIA,)) for v in _MARK}


_DEPLOYMENTS = {
    v: Scope(
        f"ServiceDeployments{_MARK[v]}", (_SERVICE_ARN[v], f"{_ECS_ARN}:service-deployment/{_SERVICE[v]}/*")
    )
    for v in _MARK
}


_ECS_TAGS = {v: Scope(f"EcsTags{_MARK[v]}", (_SERVICE_ARN[v], _TASK_DEFINITION)) for v in _MARK}


_EVERY_SERVICE = Scope("EveryService", (f"{_ECS_ARN}:service/{{cluster}}/*",))


# Version 5 also registers task definitions itself.
_TASK_DEFINITIONS = {
    "6": Scope("TaskDefinitions", (_TASK_DEFINITION,), (_CALLED_VIA,)),
    "5": Scope("TaskDefinitionsV5", (_TASK_DEFINITION,)),
}


_ANY_TASK_DEFINITION = Scope("AnyTaskDefinition", ("*",))


_CLUSTER_LISTS = Scope("ClusterLists", ("*",), (_IN_CLUSTER,))


_TASKS = Scope("Tasks", (f"{_ECS_ARN}:task/{{cluster}}/*",))


_EXEC = Scope(
    "Exec",
    (f"{_ECS_ARN}:cluster/{{cluster}}", f"{_ECS_ARN}:task/{{cluster}}/*"),
    accepts=(
        Accept(
            "W506",
            "ufo exec opens a shell in any task while no cluster is named; the value cluster narrows it",
            unnamed="cluster",
        ),
    ),
)


_RUN = Scope("RunTasks", (_TASK_DEFINITION,), (_IN_CLUSTER,))


_CLUSTERS = Scope("Clusters", (f"{_ECS_ARN}:cluster/{{cluster}}",))


_SERVICE_GRANTS = (
    *_allow(
        _SERVICES,
        ("service", "autoscaling", *_SERVICE_READERS),
        (
            ecs.DescribeServices,
            "reads the service; CloudFormation waits until it is steady",
            _six("info.rb:54") + _five("info.rb:37") + _schema("ECS_Service:40"),
        ),
        unless="apps",
    ),
    *_allow(
        _SERVICES,
        ("service", "autoscaling", "scale"),
        (
            ecs.UpdateService,
            "CloudFormation gives the service its new task definition; scale sets its count",
            _six("cli/scale.rb:35") + _five("scale.rb:16") + _schema("ECS_Service:63"),
        ),
    ),
    *_handlers(
        _SERVICES,
        ("service",),
        "ECS_Service",
        (ecs.ListServiceDeployments, "finds the rollout of the service", "48,58"),
    ),
    *_allow(
        _SERVICE_CHANGES,
        ("service",),
        (
            ecs.CreateService,
            "CloudFormation creates the service of the app",
            _schema("ECS_Service:45")
            + _six("cfn/stack/builder/resources/ecs_service.rb:5")
            + _five("stack/builder/resources/ecs.rb:5"),
        ),
    ),
    *_handlers(
        _SERVICE_CHANGES,
        ("service",),
        "ECS_Service",
        (ecs.DeleteService, "deletes the service when the stack goes or replaces it", "76"),
    ),
    *_handlers(
        _DEPLOYMENTS,
        ("service",),
        "ECS_Service",
        (ecs.DescribeServiceDeployments, "follows the rollout of the service", "46,56"),
        (ecs.StopServiceDeployment, "stops the rollout when an update is cancelled or rolled back", "60"),
    ),
    *_allow(
        _TASK_DEFINITIONS,
        ("service",),
        (
            ecs.RegisterTaskDefinition,
            "every deployment registers a revision",
            _schema("ECS_TaskDefinition:57")
            + _six("cfn/stack/builder/resources/task_definition.rb:7")
            + _five("tasks/register.rb:49 stack/builder/resources/task_definition.rb:7"),
        ),
    ),
    *_allow(
        _ECS_TAGS,
        ("service",),
        (
            ecs.TagResource,
            "CloudFormation tags what it creates with the name of its stack",
            _schema("ECS_TaskDefinition:59 ECS_Service:50,61"),
        ),
        (
            ecs.ListTagsForResource,
            "CloudFormation compares tags before it changes them",
            _schema("ECS_TaskDefinition:68 ECS_Service:59"),
        ),
    ),
    *_allow(
        _ECS_TAGS,
        ("stack-tags",),
        (
            ecs.UntagResource,
            "CloudFormation removes tags that are gone from the configuration",
            _schema("ECS_TaskDefinition:67 ECS_Service:62"),
        ),
        since="6",
    ),
    *_allow(
        _ANY_TASK_DEFINITION,
        ("service", "ps", "logs", "stop", "releases"),
        (
            ecs.DescribeTaskDefinition,
            "reads containers and log settings of any revision; AWS lets no resource narrow it",
            _six("cli/ps/task.rb:43 cli/logs.rb:23 cli/rollback.rb:34")
            + _six("cfn/stack/builder/resources/task_definition/reconstructor.rb:15")
            + _schema("ECS_TaskDefinition:52"),
        ),
        since="6",
    ),
    *_allow(
        _ANY_TASK_DEFINITION,
        ("service", "logs", "releases", "task"),
        (
            ecs.DescribeTaskDefinition,
            "reads containers and log settings of any revision; AWS lets no resource narrow it",
            _five("stack.rb:158 logs.rb:20 rollback.rb:32 task.rb:185")
            + _five("stack/builder/resources/task_definition/reconstructor.rb:15")
            + _schema("ECS_TaskDefinition:52"),
        ),
        until="5",
    ),
    *_calls(
        _ANY_TASK_DEFINITION,
        ("releases", "task"),
        (
            ecs.ListTaskDefinitions,
            "lists the revisions of the family; AWS lets no resource narrow it",
            "aws_services/concerns.rb:27",
            "util.rb:57",
        ),
    ),
    *_calls(
        _CLUSTER_LISTS,
        ("ps", "stop", "exec"),
        (
            ecs.ListTasks,
            "lists the tasks of the service; the cluster is all that narrows it",
            "cli/ps.rb:155 cli/stop.rb:44 cli/exec.rb:59",
            "ps.rb:120 stop.rb:35",
        ),
    ),
    *_calls(
        _TASKS,
        ("ps", "stop", "exec", "task"),
        (
            ecs.DescribeTasks,
            "reads the state of tasks; the ARN of a task names its cluster only",
            "cli/ps.rb:29 cli/stop.rb:46 cli/exec.rb:61",
            "ps.rb:21 stop.rb:37 task.rb:201,207",
        ),
    ),
    *_calls(
        _TASKS,
        ("stop",),
        (
            ecs.StopTask,
            "stops tasks of the service; the ARN of a task names its cluster only",
            "cli/stop.rb:23",
            "stop.rb:22",
        ),
    ),
    *_calls(
        _EXEC,
        ("exec",),
        (
            ecs.ExecuteCommand,
            "opens a shell in a container; that reaches every task, and task role, of the cluster",
            "cli/exec.rb:54",
            "",
        ),
    ),
    *_calls(_RUN, ("task",), (ecs.RunTask, "runs a task once from the newest revision", "", "task.rb:77")),
    *_calls(
        _CLUSTERS,
        ("create-cluster",),
        (ecs.DescribeClusters, "asks whether the cluster is there", "cfn/deploy.rb:31", ""),
        (ecs.CreateCluster, "creates the cluster when it is not there", "cfn/deploy.rb:26", ""),
    ),
    *_calls(
        _CLUSTERS,
        ("service",),
        (ecs.DescribeClusters, "every deployment asks whether the cluster is there", "", "ship.rb:100"),
    ),
    *_calls(
        _CLUSTERS,
        ("missing-cluster",),
        (ecs.CreateCluster, "a deployment creates the cluster when it is not there", "", "ship.rb:90"),
    ),
    *_calls(
        _CLUSTER_LISTS,
        ("apps",),
        (ecs.ListServices, "lists the services of the cluster", "", "apps.rb:25"),
    ),
    *_calls(
        _EVERY_SERVICE,
        ("apps",),
        (
            ecs.DescribeServices,
            "shows every service of the cluster; a deployment needs it for its own",
            "",
            "apps.rb:38 info.rb:37",
        ),
    ),
)
