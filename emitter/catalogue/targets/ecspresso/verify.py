"""What ecspresso verify looks at."""

from awacs import (
    awslambda,
    ecr,
    ecs,
    elasticloadbalancing,
    iam,
    logs,
    s3,
    secretsmanager,
    ssm,
    sts,
    vpc_lattice,
)

from ...model import Grant, Scope, inferred
from .sources import CLUSTER, CODE_2_3_3, ISSUES, LOG_GROUP_ARN, LOG_STREAMS, SSM_PARAMETERS, at

CLUSTERS = Scope("Clusters", (CLUSTER,))
TARGET_GROUPS = Scope("TargetGroups", ("*",))
TASK_ROLES = Scope("TaskRoles", ("{execution_role}", "{task_role}"))
INFRASTRUCTURE_ROLES = Scope("InfrastructureRoles", ("{infrastructure_role}",))
HOOKS = Scope("LifecycleHooks", ("arn:{partition}:lambda:{region}:{account}:function:{hook_function}",))
LATTICE_TARGET_GROUPS = Scope(
    "LatticeTargetGroups",
    ("arn:{partition}:vpc-lattice:{region}:{account}:targetgroup/{lattice_target_group}",),
)
IMAGES_ELSEWHERE = Scope(
    "ImagesElsewhere",
    ("arn:{partition}:ecr:{image_region}:{image_account}:repository/{image_repository}",),
)
EXECUTION_ROLE = Scope("AssumeExecutionRole", ("{execution_role}",))
LOG_GROUPS = Scope("LogGroups", (LOG_GROUP_ARN, f"{LOG_GROUP_ARN}:*"))
REGISTRY = Scope("Registry", ("*",))
IMAGES = Scope("Images", ("arn:{partition}:ecr:{region}:{account}:repository/{repository}",))
SECRETS = Scope("Secrets", ("{secret}",))
ENVIRONMENT_FILES = Scope(
    "EnvironmentFiles", ("arn:{partition}:s3:::{environment_bucket}/{environment_file}",)
)

VERIFY_GRANTS = (
    Grant(
        logs.CreateLogGroup,
        LOG_GROUPS,
        ("verify-logs",),
        "creates the log group where awslogs-create-group is true, as Amazon ECS would",
        at("verify.go:598"),
        since="2.2",
    ),
    Grant(
        logs.CreateLogStream,
        LOG_STREAMS,
        ("verify-logs",),
        "creates a stream in the log group, to prove that it can",
        at("verify.go:623"),
    ),
    Grant(
        logs.PutLogEvents,
        LOG_STREAMS,
        ("verify-logs",),
        "writes a line to that stream, to prove that it can",
        at("verify.go:629"),
    ),
    Grant(ecs.DescribeClusters, CLUSTERS, ("verify",), "checks that the cluster exists", at("verify.go:281")),
    Grant(
        iam.GetRole,
        TASK_ROLES,
        ("verify",),
        "checks that the roles of the task definition exist and trust ECS tasks",
        at("verify.go:665"),
    ),
    Grant(
        elasticloadbalancing.DescribeTargetGroups,
        TARGET_GROUPS,
        ("verify-load-balancers",),
        "checks that the target groups exist; AWS lets no resource narrow it",
        at("verify.go:318"),
    ),
    Grant(
        ecr.GetAuthorizationToken,
        REGISTRY,
        ("verify-images",),
        "logs in to the registry; AWS lets no resource narrow it",
        at("verify.go:416"),
    ),
    Grant(
        ecr.BatchGetImage,
        IMAGES,
        ("verify-images",),
        "checks that the image exists, by asking the registry for its manifest",
        at("registry/client.go:118", confidence="inferred"),
    ),
    Grant(
        ecr.GetDownloadUrlForLayer,
        IMAGES,
        ("verify-images",),
        "reads an image's configuration, to check what platform it is for",
        at("registry/client.go:160", confidence="inferred"),
    ),
    Grant(
        secretsmanager.GetSecretValue,
        SECRETS,
        ("verify-secrets",),
        "fetches each secret that a container names, to prove that it can be read",
        at("verify.go:87"),
    ),
    Grant(
        iam.GetRole,
        INFRASTRUCTURE_ROLES,
        ("verify-infrastructure-role",),
        "checks that the roles that the service definition names exist and trust Amazon ECS",
        (inferred(f"{ISSUES}/861"), *at("verify.go:665")),
        since="2.6",
    ),
    Grant(
        awslambda.GetFunction,
        HOOKS,
        ("verify-lifecycle-hooks",),
        "checks that the functions of lifecycle hooks exist; a denial is only a warning",
        (inferred(f"{ISSUES}/861"), inferred(f"{ISSUES}/1055")),
        since="2.6",
    ),
    Grant(
        vpc_lattice.GetTargetGroup,
        LATTICE_TARGET_GROUPS,
        ("verify-vpc-lattice",),
        "checks that the target groups of VPC Lattice exist; a denial is only a warning",
        (inferred(f"{ISSUES}/773"),),
        since="2.4.4",
    ),
    Grant(
        ecr.BatchGetImage,
        IMAGES_ELSEWHERE,
        ("verify-images-elsewhere",),
        "checks that an image of another account or Region exists, by asking the registry for its manifest",
        (*at("registry/client.go:118", confidence="inferred"), inferred(f"{ISSUES}/655")),
    ),
    Grant(
        ecr.GetDownloadUrlForLayer,
        IMAGES_ELSEWHERE,
        ("verify-images-elsewhere",),
        "reads the configuration of that image, to check what platform it is for",
        at("registry/client.go:160", confidence="inferred"),
    ),
    Grant(
        ssm.GetParameter,
        SSM_PARAMETERS,
        ("verify-parameters",),
        "fetches each parameter that a container names; from 2.3.3 only where GetParameters fails",
        (*at("verify.go:119"), inferred(f"{ISSUES}/681")),
        until="2.3",
    ),
    Grant(
        ssm.GetParameters,
        SSM_PARAMETERS,
        ("verify-parameters",),
        "fetches each parameter that a container names, as Amazon ECS would",
        (*at("verify.go:119", CODE_2_3_3), inferred(f"{ISSUES}/720")),
        since="2.3.3",
    ),
    Grant(
        s3.GetObject,
        ENVIRONMENT_FILES,
        ("verify-environment-files",),
        "checks that the environment files exist; AWS has no right to do that without reading",
        at("verify.go:146"),
    ),
    Grant(
        sts.AssumeRole,
        EXECUTION_ROLE,
        ("verify-as-execution-role",),
        "checks images, secrets and logs as the task execution role; goes on as itself when denied",
        at("verify.go:161"),
    ),
)
