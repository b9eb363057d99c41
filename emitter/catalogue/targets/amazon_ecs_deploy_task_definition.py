"""The GitHub Action aws-actions/amazon-ecs-deploy-task-definition.

Read at v2.6.3; versions were compared tag by tag from v1.4.0. A service or task that is there has its cluster, and so
Amazon ECS has its service-linked role already. That the roles of a revision are passed again by an update or a run is
covered by the statement for its registration.
"""

from awacs import codedeploy, ecs, iam

from .. import syntax
from ..model import (
    Accept,
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Repository,
    Scope,
    Target,
    vendor,
)
from ._github_action import IDENTITIES

_CODE = Repository(
    "aws-actions/amazon-ecs-deploy-task-definition", "c465972ecbd160473f22e683363b422a5412a3de"
)
_V1 = Repository("aws-actions/amazon-ecs-deploy-task-definition", "8229049d0e7c34be9ba40d443608d2d6cde7510f")
_V2_0 = Repository(
    "aws-actions/amazon-ecs-deploy-task-definition", "0a9a8fb7b39516cf53cc01d453b05c67c6fc7a2c"
)
_GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide"
_TAG_ON_CREATE = vendor(f"{_GUIDE}/supported-iam-actions-tagging.html")


def _index(*lines: int) -> Evidence:
    return _CODE.at("index.js", *lines)


def _readme(*lines: int) -> Evidence:
    return _CODE.at("README.md", *lines, confidence="documented")


_ECS_ARN = "arn:{partition}:ecs:{region}:{account}"
_SERVICE = f"{_ECS_ARN}:service/{{cluster}}/{{service}}"
_TASK_DEFINITION = f"{_ECS_ARN}:task-definition/{{family}}:*"
_TASK = f"{_ECS_ARN}:task/{{cluster}}/*"
_CODEDEPLOY_ARN = "arn:{partition}:codedeploy:{region}:{account}"
_GROUP = f"{_CODEDEPLOY_ARN}:deploymentgroup:{{application}}/{{deployment_group}}"
_APPLICATION = f"{_CODEDEPLOY_ARN}:application:{{application}}"


def _created_by(call: str) -> tuple[GrantCondition, ...]:
    return (GrantCondition("StringEquals", "ecs:CreateAction", (call,)),)


def _passed_to(service: str) -> tuple[GrantCondition, ...]:
    return (GrantCondition("StringEquals", "iam:PassedToService", (service,)),)


_TASK_DEFINITIONS = Scope("TaskDefinitions", (_TASK_DEFINITION,))
_NEW_TASK_DEFINITION_TAGS = Scope(
    "NewTaskDefinitionTags", (_TASK_DEFINITION,), _created_by("RegisterTaskDefinition")
)
_SERVICES = Scope("Services", (_SERVICE,))
_RUN = Scope(
    "RunTasks",
    (_TASK_DEFINITION,),
    (GrantCondition("ArnLike", "ecs:cluster", (f"{_ECS_ARN}:cluster/{{cluster}}",)),),
)
_TASKS = Scope("Tasks", (_TASK,))
_NEW_TASK_TAGS = Scope("NewTaskTags", (_TASK,), _created_by("RunTask"))
_PASS_TASK_ROLES = Scope(
    "PassTaskRoles",
    ("{execution_role}", "{task_role}"),
    _passed_to("ecs-tasks.amazonaws.com"),
    beside=(ecs.RegisterTaskDefinition, ecs.RunTask),
)
_PASS_INFRASTRUCTURE_ROLE = Scope(
    "PassInfrastructureRole",
    ("{infrastructure_role}",),
    _passed_to("ecs.amazonaws.com"),
    beside=(ecs.UpdateService, ecs.RunTask),
)
_GROUPS = Scope(
    "DeploymentGroups",
    (_GROUP,),
    accepts=(
        Accept(
            "W506",
            "a revision runs its scripts on the instances of any group while none is named; the value application"
            " narrows it",
            unnamed=("application", "deployment_group"),
            when="codedeploy",
        ),
    ),
)
_APPLICATIONS = Scope("Applications", (_APPLICATION,))
_CONFIGS = Scope("DeploymentConfigs", (f"{_CODEDEPLOY_ARN}:deploymentconfig:{{deployment_config}}",))

