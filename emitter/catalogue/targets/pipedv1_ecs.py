"""PipeCD's ECS plugin for piped v1, deploying to Amazon ECS.

The plugin has releases of its own, and its versions here are those: 0.1 is the tag
``pkg/app/pipedv1/plugin/ecs/v0.1.0``. It runs under piped v1, whose documentation is numbered 1.0;
the v0 piped cannot load it. It calls what the v0 piped calls, but for live state, which here
looks at the application's own service only, and cannot stop piped.
"""

from awacs import cognito_idp, ecs, elasticloadbalancing, iam, kms, secretsmanager
from awacs.aws import Action

from .. import syntax
from ..model import (
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
    inferred,
    vendor,
)
from . import _pipecd_ecs as shared
from ._pipecd import AWS, DOCS, IDENTITIES

_CODE = Repository("pipe-cd/pipecd", "dcc037e06c3b0d52e3002bf11d08816a9ef78b14")


def _client(*lines: int) -> Evidence:
    return _CODE.at("pkg/app/pipedv1/plugin/ecs/provider/client.go", *lines)


def _page(line: int) -> Evidence:
    return DOCS.at("docs/content/en/docs-v1.0.x/plugins/official/ecs.md", line, confidence="documented")


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
_SECRET = Scope("ConfigurationSecret", ("{config_secret}",))
# The key's own ARN names the Region; the service's domain differs between partitions.
_CONFIG_KEY = Scope(
    "ConfigurationKey",
    ("{config_key}",),
    (GrantCondition("StringLike", "kms:ViaService", ("secretsmanager.*",)),),
)

_WATCH = ("service", "canary", "live-state")

