"""ecs-deploy (the command ecs), deploying services and tasks to Amazon ECS.

Read at 1.17.0, from its package, and tag by tag from 1.11.0 to 1.15.2; the places are those of 1.15.2, which has the
same calls. The role that it assumes is spelled in the partition aws, so that feature is of no use in another.
"""

from awacs import ecs, events, iam, sts

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
from ..syntax import Syntax

_CODE = Repository("fabfuel/ecs-deploy", "3221caa211c3dd3c69f71d58753ea00c27b74270")
_AWS = "https://docs.aws.amazon.com"
_GUIDE = f"{_AWS}/AmazonECS/latest/developerguide"
# AWS's own deployer for GitHub lists what the same calls take.
_AWS_DEPLOYER = Repository(
    "aws-actions/amazon-ecs-deploy-task-definition", "c465972ecbd160473f22e683363b422a5412a3de"
)


def _call(*lines: int) -> Evidence:
    return _CODE.at("ecs_deploy/ecs.py", *lines)


def _readme(*lines: int) -> Evidence:
    return _CODE.at("README.rst", *lines, confidence="documented")


_ECS_ARN = "arn:{partition}:ecs:{region}:{account}"
_TASK_DEFINITION = f"{_ECS_ARN}:task-definition/{{family}}:*"
_IN_CLUSTER = (GrantCondition("ArnLike", "ecs:cluster", (f"{_ECS_ARN}:cluster/{{cluster}}",)),)
_ROLE_ARN = "arn:{partition}:iam::{account}:role/{value}"
_OTHER_ROLE = r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}"


def _passed_to(service: str) -> tuple[GrantCondition, ...]:
    return (GrantCondition("StringEquals", "iam:PassedToService", (service,)),)


_SERVICES = Scope("Services", (f"{_ECS_ARN}:service/{{cluster}}/{{service}}",))
_TASK_DEFINITIONS = Scope("TaskDefinitions", (_TASK_DEFINITION,))
_NEW_TAGS = Scope(
    "NewTaskDefinitionTags",
    (_TASK_DEFINITION,),
    (GrantCondition("StringEquals", "ecs:CreateAction", ("RegisterTaskDefinition",)),),
)
_ANY_TASK_DEFINITION = Scope("AnyTaskDefinition", ("*",))
# ListTasks has container instances for resources, but by service AWS authorises it on *.
_TASK_LIST = Scope("TaskList", ("*",), _IN_CLUSTER)
_TASKS = Scope("Tasks", (f"{_ECS_ARN}:task/{{cluster}}/*",))
_RUN = Scope("RunTasks", (_TASK_DEFINITION,), _IN_CLUSTER)
_PASS_TASK_ROLES = Scope(
    "PassTaskRoles",
    ("{execution_role}", "{task_role}"),
    _passed_to("ecs-tasks.amazonaws.com"),
    beside=(ecs.RegisterTaskDefinition, ecs.RunTask),
)
_RULES = Scope("Rules", ("arn:{partition}:events:{region}:{account}:rule/{rule}",))
_PASS_RULE_ROLE = Scope(
    "PassRuleRole", ("{rule_role}",), _passed_to("events.amazonaws.com"), beside=(events.PutTargets,)
)
_ASSUME = Scope("AssumeRole", ("{assumed_role}",))

_REGISTERS = ("deploy", "update", "cron")

_GRANTS = (
    Grant(
        ecs.DescribeServices,
        _SERVICES,
        ("deploy", "scale"),
        "finds the service, and follows it until it is stable",
        (_call(82), _readme(94)),
    ),
    Grant(
        ecs.DescribeTaskDefinition,
        _ANY_TASK_DEFINITION,
        ("deploy", "update", "cron", "run", "diff"),
        "reads a task definition, its environment variables too; AWS lets no resource narrow it",
        (_call(89), _readme(97)),
    ),
    Grant(
        ecs.RegisterTaskDefinition,
        _TASK_DEFINITIONS,
        _REGISTERS,
        "registers a revision that differs from the one that is there",
        (_call(125), _readme(93)),
    ),
    Grant(
        ecs.TagResource,
        _NEW_TAGS,
        ("task-definition-tags",),
        "a revision is registered with the tags of the one before, and AWS authorises that apart",
        (vendor(f"{_GUIDE}/supported-iam-actions-tagging.html"), _call(125)),
    ),
    Grant(
        ecs.UpdateService,
        _SERVICES,
        ("deploy", "scale"),
        "points the service at a task definition, or sets its number of tasks",
        (_call(141, 146), _readme(91)),
    ),
    Grant(
        iam.PassRole,
        _PASS_TASK_ROLES,
        _REGISTERS,
        "hands the task role and the execution role of a task definition to Amazon ECS",
        (_readme(100), _AWS_DEPLOYER.at("README.md", 211, confidence="vendor"), _call(125)),
    ),
    Grant(
        iam.PassRole,
        _PASS_TASK_ROLES,
        ("scale", "run"),
        "the call names the task definition, and so hands over its roles",
        (inferred(f"{_GUIDE}/CWE_IAM_role.html"), _call(146, 175, 186)),
    ),
    Grant(
        ecs.ListTasks,
        _TASK_LIST,
        ("wait",),
        "finds the tasks of the service; only a condition can narrow it to the cluster",
        (_call(101), _readme(92)),
    ),
    Grant(
        ecs.DescribeTasks,
        _TASKS,
        ("wait",),
        "counts the tasks that run the new task definition",
        (_call(107), _readme(95)),
    ),
    Grant(
        ecs.DeregisterTaskDefinition,
        _ANY_TASK_DEFINITION,
        ("deregister", "rollback"),
        "retires the revision before, or the one that failed; AWS lets no resource narrow it",
        (_call(135), _readme(98)),
    ),
    Grant(
        ecs.RunTask,
        _RUN,
        ("run",),
        "runs tasks that belong to no service, such as a database migration",
        (_call(175, 186),),
    ),
    Grant(
        events.ListTargetsByRule,
        _RULES,
        ("cron",),
        "reads the target of the rule, to change nothing of it but the task definition",
        (_call(195),),
    ),
    Grant(
        events.PutTargets,
        _RULES,
        ("cron",),
        "points the rule at the new revision",
        (_call(198),),
    ),
    Grant(
        iam.PassRole,
        _PASS_RULE_ROLE,
        ("cron",),
        "hands Amazon EventBridge the role with which the rule runs its task",
        (vendor(f"{_AWS}/eventbridge/latest/userguide/eb-use-identity-based.html"), _call(198)),
    ),
    Grant(
        sts.AssumeRole,
        _ASSUME,
        ("assume-role",),
        "takes the role of the account that --account and --assume-role name, and acts as it",
        (_call(71),),
        since="1.14",
    ),
)

