"""The task execution role of a piped that itself runs on Amazon ECS.

Not what piped may do, but what Amazon ECS may do to start it: hand it its configuration, which the
task definition names as a secret, pull its image and write its logs. Read at v0.57.0; the page is
the same from 0.47 on.
"""

from awacs import ecr, kms, logs, secretsmanager, ssm

from .. import syntax
from ..model import (
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

_DOCS = Repository("pipe-cd/pipecd", "7e228592b581aee4df56f5dc96a8dd95a7c4cc55")
_PAGE = _DOCS.at(
    "docs/content/en/docs-v0.57.x/installation/install-piped/installing-on-fargate.md",
    82,
    confidence="documented",
)
_GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide"
_EXECUTION_ROLE = vendor(f"{_GUIDE}/task_execution_IAM_role.html")
_SECRETS = vendor(f"{_GUIDE}/specifying-sensitive-data-secrets.html")
_PARAMETERS = vendor(f"{_GUIDE}/specifying-sensitive-data-parameters.html")
_LOG_GROUP = "arn:{partition}:logs:{region}:{account}:log-group:{log_group}"

_SECRET = Scope("ConfigurationSecret", ("{config_secret}",))
_PARAMETER = Scope("ConfigurationParameter", ("{config_parameter}",))
_KEY = Scope(
    "ConfigurationKey",
    ("{config_key}",),
    (GrantCondition("StringLike", "kms:ViaService", ("secretsmanager.*", "ssm.*")),),
)
_LOG_STREAMS = Scope("LogStreams", (_LOG_GROUP, f"{_LOG_GROUP}:*"))
_LOG_EVENTS = Scope("LogEvents", (f"{_LOG_GROUP}:log-stream:*",))
_LOG_GROUPS = Scope("LogGroups", (_LOG_GROUP, f"{_LOG_GROUP}:*"))
_REGISTRY = Scope("Registry", ("*",))
_IMAGE = Scope("Image", ("arn:{partition}:ecr:{region}:{account}:repository/{repository}",))

_PULL = (
    (ecr.BatchCheckLayerAvailability, "finds out which layers of the image there are"),
    (ecr.BatchGetImage, "reads the manifest of the image"),
    (ecr.GetDownloadUrlForLayer, "downloads the layers of the image"),
)

TARGET = Target(
    name="piped-execution-role",
    title="its own start on Amazon ECS",
    deployer="PipeCD piped",
    versions=("0.47", "0.48", "0.49", "0.50", "0.51", "0.52", "0.53", "0.54", "0.55", "0.56", "0.57"),
    read=Release("0.57.0", "2026-11-28"),
    identities=("ecs-task-role", "existing"),
    identity_name="piped-execution",
    policy_name="piped-execution",
    parameters=(
        Parameter(
            "config_secret",
            "Secrets Manager secret with piped's configuration: its name, -, and six characters or ??????",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:secretsmanager:{region}:{account}:secret:{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "config_parameter",
            "SSM parameter with piped's configuration, without its leading slash",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:ssm:{region}:{account}:parameter/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "config_key",
            "id of the customer managed KMS key of that secret or parameter",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
        Parameter("log_group", "log groups that its task definition names", syntax.PATH_SEGMENTS, "*"),
        Parameter("repository", "ECR repositories that piped's image is in", syntax.PATH_SEGMENTS, "*"),
    ),
    features=(
        Feature("config-from-secret", "a Secrets Manager secret holds its configuration", default=True),
        Feature("config-from-parameter", "an SSM parameter holds its configuration"),
        Feature("config-key", "that secret or parameter is encrypted with a customer managed KMS key"),
        Feature("logs", "its task definition has the awslogs driver", default=True),
        Feature("log-group", "its task definition sets awslogs-create-group"),
        Feature("private-image", "its image is a copy in Amazon ECR, not that of ghcr.io"),
    ),
    grants=(
        Grant(
            secretsmanager.GetSecretValue,
            _SECRET,
            ("config-from-secret",),
            "Amazon ECS puts piped's configuration into the container when the task starts",
            (_PAGE, _SECRETS),
        ),
        Grant(
            ssm.GetParameters,
            _PARAMETER,
            ("config-from-parameter",),
            "Amazon ECS puts piped's configuration into the container when the task starts",
            (_PARAMETERS,),
        ),
        Grant(
            kms.Decrypt,
            _KEY,
            ("config-key",),
            "reading the configuration decrypts it, and the key is the customer's own",
            (_SECRETS, _PARAMETERS),
        ),
        Grant(
            logs.CreateLogStream,
            _LOG_STREAMS,
            ("logs",),
            "each container that starts gets a log stream",
            (_EXECUTION_ROLE,),
        ),
        Grant(
            logs.PutLogEvents,
            _LOG_EVENTS,
            ("logs",),
            "what piped prints goes to its log stream",
            (_EXECUTION_ROLE,),
        ),
        Grant(
            logs.CreateLogGroup,
            _LOG_GROUPS,
            ("log-group",),
            "awslogs-create-group makes the log group when there is none",
            (vendor(f"{_GUIDE}/specify-log-config.html"),),
        ),
        Grant(
            ecr.GetAuthorizationToken,
            _REGISTRY,
            ("private-image",),
            "signs in to the registry; AWS lets no resource narrow it",
            (_EXECUTION_ROLE,),
        ),
        *(Grant(action, _IMAGE, ("private-image",), reason, (_EXECUTION_ROLE,)) for action, reason in _PULL),
    ),
    pages=(
        Page(
            _PAGE,
            (PageStatement("Configuration", (secretsmanager.GetSecretValue,), ("{config_secret}",)),),
        ),
    ),
    repositories=(_DOCS,),
)
