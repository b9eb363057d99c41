"""ecspresso, deploying services to Amazon ECS.

Read at v2.3.2, with the libraries that call AWS for it; versions were compared tag by tag from v2.0.0.
Later ones call more, so they are no versions here. A feature is a command, a flag of one, or something
in the files that it reads. What is no command comes on top of one, except tasks-stop, tasks-trace,
port-forward, port-forward-host and deregister-delete: they hold all that their command takes.
"""

from awacs import application_autoscaling as scaling
from awacs import (
    cloudformation,
    codedeploy,
    ecr,
    ecs,
    elasticloadbalancing,
    iam,
    kms,
    logs,
    s3,
    secretsmanager,
    servicediscovery,
    ssm,
    sts,
)
from awacs.aws import Action

from .. import syntax
from ..model import (
    Accept,
    Confidence,
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Repository,
    Scope,
    Target,
    WhenFeature,
    inferred,
    vendor,
)
from ..syntax import Syntax

_CODE = Repository("kayac/ecspresso", "0279bc634992db173133e54e905aa7229a977bff")
_ECSTA = Repository("fujiwara/ecsta", "58b7445a88dadd1bf99378fb594a4f9ff03f504b")
_TRACER = Repository("fujiwara/tracer", "ab7631da577f6915e9ee5d72ac21093369943785")
_TFSTATE = Repository("fujiwara/tfstate-lookup", "affdb0d3ff3b95f184203ffa8e3592f29308aa7d")
_CFN = Repository("fujiwara/cfn-lookup", "7455506c6dbd3ac7041660903fdc07809577c4fe")

_AWS = "https://docs.aws.amazon.com"
_ECS_GUIDE = f"{_AWS}/AmazonECS/latest/developerguide"
_TAG_ON_CREATE = vendor(f"{_ECS_GUIDE}/supported-iam-actions-tagging.html")
# AWS's own deployer for GitHub lists what the same calls take, and its checker what ECS Exec takes.
_AWS_DEPLOYER = Repository(
    "aws-actions/amazon-ecs-deploy-task-definition", "c465972ecbd160473f22e683363b422a5412a3de"
)
_EXEC_CHECKER = Repository(
    "aws-containers/amazon-ecs-exec-checker", "071555e255a237821d204ed741458e985af210ea"
)


def _at(
    places: str, repository: Repository = _CODE, *, confidence: Confidence = "code"
) -> tuple[Evidence, ...]:
    """Return a source for each of ``places``: ``file:lines``, with spaces between."""
    sources = []
    for place in places.split():
        file, _, lines = place.partition(":")
        sources.append(repository.at(file, *map(int, lines.split(",")), confidence=confidence))
    return tuple(sources)


_ECS_ARN = "arn:{partition}:ecs:{region}:{account}"
_ROLE_ARN = "arn:{partition}:iam::{account}:role/{value}"
_KEY_ARN = "arn:{partition}:kms:{region}:{account}:key/{value}"
_MANAGED_ARN = "arn:{partition}:secretsmanager:{region}:{account}:secret:{value}"
_IN_CLUSTER = GrantCondition("ArnLike", "ecs:cluster", (f"{_ECS_ARN}:cluster/{{cluster}}",))
_SERVICE = f"{_ECS_ARN}:service/{{cluster}}/{{service}}"
_TASK_DEFINITION = f"{_ECS_ARN}:task-definition/{{family}}:*"
_TASK = f"{_ECS_ARN}:task/{{cluster}}/*"
_CLUSTER = f"{_ECS_ARN}:cluster/{{cluster}}"


def _created_by(call: str) -> tuple[GrantCondition, ...]:
    return (GrantCondition("StringEquals", "ecs:CreateAction", (call,)),)


def _passed_to(service: str) -> tuple[GrantCondition, ...]:
    return (GrantCondition("StringEquals", "iam:PassedToService", (service,)),)


def _through(*services: str) -> tuple[GrantCondition, ...]:
    # The key's own ARN names the Region; the service's domain differs between partitions.
    return (GrantCondition("StringLike", "kms:ViaService", services),)


