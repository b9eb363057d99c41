"""The values that narrow ecspresso."""

from ... import syntax
from ...model import Parameter
from ...syntax import Syntax
from .sources import KEY_ARN, MANAGED_ARN, ROLE_ARN

ROLE_ANYWHERE = Syntax(
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
    "a role that may be in another account is named by its whole ARN",
    640,
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
)

PARAMETERS = (
    Parameter("cluster", "names of the ECS clusters it deploys to", syntax.ECS_NAME, "*"),
    Parameter("service", "names of the ECS services it deploys", syntax.ECS_NAME, "*"),
    Parameter("family", "families of the task definitions it registers or runs", syntax.ECS_NAME, "*"),
    Parameter(
        "execution_role",
        "task execution roles that its task definitions name",
        syntax.ROLE,
        arn=ROLE_ARN,
        allows_wildcard=False,
        optional=True,
    ),
    Parameter(
        "task_role",
        "task roles that its task definitions name",
        syntax.ROLE,
        arn=ROLE_ARN,
        allows_wildcard=False,
        optional=True,
    ),
    Parameter(
        "infrastructure_role",
        "roles that its service definitions name for Amazon ECS itself: volumes, load balancers, hooks, Express",
        syntax.ROLE,
        arn=ROLE_ARN,
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
        arn=KEY_ARN,
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
    Parameter(
        "hook_function", "functions of its lifecycle hooks", syntax.FUNCTION_NAME, allows_wildcard=False
    ),
    Parameter("lattice_target_group", "ids of the target groups of VPC Lattice", syntax.SEGMENT, "*"),
    Parameter("image_account", "other accounts with images in Amazon ECR", syntax.ACCOUNT),
    Parameter("image_region", "Regions of those images", syntax.REGION),
    Parameter("image_repository", "names of the ECR repositories of those images", syntax.PATH_SEGMENTS, "*"),
    Parameter("repository", "names of the ECR repositories of its images", syntax.PATH_SEGMENTS, "*"),
    Parameter(
        "secret",
        "names of the Secrets Manager secrets that its containers name, each with - and six characters or ?????? at its end, or their ARNs",
        syntax.PATH_SEGMENTS,
        arn=MANAGED_ARN,
        allows_wildcard=False,
    ),
    Parameter(
        "named_secret",
        "names of the Secrets Manager secrets that its definition files name, each with - and six characters or ?????? at its end, or their ARNs",
        syntax.PATH_SEGMENTS,
        arn=MANAGED_ARN,
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
        arn=KEY_ARN,
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
        ROLE_ANYWHERE,
        allows_wildcard=False,
    ),
    Parameter(
        "s3_kms_key",
        "id of the customer managed KMS key of the state or the environment files, or its ARN",
        syntax.SEGMENT,
        arn=KEY_ARN,
        allows_wildcard=False,
    ),
    Parameter("stack", "names of the stacks whose outputs it reads", syntax.SEGMENT, "*"),
    Parameter(
        "deployment_role",
        "role that --assume-role-arn names, as its ARN",
        ROLE_ANYWHERE,
        allows_wildcard=False,
    ),
)
