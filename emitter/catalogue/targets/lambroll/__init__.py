"""lambroll, deploying functions to AWS Lambda.

Read whole at v1.0.1; of later versions deploy.go, functionurl.go, rollback.go, tags.go and layer.go, with the changelog
up to v1.5.2. A version or alias in a call makes another ARN than the function alone. Self-managed storage of code
(1.5.1) is a field that it passes on (fujiwara/lambroll#628): AWS documents that the bucket's own policy lets Lambda read
the object, and nothing more of the caller than s3-source
(https://docs.aws.amazon.com/lambda/latest/dg/configuration-self-managed-storage.html). Its sts:GetCallerIdentity is allowed to everybody. It spells the ARN of a function in
the partition aws when it reads and sets tags, so those fail in another.
"""

from ... import syntax
from ...model import Feature, Parameter, Release, Target
from ...syntax import Syntax
from .. import _lambda_caller as caller
from .files import FILE_GRANTS
from .functions import COMMAND_GRANTS, DEPLOY_GRANTS
from .sources import CODE, at
from .urls import URL_GRANTS

_OTHER_ROLE = r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}"

TARGET = Target(
    name="lambroll",
    title="functions on AWS Lambda",
    deployer="lambroll",
    versions=("1.0", "1.1", "1.2", "1.3", "1.4", "1.4.2", "1.5", "1.5.2"),
    read=Release("1.5.2", "2026-11-28"),
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
    identity_name="lambroll",
    policy_name="lambroll",
    parameters=(
        *caller.parameters(),
        Parameter(
            "capacity_provider", "names of the capacity providers of its functions", syntax.SEGMENT, "*"
        ),
        Parameter(
            "bucket", "S3 buckets with the code of its functions", caller.BUCKET, allows_wildcard=False
        ),
        Parameter("code", "keys of the objects with that code", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "code_key",
            "id of the customer managed KMS key of those objects, or its ARN",
            syntax.SEGMENT,
            arn=caller.KEY_ARN,
            allows_wildcard=False,
        ),
        Parameter("log_group", "log groups of its functions", syntax.PATH_SEGMENTS, "/aws/lambda/*"),
        Parameter(
            "ssm_parameter",
            "names of the SSM parameters, without their leading slash, or their ARNs",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:ssm:{region}:{account}:parameter/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "ssm_key",
            "id of the customer managed KMS key of those parameters, or its ARN",
            syntax.SEGMENT,
            arn=caller.KEY_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "tfstate_bucket", "S3 buckets with the Terraform states", caller.BUCKET, allows_wildcard=False
        ),
        Parameter("tfstate_key", "keys of those states", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "tfstate_role",
            "role that the Terraform backend names, as its ARN",
            Syntax(
                _OTHER_ROLE,
                "a role that may be in another account is named by its whole ARN",
                640,
                _OTHER_ROLE,
            ),
            allows_wildcard=False,
        ),
        Parameter("stack", "names of the stacks whose outputs it reads", syntax.SEGMENT, "*"),
    ),
    features=(
        Feature("deploy", "deploys the code of a function", default=True),
        Feature("configuration", "deploys its configuration (not with --skip-configuration)", default=True),
        Feature("create", "creates a function that is not there yet", default=True),
        Feature(
            "alias", "publishes a version and moves the alias to it (not with --no-publish)", default=True
        ),
        Feature("tags", "function files with tags"),
        Feature("keep-versions", "deletes old versions (--keep-versions, versions --delete)"),
        Feature("function-url", "deploys or compares the function's URL (--function-url)"),
        Feature("rollback", "lambroll rollback"),
        Feature("rollback-delete", "lambroll rollback --delete-version"),
        Feature("delete", "lambroll delete"),
        Feature("init", "lambroll init"),
        Feature("diff", "lambroll diff"),
        Feature("status", "lambroll status"),
        Feature("versions", "lambroll versions"),
        Feature("list", "lambroll list"),
        Feature("logs", "lambroll logs"),
        Feature("invoke", "lambroll invoke"),
        Feature("qualifier", "diff, status and init with --qualifier"),
        Feature("s3", "uploads the code to Amazon S3 (Code.S3Bucket)"),
        Feature("s3-there", "takes code that is in Amazon S3 already (--skip-archive)"),
        Feature("s3-key", "that code is encrypted with a customer managed KMS key"),
        Feature("capacity-provider", "functions on Lambda Managed Instances", since="1.4.2"),
        Feature("layer-arn", "files with layer_arn", since="1.2"),
        Feature("ssm", "files with ssm"),
        Feature("ssm-key", "SecureStrings that are encrypted with a customer managed KMS key"),
        Feature("tfstate-s3", "files with tfstate, of a state in Amazon S3"),
        Feature("tfstate-role", "that state is read with a role of its own"),
        Feature("cloudformation", "files with cfn_output", since="1.5.2"),
        Feature("cloudformation-exports", "files with cfn_export", since="1.5.2"),
        *caller.features(),
    ),
    grants=(
        *DEPLOY_GRANTS,
        *COMMAND_GRANTS,
        *URL_GRANTS,
        *FILE_GRANTS,
        *caller.grants(at("create.go:140 deploy.go:232")),
    ),
    pages=(),
    repositories=(CODE,),
)