_PAGE = Page(
    _readme(90, 100),
    (
        PageStatement(
            "Deploy",
            (
                ecs.ListServices,
                ecs.UpdateService,
                ecs.ListTasks,
                ecs.RegisterTaskDefinition,
                ecs.DescribeServices,
                ecs.DescribeTasks,
                ecs.ListTaskDefinitions,
                ecs.DescribeTaskDefinition,
                ecs.DeregisterTaskDefinition,
            ),
            # It names actions alone.
            ("*",),
        ),
        PageStatement("PassRole", (iam.PassRole,), ("{task_role}", "{execution_role}")),
    ),
    since="1.13",
    warnings=(
        "has no ecs:RunTask: run is denied",
        "has no events:ListTargetsByRule, no events:PutTargets and no iam:PassRole for the role of the rule: cron is"
        " denied, after it has registered a revision",
        "has no ecs:TagResource: a task definition with tags is denied",
        "names no resources, so it allows to deploy every service of the account",
        "passes roles to any service that takes one (no iam:PassedToService)",
        "ecs:ListServices and ecs:ListTaskDefinitions are never called",
    ),
)

TARGET = Target(
    name="ecs-deploy",
    title="services and tasks on Amazon ECS",
    deployer="ecs-deploy",
    versions=("1.11", "1.12", "1.13", "1.14", "1.15", "1.16", "1.17"),
    read=Release("1.17.0", "2026-11-28"),
    identities=(
        "user",
        "codebuild",
        "github-oidc",
        "ec2-instance-profile",
        "ecs-task-role",
        "account",
        "group",
        "existing",
    ),
    identity_name="ecs-deploy",
    policy_name="ecs-deploy",
    parameters=(
        Parameter("cluster", "names of the ECS clusters it deploys to", syntax.ECS_NAME, "*"),
        Parameter("service", "names of the ECS services it deploys", syntax.ECS_NAME, "*"),
        Parameter("family", "families of the task definitions it registers or runs", syntax.ECS_NAME, "*"),
        Parameter(
            "execution_role",
            "execution roles that its task definitions name",
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
        Parameter("rule", "names of the EventBridge rules of its scheduled tasks", syntax.SEGMENT, "*"),
        Parameter(
            "rule_role",
            "roles with which those rules run their tasks",
            syntax.ROLE,
            arn=_ROLE_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "assumed_role",
            "roles that --account and --assume-role name, as their ARNs",
            Syntax(
                _OTHER_ROLE,
                "a role that may be in another account is named by its whole ARN",
                640,
                _OTHER_ROLE,
            ),
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("deploy", "ecs deploy: a new revision of a service's task definition", default=True),
        Feature("wait", "waits until the service is stable (not with --timeout -1)", default=True),
        Feature("deregister", "retires the revision before (not with --no-deregister)", default=True),
        Feature("rollback", "ecs deploy --rollback; takes nothing that deploy with deregister does not"),
        Feature("task-definition-tags", "the task definitions have tags, which a new revision takes over"),
        Feature("scale", "ecs scale"),
        Feature("run", "ecs run"),
        Feature("update", "ecs update"),
        Feature("cron", "ecs cron, for scheduled tasks"),
        Feature("diff", "ecs diff"),
        Feature("assume-role", "takes a role first (--account, --assume-role)", since="1.14"),
    ),
    grants=_GRANTS,
    pages=(_PAGE,),
    repositories=(_CODE,),
)