_GRANTS = (
    Grant(
        ecs.DescribeServices,
        shared.SERVICES,
        _WATCH,
        "finds out what state the service is in and which task sets it has, to deploy it and to show it",
        (_client(266, 285, 339, 493, 516, 541),),
    ),
    Grant(
        ecs.UpdateService,
        shared.SERVICES,
        shared.DEPLOY,
        "applies the service definition, and scales the service to zero and back when recreating",
        (_client(243, 613),),
    ),
    Grant(
        ecs.UpdateServicePrimaryTaskSet,
        shared.SERVICES,
        shared.DEPLOY,
        "makes the new task set the primary one, also the one that a rollback creates",
        (_client(417),),
    ),
    Grant(
        ecs.ListTagsForResource,
        shared.SERVICES,
        shared.DEPLOY,
        "reads the tags of the service, to find those that are gone from its definition",
        (_client(625),),
    ),
    Grant(
        ecs.UntagResource,
        shared.SERVICES,
        shared.DEPLOY,
        "removes tags that the service definition no longer has",
        (_client(654),),
    ),
    Grant(
        ecs.CreateService,
        _NEW_SERVICES,
        shared.DEPLOY,
        "creates the service when there is none of that name",
        (_client(210),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_SERVICES,
        shared.DEPLOY,
        "tags the service when it is created and at every update",
        (_client(642), shared.TAG_ON_CREATE),
    ),
    Grant(
        ecs.DescribeTaskSets,
        shared.TASK_SETS,
        _WATCH,
        "reads the tags of task sets and waits for a new one; live state shows them",
        (_client(318, 390),),
    ),
    Grant(
        ecs.DeleteTaskSet,
        shared.TASK_SETS,
        shared.DEPLOY,
        "removes old and canary task sets, the former primary one of any creator",
        (_client(430),),
    ),
    Grant(
        ecs.CreateTaskSet,
        _NEW_TASK_SETS,
        shared.DEPLOY,
        "starts the new version as a task set",
        (_client(376),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_SET_TAGS,
        shared.DEPLOY,
        "a task set is created with tags, and AWS authorises that apart",
        (shared.TAG_ON_CREATE, _client(367)),
    ),
    Grant(
        ecs.RegisterTaskDefinition,
        shared.TASK_DEFINITIONS,
        shared.REGISTER,
        "registers a revision of the task definition at every deployment and rollback",
        (_client(570),),
    ),
    Grant(
        ecs.DeregisterTaskDefinition,
        shared.ANY_TASK_DEFINITION,
        shared.DEPLOY,
        "retires the revision of a deleted task set; AWS lets no resource narrow it",
        (_client(438),),
    ),
    Grant(
        iam.PassRole,
        shared.PASS_TASK_ROLES,
        shared.REGISTER,
        "hands the task role and the task execution role of a task definition to Amazon ECS",
        (_page(74), _client(556, 557), shared.CODEDEPLOY_ROLE),
    ),
    Grant(
        ecs.RunTask,
        _STANDALONE,
        ("standalone-task",),
        "runs a task that belongs to no service",
        (_client(599),),
    ),
    Grant(
        ecs.TagResource,
        _STANDALONE_TAGS,
        ("standalone-task",),
        "the task is started with tags, and AWS authorises that apart",
        (shared.TAG_ON_CREATE, _client(586)),
    ),
    Grant(
        elasticloadbalancing.DescribeTargetGroups,
        shared.BALANCERS,
        ("traffic-routing",),
        "finds the load balancer of the primary target group; AWS lets no resource narrow it",
        (_client(106),),
    ),
    Grant(
        elasticloadbalancing.DescribeListeners,
        shared.BALANCERS,
        ("traffic-routing",),
        "lists the listeners of that load balancer; AWS lets no resource narrow it",
        (_client(88),),
    ),
    Grant(
        elasticloadbalancing.DescribeRules,
        shared.BALANCERS,
        ("traffic-routing",),
        "lists the rules of each listener; AWS lets no resource narrow it",
        (_client(130),),
    ),
    Grant(
        elasticloadbalancing.ModifyListener,
        shared.ROUTING,
        ("traffic-routing",),
        "shifts traffic in the default rule of every listener of the load balancer",
        (_client(165),),
    ),
    Grant(
        elasticloadbalancing.ModifyRule,
        shared.RULES,
        ("traffic-routing",),
        "shifts traffic in every other rule of every listener of the load balancer",
        (_client(174),),
    ),
    Grant(
        ecs.ListTasks,
        _TASK_LIST,
        ("live-state",),
        "live state lists the tasks of the service; only its cluster narrows it",
        (_client(447),),
    ),
    Grant(
        ecs.DescribeTasks,
        _TASKS,
        ("live-state",),
        "live state reads the tasks of the service",
        (_client(473),),
    ),
    Grant(
        cognito_idp.DescribeUserPoolClient,
        shared.USER_POOLS,
        ("authenticate-cognito",),
        "an action that authenticates with Amazon Cognito is sent back with its rule, and ELB checks its client",
        (
            inferred(f"{AWS}/elasticloadbalancing/latest/application/listener-authenticate-users.html"),
            _client(165, 174),
        ),
    ),
    Grant(
        iam.PassRole,
        shared.PASS_SERVICE_ROLE,
        ("service-role",),
        "hands the service's own role to Amazon ECS, when the service definition names one",
        (_page(74), _client(206)),
    ),
    Grant(
        iam.CreateServiceLinkedRole,
        shared.LINKED_ROLE,
        ("service-linked-role",),
        "the first service of an account makes Amazon ECS create its service-linked role",
        (vendor(f"{AWS}/AmazonECS/latest/developerguide/using-service-linked-roles.html"), _client(210)),
    ),
    Grant(
        secretsmanager.GetSecretValue,
        _SECRET,
        ("config-from-secret",),
        "piped reads its own configuration when it starts",
        (_CODE.at("pkg/app/pipedv1/cmd/piped/piped.go", 921),),
    ),
    Grant(
        kms.Decrypt,
        _CONFIG_KEY,
        ("config-key",),
        "decrypts that secret, which is encrypted with a customer managed key",
        (
            vendor(f"{AWS}/secretsmanager/latest/userguide/security-encryption.html"),
            _CODE.at("pkg/app/pipedv1/cmd/piped/piped.go", 921),
        ),
    ),
)

_LIST = (
    ecs.CreateService,
    ecs.CreateTaskSet,
    ecs.DeleteTaskSet,
    ecs.DescribeServices,
    ecs.DescribeTaskDefinition,
    ecs.DescribeTaskSets,
    ecs.DescribeTasks,
    ecs.ListTagsForResource,
    ecs.ListTasks,
    ecs.RegisterTaskDefinition,
    Action("ecs", "RunTasks"),  # as the page spells it; awacs has no such action, and neither has AWS
    ecs.TagResource,
    ecs.UntagResource,
    ecs.UpdateService,
    ecs.UpdateServicePrimaryTaskSet,
    elasticloadbalancing.DescribeListeners,
    elasticloadbalancing.DescribeRules,
    elasticloadbalancing.ModifyRule,
    iam.PassRole,
)

TARGET = Target(
    name="pipedv1-ecs",
    title="applications on Amazon ECS",
    deployer="PipeCD ECS plugin",
    versions=("0.1",),
    read=Release("0.1.0", "2026-11-28"),
    identities=IDENTITIES,
    identity_name="pipedv1-ecs",
    policy_name="pipedv1-ecs",
    parameters=(
        *shared.PARAMETERS,
        Parameter(
            "config_secret",
            "name of the Secrets Manager secret with piped's configuration, with - and six characters or ?????? at its end, or its ARN",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:secretsmanager:{region}:{account}:secret:{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "config_key",
            "id of the customer managed KMS key of that secret, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("service", "deploys services: quick sync, primary rollout, rollback", default=True),
        Feature(
            "canary",
            "rolls out, cleans and rolls back canary task sets; takes nothing that service does not",
            default=True,
        ),
        Feature(
            "traffic-routing", "shifts traffic between target groups, and back on rollback", default=True
        ),
        Feature("standalone-task", "runs tasks that belong to no service", default=True),
        Feature(
            "live-state",
            "shows the state of its services; without, they are shown as out of sync and deployed all the same",
            default=True,
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
        Feature("config-from-secret", "piped reads its configuration from AWS Secrets Manager"),
        Feature("config-key", "that configuration is encrypted with a customer managed KMS key"),
        Feature(
            "tag-conditions",
            "restricts creating, tagging and running tasks to requests that carry PipeCD's own tag",
        ),
    ),
    grants=_GRANTS,
    pages=(
        Page(
            _page(46),
            (PageStatement("Deploy", _LIST, ("*",)),),
            warnings=(
                "ecs:DeregisterTaskDefinition is missing, so deleting a task set fails",
                "ecs:RunTask is missing, so no standalone task can run",
                "elasticloadbalancing:DescribeTargetGroups and elasticloadbalancing:ModifyListener are missing, so traffic routing fails",
                "iam:PassRole is allowed on every role, for every service",
                "ecs:RunTasks is no IAM action (RunTask is)",
                "ecs:DescribeTaskDefinition is never called",
            ),
        ),
    ),
    repositories=(_CODE,),
)