_SERVICES = Scope("Services", (_SERVICE,))
_NEW_SERVICE_TAGS = Scope("NewServiceTags", (_SERVICE,), _created_by("CreateService"))
_TASK_DEFINITIONS = Scope("TaskDefinitions", (_TASK_DEFINITION,))
_NEW_TASK_DEFINITION_TAGS = Scope(
    "NewTaskDefinitionTags", (_TASK_DEFINITION,), _created_by("RegisterTaskDefinition")
)
_ANY_TASK_DEFINITION = Scope("AnyTaskDefinition", ("*",))
_RUN = Scope("RunTasks", (_TASK_DEFINITION,), (_IN_CLUSTER,))
_NEW_TASK_TAGS = Scope("NewTaskTags", (_TASK,), _created_by("RunTask"))
_TASKS = Scope("Tasks", (_TASK,))
# ListTasks has container instances for resources, but by family or service AWS authorises it on *.
_TASK_LIST = Scope("TaskList", ("*",), (_IN_CLUSTER,))
_EXEC = Scope(
    "Exec",
    (_CLUSTER, _TASK),
    (GrantCondition("StringLike", "ecs:container-name", ("{container}",), when="exec-container"),),
    (
        Accept(
            "W506",
            "exec opens a shell in any task while no cluster is named; the value cluster narrows it",
            unnamed="cluster",
            unless="exec-container",
        ),
    ),
)
_EXEC_KEY = Scope("ExecKey", ("{exec_kms_key}",))
_ENDPOINT = Scope("SessionEndpoint", ("*",))
# AWS's own documents have no account. Without the condition a session that names no document would be
# a shell, past all that ECS Exec restricts and records.
_DOCUMENT_ARN = "arn:{partition}:ssm:{region}::document"
_PORT_FORWARD = Scope(
    "PortForwarding",
    (
        _TASK,
        WhenFeature("port-forward", f"{_DOCUMENT_ARN}/AWS-StartPortForwardingSession"),
        WhenFeature("port-forward-host", f"{_DOCUMENT_ARN}/AWS-StartPortForwardingSessionToRemoteHost"),
    ),
    (GrantCondition("BoolIfExists", "ssm:SessionDocumentAccessCheck", ("true",)),),
)
_CLUSTERS = Scope("Clusters", (_CLUSTER,))

_SCALING_STATE = Scope("ScalingState", ("*",))
# The id of a scalable target tells nothing of its service.
_SCALABLE_TARGETS = Scope(
    "ScalableTargets",
    ("arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/*",),
    (
        GrantCondition("StringEquals", "application-autoscaling:service-namespace", ("ecs",)),
        GrantCondition(
            "StringEquals", "application-autoscaling:scalable-dimension", ("ecs:service:DesiredCount",)
        ),
    ),
)
_NAMESPACES = Scope(
    "Namespaces", ("arn:{partition}:servicediscovery:{region}:{account}:namespace/{namespace}",)
)
_TARGET_GROUPS = Scope("TargetGroups", ("*",))

_CODEDEPLOY_ARN = "arn:{partition}:codedeploy:{region}:{account}"
_APPLICATIONS = Scope("Applications", (f"{_CODEDEPLOY_ARN}:application:{{application}}",))
_EVERY_APPLICATION = Scope("EveryApplication", (f"{_CODEDEPLOY_ARN}:application:*",))
_GROUPS = Scope(
    "DeploymentGroups",
    (f"{_CODEDEPLOY_ARN}:deploymentgroup:{{application}}/{{deployment_group}}",),
    accepts=(
        Accept(
            "W506",
            "a revision runs its scripts on the instances of any group while none is named; the value application"
            " narrows it",
            unnamed=("application", "deployment_group"),
        ),
    ),
)
_EVERY_GROUP = Scope("EveryDeploymentGroup", (f"{_CODEDEPLOY_ARN}:deploymentgroup:*/*",))
_CONFIGS = Scope("DeploymentConfigs", (f"{_CODEDEPLOY_ARN}:deploymentconfig:{{deployment_config}}",))
_DEPLOYMENTS = Scope("Deployments", ("*",))

_PASS_TASK_ROLES = Scope(
    "PassTaskRoles", ("{execution_role}", "{task_role}"), _passed_to("ecs-tasks.amazonaws.com")
)
_PASS_INFRASTRUCTURE_ROLE = Scope(
    "PassInfrastructureRole", ("{infrastructure_role}",), _passed_to("ecs.amazonaws.com")
)
_LINKED_ROLE = Scope(
    "EcsServiceLinkedRole",
    ("arn:{partition}:iam::{account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*",),
    (GrantCondition("StringEquals", "iam:AWSServiceName", ("ecs.amazonaws.com",)),),
)
_TASK_ROLES = Scope("TaskRoles", ("{execution_role}", "{task_role}"))
_EXECUTION_ROLE = Scope("AssumeExecutionRole", ("{execution_role}",))
_DEPLOYMENT_ROLE = Scope("AssumeDeploymentRole", ("{deployment_role}",))
_STATE_ROLE = Scope("AssumeStateRole", ("{tfstate_role}",))

