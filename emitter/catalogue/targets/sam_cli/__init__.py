"""The AWS SAM CLI: sam package, deploy, delete, sync and pipeline bootstrap.

Read at 1.164.0; the package of 1.170.0 was compared with it and differs in AWS::Serverless::WebFunction, whose bucket
of code is not covered. Not covered either: what the resources of a stack take, which CloudFormation does with
the role that --role-arn names or, without one, for the caller; the sync of HTTP APIs; sam
list, logs, traces, publish, local and remote; what AWS Signer reads and writes for the caller.
"""

from ... import syntax
from ...model import Feature, Parameter, Release, Target
from ...syntax import Syntax
from .._resource_schemas import REPOSITORY as _SCHEMAS
from .documented import _PAGE
from .managed import _MANAGED_GRANTS
from .pipeline import _PIPELINE_GRANTS
from .sources import _CODE, _MANAGED
from .stacks import _STACK_GRANTS
from .sync import _SYNC_GRANTS

TARGET = Target(
    name="sam-cli",
    title="serverless applications through CloudFormation",
    deployer="AWS SAM CLI",
    versions=("1",),
    read=Release("1.170.0", "2026-11-28"),
    identities=("user", "github-oidc", "codebuild", "account", "ec2-instance-profile", "group", "existing"),
    identity_name="sam-cli",
    policy_name="sam-cli",
    parameters=(
        Parameter(
            "stack",
            "names of the stacks; a pattern such as web* covers nested ones",
            syntax.SEGMENT,
            allows_wildcard=False,
        ),
        Parameter(
            "bucket",
            "buckets of the artifacts (--s3-bucket); by default the one that --resolve-s3 makes",
            Syntax(
                r"[a-z0-9][a-z0-9.*?-]{1,62}",
                "a bucket name is 3 to 63 lower-case letters, digits, - and ., or a pattern that begins with one of"
                " them",
                63,
            ),
            f"{_MANAGED}-samclisourcebucket-*",
        ),
        Parameter(
            "artifacts_key",
            "id of the KMS key that --kms-key-id names, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
        Parameter("repository", "ECR repositories of the images", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "companion_repository",
            "ECR repositories of companion stacks, which begin with the name of the stack, without hyphens",
            syntax.PATH_SEGMENTS,
            "*",
        ),
        Parameter(
            "stack_role",
            "roles that --role-arn names",
            syntax.ROLE,
            arn="arn:{partition}:iam::{account}:role/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "topic",
            "names of the SNS topics that --notification-arns names, or their ARNs",
            syntax.SEGMENT,
            arn="arn:{partition}:sns:{region}:{account}:{value}",
            allows_wildcard=False,
        ),
        Parameter("signing_profile", "names of the signing profiles", syntax.SEGMENT, "*"),
        Parameter("function", "names of the functions of the stacks", syntax.FUNCTION_NAME, "*"),
        Parameter("layer", "names of the layers of the stacks", syntax.SEGMENT, "*"),
        Parameter("state_machine", "names of the state machines of the stacks", syntax.SEGMENT, "*"),
        Parameter(
            "oidc_issuer",
            "issuer of the OIDC provider of a pipeline, without https://",
            syntax.PATH_SEGMENTS,
            allows_wildcard=False,
        ),
        Parameter("rest_api", "ids of the REST APIs of the stacks", syntax.SEGMENT, "*"),
    ),
    features=(
        Feature("deploy", "sam deploy", default=True),
        Feature("package", "uploads code, as package, deploy and sync do", default=True),
        Feature("images", "pushes images of functions to Amazon ECR", default=True),
        Feature("stack-role", "CloudFormation acts with a role of its own (--role-arn)", default=True),
        Feature("delete", "sam delete, with files and images", default=True),
        Feature("on-failure-delete", "deploy --on-failure DELETE"),
        Feature("artifacts-key", "files are encrypted with a KMS key (--kms-key-id)"),
        Feature("tags", "stacks with tags (--tags)"),
        Feature("notifications", "CloudFormation reports to SNS topics (--notification-arns)"),
        Feature("managed-bucket", "makes the bucket of artifacts when it is not there (--resolve-s3)"),
        Feature("companion-stack", "makes the repositories of images (--resolve-image-repos)"),
        Feature("signing", "signs code (--signing-profiles); takes package"),
        Feature("sync", "sam sync, the stack; takes package"),
        Feature("sync-functions", "sam sync, code of functions; takes sync"),
        Feature("sync-layers", "sam sync, layers; takes sync"),
        Feature("sync-state-machines", "sam sync, definitions of state machines; takes sync"),
        Feature("sync-rest-apis", "sam sync, definitions of REST APIs; takes sync"),
        Feature(
            "pipeline-bootstrap",
            "sam pipeline bootstrap: the roles and buckets of a stage, of which one role may do everything",
        ),
        Feature("pipeline-user", "and the user of the pipeline, with a key; takes pipeline-bootstrap"),
        Feature("pipeline-oidc", "and an OIDC provider in its place; takes pipeline-bootstrap"),
        Feature("pipeline-images", "and a repository of images; takes pipeline-bootstrap"),
    ),
    grants=(*_STACK_GRANTS, *_MANAGED_GRANTS, *_SYNC_GRANTS, *_PIPELINE_GRANTS),
    pages=(_PAGE,),
    repositories=(_CODE, _SCHEMAS),
)
