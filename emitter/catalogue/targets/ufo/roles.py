"""The roles of the tasks and of the stack."""

from awacs import application_autoscaling as scaling
from awacs import ecs, iam

from ...model import GrantCondition, Scope, WhenFeature
from .._resource_schemas import schema as _schema
from .sources import _BOUNDED, _CALLED_VIA, _LINKED_ROLES, _ROLE, _allow, _five, _handlers, _six

_TASK_ROLE, _EXECUTION_ROLE, _SCALING_ROLE = (
    f"{_ROLE}/{{stack}}-{name}-*" for name in ("TaskRole", "ExecutionRole", "ScalingRole")
)


_STACK_ROLES = (
    WhenFeature("roles", _TASK_ROLE),
    WhenFeature("roles", _EXECUTION_ROLE),
    WhenFeature("autoscaling", _SCALING_ROLE),
)


_ANY_STACK_ROLES = (_TASK_ROLE, _EXECUTION_ROLE, WhenFeature("autoscaling", _SCALING_ROLE))


_EXISTING_ROLES = (
    WhenFeature("existing-task-role", "{task_role}"),
    WhenFeature("existing-execution-role", "{execution_role}"),
)


_TO_TASKS = GrantCondition("StringEquals", "iam:PassedToService", ("ecs-tasks.amazonaws.com",))


_TO_SCALING = GrantCondition(
    "StringEquals", "iam:PassedToService", ("application-autoscaling.amazonaws.com",)
)


_ROLES = Scope("Roles", _STACK_ROLES)


_ROLE_CHANGES = Scope("RoleChanges", _STACK_ROLES, (_BOUNDED, _CALLED_VIA))


_ROLE_SETTINGS = Scope("RoleSettings", _ANY_STACK_ROLES, (_BOUNDED, _CALLED_VIA))


# No action on a role's tags knows iam:PermissionsBoundary.
_ROLE_TAGS = Scope("RoleTags", _ANY_STACK_ROLES, (_CALLED_VIA,))


_PASS_TASK_ROLES = Scope(
    "PassTaskRoles", (_TASK_ROLE, _EXECUTION_ROLE), (_TO_TASKS,), beside=(ecs.RegisterTaskDefinition,)
)


_PASS_SCALING_ROLE = Scope(
    "PassScalingRole", (_SCALING_ROLE,), (_TO_SCALING,), beside=(scaling.RegisterScalableTarget,)
)


_ROLES_THERE = Scope("ExistingRoles", _EXISTING_ROLES)


_PASS_ROLES_THERE = Scope(
    "PassExistingRoles", _EXISTING_ROLES, (_TO_TASKS,), beside=(ecs.RegisterTaskDefinition,)
)


_SERVICE_LINKED_ROLES = Scope(
    "ServiceLinkedRoles",
    (
        f"{_ROLE}/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*",
        WhenFeature(
            "load-balancer",
            f"{_ROLE}/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing*",
        ),
        WhenFeature(
            "autoscaling",
            f"{_ROLE}/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService",
        ),
    ),
    (
        GrantCondition(
            "StringEquals",
            "iam:AWSServiceName",
            (
                "ecs.amazonaws.com",
                "elasticloadbalancing.amazonaws.com",
                "ecs.application-autoscaling.amazonaws.com",
            ),
        ),
    ),
)


_ROLE_GRANTS = (
    *_allow(
        _ROLES,
        ("roles", "autoscaling"),
        (
            iam.GetRole,
            "CloudFormation waits for the roles it makes, and reads them for the task definition",
            _schema("IAM_Role:150,155 ECS_TaskDefinition:60"),
        ),
    ),
    *_handlers(
        _ROLES,
        ("roles", "autoscaling"),
        "IAM_Role",
        (iam.GetRolePolicy, "reads inline policies back", "147,158"),
        (iam.ListAttachedRolePolicies, "reads attachments back, and before deletion", "156,182"),
        (iam.ListRolePolicies, "lists inline policies, and before deletion", "157,183"),
    ),
    *_allow(
        _ROLE_CHANGES,
        ("roles", "autoscaling"),
        (
            iam.CreateRole,
            "CloudFormation makes the roles of the app",
            _schema("IAM_Role:144")
            + _six("iam_role/builder.rb:59 cfn/stack/builder/resources/scaling/role.rb:7")
            + _five("role/builder.rb:59"),
        ),
    ),
    *_handlers(
        _ROLE_CHANGES,
        ("roles", "autoscaling"),
        "IAM_Role",
        (iam.PutRolePolicy, "writes the policies that the project declares, whatever they allow", "145,171"),
        (iam.AttachRolePolicy, "attaches the managed policies that the project names", "146,167"),
        (iam.DetachRolePolicy, "detaches managed policies when a role changes or goes", "166,179"),
        (iam.DeleteRolePolicy, "removes inline policies when a role changes or goes", "170,180"),
        (iam.DeleteRole, "deletes the roles with the stack or on rollback", "178"),
    ),
    *_handlers(
        _ROLE_SETTINGS,
        ("boundary",),
        "IAM_Role",
        (
            iam.PutRolePermissionsBoundary,
            "puts the required boundary, and no other, on roles that were made without",
            "169",
        ),
    ),
    *_handlers(
        _ROLE_SETTINGS,
        ("custom-properties",),
        "IAM_Role",
        (iam.UpdateAssumeRolePolicy, "changes who may assume a role, if that is customised", "165"),
        (iam.UpdateRole, "changes description and session length, if customised", "163"),
        (iam.UpdateRoleDescription, "changes a description, if customised", "164"),
    ),
    *_handlers(
        _ROLE_TAGS,
        ("stack-tags",),
        "IAM_Role",
        (iam.TagRole, "puts the tags of the stack on its roles", "148,172"),
        (iam.UntagRole, "removes tags that are gone from the configuration", "149,173"),
        (iam.ListRoleTags, "compares tags before it changes them", "138"),
        since="6",
    ),
    *_allow(
        _PASS_TASK_ROLES,
        ("roles",),
        (
            iam.PassRole,
            "hands the roles that the stack made to Amazon ECS, for its tasks alone",
            _schema("ECS_TaskDefinition:61,71")
            + _six("cfn/stack/builder/resources/task_definition.rb:18,19")
            + _five("stack/builder/resources/task_definition.rb:18,19"),
        ),
    ),
    *_allow(
        _PASS_SCALING_ROLE,
        ("autoscaling",),
        (
            iam.PassRole,
            "hands the scaling role that the stack made to Application Auto Scaling",
            _schema("ApplicationAutoScaling_ScalableTarget:44")
            + _six("cfn/stack/builder/resources/scaling/target.rb:10"),
        ),
        since="6",
    ),
    *_handlers(
        _ROLES_THERE,
        ("existing-task-role", "existing-execution-role"),
        "ECS_TaskDefinition",
        (iam.GetRole, "reads the roles that a task definition names", "60,70"),
    ),
    *_handlers(
        _PASS_ROLES_THERE,
        ("existing-task-role", "existing-execution-role"),
        "ECS_TaskDefinition",
        (iam.PassRole, "hands roles that were there before to Amazon ECS, for its tasks alone", "61,71"),
    ),
    *_allow(
        _SERVICE_LINKED_ROLES,
        ("service-linked-roles",),
        (
            iam.CreateServiceLinkedRole,
            "the first service, balancer or scalable target of an account makes AWS create its own role",
            _LINKED_ROLES,
        ),
    ),
)