_LOG_GROUP_ARN = "arn:{partition}:logs:{region}:{account}:log-group:{log_group}"
_LOG_GROUPS = Scope("LogGroups", (_LOG_GROUP_ARN, f"{_LOG_GROUP_ARN}:*"))
_LOG_STREAMS = Scope(
    "LogStreams",
    (f"{_LOG_GROUP_ARN}:log-stream:*",),
    accepts=(
        Accept(
            "W410",
            "run prints the log of any group while none is named; the value log_group narrows it",
            unnamed="log_group",
            when="run-logs",
        ),
        Accept(
            "W410",
            "the trace of a task has logs of any group while none is named; the value log_group narrows it",
            unnamed="log_group",
            when="tasks-trace",
        ),
    ),
)
_REGISTRY = Scope("Registry", ("*",))
_IMAGES = Scope("Images", ("arn:{partition}:ecr:{region}:{account}:repository/{repository}",))
_SECRETS = Scope("Secrets", ("{secret}",))
_SECRET_NAMES = Scope("SecretNames", ("{named_secret}",))
_PARAMETERS = Scope("Parameters", ("{ssm_parameter}",))
_SECRET_KEY = Scope("SecretKey", ("{secrets_kms_key}",), _through("secretsmanager.*", "ssm.*"))
_ENVIRONMENT_FILES = Scope(
    "EnvironmentFiles", ("arn:{partition}:s3:::{environment_bucket}/{environment_file}",)
)
_STATE = Scope("TerraformState", ("arn:{partition}:s3:::{tfstate_bucket}/{tfstate_key}",))
_OBJECT_KEY = Scope("ObjectKey", ("{s3_kms_key}",), _through("s3.*"))
_STACKS = Scope("Stacks", ("arn:{partition}:cloudformation:{region}:{account}:stack/{stack}/*",))
_EXPORTS = Scope("StackExports", ("*",))

_SHOW = ("deploy", "scale", "refresh", "rollback", "delete", "status", "wait")
_RUNS = ("run", "run-registered")
_REVISIONS = ("revisions", "deregister", "deregister-delete")
_FORWARDS = ("port-forward", "port-forward-host")
_PICKERS = ("tasks", "tasks-stop", "tasks-trace", "exec", *_FORWARDS)

