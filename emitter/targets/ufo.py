"""ufo, deploying services to Amazon ECS through CloudFormation.

Read at 6.3.13 and 5.0.5, with the gems that call AWS for it. ufo hands CloudFormation a template and
no role, so CloudFormation acts with the rights of whoever runs ufo: what its resource handlers call is
listed here too, from the schemas that AWS publishes. Names in a stack are STACK-LOGICALID-RANDOM.
"""

from collections.abc import Mapping
from typing import TypeAlias

from awacs import acm, cloudformation, cloudwatch, ec2, ecr, ecs, iam, kms, logs, route53, s3, sns, ssm, wafv2
from awacs import application_autoscaling as scaling
from awacs import elasticloadbalancing as elb
from awacs.aws import Action

from .. import syntax
from ..model import (
    Accept,
    Condition,
    Feature,
    Grant,
    Only,
    Page,
    PageStatement,
    Parameter,
    Repository,
    Scope,
    Source,
    Target,
    vendor,
)
from ..syntax import Syntax

_V6 = Repository("boltops-tools/ufo", "796104fdb89163d09a58fad42add697923c18294")
_V5 = Repository("tongueroo/ufo", "cc6c2554168876e1ebfe6af39c4824b6b799285f")
_V6_DOCS = Repository("boltops-tools/ufo-docs", "d7909a0110a999a5a41c4bf71ec57748086e91fc")
_CFN_STATUS = Repository("tongueroo/cfn-status", "180ac9d933bc0a87b07883a29364c39c1fda3cf8")
_AWS_LOGS = Repository("tongueroo/aws-logs", "43e7cb31ba898dfb5aad46ff2c2eb224912b34ce")
_SCHEMAS = Repository("hashicorp/terraform-provider-awscc", "f995d4f4139602dbb9044f3108702f2a1837a872")
_SCHEMA = "internal/service/cloudformation/schemas/"
_ONLY_IN = {_V6.name: "6", _CFN_STATUS.name: "6", _V5.name: "5"}

_AWS = "https://docs.aws.amazon.com"
_ELB_CALLER = (vendor(f"{_AWS}/elasticloadbalancing/latest/userguide/elb-api-permissions.html"),)
_ECR_PUSH = (vendor(f"{_AWS}/AmazonECR/latest/userguide/image-push-iam.html"),)
_SCALING_CALLER = (
    vendor(f"{_AWS}/autoscaling/application/userguide/security_iam_permission_validation.html"),
)
_LINKED_ROLES = (
    vendor(f"{_AWS}/AmazonECS/latest/developerguide/using-service-linked-roles.html"),
    vendor(f"{_AWS}/elasticloadbalancing/latest/userguide/elb-service-linked-roles.html"),
    vendor(f"{_AWS}/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html"),
)

_Row: TypeAlias = tuple[Action, str, tuple[Source, ...]]


def _at(repository: Repository, folder: str, places: str) -> tuple[Source, ...]:
    """A source for each of ``places``: ``file:lines`` below ``folder``, with spaces between."""
    sources = []
    for place in places.split():
        file, _, lines = place.rpartition(":")
        sources.append(repository.at(folder + file, *map(int, lines.split(","))))
    return tuple(sources)


def _six(places: str) -> tuple[Source, ...]:
    return _at(_V6, "lib/ufo/", places)


def _five(places: str) -> tuple[Source, ...]:
    return _at(_V5, "lib/ufo/", places)


def _schema(places: str) -> tuple[Source, ...]:
    """``kind:lines`` of what handlers call, in the schemas that AWS publishes for kinds of resource."""
    return tuple(
        Source(
            "vendor", source.cite.replace(f"{_SCHEMAS.name} {_SCHEMA}", "CloudFormation schema "), source.url
        )
        for source in _at(_SCHEMAS, f"{_SCHEMA}AWS_", places.replace(":", ".json:"))
    )


def _inferred(six: str, five: str = "") -> tuple[Source, ...]:
    return tuple(Source("inferred", source.cite, source.url) for source in _six(six) + _five(five))


def _allow(
    scope: Scope | Mapping[str, Scope],
    features: tuple[str, ...],
    *rows: _Row,
    since: str | None = None,
    until: str | None = None,
    unless: str | None = None,
) -> tuple[Grant, ...]:
    """A grant for each row: action, reason, sources.

    What was read in one version's code speaks for that version only, so a row with such sources
    becomes a grant for each version that it has sources for. ``scope`` may differ by version.
    """
    grants: list[Grant] = []
    for action, reason, sources in rows:
        said = {
            version: tuple(s for s in sources if _ONLY_IN.get(s.cite.split()[0]) in (None, version))
            for version in ("6", "5")
        }
        if isinstance(scope, Scope) and said["6"] == said["5"]:
            grants.append(Grant(action, scope, features, reason, sources, since, until, unless))
            continue
        for version, first, last in (("6", "6", None), ("5", None, "5")):
            if said[version] and since in (None, version) and until in (None, version):
                place = scope if isinstance(scope, Scope) else scope[version]
                grants.append(Grant(action, place, features, reason, said[version], first, last, unless))
    return tuple(grants)


def _calls(
    scope: Scope | Mapping[str, Scope],
    features: tuple[str, ...],
    *rows: tuple[Action, str, str, str],
    unless: str | None = None,
) -> tuple[Grant, ...]:
    """What ufo calls itself: action, reason, places in version 6, places in version 5."""
    found = ((action, reason, _six(six) + _five(five)) for action, reason, six, five in rows)
    return _allow(scope, features, *found, unless=unless)


def _handlers(
    scope: Scope | Mapping[str, Scope],
    features: tuple[str, ...],
    kind: str,
    *rows: tuple[Action, str, str],
    since: str | None = None,
) -> tuple[Grant, ...]:
    """What CloudFormation calls for a ``kind`` of resource: action, what it does by it, lines of the schema."""
    found = ((action, f"CloudFormation {does}", _schema(f"{kind}:{lines}")) for action, does, lines in rows)
    return _allow(scope, features, *found, since=since)


# Conditions that someone may ask for.
_CALLED_VIA = Condition(
    "ForAnyValue:StringEquals", "aws:CalledVia", ("cloudformation.amazonaws.com",), when="called-via"
)
_BOUNDED = Condition("StringEquals", "iam:PermissionsBoundary", ("{boundary}",), when="boundary")
_OF_STACK = Condition(
    "StringLike", "aws:ResourceTag/aws:cloudformation:stack-name", ("{stack}",), when="tag-conditions"
)

