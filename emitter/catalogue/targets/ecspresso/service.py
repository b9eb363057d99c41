"""Services and their deployments, task definitions, and the roles that they name."""

from awacs import ecs, iam, servicediscovery

from ...model import Grant, GrantCondition, Scope, inferred, vendor
from .sources import (
    ANY_TASK_DEFINITION,
    AWS_DEPLOYER,
    CODE_2_7,
    ECS_GUIDE,
    ISSUES,
    PICKERS,
    REVISIONS,
    RUNS,
    SERVICE,
    SERVICES,
    SHOW,
    TAG_ON_CREATE,
    TASK_DEFINITION,
    TASK_DEFINITIONS,
    TRACER,
    at,
    created_by,
    passed_to,
)

NEW_SERVICE_TAGS = Scope("NewServiceTags", (SERVICE,), created_by("CreateService"))
NEW_TASK_DEFINITION_TAGS = Scope(
    "NewTaskDefinitionTags", (TASK_DEFINITION,), created_by("RegisterTaskDefinition")
)
PASS_TASK_ROLES = Scope(
    "PassTaskRoles",
    ("{execution_role}", "{task_role}"),
    passed_to("ecs-tasks.amazonaws.com"),
    beside=(ecs.RegisterTaskDefinition, ecs.RunTask),
)
PASS_INFRASTRUCTURE_ROLE = Scope(
    "PassInfrastructureRole",
    ("{infrastructure_role}",),
    passed_to("ecs.amazonaws.com"),
    beside=(ecs.CreateService, ecs.UpdateService, ecs.RunTask),
)
LINKED_ROLE = Scope(
    "EcsServiceLinkedRole",
    ("arn:{partition}:iam::{account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*",),
    (GrantCondition("StringEquals", "iam:AWSServiceName", ("ecs.amazonaws.com",)),),
)
NAMESPACES = Scope(
    "Namespaces", ("arn:{partition}:servicediscovery:{region}:{account}:namespace/{namespace}",)
)

SERVICE_GRANTS = (
    Grant(
        ecs.DescribeServices,
        SERVICES,
        (*SHOW, "create", "diff", "appspec", "init", "run-registered", *REVISIONS, *PICKERS),
        "finds out whether the service exists and what it runs, and waits until it is stable",
        (*at("ecspresso.go:242 wait.go:92,142 init.go:139"), *at("tracer.go:313", TRACER)),
    ),
    Grant(
        ecs.UpdateService,
        SERVICES,
        ("deploy", "scale", "refresh", "rollback"),
        "points the service at a task definition, applies its definition, sets the number of tasks",
        at("deploy.go:209,267,280"),
    ),
    Grant(
        ecs.CreateService,
        SERVICES,
        ("create",),
        "creates the service, when deploy finds none of that name",
        at("create.go:80"),
    ),
    Grant(
        ecs.DeleteService,
        SERVICES,
        ("delete",),
        "deletes the service, with its tasks when --terminate is given",
        at("delete.go:51"),
    ),
    Grant(
        ecs.TagResource,
        NEW_SERVICE_TAGS,
        ("service-tags",),
        "the service is created with tags, and AWS authorises that apart",
        (TAG_ON_CREATE, *at("create.go:80")),
        until="2.1",
    ),
    Grant(
        ecs.TagResource,
        SERVICES,
        ("service-tags",),
        "tags the service when it is created, and when its definition has other tags than it",
        (*at("deploy.go:523"), TAG_ON_CREATE, *at("create.go:80")),
        since="2.2",
    ),
    Grant(
        ecs.UntagResource,
        SERVICES,
        ("service-tags",),
        "removes tags that the service definition no longer has",
        at("deploy.go:531"),
        since="2.2",
    ),
    Grant(
        ecs.ListTagsForResource,
        SERVICES,
        ("init", "run-service-tags"),
        "reads the service's tags, to write them to a file or to give them to a task",
        at("init.go:154 run.go:137"),
    ),
    Grant(
        ecs.RegisterTaskDefinition,
        TASK_DEFINITIONS,
        ("deploy", "create", "register", "run"),
        "registers a revision of the task definition from its file",
        at("ecspresso.go:450"),
    ),
    Grant(
        ecs.DeleteTaskDefinitions,
        TASK_DEFINITIONS,
        ("deregister-delete",),
        "deletes the revisions that it has just deregistered, for good",
        at("deregister.go:101,182"),
        since="2.2",
    ),
    Grant(
        ecs.TagResource,
        NEW_TASK_DEFINITION_TAGS,
        ("task-definition-tags",),
        "the task definition is registered with tags, and AWS authorises that apart",
        (TAG_ON_CREATE, *at("ecspresso.go:450")),
    ),
    Grant(
        ecs.ListTaskDefinitions,
        ANY_TASK_DEFINITION,
        ("latest-task-definition", "run-registered", "rollback", "diff", "appspec", *REVISIONS),
        "finds the newest or the previous revision of a family; AWS lets no resource narrow it",
        at("ecspresso.go:425 rollback.go:171 revisions.go:93 deregister.go:120"),
    ),
    Grant(
        ecs.DescribeTaskDefinition,
        ANY_TASK_DEFINITION,
        ("diff", "init", *RUNS, *REVISIONS, *PICKERS),
        "reads a task definition, its environment variables too; AWS lets no resource narrow it",
        (*at("ecspresso.go:386 deregister.go:59 revisions.go:143"), *at("tracer.go:275", TRACER)),
    ),
    Grant(
        ecs.DeregisterTaskDefinition,
        ANY_TASK_DEFINITION,
        ("rollback", "deregister", "deregister-delete"),
        "retires the revision that was rolled back, or old ones; AWS lets no resource narrow it",
        at("rollback.go:89 deregister.go:93,169"),
    ),
    Grant(
        iam.PassRole,
        PASS_TASK_ROLES,
        ("deploy", "create", "register", *RUNS, "express"),
        "hands the task role and the task execution role of a task definition to Amazon ECS",
        (
            AWS_DEPLOYER.at("README.md", 211, 252, confidence="vendor"),
            *at("ecspresso.go:450 run.go:156"),
            inferred(f"{ECS_GUIDE}/CWE_IAM_role.html"),
        ),
    ),
    Grant(
        iam.PassRole,
        PASS_TASK_ROLES,
        ("scale", "refresh", "rollback"),
        "the update names the task definition, and so hands over its roles, even if it is the same one",
        (inferred("https://github.com/keidarcy/e1s/issues/429"), *at("deploy.go:209")),
    ),
    Grant(
        servicediscovery.GetNamespace,
        NAMESPACES,
        ("service-connect",),
        "finds the name of the Service Connect namespace; v2.3.2 crashes without it",
        (*at("ecspresso.go:75"), inferred(f"{ISSUES}/745")),
        until="2.4.0",
    ),
    Grant(
        iam.PassRole,
        PASS_INFRASTRUCTURE_ROLE,
        ("ebs-volumes", "vpc-lattice", "blue-green", "express"),
        "hands Amazon ECS the role with which it works on volumes, load balancers and target groups",
        (
            vendor(f"{ECS_GUIDE}/infrastructure_IAM_role.html"),
            *at("create.go:80 deploy.go:267 run.go:156"),
            *at("express.go:110", CODE_2_7),
        ),
        since="2.3.2",
    ),
    Grant(
        iam.CreateServiceLinkedRole,
        LINKED_ROLE,
        ("service-linked-role",),
        "the first service of an account makes Amazon ECS create its service-linked role",
        (vendor(f"{ECS_GUIDE}/using-service-linked-roles.html"), *at("create.go:80")),
    ),
)