_ECS_GRANTS = (
    Grant(
        ecs.DescribeServices,
        _SERVICES,
        (*_SHOW, "create", "diff", "appspec", "init", "run-registered", *_REVISIONS, *_PICKERS),
        "finds out whether the service exists and what it runs, and waits until it is stable",
        (*_at("ecspresso.go:242 wait.go:92,142 init.go:139"), *_at("tracer.go:313", _TRACER)),
    ),
    Grant(
        ecs.UpdateService,
        _SERVICES,
        ("deploy", "scale", "refresh", "rollback"),
        "points the service at a task definition, applies its definition, sets the number of tasks",
        _at("deploy.go:209,267,280"),
    ),
    Grant(
        ecs.CreateService,
        _SERVICES,
        ("create",),
        "creates the service, when deploy finds none of that name",
        _at("create.go:80"),
    ),
    Grant(
        ecs.DeleteService,
        _SERVICES,
        ("delete",),
        "deletes the service, with its tasks when --terminate is given",
        _at("delete.go:51"),
    ),
    Grant(
        ecs.TagResource,
        _NEW_SERVICE_TAGS,
        ("service-tags",),
        "the service is created with tags, and AWS authorises that apart",
        (_TAG_ON_CREATE, *_at("create.go:80")),
        until="2.1",
    ),
    Grant(
        ecs.TagResource,
        _SERVICES,
        ("service-tags",),
        "tags the service when it is created, and when its definition has other tags than it",
        (*_at("deploy.go:523"), _TAG_ON_CREATE, *_at("create.go:80")),
        since="2.2",
    ),
    Grant(
        ecs.UntagResource,
        _SERVICES,
        ("service-tags",),
        "removes tags that the service definition no longer has",
        _at("deploy.go:531"),
        since="2.2",
    ),
    Grant(
        ecs.ListTagsForResource,
        _SERVICES,
        ("init", "run-service-tags"),
        "reads the service's tags, to write them to a file or to give them to a task",
        _at("init.go:154 run.go:137"),
    ),
    Grant(
        ecs.RegisterTaskDefinition,
        _TASK_DEFINITIONS,
        ("deploy", "create", "register", "run"),
        "registers a revision of the task definition from its file",
        _at("ecspresso.go:450"),
    ),
    Grant(
        ecs.DeleteTaskDefinitions,
        _TASK_DEFINITIONS,
        ("deregister-delete",),
        "deletes the revisions that it has just deregistered, for good",
        _at("deregister.go:101,182"),
        since="2.2",
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_DEFINITION_TAGS,
        ("task-definition-tags",),
        "the task definition is registered with tags, and AWS authorises that apart",
        (_TAG_ON_CREATE, *_at("ecspresso.go:450")),
    ),
    Grant(
        ecs.ListTaskDefinitions,
        _ANY_TASK_DEFINITION,
        ("latest-task-definition", "run-registered", "rollback", "diff", "appspec", *_REVISIONS),
        "finds the newest or the previous revision of a family; AWS lets no resource narrow it",
        _at("ecspresso.go:425 rollback.go:171 revisions.go:93 deregister.go:120"),
    ),
    Grant(
        ecs.DescribeTaskDefinition,
        _ANY_TASK_DEFINITION,
        ("diff", "init", *_RUNS, *_REVISIONS, *_PICKERS),
        "reads a task definition, its environment variables too; AWS lets no resource narrow it",
        (*_at("ecspresso.go:386 deregister.go:59 revisions.go:143"), *_at("tracer.go:275", _TRACER)),
    ),
    Grant(
        ecs.DeregisterTaskDefinition,
        _ANY_TASK_DEFINITION,
        ("rollback", "deregister", "deregister-delete"),
        "retires the revision that was rolled back, or old ones; AWS lets no resource narrow it",
        _at("rollback.go:89 deregister.go:93,169"),
    ),
    Grant(
        iam.PassRole,
        _PASS_TASK_ROLES,
        ("deploy", "create", "register", *_RUNS),
        "hands the task role and the task execution role of a task definition to Amazon ECS",
        (
            _AWS_DEPLOYER.at("README.md", 211, 252, confidence="vendor"),
            *_at("ecspresso.go:450 run.go:156"),
            inferred(f"{_ECS_GUIDE}/CWE_IAM_role.html"),
        ),
    ),
    Grant(
        iam.PassRole,
        _PASS_TASK_ROLES,
        ("scale", "refresh", "rollback"),
        "the update names the task definition, and so hands over its roles, even if it is the same one",
        (inferred("https://github.com/keidarcy/e1s/issues/429"), *_at("deploy.go:209")),
    ),
    Grant(
        ecs.RunTask,
        _RUN,
        _RUNS,
        "runs a task that belongs to no service, such as a database migration",
        _at("run.go:156"),
    ),
    Grant(
        ecs.TagResource,
        _NEW_TASK_TAGS,
        ("run-tags", "run-service-tags"),
        "the task is started with tags, and AWS authorises that apart",
        (_TAG_ON_CREATE, *_at("run.go:156")),
    ),
    Grant(
        ecs.DescribeTasks,
        _TASKS,
        (*_RUNS, *_REVISIONS, *_PICKERS),
        "follows the task to its end, or sees which tasks there are and what they run",
        (
            *_at("run.go:218,227 ecspresso.go:347 tasks.go:119"),
            *_at("ecsta.go:72,111", _ECSTA),
            *_at("tracer.go:223", _TRACER),
        ),
    ),
    Grant(
        ecs.ListTasks,
        _TASK_LIST,
        (*_REVISIONS, *_PICKERS),
        "finds the tasks of the family or service; only a condition can narrow it to the cluster",
        (
            *_at("tasks.go:112"),
            *_at("ecsta.go:104", _ECSTA),
            inferred("https://github.com/cdklabs/construct-hub/issues/1207"),
        ),
    ),
    Grant(ecs.StopTask, _TASKS, ("tasks-stop",), "stops the task that was chosen", _at("stop.go:38", _ECSTA)),
    Grant(
        ecs.ExecuteCommand,
        _EXEC,
        ("exec",),
        "opens a shell in a running container, which acts with the task role",
        _at("exec.go:49", _ECSTA),
    ),
    Grant(
        kms.GenerateDataKey,
        _EXEC_KEY,
        ("exec-kms-key",),
        "encrypts the session with the key that the cluster names for ECS Exec",
        (_EXEC_CHECKER.at("check-ecs-exec.sh", 243, confidence="vendor"), *_at("exec.go:49", _ECSTA)),
    ),
    Grant(
        ecs.DiscoverPollEndpoint,
        _ENDPOINT,
        ("exec", *_FORWARDS),
        "finds the endpoint that the session manager plugin is given; AWS lets no resource narrow it",
        _at("ecsta.go:286", _ECSTA),
    ),
    Grant(
        ssm.StartSession,
        _PORT_FORWARD,
        _FORWARDS,
        "forwards a local port to a container, or through it to another host",
        (
            *_at("portforward.go:59", _ECSTA),
            vendor(f"{_AWS}/systems-manager/latest/userguide/getting-started-specify-session-document.html"),
        ),
    ),
    Grant(
        scaling.DescribeScalableTargets,
        _SCALING_STATE,
        (*_SHOW, "auto-scaling"),
        "shows the limits of auto scaling, and finds what to change; AWS lets no resource narrow it",
        _at("ecspresso.go:299 autoscaling.go:54"),
    ),
    Grant(
        scaling.DescribeScalingPolicies,
        _SCALING_STATE,
        _SHOW,
        "shows the policies of auto scaling, where there are any; a denial is only a warning",
        _at("ecspresso.go:324"),
    ),
    Grant(
        scaling.RegisterScalableTarget,
        _SCALABLE_TARGETS,
        ("auto-scaling",),
        "suspends or resumes auto scaling, or sets its limits; AWS also asks for ecs:UpdateService",
        _at("autoscaling.go:76"),
    ),
    Grant(
        servicediscovery.GetNamespace,
        _NAMESPACES,
        ("service-connect",),
        "finds the name of the Service Connect namespace; v2.3.2 crashes without it",
        _at("ecspresso.go:75"),
    ),
    Grant(
        iam.PassRole,
        _PASS_INFRASTRUCTURE_ROLE,
        ("ebs-volumes",),
        "hands Amazon ECS the role with which it creates and attaches volumes",
        (
            vendor(f"{_ECS_GUIDE}/infrastructure_IAM_role.html"),
            *_at("create.go:80 deploy.go:267 run.go:156"),
        ),
        since="2.3",
    ),
    Grant(
        iam.CreateServiceLinkedRole,
        _LINKED_ROLE,
        ("service-linked-role",),
        "the first service of an account makes Amazon ECS create its service-linked role",
        (vendor(f"{_ECS_GUIDE}/using-service-linked-roles.html"), *_at("create.go:80")),
    ),
)