_GRANTS = (
    Grant(
        ecs.RegisterTaskDefinition,
        _TASK_DEFINITIONS,
        ("register",),
        "registers a revision of the task definition from its file, in every run",
        (_index(582), _readme(203)),
    ),
    Grant(
        iam.PassRole,
        _PASS_TASK_ROLES,
        ("register",),
        "hands the task role and the execution role of the task definition to Amazon ECS",
        (_readme(211), _index(582), vendor(f"{_GUIDE}/task-iam-roles.html")),
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_DEFINITION_TAGS,
        ("task-definition-tags",),
        "the task definition is registered with tags, and AWS authorises that apart",
        (_TAG_ON_CREATE, _index(582)),
    ),
    Grant(
        ecs.DescribeServices,
        _SERVICES,
        ("service", "codedeploy"),
        "finds out which deployment controller the service has, and waits until it is stable",
        (_index(260, 269, 605), _readme(223)),
    ),
    Grant(
        ecs.UpdateService,
        _SERVICES,
        ("service",),
        "points the service at the new revision, with number of tasks, tags and volumes when given",
        (_index(235), _readme(222)),
    ),
    Grant(
        ecs.RunTask,
        _RUN,
        ("run-task",),
        "runs a task that belongs to no service, before the service is updated",
        (_index(67), _readme(242)),
        since="2.0",
    ),
    Grant(
        ecs.DescribeTasks,
        _TASKS,
        ("run-task-wait",),
        "waits until the task has stopped and reads its exit code",
        (_index(165, 176), _readme(244)),
        since="2.0",
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_TAGS,
        ("run-task-tags",),
        "the task is started with tags, and AWS authorises that apart",
        (_TAG_ON_CREATE, _index(78)),
        since="2.1",
    ),
    Grant(
        iam.PassRole,
        _PASS_INFRASTRUCTURE_ROLE,
        ("ebs-volumes",),
        "hands Amazon ECS the role with which it creates and attaches volumes",
        (vendor(f"{_GUIDE}/infrastructure_IAM_role.html"), _index(110)),
        since="2.3",
    ),
    Grant(
        codedeploy.GetDeploymentGroup,
        _GROUPS,
        ("codedeploy",),
        "reads the deployment group, for how long it waits",
        (_index(441), _readme(311)),
    ),
    Grant(
        codedeploy.CreateDeployment,
        _GROUPS,
        ("codedeploy",),
        "starts the blue/green deployment with the new revision in its AppSpec",
        (_index(488), _readme(312)),
    ),
    Grant(
        codedeploy.GetDeploymentConfig,
        _CONFIGS,
        ("codedeploy",),
        "the new deployment has a deployment configuration, which the caller must be able to read",
        (_readme(314), _index(488)),
    ),
    Grant(
        codedeploy.RegisterApplicationRevision,
        _APPLICATIONS,
        ("codedeploy",),
        "the new deployment carries its AppSpec, which CodeDeploy registers as a revision",
        (_readme(315), _index(488)),
    ),
    Grant(
        codedeploy.GetDeployment,
        _GROUPS,
        ("codedeploy-wait",),
        "waits until the blue/green deployment has ended",
        (_index(515), _readme(313)),
    ),
)

_REGISTER = (
    PageStatement("RegisterTaskDefinition", (ecs.RegisterTaskDefinition,), ("*",)),
    PageStatement("PassRolesInTaskDefinition", (iam.PassRole,), ("{task_role}", "{execution_role}")),
    PageStatement("DeployService", (ecs.UpdateService, ecs.DescribeServices), (_SERVICE,)),
)
_RUN_TASK = PageStatement("RunTask", (ecs.RunTask, ecs.RegisterTaskDefinition, ecs.DescribeTasks), ("*",))
_CODEDEPLOY = PageStatement(
    "DeployWithCodeDeploy",
    (
        ecs.DescribeServices,
        codedeploy.GetDeploymentGroup,
        codedeploy.CreateDeployment,
        codedeploy.GetDeployment,
        codedeploy.GetDeploymentConfig,
        codedeploy.RegisterApplicationRevision,
    ),
    (_SERVICE, _GROUP, f"{_CODEDEPLOY_ARN}:deploymentconfig:*", _APPLICATION),
)
_NO_TAGS = "has no ecs:TagResource: a task definition with tags is denied"
_NO_RUN = "has no ecs:RunTask and no ecs:DescribeTasks: run-task is denied"
_NO_TASK_TAGS = "has no ecs:TagResource: a task definition with tags, or a task with run-task-tags, is denied"
_NO_VOLUMES = "does not pass the infrastructure role: a service or task with managed EBS volumes is denied"
_ANY_TASK = "allows to run any task definition in any cluster"
_ANY_SERVICE = "passes roles to any service that takes one (no iam:PassedToService)"
_ANY_FAMILY = "allows to register revisions of any task definition"


