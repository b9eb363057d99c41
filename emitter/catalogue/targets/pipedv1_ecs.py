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
from ._pipecd import ECS_PARAMETERS

_CODE = Repository("pipe-cd/pipecd", "dcc037e06c3b0d52e3002bf11d08816a9ef78b14")
_DOCS = Repository("pipe-cd/pipecd", "7e228592b581aee4df56f5dc96a8dd95a7c4cc55")
_AWS = "https://docs.aws.amazon.com"
_TAG_ON_CREATE = vendor(f"{_AWS}/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html")
_CODEDEPLOY_ROLE = inferred(f"{_AWS}/AmazonECS/latest/developerguide/codedeploy_IAM_role.html")
_ECS_ARN = "arn:{partition}:ecs:{region}:{account}"
_ELB_ARN = "arn:{partition}:elasticloadbalancing:{region}:{account}"


def _client(*lines: int) -> Evidence:
    return _CODE.at("pkg/app/pipedv1/plugin/ecs/provider/client.go", *lines)


def _page(line: int) -> Evidence:
    return _DOCS.at("docs/content/en/docs-v1.0.x/plugins/official/ecs.md", line, confidence="documented")


_IN_CLUSTER = GrantCondition("ArnLike", "ecs:cluster", (f"{_ECS_ARN}:cluster/{{cluster}}",))
_OF_SERVICE = GrantCondition("ArnLike", "ecs:service", (f"{_ECS_ARN}:service/{{cluster}}/{{service}}",))
_MANAGED = GrantCondition(
    "StringEquals", "aws:RequestTag/pipecd-dev-managed-by", ("piped-ecs-plugin",), when="tag-conditions"
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
# ListTasks is narrowed by a container instance, which the plugin does not name; the cluster it does.
_TASK_LIST = Scope("LiveState", ("*",), (_IN_CLUSTER,))
_TASKS = Scope("LiveStateTasks", (f"{_ECS_ARN}:task/{{cluster}}/*",))
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
_SECRET = Scope("ConfigurationSecret", ("{config_secret}",))
# The key's own ARN names the Region; the service's domain differs between partitions.
_CONFIG_KEY = Scope(
    "ConfigurationKey",
    ("{config_key}",),
    (GrantCondition("StringLike", "kms:ViaService", ("secretsmanager.*",)),),
)

_DEPLOY = ("service", "canary")
_WATCH = ("service", "canary", "live-state")
_REGISTER = ("service", "canary", "standalone-task")

_GRANTS = (
    Grant(
        ecs.DescribeServices,
        _SERVICES,
        _WATCH,
        "finds out what state the service is in and which task sets it has, to deploy it and to show it",
        (_client(266, 285, 339, 493, 516, 541),),
    ),
    Grant(
        ecs.UpdateService,
        _SERVICES,
        _DEPLOY,
        "applies the service definition, and scales the service to zero and back when recreating",
        (_client(243, 613),),
    ),
    Grant(
        ecs.UpdateServicePrimaryTaskSet,
        _SERVICES,
        _DEPLOY,
        "makes the new task set the primary one, also the one that a rollback creates",
        (_client(417),),
    ),
    Grant(
        ecs.ListTagsForResource,
        _SERVICES,
        _DEPLOY,
        "reads the tags of the service, to find those that are gone from its definition",
        (_client(625),),
    ),
    Grant(
        ecs.UntagResource,
        _SERVICES,
        _DEPLOY,
        "removes tags that the service definition no longer has",
        (_client(654),),
    ),
    Grant(
        ecs.CreateService,
        _NEW_SERVICES,
        _DEPLOY,
        "creates the service when there is none of that name",
        (_client(210),),
    ),
    Grant(
        ecs.TagResource,
        _NEW_SERVICES,
        _DEPLOY,
        "tags the service when it is created and at every update",
        (_client(642), _TAG_ON_CREATE),
    ),
    Grant(
        ecs.DescribeTaskSets,
        _TASK_SETS,
        _WATCH,
        "reads the tags of task sets and waits for a new one; live state shows them",
        (_client(318, 390),),
    ),
    Grant(
        ecs.DeleteTaskSet,
        _TASK_SETS,
        _DEPLOY,
        "removes old and canary task sets, the former primary one of any creator",
        (_client(430),),
    ),
    Grant(
        ecs.CreateTaskSet, _NEW_TASK_SETS, _DEPLOY, "starts the new version as a task set", (_client(376),)
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_SET_TAGS,
        _DEPLOY,
        "a task set is created with tags, and AWS authorises that apart",
        (_TAG_ON_CREATE, _client(367)),
    ),
    Grant(
        ecs.RegisterTaskDefinition,
        _TASK_DEFINITIONS,
        _REGISTER,
        "registers a revision of the task definition at every deployment and rollback",
        (_client(570),),
    ),
    Grant(
        ecs.DeregisterTaskDefinition,
        _ANY_TASK_DEFINITION,
        _DEPLOY,
        "retires the revision of a deleted task set; AWS lets no resource narrow it",
        (_client(438),),
    ),
    Grant(
        iam.PassRole,
        _PASS_TASK_ROLES,
        _REGISTER,
        "hands the task role and the task execution role of a task definition to Amazon ECS",
        (_page(74), _client(556, 557), _CODEDEPLOY_ROLE),
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
        (_TAG_ON_CREATE, _client(586)),
    ),
    Grant(
        elasticloadbalancing.DescribeTargetGroups,
        _BALANCERS,
        ("traffic-routing",),
        "finds the load balancer of the primary target group; AWS lets no resource narrow it",
        (_client(106),),
    ),
    Grant(
        elasticloadbalancing.DescribeListeners,
        _BALANCERS,
        ("traffic-routing",),
        "lists the listeners of that load balancer; AWS lets no resource narrow it",
        (_client(88),),
    ),
    Grant(
        elasticloadbalancing.DescribeRules,
        _BALANCERS,
        ("traffic-routing",),
        "lists the rules of each listener; AWS lets no resource narrow it",
        (_client(130),),
    ),
    Grant(
        elasticloadbalancing.ModifyListener,
        _ROUTING,
        ("traffic-routing",),
        "shifts traffic in the default rule of every listener of the load balancer",
        (_client(165),),
    ),
    Grant(
        elasticloadbalancing.ModifyRule,
        _RULES,
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
        _USER_POOLS,
        ("authenticate-cognito",),
        "an action that authenticates with Amazon Cognito is sent back with its rule, and ELB checks its client",
        (
            inferred(f"{_AWS}/elasticloadbalancing/latest/application/listener-authenticate-users.html"),
            _client(165, 174),
        ),
    ),
    Grant(
        iam.PassRole,
        _PASS_SERVICE_ROLE,
        ("service-role",),
        "hands the service's own role to Amazon ECS, when the service definition names one",
        (_page(74), _client(206)),
    ),
    Grant(
        iam.CreateServiceLinkedRole,
        _LINKED_ROLE,
        ("service-linked-role",),
        "the first service of an account makes Amazon ECS create its service-linked role",
        (vendor(f"{_AWS}/AmazonECS/latest/developerguide/using-service-linked-roles.html"), _client(210)),
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
            vendor(f"{_AWS}/secretsmanager/latest/userguide/security-encryption.html"),
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
    identities=(
        "ecs-task-role",
        "ec2-instance-profile",
        "eks-irsa",
        "eks-pod-identity",
        "account",
        "user",
        "existing",
    ),
    identity_name="pipedv1-ecs",
    policy_name="pipedv1-ecs",
    parameters=(
        *ECS_PARAMETERS,
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