_CODEDEPLOY_GRANTS = (
    Grant(
        codedeploy.BatchGetApplications,
        _APPLICATIONS,
        ("codedeploy",),
        "checks that the application that its configuration names is one for Amazon ECS",
        _at("deploy.go:354"),
        unless="codedeploy-discovery",
    ),
    Grant(
        codedeploy.BatchGetDeploymentGroups,
        _GROUPS,
        ("codedeploy",),
        "checks that the deployment group is of this service, and reads its deployment configuration",
        _at("deploy.go:395"),
        unless="codedeploy-discovery",
    ),
    Grant(
        codedeploy.CreateDeployment,
        _GROUPS,
        ("codedeploy",),
        "starts the blue/green deployment, also the one that a rollback takes",
        _at("deploy.go:455"),
    ),
    Grant(
        codedeploy.GetDeploymentConfig,
        _CONFIGS,
        ("codedeploy",),
        "the new deployment names a deployment configuration, which the caller must be able to read",
        (_AWS_DEPLOYER.at("README.md", 314, confidence="vendor"), *_at("deploy.go:455")),
    ),
    Grant(
        codedeploy.RegisterApplicationRevision,
        _APPLICATIONS,
        ("codedeploy",),
        "the new deployment carries its AppSpec, which CodeDeploy registers as a revision",
        (_AWS_DEPLOYER.at("README.md", 315, confidence="vendor"), *_at("deploy.go:455")),
    ),
    Grant(
        codedeploy.ListDeployments,
        _GROUPS,
        ("codedeploy",),
        "finds the deployment that is in progress, or the last one",
        _at("wait.go:104 rollback.go:123"),
    ),
    Grant(
        codedeploy.GetDeployment,
        _GROUPS,
        ("codedeploy",),
        "waits until the deployment has ended, and reads its state before a rollback",
        _at("wait.go:129 rollback.go:136"),
    ),
    Grant(
        codedeploy.GetDeploymentTarget,
        _DEPLOYMENTS,
        ("codedeploy",),
        "shows how much traffic has moved; a denial is only a warning; AWS lets no resource narrow it",
        _at("wait.go:194"),
    ),
    Grant(
        codedeploy.StopDeployment,
        _DEPLOYMENTS,
        ("codedeploy-stop",),
        "a rollback stops the deployment that is in progress; AWS lets no resource narrow it",
        _at("rollback.go:153"),
    ),
    Grant(
        codedeploy.ListApplications,
        _DEPLOYMENTS,
        ("codedeploy-discovery",),
        "lists every application, to find the one that deploys the service",
        _at("deploy.go:339"),
    ),
    Grant(
        codedeploy.BatchGetApplications,
        _EVERY_APPLICATION,
        ("codedeploy-discovery",),
        "reads every application, to find those for Amazon ECS",
        _at("deploy.go:354"),
    ),
    Grant(
        codedeploy.ListDeploymentGroups,
        _EVERY_APPLICATION,
        ("codedeploy-discovery",),
        "lists the deployment groups of every application for Amazon ECS",
        _at("deploy.go:383"),
    ),
    Grant(
        codedeploy.BatchGetDeploymentGroups,
        _EVERY_GROUP,
        ("codedeploy-discovery",),
        "reads all those groups, to find the one of the service; one denial makes it fail",
        _at("deploy.go:395"),
    ),
)