TARGET = Target(
    name="amazon-ecs-deploy-task-definition",
    title="services and tasks on Amazon ECS",
    deployer="GitHub Action amazon-ecs-deploy-task-definition",
    versions=("1.4", "1.5", "1.6", "2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6"),
    read=Release("2.6.3", "2026-11-28"),
    identities=IDENTITIES,
    identity_name="amazon-ecs-deploy",
    policy_name="amazon-ecs-deploy",
    parameters=(
        Parameter("cluster", "names of the ECS clusters it deploys to", syntax.ECS_NAME, "*"),
        Parameter("service", "names of the ECS services it deploys", syntax.ECS_NAME, "*"),
        Parameter("family", "families of the task definitions it registers", syntax.ECS_NAME, "*"),
        Parameter(
            "execution_role",
            "execution roles that its task definitions name",
            syntax.ROLE,
            arn="arn:{partition}:iam::{account}:role/{value}",
            allows_wildcard=False,
            optional=True,
        ),
        Parameter(
            "task_role",
            "task roles that its task definitions name",
            syntax.ROLE,
            arn="arn:{partition}:iam::{account}:role/{value}",
            allows_wildcard=False,
            optional=True,
        ),
        Parameter(
            "infrastructure_role",
            "role that its managed EBS volumes name",
            syntax.ROLE,
            arn="arn:{partition}:iam::{account}:role/{value}",
            allows_wildcard=False,
        ),
        Parameter("application", "names of the CodeDeploy applications", syntax.SEGMENT, "*"),
        Parameter("deployment_group", "names of their deployment groups", syntax.SEGMENT, "*"),
        Parameter("deployment_config", "names of the deployment configurations", syntax.SEGMENT, "*"),
    ),
    features=(
        Feature("register", "registers the task definition; every run does", default=True, fixed_since="1.4"),
        Feature("service", "deploys a service with rolling updates of Amazon ECS", default=True),
        Feature("task-definition-tags", "the task definition has tags"),
        Feature("run-task", "runs a task outside the service (run-task)", since="2.0"),
        Feature("run-task-wait", "waits until that task has stopped (wait-for-task-stopped)", since="2.0"),
        Feature("run-task-tags", "starts that task with tags (run-task-tags)", since="2.1"),
        Feature("ebs-volumes", "services or tasks with managed EBS volumes", since="2.3"),
        Feature("codedeploy", "deploys a service with blue/green deployments of CodeDeploy"),
        Feature("codedeploy-wait", "waits until that deployment has ended (wait-for-service-stability)"),
    ),
    grants=_GRANTS,
    pages=(
        Page(
            _V1.at("README.md", 123, 182, confidence="documented"),
            (*_REGISTER, _CODEDEPLOY),
            until="1.6",
            warnings=(_NO_TAGS, _ANY_SERVICE, _ANY_FAMILY),
        ),
        Page(
            _V2_0.at("README.md", 124, 183, confidence="documented"),
            (*_REGISTER, _CODEDEPLOY),
            since="2.0",
            until="2.0",
            warnings=(_NO_RUN, _NO_TAGS, _ANY_SERVICE, _ANY_FAMILY),
        ),
        Page(
            _readme(197, 236, 285),
            (*_REGISTER, _RUN_TASK, _CODEDEPLOY),
            since="2.1",
            until="2.2",
            warnings=(_NO_TASK_TAGS, _ANY_TASK, _ANY_SERVICE, _ANY_FAMILY),
        ),
        Page(
            _readme(197, 236, 285),
            (*_REGISTER, _RUN_TASK, _CODEDEPLOY),
            since="2.3",
            warnings=(_NO_TASK_TAGS, _NO_VOLUMES, _ANY_TASK, _ANY_SERVICE, _ANY_FAMILY),
        ),
    ),
    repositories=(_CODE,),
)