_STACK_ARN = "arn:{partition}:cloudformation:{region}:{account}:stack"
_STACKS = Scope(
    "Stacks",
    (f"{_STACK_ARN}/{{stack}}/*",),
    accepts=(
        Accept(
            "W506",
            "ufo deploys any stack while none is named; the value stack narrows it",
            unnamed="stack",
            when="stack",
        ),
    ),
)
_STATE_STACK = Scope("StateStack", (f"{_STACK_ARN}/{{state_stack}}/*",))
_OTHER_STACKS = Scope("OtherStacks", (f"{_STACK_ARN}/{{other_stack}}/*",))
_EVERY_STACK = Scope("EveryStack", (f"{_STACK_ARN}/*/*",))
_STACK_LIST = Scope("StackList", ("*",))
_NETWORK = Scope("Network", ("*",))

_ECS_ARN = "arn:{partition}:ecs:{region}:{account}"
_IN_CLUSTER = Condition("ArnLike", "ecs:cluster", (f"{_ECS_ARN}:cluster/{{cluster}}",))
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

_ROLE = "arn:{partition}:iam::{account}:role"
_TASK_ROLE, _EXECUTION_ROLE, _SCALING_ROLE = (
    f"{_ROLE}/{{stack}}-{name}-*" for name in ("TaskRole", "ExecutionRole", "ScalingRole")
)
_STACK_ROLES = (Only("roles", _TASK_ROLE), Only("roles", _EXECUTION_ROLE), Only("autoscaling", _SCALING_ROLE))
_ANY_STACK_ROLES = (_TASK_ROLE, _EXECUTION_ROLE, Only("autoscaling", _SCALING_ROLE))
_EXISTING_ROLES = (
    Only("existing-task-role", "{task_role}"),
    Only("existing-execution-role", "{execution_role}"),
)
_TO_TASKS = Condition("StringEquals", "iam:PassedToService", ("ecs-tasks.amazonaws.com",))
_TO_SCALING = Condition("StringEquals", "iam:PassedToService", ("application-autoscaling.amazonaws.com",))
_ROLES = Scope("Roles", _STACK_ROLES)
_ROLE_CHANGES = Scope("RoleChanges", _STACK_ROLES, (_BOUNDED, _CALLED_VIA))
_ROLE_SETTINGS = Scope("RoleSettings", _ANY_STACK_ROLES, (_BOUNDED, _CALLED_VIA))
# No action on a role's tags knows iam:PermissionsBoundary.
_ROLE_TAGS = Scope("RoleTags", _ANY_STACK_ROLES, (_CALLED_VIA,))
_PASS_TASK_ROLES = Scope("PassTaskRoles", (_TASK_ROLE, _EXECUTION_ROLE), (_TO_TASKS,))
_PASS_SCALING_ROLE = Scope("PassScalingRole", (_SCALING_ROLE,), (_TO_SCALING,))
_ROLES_THERE = Scope("ExistingRoles", _EXISTING_ROLES)
_PASS_ROLES_THERE = Scope("PassExistingRoles", _EXISTING_ROLES, (_TO_TASKS,))
_SERVICE_LINKED_ROLES = Scope(
    "ServiceLinkedRoles",
    (
        f"{_ROLE}/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*",
        Only(
            "load-balancer",
            f"{_ROLE}/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing*",
        ),
        Only(
            "autoscaling",
            f"{_ROLE}/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService",
        ),
    ),
    (
        Condition(
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

_TARGET = ("arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/*",)
_OF_ECS = (
    Condition("StringEquals", "application-autoscaling:service-namespace", ("ecs",)),
    Condition("StringEquals", "application-autoscaling:scalable-dimension", ("ecs:service:DesiredCount",)),
)
_SCALABLE_TARGETS = Scope("ScalableTargets", _TARGET, _OF_ECS)
_SCALING_CHANGES = Scope("ScalingChanges", _TARGET, (*_OF_ECS, _CALLED_VIA))
_SCALING_STATE = Scope("ScalingState", ("*",))
# Application Auto Scaling tries these out with calls that name no alarm, so no ARN would match.
_ALARMS = Scope(
    "ScalingAlarms",
    ("*",),
    accepts=(
        Accept(
            "W404", "Application Auto Scaling tries them with calls that name no alarm, which no ARN matches"
        ),
    ),
)

_ELB_ARN = "arn:{partition}:elasticloadbalancing:{region}:{account}"
_APPLICATION_BALANCER = f"{_ELB_ARN}:loadbalancer/app/*/*"
_BALANCER = (_APPLICATION_BALANCER, Only("network-load-balancer", f"{_ELB_ARN}:loadbalancer/net/*/*"))
_LISTENER = (
    f"{_ELB_ARN}:listener/app/*/*/*",
    Only("network-load-balancer", f"{_ELB_ARN}:listener/net/*/*/*"),
)
_GROUP = (f"{_ELB_ARN}:targetgroup/*/*",)
_BALANCERS = Scope("LoadBalancers", _BALANCER, (_CALLED_VIA,))
_OLD_BALANCERS = Scope("LoadBalancerDeletion", _BALANCER, (_CALLED_VIA, _OF_STACK))
_LISTENERS = Scope("Listeners", _LISTENER, (_CALLED_VIA,))
_TARGET_GROUPS = Scope("TargetGroups", _GROUP, (_CALLED_VIA,))
_OLD_TARGET_GROUPS = Scope("TargetGroupDeletion", _GROUP, (_CALLED_VIA, _OF_STACK))
_BALANCER_TAGS = Scope("LoadBalancerTags", (*_BALANCER, *_LISTENER, *_GROUP), (_CALLED_VIA,))
_BALANCER_STATE = Scope("LoadBalancerState", ("*",))
_SECURITY_GROUP = "arn:{partition}:ec2:{region}:{account}:security-group/*"
_NEW_SECURITY_GROUPS = Scope(
    "NewSecurityGroups", (_SECURITY_GROUP, "arn:{partition}:ec2:{region}:{account}:vpc/{vpc}"), (_CALLED_VIA,)
)
_SECURITY_GROUPS = Scope("SecurityGroups", (_SECURITY_GROUP,), (_CALLED_VIA,))
_OLD_SECURITY_GROUPS = Scope("SecurityGroupDeletion", (_SECURITY_GROUP,), (_CALLED_VIA, _OF_STACK))

_LOG_GROUP_ARN = "arn:{partition}:logs:{region}:{account}:log-group:{log_group}"
_LOG_GROUPS = Scope("LogGroups", (_LOG_GROUP_ARN, f"{_LOG_GROUP_ARN}:*"))
_LOG_GROUP_LIST = Scope("LogGroupList", ("*",))
_REPOSITORY_ARN = "arn:{partition}:ecr:{region}:{account}:repository"
_REPOSITORIES = Scope("Repositories", (f"{_REPOSITORY_ARN}/{{ecr_repository}}",))
_CLEANED = Scope("CleanedRepositories", (f"{_REPOSITORY_ARN}/{{cleaned_repository}}",))
_REGISTRY = Scope("Registry", ("*",))
_ZONES = Scope("HostedZones", ("arn:{partition}:route53:::hostedzone/{hosted_zone}",))
_ZONE_CHANGES = Scope("HostedZoneChanges", ("arn:{partition}:route53:::change/*",))
_ZONE_LIST = Scope("HostedZoneList", ("*",))
_WEB_ACL = Scope("WebAcl", ("{web_acl}",))
_WEB_ACL_USE = Scope("WebAclAssociation", ("{web_acl}", _APPLICATION_BALANCER), (_CALLED_VIA,))
_WEB_ACL_END = Scope(
    "WebAclDisassociation",
    ("*",),
    (_CALLED_VIA,),
    (
        Accept(
            "W404",
            "AWS's reference lists the balancer for it, AWS's own policy puts it on the web ACL; "
            "which of them is checked is not known",
            unless="called-via",
        ),
    ),
)
_WEB_ACL_BALANCERS = Scope("WebAclLoadBalancers", (_APPLICATION_BALANCER,), (_CALLED_VIA,))
_STATE = Scope("State", ("arn:{partition}:s3:::{bucket}/ufo/state/{app}/{env}/data.yml",))
_STATE_BUCKET = Scope("StateBucket", ("arn:{partition}:s3:::{bucket}",))
_MANAGED_BUCKET = Scope("ManagedBucket", ("arn:{partition}:s3:::ufo-bucket-*",), (_CALLED_VIA,))
_TOPIC = Scope("Notifications", ("{topic}",))
_LOOK_UP = Scope("LookUps", ("*",))
_PARAMETER = Scope("SsmParameters", ("{ssm_parameter}",))
_PARAMETER_KEY = Scope(
    "SsmKey", ("{ssm_key}",), (Condition("StringEquals", "kms:ViaService", ("ssm.{region}.amazonaws.com",)),)
)

_SERVICE_READERS = ("ps", "logs", "exec", "scale", "stop")
_GROUPS = ("load-balancer", "awsvpc", "task-security-group")
_RECORD = _inferred("cfn/stack/builder/resources/dns.rb:18", "stack/builder/resources/dns.rb:7")
_CERTIFICATE = _inferred("cfn/stack/builder/resources/listener_certificate.rb:6")
_PUSH = _ECR_PUSH + _six("docker/pusher.rb:19") + _five("docker/pusher.rb:23")

_STACK_GRANTS = (
    *_allow(
        _STACKS,
        ("stack", "status", "cancel", *_SERVICE_READERS),
        (
            cloudformation.DescribeStacks,
            "finds out whether the stack of the app exists and what state it is in",
            _six("aws_services/concerns.rb:8")
            + _at(_CFN_STATUS, "lib/", "cfn_status.rb:15,217")
            + _five("stack/helper.rb:9 status.rb:10,38"),
        ),
    ),
    *_allow(
        _STACKS,
        ("stack", "status", "cancel"),
        (
            cloudformation.DescribeStackEvents,
            "follows the deployment until it ends",
            _at(_CFN_STATUS, "lib/", "cfn_status.rb:154,189") + _five("stack/status.rb:125"),
        ),
    ),
    *_calls(
        _STACKS,
        ("stack", *_SERVICE_READERS),
        (
            cloudformation.DescribeStackResources,
            "finds the names of what is in the stack, such as the ECS service",
            "info.rb:86 aws_services/concerns.rb:20",
            "info.rb:57 stack/context.rb:234",
        ),
        unless="apps",
    ),
    *_calls(
        _STACKS,
        ("stack",),
        (
            cloudformation.CreateStack,
            "the first deployment of an app creates its stack",
            "cfn/stack.rb:56",
            "stack.rb:66",
        ),
        (
            cloudformation.UpdateStack,
            "every later deployment and every rollback updates the stack",
            "cfn/stack.rb:56",
            "stack.rb:66",
        ),
        (
            cloudformation.ContinueUpdateRollback,
            "a deployment frees a stack that is stuck in a failed rollback, once",
            "cfn/stack.rb:76",
            "",
        ),
    ),
    *_calls(
        _STACKS,
        ("stack", "cancel"),
        (
            cloudformation.DeleteStack,
            "destroys the app, clears a stack whose creation failed, cancels a creation",
            "cli/destroy.rb:23 cfn/stack.rb:35,182",
            "destroy.rb:23 stack.rb:43 cancel.rb:13",
        ),
    ),
    *_calls(
        _STACKS,
        ("cancel",),
        (cloudformation.CancelUpdateStack, "cancels a running update", "cfn/stack.rb:185", "cancel.rb:16"),
    ),
    *_allow(
        _STACKS,
        ("stack-tags",),
        (
            cloudformation.TagResource,
            "the stack is created and updated with the tags of the configuration",
            _inferred("cfn/stack.rb:94"),
        ),
    ),
    *_allow(
        _TOPIC,
        ("notifications",),
        (
            sns.Publish,
            "CloudFormation reports the events of the stack with the rights of its caller",
            _inferred("cfn/stack.rb:92", "stack.rb:79"),
        ),
    ),
    *_calls(
        _NETWORK,
        ("stack",),
        (
            ec2.DescribeVpcs,
            "finds the default VPC; CloudFormation checks the VPC that the template is given",
            "task_definition/helpers/vpc.rb:7 cfn/stack/builder/parameters.rb:7",
            "network/fetch.rb:15 stack/builder/parameters.rb:7",
        ),
        (
            ec2.DescribeSubnets,
            "finds the subnets of the VPC; CloudFormation checks those that the template is given",
            "task_definition/helpers/vpc.rb:25,35 cfn/stack/builder/parameters.rb:10,13",
            "network/fetch.rb:31 stack/builder/parameters.rb:11,15",
        ),
    ),
    *_calls(
        _STACK_LIST,
        ("apps",),
        (
            cloudformation.ListStacks,
            "finds the stacks of ufo; AWS lets no resource narrow it",
            "",
            "apps/cfn_map.rb:38",
        ),
    ),
    *_calls(
        _EVERY_STACK,
        ("apps",),
        (
            cloudformation.DescribeStackResources,
            "finds the service in every stack of ufo; a deployment needs it for its own",
            "",
            "apps/cfn_map.rb:54 info.rb:57 stack/context.rb:234",
        ),
    ),
)

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

_SCALING_GRANTS = (
    *_allow(
        _SCALABLE_TARGETS,
        ("autoscaling", "scale"),
        (
            scaling.RegisterScalableTarget,
            "makes the count of the service scalable; scale changes its bounds",
            _six("cli/scale.rb:59 cfn/stack/builder/resources/scaling/target.rb:7")
            + _schema("ApplicationAutoScaling_ScalableTarget:41,56"),
        ),
        since="6",
    ),
    *_handlers(
        _SCALING_CHANGES,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalableTarget",
        (scaling.DeregisterScalableTarget, "removes the target when scaling or the stack ends", "76"),
        since="6",
    ),
    *_handlers(
        _SCALING_CHANGES,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalingPolicy",
        (scaling.PutScalingPolicy, "creates the policy that follows the metric", "38,45"),
        (scaling.DeleteScalingPolicy, "deletes the policy when scaling or the stack ends", "68"),
        since="6",
    ),
    *_allow(
        _SCALING_STATE,
        ("autoscaling", "ps"),
        (
            scaling.DescribeScalableTargets,
            "shows the bounds of the service; CloudFormation reads its target",
            _six("cli/ps.rb:63 cfn/stack/builder/resources/scaling/target.rb:39")
            + _schema("ApplicationAutoScaling_ScalableTarget:34"),
        ),
        since="6",
    ),
    *_handlers(
        _SCALING_STATE,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalableTarget",
        (scaling.DescribeScheduledActions, "always reads scheduled actions with the target", "35,58"),
        since="6",
    ),
    *_handlers(
        _SCALING_STATE,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalingPolicy",
        (scaling.DescribeScalingPolicies, "reads its policy", "32"),
        since="6",
    ),
    *_allow(
        _ALARMS,
        ("autoscaling", "scale"),
        (
            cloudwatch.PutMetricAlarm,
            "Application Auto Scaling tries whether its caller may, with a call that names no alarm",
            _SCALING_CALLER + _schema("ApplicationAutoScaling_ScalableTarget:46"),
        ),
        (
            cloudwatch.DeleteAlarms,
            "Application Auto Scaling tries whether its caller may, with a call that names no alarm",
            _SCALING_CALLER + _schema("ApplicationAutoScaling_ScalableTarget:47"),
        ),
        (
            cloudwatch.DescribeAlarms,
            "Application Auto Scaling tries whether its caller may, asking for any one alarm",
            _SCALING_CALLER + _schema("ApplicationAutoScaling_ScalableTarget:48"),
        ),
        since="6",
    ),
    *_handlers(
        _ALARMS,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalingPolicy",
        (cloudwatch.GetMetricData, "may read the metric that the policy follows", "39,46"),
        since="6",
    ),
)

_BALANCER_GRANTS = (
    *_allow(
        _BALANCERS,
        ("load-balancer",),
        (
            elb.CreateLoadBalancer,
            "CloudFormation creates the balancer of the app, whose name AWS makes up",
            _schema("ElasticLoadBalancingV2_LoadBalancer:225")
            + _six("cfn/stack/builder/resources/elb.rb:5")
            + _five("stack/builder/resources/elb.rb:5"),
        ),
        (
            elb.CreateListener,
            "CloudFormation creates the listeners of the balancer",
            _schema("ElasticLoadBalancingV2_Listener:40")
            + _six("cfn/stack/builder/resources/listener.rb:6")
            + _five("stack/builder/resources/listener.rb:5"),
        ),
    ),
    *_handlers(
        _BALANCERS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_LoadBalancer",
        (elb.ModifyLoadBalancerAttributes, "sets attributes at creation and change", "227,256"),
        (elb.SetSecurityGroups, "sets the security groups of the balancer", "230,261"),
        (elb.SetSubnets, "changes the subnets of the balancer", "258"),
    ),
    *_handlers(
        _BALANCERS,
        ("custom-properties",),
        "ElasticLoadBalancingV2_LoadBalancer",
        (elb.SetIpAddressType, "changes the address type, if customised", "259"),
    ),
    *_handlers(
        _OLD_BALANCERS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_LoadBalancer",
        (elb.DeleteLoadBalancer, "deletes the balancer with the stack", "238"),
    ),
    *_handlers(
        _LISTENERS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_Listener",
        (elb.ModifyListener, "changes port, certificate and default action", "49"),
        (elb.ModifyListenerAttributes, "sets attributes at creation and change", "44,55"),
        (elb.DeleteListener, "deletes the listeners with the stack", "92"),
    ),
    *_allow(
        _LISTENERS,
        ("certificates",),
        (elb.AddListenerCertificates, "CloudFormation adds all certificates but the first", _CERTIFICATE),
        (elb.RemoveListenerCertificates, "CloudFormation removes those certificates again", _CERTIFICATE),
    ),
    *_allow(
        _TARGET_GROUPS,
        ("load-balancer",),
        (
            elb.CreateTargetGroup,
            "CloudFormation creates the target group of the service",
            _schema("ElasticLoadBalancingV2_TargetGroup:230")
            + _six("cfn/stack/builder/resources/target_group.rb:5")
            + _five("stack/builder/resources/target_group.rb:5"),
        ),
    ),
    *_handlers(
        _TARGET_GROUPS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_TargetGroup",
        (elb.ModifyTargetGroup, "changes the health check", "260"),
        (elb.ModifyTargetGroupAttributes, "sets how long targets drain", "233,261"),
    ),
    *_handlers(
        _OLD_TARGET_GROUPS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_TargetGroup",
        (elb.DeleteTargetGroup, "deletes the target group with the stack", "240"),
    ),
    *_allow(
        _BALANCER_TAGS,
        ("load-balancer",),
        (
            elb.AddTags,
            "the template names the balancer by a tag, and CloudFormation adds its own tags",
            _schema("ElasticLoadBalancingV2_LoadBalancer:229 ElasticLoadBalancingV2_Listener:43")
            + _schema("ElasticLoadBalancingV2_TargetGroup:235"),
        ),
    ),
    *_allow(
        _BALANCER_TAGS,
        ("stack-tags", "custom-properties"),
        (
            elb.RemoveTags,
            "CloudFormation removes tags that are gone from the configuration",
            _schema("ElasticLoadBalancingV2_LoadBalancer:263 ElasticLoadBalancingV2_Listener:53")
            + _schema("ElasticLoadBalancingV2_TargetGroup:266"),
        ),
    ),
    *_allow(
        _BALANCER_STATE,
        ("load-balancer", "ps"),
        (
            elb.DescribeLoadBalancers,
            "shows the balancer; CloudFormation reads what it made",
            _six("info.rb:42 cfn/stack/builder/resources/dns.rb:39")
            + _five("info.rb:27 stack/context.rb:246")
            + _schema("ElasticLoadBalancingV2_LoadBalancer:226"),
        ),
        (
            elb.DescribeTargetGroups,
            "finds the balancer of the service; CloudFormation reads what it made",
            _six("info.rb:27 cfn/stack/builder/resources/dns.rb:35")
            + _five("info.rb:21")
            + _schema("ElasticLoadBalancingV2_TargetGroup:231"),
        ),
    ),
    *_handlers(
        _BALANCER_STATE,
        ("load-balancer",),
        "ElasticLoadBalancingV2_LoadBalancer",
        (elb.DescribeLoadBalancerAttributes, "reads the attributes of its balancer", "249"),
        (elb.DescribeCapacityReservation, "reads the reserved capacity of its balancer", "250"),
        (elb.DescribeTags, "reads the tags of what it made", "251"),
    ),
    *_handlers(
        _BALANCER_STATE,
        ("load-balancer",),
        "ElasticLoadBalancingV2_Listener",
        (elb.DescribeListeners, "reads its listeners", "33,41"),
        (elb.DescribeListenerAttributes, "reads the attributes of its listeners", "34,56"),
    ),
    *_handlers(
        _BALANCER_STATE,
        ("load-balancer",),
        "ElasticLoadBalancingV2_TargetGroup",
        (elb.DescribeTargetGroupAttributes, "reads the attributes of its target group", "252"),
        (elb.DescribeTargetHealth, "reads the targets of its target group", "234,253"),
    ),
    *_allow(
        _BALANCER_STATE,
        ("certificates",),
        (elb.DescribeListenerCertificates, "CloudFormation reads the listener's certificates", _CERTIFICATE),
    ),
    *_allow(
        _NETWORK,
        ("load-balancer",),
        (ec2.DescribeAccountAttributes, "AWS asks it of whoever creates a load balancer", _ELB_CALLER),
        (ec2.DescribeAddresses, "AWS asks it of whoever creates a load balancer", _ELB_CALLER),
        (
            ec2.DescribeInternetGateways,
            "AWS asks it of whoever creates a load balancer or target group",
            _ELB_CALLER,
        ),
    ),
    *_handlers(
        _NETWORK,
        _GROUPS,
        "EC2_SecurityGroup",
        (ec2.DescribeSecurityGroups, "reads the security groups it makes", "45,51"),
        (ec2.DescribeInstances, "looks for instances in a group before it deletes it", "80"),
    ),
    *_handlers(
        _NETWORK,
        _GROUPS,
        "EC2_SecurityGroupIngress",
        (ec2.DescribeSecurityGroupRules, "finds the rule between balancer and tasks", "96,107"),
    ),
    *_calls(
        _NETWORK,
        ("task",),
        (
            ec2.DescribeSecurityGroups,
            "finds the default group of the VPC for a task",
            "",
            "network/fetch.rb:40",
        ),
    ),
    *_allow(
        _NEW_SECURITY_GROUPS,
        _GROUPS,
        (
            ec2.CreateSecurityGroup,
            "CloudFormation creates the groups of balancer and tasks; AWS checks group and VPC",
            _schema("EC2_SecurityGroup:50")
            + _six("cfn/stack/builder/resources/security_group/elb.rb:8")
            + _six("cfn/stack/builder/resources/security_group/ecs.rb:8")
            + _five("stack/builder/resources/security_group/elb.rb:8")
            + _five("stack/builder/resources/security_group/ecs.rb:7"),
        ),
    ),
    *_allow(
        _SECURITY_GROUPS,
        _GROUPS,
        (
            ec2.AuthorizeSecurityGroupIngress,
            "CloudFormation opens the port of the balancer, and the way from it to the tasks",
            _schema("EC2_SecurityGroup:54,64 EC2_SecurityGroupIngress:97"),
        ),
        (
            ec2.RevokeSecurityGroupIngress,
            "CloudFormation takes rules away when they change or go",
            _schema("EC2_SecurityGroup:61 EC2_SecurityGroupIngress:108"),
        ),
    ),
    *_handlers(
        _SECURITY_GROUPS,
        _GROUPS,
        "EC2_SecurityGroup",
        (ec2.AuthorizeSecurityGroupEgress, "writes the outgoing rules of the template", "53,63"),
        (ec2.RevokeSecurityGroupEgress, "removes the outgoing rule that every new group has", "52,60"),
        (ec2.CreateTags, "puts the name of the template and its own tags on each group", "55,67"),
    ),
    *_allow(
        _SECURITY_GROUPS,
        ("custom-properties",),
        (
            ec2.UpdateSecurityGroupRuleDescriptionsIngress,
            "CloudFormation changes the description of an incoming rule, if customised",
            _schema("EC2_SecurityGroup:65 EC2_SecurityGroupIngress:102"),
        ),
        (
            ec2.UpdateSecurityGroupRuleDescriptionsEgress,
            "CloudFormation changes the description of an outgoing rule, if customised",
            _schema("EC2_SecurityGroup:66"),
        ),
    ),
    *_handlers(
        _SECURITY_GROUPS,
        ("stack-tags", "custom-properties"),
        "EC2_SecurityGroup",
        (ec2.DeleteTags, "removes tags that are gone from the configuration", "68"),
    ),
    *_handlers(
        _OLD_SECURITY_GROUPS,
        _GROUPS,
        "EC2_SecurityGroup",
        (ec2.DeleteSecurityGroup, "deletes the groups with the stack", "79"),
    ),
)

_OTHER_GRANTS = (
    *_calls(
        _LOG_GROUP_LIST,
        ("log-group", "task"),
        (
            logs.DescribeLogGroups,
            "asks whether the log group is there; AWS lets no resource narrow it",
            "log_group.rb:27",
            "log_group.rb:31",
        ),
    ),
    *_calls(
        _LOG_GROUPS,
        ("log-group", "task"),
        (
            logs.CreateLogGroup,
            "creates the log group when it is not there",
            "log_group.rb:29",
            "log_group.rb:33",
        ),
    ),
    *_allow(
        _LOG_GROUPS,
        ("logs",),
        (
            logs.FilterLogEvents,
            "shows the log of the app",
            _at(_AWS_LOGS, "lib/", "aws_logs/tail.rb:75") + _six("cli/logs.rb:73") + _five("logs.rb:52"),
        ),
    ),
    *_calls(
        _REGISTRY,
        ("ecr", "ecr-clean"),
        (
            ecr.GetAuthorizationToken,
            "signs Docker in to the registry; AWS lets no resource narrow it",
            "ecr/auth.rb:49",
            "ecr/auth.rb:48",
        ),
    ),
    *_allow(
        _REPOSITORIES,
        ("ecr",),
        (ecr.BatchCheckLayerAvailability, "docker push asks which layers are there", _PUSH),
        (ecr.InitiateLayerUpload, "docker push begins a layer", _PUSH),
        (ecr.UploadLayerPart, "docker push sends a layer", _PUSH),
        (ecr.CompleteLayerUpload, "docker push ends a layer", _PUSH),
        (ecr.PutImage, "docker push tags the image", _PUSH),
        (ecr.BatchGetImage, "docker push reads manifests, and so does a build on such an image", _PUSH),
        (
            ecr.GetDownloadUrlForLayer,
            "a build on an image of the repository pulls its layers",
            _ECR_PUSH + _six("docker/builder.rb:30") + _five("docker/builder.rb:26"),
        ),
    ),
    *_calls(
        _CLEANED,
        ("ecr-clean",),
        (ecr.ListImages, "finds images older than those to keep", "ecr/cleaner.rb:28", "ecr/cleaner.rb:30"),
        (ecr.BatchDeleteImage, "deletes those images", "ecr/cleaner.rb:42", "ecr/cleaner.rb:46"),
    ),
    *_allow(
        _ZONES,
        ("dns",),
        (route53.ChangeResourceRecordSets, "CloudFormation writes the record of the app", _RECORD),
        (route53.GetHostedZone, "CloudFormation reads the zone", _RECORD),
        (route53.ListResourceRecordSets, "CloudFormation reads the record", _RECORD),
    ),
    *_allow(
        _ZONE_CHANGES,
        ("dns",),
        (route53.GetChange, "CloudFormation waits for the change, whose id nobody knows before", _RECORD),
    ),
    *_allow(
        _ZONE_LIST,
        ("dns",),
        (route53.ListHostedZones, "CloudFormation finds the zone by its name", _RECORD),
        (route53.ListHostedZonesByName, "CloudFormation finds the zone by its name", _RECORD),
    ),
    *_handlers(
        _WEB_ACL,
        ("waf",),
        "WAFv2_WebACLAssociation",
        (wafv2.GetWebACL, "reads the web ACL", "44"),
        since="6",
    ),
    *_handlers(
        _WEB_ACL_USE,
        ("waf",),
        "WAFv2_WebACLAssociation",
        (wafv2.AssociateWebACL, "puts the web ACL on the balancer; AWS checks both", "42"),
        (wafv2.GetWebACLForResource, "reads which web ACL the balancer has; AWS checks both", "43"),
        since="6",
    ),
    *_handlers(
        _WEB_ACL_END,
        ("waf",),
        "WAFv2_WebACLAssociation",
        (
            wafv2.DisassociateWebACL,
            "takes a web ACL off, which also takes the balancer's own action",
            "45,79",
        ),
        since="6",
    ),
    *_handlers(
        _WEB_ACL_BALANCERS,
        ("waf",),
        "WAFv2_WebACLAssociation",
        (elb.CreateWebACLAssociation, "puts the web ACL on the balancer", "63"),
        (elb.DeleteWebACLAssociation, "takes the web ACL off the balancer", "64,97"),
        (elb.GetLoadBalancerWebACL, "asks the balancer for its web ACL", "65"),
        since="6",
    ),
    *_calls(
        _STATE,
        ("s3-state",),
        (s3.GetObject, "reads the name of the base image at every build", "docker/state/s3.rb:27", ""),
        (s3.PutObject, "stores the name of the base image", "docker/state/s3.rb:16", ""),
    ),
    *_allow(
        _STATE_BUCKET,
        ("s3-state",),
        (
            s3.ListBucket,
            "without it S3 denies a missing object instead of saying so, and the first build fails",
            _inferred("docker/state/s3.rb:29"),
        ),
    ),
    *_calls(
        _STATE_STACK,
        ("managed-bucket",),
        (cloudformation.DescribeStacks, "finds the stack of the bucket", "s3/bucket.rb:85", ""),
        (
            cloudformation.DescribeStackResources,
            "finds the bucket in its stack",
            "aws_services/concerns.rb:45",
            "",
        ),
        (cloudformation.CreateStack, "creates the stack of the bucket", "s3/bucket.rb:49", ""),
        (cloudformation.UpdateStack, "mends that stack when it has no bucket", "s3/bucket.rb:63", ""),
        (cloudformation.DeleteStack, "clears that stack when its creation failed", "s3/bucket.rb:18", ""),
        (
            cloudformation.UpdateTerminationProtection,
            "lifts the protection of that stack before it clears it",
            "s3/bucket.rb:78",
            "",
        ),
    ),
    *_allow(
        _STATE_STACK,
        ("managed-bucket",),
        (
            cloudformation.DescribeStackEvents,
            "follows the stack of the bucket until it is made",
            _at(_CFN_STATUS, "lib/", "cfn_status.rb:154"),
        ),
    ),
    *_handlers(
        _MANAGED_BUCKET,
        ("managed-bucket",),
        "S3_Bucket",
        (s3.CreateBucket, "creates the bucket", "1740"),
        (s3.PutEncryptionConfiguration, "encrypts the bucket", "1743"),
        (s3.PutBucketTagging, "tags the bucket", "1741"),
        (s3.GetBucketTagging, "reads the tags of the bucket back", "1792"),
        (s3.GetEncryptionConfiguration, "reads the encryption of the bucket back", "1782"),
        (s3.DeleteBucket, "deletes the bucket when its creation is rolled back", "1843"),
        since="6",
    ),
    *_calls(
        _OTHER_STACKS,
        ("helper-stack-output",),
        (
            cloudformation.DescribeStacks,
            "stack_output reads an output of another stack",
            "task_definition/helpers/stack_output.rb:10 aws_services/concerns.rb:8",
            "",
        ),
    ),
    *_calls(
        _REPOSITORIES,
        ("helper-ecr-repo",),
        (
            ecr.DescribeRepositories,
            "ecr_repo turns the name of a repository into its address",
            "task_definition/helpers/ecr.rb:11",
            "",
        ),
    ),
    *_calls(
        _LOOK_UP,
        ("helper-acm-cert",),
        (
            acm.ListCertificates,
            "acm_cert finds the certificate of a domain",
            "task_definition/helpers/acm.rb:25",
            "",
        ),
    ),
    *_calls(
        _LOOK_UP,
        ("helper-waf",),
        (wafv2.ListWebACLs, "waf finds a web ACL by its name", "task_definition/helpers/waf.rb:10", ""),
    ),
    *_calls(
        _LOOK_UP,
        ("helper-key-pairs",),
        (
            ec2.DescribeKeyPairs,
            "key_pairs lists the names of key pairs",
            "task_definition/helpers/vpc.rb:42",
            "",
        ),
    ),
    *_calls(
        _PARAMETER,
        ("helper-ssm",),
        (
            ssm.GetParameter,
            "ssm reads a value, decrypted, into the task definition",
            "task_definition/helpers/ssm/fetcher.rb:31",
            "",
        ),
    ),
    *_allow(
        _PARAMETER_KEY,
        ("helper-ssm-key",),
        (
            kms.Decrypt,
            "the value is encrypted with a key of the customer's own",
            _inferred("task_definition/helpers/ssm/fetcher.rb:31"),
        ),
    ),
)

_GRANTS = (
    *_STACK_GRANTS,
    *_SERVICE_GRANTS,
    *_ROLE_GRANTS,
    *_SCALING_GRANTS,
    *_BALANCER_GRANTS,
    *_OTHER_GRANTS,
)

# The pages name whole services, which no awacs attribute stands for.
_V5_SERVICES = (
    Action(cloudformation.prefix, "*"),
    Action(ec2.prefix, "*"),
    Action(ecr.prefix, "*"),
    Action(ecs.prefix, "*"),
    Action(elb.prefix, "*"),
    Action("elasticloadbalancingv2", "*"),
    Action(logs.prefix, "*"),
    Action(route53.prefix, "*"),
)
_V6_SERVICES = (Action(scaling.prefix, "*"), *_V5_SERVICES[:6], Action(iam.prefix, "*"), *_V5_SERVICES[6:])
_PASS_ROLE = PageStatement(
    "PassRole",
    (iam.PassRole,),
    ("*",),
    (Condition("StringLike", "iam:PassedToService", ("ecs-tasks.amazonaws.com",)),),
)
_NO_PREFIX = "elasticloadbalancingv2 is no IAM service prefix (elasticloadbalancing is), so it grants nothing"
_PAGES = (
    Page(
        _V5.at("docs/_docs/extras/minimal-deploy-iam.md", 29, confidence="documented"),
        (PageStatement("Deploy", _V5_SERVICES, ("*",)), _PASS_ROLE),
        until="5",
        warnings=(
            _NO_PREFIX,
            "no action on IAM roles, so the roles that ufo init of 5.0.5 declares cannot be made",
            "no iam:CreateServiceLinkedRole, so the first cluster or balancer of an account fails",
            "any role that trusts ecs-tasks.amazonaws.com can be passed to a task",
            "every statement is on every resource: ec2:*, ecs:* and route53:* reach far beyond ufo's own",
        ),
    ),
    Page(
        _V6_DOCS.at("_docs/intro/iam/deploy.md", 39, confidence="documented"),
        (PageStatement("Deploy", _V6_SERVICES, ("*",)), _PASS_ROLE),
        since="6",
        warnings=(
            "the page's JSON has a trailing comma, which IAM refuses; it is left out here",
            _NO_PREFIX,
            "iam:* on * makes the holder an administrator and undoes the PassRole condition",
            "the PassRole condition lacks application-autoscaling.amazonaws.com, which iam:* hides",
            "no cloudwatch action, so the scalable target of a default ship fails",
            "no wafv2, s3, acm, ssm, kms or sns action, so what uses them fails",
            "every statement is on every resource: ec2:*, ecs:* and route53:* reach far beyond ufo's own",
        ),
    ),
)

# CloudFormation shortens the names of a stack's roles when they would exceed 64 characters.
_STACK_NAME = Syntax(
    r"[A-Za-z0-9*?-]{1,36}",
    "a stack is named by up to 36 letters, digits and -, or a pattern with * and ?; with a longer one CloudFormation would shorten the names of its roles",
    36,
)
_POLICY = Syntax(
    r"[A-Za-z0-9_+=,.@/-]{1,512}",
    "a permissions boundary is a policy's name, with its path before it if it has one",
    512,
)

TARGET = Target(
    name="ufo",
    title="services on Amazon ECS through CloudFormation",
    deployer="ufo",
    versions=("5", "6"),
    identities=("group", "codebuild", "user", "github-oidc", "account", "ec2-instance-profile", "existing"),
    identity_name="Ufo",
    policy_name="UFOPolicy",
    parameters=(
        Parameter("stack", "names of the CloudFormation stacks, like demo-web-dev", _STACK_NAME, "*"),
        Parameter("cluster", "names of the ECS clusters it deploys to", syntax.ECS_NAME, "*"),
        Parameter(
            "family",
            "families of the task definitions: the name of the stack in version 6, of the service in version 5",
            syntax.ECS_NAME,
            "*",
        ),
        Parameter("vpc", "ids of the VPCs in which the stacks make security groups", syntax.SEGMENT, "*"),
        Parameter("log_group", "log groups of the apps, like ecs/demo-dev", syntax.PATH_SEGMENTS, "ecs/*"),
        Parameter("ecr_repository", "ECR repositories of the images", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "cleaned_repository",
            "ECR repositories that old images are deleted from: ufo takes the last part of the image's name, so team/web is cleaned as web",
            syntax.SEGMENT,
            star=False,
        ),
        Parameter(
            "task_role",
            "task roles that task definitions name, made beforehand",
            syntax.ROLE,
            arn=f"{_ROLE}/{{value}}",
            star=False,
        ),
        Parameter(
            "execution_role",
            "execution roles that task definitions name, made beforehand",
            syntax.ROLE,
            arn=f"{_ROLE}/{{value}}",
            star=False,
        ),
        Parameter(
            "boundary",
            "name or ARN of the managed policy that every role of a stack must have as its permissions boundary",
            _POLICY,
            arn="arn:{partition}:iam::{account}:policy/{value}",
            star=False,
        ),
        Parameter(
            "hosted_zone", "ids of the hosted zones that records are written in", syntax.SEGMENT, star=False
        ),
        Parameter(
            "web_acl",
            "web ACL for the balancers, as NAME/ID, or its ARN",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:wafv2:{region}:{account}:regional/webacl/{value}",
            star=False,
        ),
        Parameter(
            "bucket",
            "bucket with ufo's state; without one of yours, ufo's own",
            syntax.SEGMENT,
            "ufo-bucket-*",
        ),
        Parameter("app", "names of the apps in that state", syntax.SEGMENT, "*"),
        Parameter("env", "environments (UFO_ENV) in that state", syntax.SEGMENT, "*"),
        Parameter("state_stack", "stack of ufo's own bucket (UFO_STACK_NAME)", _STACK_NAME, "ufo"),
        Parameter("other_stack", "stacks that stack_output reads", syntax.SEGMENT, star=False),
        Parameter(
            "topic",
            "SNS topic that hears of the stacks, by name or ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:sns:{region}:{account}:{value}",
            star=False,
        ),
        Parameter(
            "ssm_parameter",
            "names of the SSM parameters that ssm reads, without their leading slash, or their ARNs",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:ssm:{region}:{account}:parameter/{value}",
            star=False,
        ),
        Parameter(
            "ssm_key",
            "id of the customer managed KMS key of those parameters, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            star=False,
        ),
    ),
    features=(
        Feature("stack", "makes, updates and deletes the stack: ship, rollback, destroy", default=True),
        Feature("service", "the ECS service and the task definition in the stack", default=True),
        Feature(
            "roles",
            "the task role and execution role in the stack, which can be given any permission unless boundary is on",
            default=True,
        ),
        Feature(
            "autoscaling",
            "scales the service; its role is in the stack too, and as powerful as roles",
            default=True,
            since="6",
        ),
        Feature("load-balancer", "an application load balancer in the stack, for role web", default=True),
        Feature(
            "task-security-group",
            "a security group for the tasks, unless managed_security_groups is false",
            default=True,
            until="5",
        ),
        Feature("log-group", "makes the log group of the app when it is not there", default=True),
        Feature("ecr", "builds on and pushes to Amazon ECR; not needed for another registry", default=True),
        Feature(
            "missing-cluster",
            "makes the cluster when it is not there, as every ship tries",
            default=True,
            until="5",
        ),
        Feature(
            "service-linked-roles",
            "first use of Amazon ECS, load balancers and their scaling in the account",
            default=True,
        ),
        Feature(
            "ps",
            "shows the service and its tasks; from version 6 on every ship ends with it",
            fixed_since="6",
        ),
        Feature("status", "follows the state of the stack without deploying"),
        Feature("logs", "shows the log of the app"),
        Feature("exec", "opens shells in containers, which takes any task of the cluster", since="6"),
        Feature("scale", "sets the count of the service, and from version 6 on its bounds"),
        Feature("stop", "stops tasks, which takes any task of the cluster"),
        Feature("releases", "lists revisions, and rolls back to one by its git sha"),
        Feature("cancel", "cancels a running update or creation"),
        Feature("task", "runs a task once", until="5"),
        Feature("apps", "shows every service of the cluster and every stack", until="5"),
        Feature("create-cluster", "makes the cluster when config.ecs.create_cluster is set", since="6"),
        Feature("awsvpc", "a security group for tasks of network mode awsvpc", since="6"),
        Feature("network-load-balancer", "load balancers of type network too; takes load-balancer"),
        Feature("certificates", "two or more certificates on the listener", since="6"),
        Feature("dns", "a Route 53 record for the app"),
        Feature("waf", "a web ACL on the balancer", since="6"),
        Feature("ecr-clean", "deletes old images when ecr_keep is set"),
        Feature("s3-state", "remembers the base image in S3, for a Dockerfile.erb", since="6"),
        Feature("managed-bucket", "makes the bucket for that, when none is configured", since="6"),
        Feature("stack-tags", "tags on the stack and what is in it (config.cfn.tags)", since="6"),
        Feature("notifications", "SNS topics that hear of the stack (notification_arns)"),
        Feature(
            "custom-properties",
            "changes of what only .ufo/config/cfn or .ufo/settings/cfn can set: role descriptions and trust, address type, rule descriptions",
        ),
        Feature("existing-task-role", "task definitions that name a task role made beforehand"),
        Feature("existing-execution-role", "task definitions that name an execution role made beforehand"),
        Feature("helper-stack-output", "a configuration that calls stack_output", since="6"),
        Feature("helper-ecr-repo", "a configuration that calls ecr_repo", since="6"),
        Feature("helper-acm-cert", "a configuration that calls acm_cert", since="6"),
        Feature("helper-waf", "a configuration that calls waf", since="6"),
        Feature("helper-key-pairs", "a configuration that calls key_pairs", since="6"),
        Feature("helper-ssm", "a configuration that calls ssm", since="6"),
        Feature("helper-ssm-key", "those parameters are encrypted with a customer managed key", since="6"),
        Feature(
            "boundary",
            "restricts roles to those with a given permissions boundary; every deployment breaks until .ufo/config/cfn or .ufo/settings/cfn sets PermissionsBoundary on TaskRole, ExecutionRole and ScalingRole",
        ),
        Feature(
            "called-via",
            "restricts what only CloudFormation has to call to calls that come through it; breaks calling it by hand or with another tool, and does not bound what a template says",
        ),
        Feature(
            "tag-conditions",
            "restricts deleting balancers, target groups and security groups to those tagged with the stack's name; breaks deleting those that lost the tag",
        ),
    ),
    grants=_GRANTS,
    pages=_PAGES,
    repositories=(_V6, _V5, _CFN_STATUS, _AWS_LOGS, _SCHEMAS),
    notes=(
        "ufo gives CloudFormation no role of its own, so whoever runs ufo needs what CloudFormation calls.",
        "Without boundary, roles and autoscaling make their holder as good as an administrator.",
        "AWS publishes no list of calls for Route 53 records and listener certificates: theirs are inferred.",
        "Hooks and boot files of a project run with the same rights; what they call cannot be known here.",
        "Services and tasks whose ARNs are from before the long format are not matched.",
    ),
)