_OTHER_GRANTS = (
    Grant(
        logs.GetLogEvents,
        _LOG_STREAMS,
        ("run-logs", "tasks-trace"),
        "prints the log of a task; when run does so, a denial is passed over in silence",
        (*_at("ecspresso.go:398"), *_at("tracer.go:354", _TRACER)),
    ),
    Grant(
        logs.CreateLogGroup,
        _LOG_GROUPS,
        ("verify-logs",),
        "creates the log group where awslogs-create-group is true, as Amazon ECS would",
        _at("verify.go:598"),
        since="2.2",
    ),
    Grant(
        logs.CreateLogStream,
        _LOG_STREAMS,
        ("verify-logs",),
        "creates a stream in the log group, to prove that it can",
        _at("verify.go:623"),
    ),
    Grant(
        logs.PutLogEvents,
        _LOG_STREAMS,
        ("verify-logs",),
        "writes a line to that stream, to prove that it can",
        _at("verify.go:629"),
    ),
    Grant(
        ecs.DescribeClusters, _CLUSTERS, ("verify",), "checks that the cluster exists", _at("verify.go:281")
    ),
    Grant(
        iam.GetRole,
        _TASK_ROLES,
        ("verify",),
        "checks that the roles of the task definition exist and trust ECS tasks",
        _at("verify.go:665"),
    ),
    Grant(
        elasticloadbalancing.DescribeTargetGroups,
        _TARGET_GROUPS,
        ("verify-load-balancers",),
        "checks that the target groups exist; AWS lets no resource narrow it",
        _at("verify.go:318"),
    ),
    Grant(
        ecr.GetAuthorizationToken,
        _REGISTRY,
        ("verify-images",),
        "logs in to the registry; AWS lets no resource narrow it",
        _at("verify.go:416"),
    ),
    Grant(
        ecr.BatchGetImage,
        _IMAGES,
        ("verify-images",),
        "checks that the image exists, by asking the registry for its manifest",
        _at("registry/client.go:118", confidence="inferred"),
    ),
    Grant(
        ecr.GetDownloadUrlForLayer,
        _IMAGES,
        ("verify-images",),
        "reads an image's configuration, to check what platform it is for",
        _at("registry/client.go:160", confidence="inferred"),
    ),
    Grant(
        secretsmanager.GetSecretValue,
        _SECRETS,
        ("verify-secrets",),
        "fetches each secret that a container names, to prove that it can be read",
        _at("verify.go:87"),
    ),
    Grant(
        ssm.GetParameter,
        _PARAMETERS,
        ("verify-parameters", "ssm"),
        "fetches each parameter that a container or a definition file names",
        _at("verify.go:119 ssm/lookup.go:75"),
    ),
    Grant(
        s3.GetObject,
        _ENVIRONMENT_FILES,
        ("verify-environment-files",),
        "checks that the environment files exist; AWS has no right to do that without reading",
        _at("verify.go:146"),
    ),
    Grant(
        sts.AssumeRole,
        _EXECUTION_ROLE,
        ("verify-as-execution-role",),
        "checks images, secrets and logs as the task execution role; goes on as itself when denied",
        _at("verify.go:161"),
    ),
    Grant(
        secretsmanager.DescribeSecret,
        _SECRET_NAMES,
        ("secretsmanager",),
        "finds the ARN of each secret that a definition file names, not its value",
        _at("secretsmanager/funcs.go:21"),
        since="2.3",
    ),
    Grant(
        cloudformation.DescribeStacks,
        _STACKS,
        ("cloudformation",),
        "puts the outputs of stacks into definition files",
        _at("cfn/lookup.go:67", _CFN),
    ),
    Grant(
        cloudformation.ListExports,
        _EXPORTS,
        ("cloudformation-exports",),
        "puts what stacks export into definition files; AWS lets no resource narrow it",
        _at("cfn/lookup.go:135", _CFN),
    ),
    Grant(
        s3.GetObject,
        _STATE,
        ("tfstate-s3",),
        "reads the Terraform state, which may hold secrets, at the start of every command",
        _at("tfstate/remote_s3.go:68", _TFSTATE),
    ),
    Grant(
        sts.AssumeRole,
        _STATE_ROLE,
        ("tfstate-role",),
        "reads the Terraform state with the role that its backend names",
        _at("tfstate/remote_s3.go:64", _TFSTATE),
    ),
    Grant(
        kms.Decrypt,
        _SECRET_KEY,
        ("secrets-kms-key",),
        "decrypts the secrets and parameters that are encrypted with a customer managed key",
        (
            vendor(f"{_AWS}/secretsmanager/latest/userguide/security-encryption.html"),
            vendor(f"{_AWS}/systems-manager/latest/userguide/ps-restrict-decryption.html"),
            *_at("verify.go:87,119 ssm/lookup.go:75"),
        ),
    ),
    Grant(
        kms.Decrypt,
        _OBJECT_KEY,
        ("s3-kms-key",),
        "decrypts the Terraform state or environment files, encrypted with a customer managed key",
        (
            *_at("verify.go:146", confidence="inferred"),
            *_at("tfstate/remote_s3.go:68", _TFSTATE, confidence="inferred"),
        ),
    ),
    Grant(
        sts.AssumeRole,
        _DEPLOYMENT_ROLE,
        ("assume-role",),
        "becomes the role that --assume-role-arn names, before it calls anything else",
        _at("config.go:182"),
        since="2.1",
    ),
)

# These may be in another account, so their ARN is given whole.
_ROLE_ANYWHERE = Syntax(
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}",
    "a role that may be in another account is named by its whole ARN",
    640,
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}",
)

# Its wildcards are in no awacs module, so they are built.
_EXAMPLE = Page(
    _CODE.at("docs/iam-policy-example.json", 7, confidence="documented"),
    (
        PageStatement(
            "ecspresso",
            (
                Action(scaling.prefix, "Describe*"),
                Action(scaling.prefix, "Register*"),
                Action(codedeploy.prefix, "BatchGet*"),
                codedeploy.CreateDeployment,
                Action(codedeploy.prefix, "List*"),
                ecr.ListImages,
                Action(ecs.prefix, "*"),
                elasticloadbalancing.DescribeTargetGroups,
                iam.GetRole,
                iam.PassRole,
                logs.GetLogEvents,
                secretsmanager.GetSecretValue,
                servicediscovery.GetNamespace,
                ssm.GetParameter,
                sts.AssumeRole,
            ),
            ("*",),
        ),
    ),
    warnings=(
        "it is an example of the repository, not a list of what is needed",
        "iam:PassRole and sts:AssumeRole on * reach any role of the account that can be had",
        "codedeploy:GetDeployment is missing, so a deployment through CodeDeploy fails",
        "ecr:ListImages is never called",
    ),
)

TARGET = Target(
    name="ecspresso",
    title="services on Amazon ECS",
    deployer="ecspresso",
    versions=("2.0", "2.1", "2.2", "2.3"),
    identities=(
        "codebuild",
        "github-oidc",
        "account",
        "ec2-instance-profile",
        "ecs-task-role",
        "user",
        "group",
        "existing",
    ),
    identity_name="ecspresso",
    policy_name="ecspresso",
    parameters=(
        Parameter("cluster", "names of the ECS clusters it deploys to", syntax.ECS_NAME, "*"),
        Parameter("service", "names of the ECS services it deploys", syntax.ECS_NAME, "*"),
        Parameter("family", "families of the task definitions it registers or runs", syntax.ECS_NAME, "*"),
        Parameter(
            "execution_role",
            "task execution roles that its task definitions name",
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
        Parameter(
            "infrastructure_role",
            "roles that its service definitions name for EBS volumes",
            syntax.ROLE,
            arn=_ROLE_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "container",
            "names of the containers it may open a shell in",
            syntax.ECS_NAME,
            allows_wildcard=False,
        ),
        Parameter(
            "exec_kms_key",
            "id of the KMS key that the cluster names for ECS Exec, or its ARN",
            syntax.SEGMENT,
            arn=_KEY_ARN,
            allows_wildcard=False,
        ),
        Parameter("namespace", "ids of the Service Connect namespaces, like ns-0123", syntax.SEGMENT, "*"),
        Parameter("application", "names of the CodeDeploy applications", syntax.PATH_SEGMENTS, "*"),
        Parameter("deployment_group", "names of the CodeDeploy deployment groups", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "deployment_config",
            "names of the deployment configurations that those groups name",
            syntax.PATH_SEGMENTS,
            "*",
        ),
        Parameter("log_group", "names of the log groups of its tasks", syntax.PATH_SEGMENTS, "*"),
        Parameter("repository", "names of the ECR repositories of its images", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "secret",
            "names of the Secrets Manager secrets that its containers name, each with - and six characters or ?????? at its end, or their ARNs",
            syntax.PATH_SEGMENTS,
            arn=_MANAGED_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "named_secret",
            "names of the Secrets Manager secrets that its definition files name, each with - and six characters or ?????? at its end, or their ARNs",
            syntax.PATH_SEGMENTS,
            arn=_MANAGED_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "ssm_parameter",
            "names of the SSM parameters it reads, without their leading slash, or their ARNs",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:ssm:{region}:{account}:parameter/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "secrets_kms_key",
            "id of the customer managed KMS key of those secrets and parameters, or its ARN",
            syntax.SEGMENT,
            arn=_KEY_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "environment_bucket",
            "buckets of the environment files that its task definitions name",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
        Parameter("environment_file", "keys of those files in their buckets", syntax.PATH_SEGMENTS, "*"),
        Parameter("tfstate_bucket", "bucket of the Terraform state", syntax.SEGMENT, allows_wildcard=False),
        Parameter(
            "tfstate_key",
            "key of the Terraform state in its bucket, with what stands before it in a workspace",
            syntax.PATH_SEGMENTS,
            "*",
        ),
        Parameter(
            "tfstate_role",
            "role that the Terraform backend names, as its ARN",
            _ROLE_ANYWHERE,
            allows_wildcard=False,
        ),
        Parameter(
            "s3_kms_key",
            "id of the customer managed KMS key of the state or the environment files, or its ARN",
            syntax.SEGMENT,
            arn=_KEY_ARN,
            allows_wildcard=False,
        ),
        Parameter("stack", "names of the stacks whose outputs it reads", syntax.SEGMENT, "*"),
        Parameter(
            "deployment_role",
            "role that --assume-role-arn names, as its ARN",
            _ROLE_ANYWHERE,
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("deploy", "deploys a service that is there, and waits until it is stable", default=True),
        Feature("create", "deploys a service that is not there yet, which creates it"),
        Feature(
            "latest-task-definition",
            "deploy --latest-task-definition; also a first deployment with --skip-task-definition",
        ),
        Feature(
            "service-tags",
            "the service definition has tags, or had some; up to 2.1 only a service that is created takes them",
        ),
        Feature("task-definition-tags", "the task definition has tags"),
        Feature(
            "auto-scaling",
            "deploy or scale with --suspend-auto-scaling, --resume-auto-scaling, and from 2.2 --auto-scaling-min and -max; takes one of those two beside it",
        ),
        Feature("service-connect", "the service uses Service Connect, whatever is done with it"),
        Feature("ebs-volumes", "the service definition has managed EBS volumes (from 2.3.2)", since="2.3"),
        Feature(
            "service-linked-role", "first service of the account, unless its service-linked role is there"
        ),
        Feature(
            "codedeploy",
            "the service is deployed by AWS CodeDeploy: what deploy, wait and rollback take beside their own",
        ),
        Feature(
            "codedeploy-discovery",
            "the configuration does not name both the CodeDeploy application and the deployment group; takes codedeploy beside it",
        ),
        Feature(
            "codedeploy-stop",
            "rolls back while CodeDeploy still deploys; takes codedeploy and rollback beside it",
        ),
        Feature("register", "registers a task definition and does no more"),
        Feature("scale", "sets the number of tasks"),
        Feature("refresh", "replaces the tasks by new ones of the same revision"),
        Feature(
            "rollback",
            "goes back to the previous revision, and deregisters the other unless --no-deregister-task-definition is given",
        ),
        Feature("delete", "deletes the service"),
        Feature("status", "shows the service"),
        Feature("wait", "waits until the service is stable"),
        Feature("diff", "compares the definition files with what runs"),
        Feature("appspec", "prints an AppSpec for CodeDeploy"),
        Feature("init", "writes definition files from a service that is there"),
        Feature("run", "registers a task definition and runs a task of it, until it ends"),
        Feature(
            "run-registered",
            "run with --skip-task-definition, --latest-task-definition or --revision, which registers nothing",
        ),
        Feature("run-logs", "run prints the log of the task, if it can; takes run or run-registered"),
        Feature(
            "run-tags",
            "run with --tags or --propagate-tags=TASK_DEFINITION, or a service definition with managed tags; takes run or run-registered",
        ),
        Feature("run-service-tags", "run --propagate-tags=SERVICE; takes run or run-registered"),
        Feature("tasks", "lists the tasks of the service or family, or shows one"),
        Feature("tasks-stop", "tasks --stop"),
        Feature("tasks-trace", "tasks --trace, which prints events and logs of a task"),
        Feature("exec", "opens a shell in a container: whoever can do that has the rights of the task role"),
        Feature("exec-container", "restricts exec to containers of the names that are given"),
        Feature("exec-kms-key", "the cluster names a KMS key for ECS Exec; takes exec"),
        Feature("port-forward", "exec --port-forward to a port of the container"),
        Feature("port-forward-host", "exec --port-forward with --host, to a port of another host"),
        Feature("revisions", "lists the revisions of the task definition, or shows one"),
        Feature("deregister", "deregisters old revisions that nothing uses"),
        Feature("deregister-delete", "deregister --delete", since="2.2"),
        Feature("verify", "checks that the cluster and the roles are there"),
        Feature("verify-load-balancers", "verify, for a service definition with load balancers"),
        Feature("verify-images", "verify, for images in Amazon ECR of this account and Region"),
        Feature("verify-secrets", "verify, for secrets in AWS Secrets Manager; not with --no-get-secrets"),
        Feature("verify-parameters", "verify, for secrets in Parameter Store; not with --no-get-secrets"),
        Feature("verify-environment-files", "verify, for environment files in Amazon S3"),
        Feature("verify-logs", "verify writes a line to each log group; not with --no-put-logs"),
        Feature(
            "verify-as-execution-role",
            "verify may become the task execution role, if that role trusts it; it can then read what that role reads",
        ),
        Feature("ssm", "definition files name parameters of Parameter Store (ssm)"),
        Feature("secretsmanager", "definition files name secrets (secretsmanager_arn)", since="2.3"),
        Feature("cloudformation", "definition files name outputs of stacks (cfn_output)"),
        Feature("cloudformation-exports", "definition files name exports of stacks (cfn_export)"),
        Feature("tfstate-s3", "the plugin tfstate reads Terraform state from Amazon S3"),
        Feature("tfstate-role", "the S3 backend of that state names a role, which then reads it"),
        Feature("secrets-kms-key", "secrets or parameters are encrypted with a customer managed KMS key"),
        Feature("s3-kms-key", "state or environment files are encrypted with a customer managed KMS key"),
        Feature(
            "assume-role",
            "what the identity that starts ecspresso takes to use --assume-role-arn; the rest belongs to that role",
            since="2.1",
        ),
    ),
    grants=(*_ECS_GRANTS, *_CODEDEPLOY_GRANTS, *_OTHER_GRANTS),
    pages=(_EXAMPLE,),
    repositories=(_CODE, _ECSTA, _TRACER, _TFSTATE, _CFN),
    notes=(
        "With --assume-role-arn, plugins still run as the identity that starts ecspresso, and so do tasks and exec but for describing the service and its task definition.",
        "When verify becomes the task execution role, that role reads images, secrets and parameters and writes logs; environment files are always read by the caller.",
        "docs/iam-policy-example.json in its repository is an example, not a list of what is needed: ecs:* and any role to pass or assume, but not codedeploy:GetDeployment, for one.",
        "Services and tasks whose ARNs are from before the long format are not matched.",
    ),
)
