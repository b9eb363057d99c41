"""The AWS SAM CLI: sam package, deploy, delete and sync.

Read at 1.164.0; the package of 1.170.0 was compared with it and differs in AWS::Serverless::WebFunction, whose bucket
of code is not covered. Not covered either: what the resources of a stack take, which CloudFormation does with
the role that --role-arn names or, without one, for the caller; sam pipeline bootstrap; the sync of HTTP APIs; sam
list, logs, traces, publish, local and remote; what AWS Signer reads and writes for the caller.
"""

from collections.abc import Iterator

from awacs import apigateway, awslambda, cloudformation, ecr, iam, kms, s3, signer, sns, states
from awacs.aws import Action

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
from ._resource_schemas import REPOSITORY as _SCHEMAS
from ._resource_schemas import schema

_CODE = Repository("aws/aws-sam-cli", "70672fd2d30cde055bdee7e3b70082fff83c7734")
_AWS = "https://docs.aws.amazon.com"
_CFN_GUIDE = f"{_AWS}/AWSCloudFormation/latest/UserGuide"
_PUSH = vendor(f"{_AWS}/AmazonECR/latest/userguide/image-push-iam.html")


def _lib(file: str, *lines: int) -> Evidence:
    return _CODE.at(f"samcli/lib/{file}", *lines)


def _template(*lines: int) -> Evidence:
    return _CODE.at("samcli/lib/pipeline/bootstrap/stage_resources.yaml", *lines, confidence="documented")


_CFN_ARN = "arn:{partition}:cloudformation:{region}:{account}"
_BUCKET = "arn:{partition}:s3:::{bucket}"
_MANAGED = "aws-sam-cli-managed-default"
_LAMBDA_ARN = "arn:{partition}:lambda:{region}:{account}"
_API_ARN = "arn:{partition}:apigateway:{region}::/restapis/{rest_api}"

_STACKS = Scope("Stacks", (f"{_CFN_ARN}:stack/{{stack}}/*",))
_TRANSFORM = Scope("Transform", (f"{_CFN_ARN.replace('{account}', 'aws')}:transform/Serverless-2016-10-31",))
_ARTIFACTS = Scope("Artifacts", (f"{_BUCKET}/*",))
_ARTIFACTS_BUCKET = Scope("ArtifactsBucket", (_BUCKET,))
_KEY = Scope(
    "ArtifactsKey", ("{artifacts_key}",), (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),)
)
_IMAGES = Scope("Images", ("arn:{partition}:ecr:{region}:{account}:repository/{repository}",))
_REGISTRY = Scope("Registry", ("*",))
_PASS_ROLE = Scope(
    "PassStackRole",
    ("{stack_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("cloudformation.amazonaws.com",)),),
)
_TOPICS = Scope("Notifications", ("{topic}",))
_MANAGED_STACK = Scope("ManagedStack", (f"{_CFN_ARN}:stack/{_MANAGED}/*",))
_MANAGED_BUCKET = Scope("ManagedBucket", (f"arn:{{partition}}:s3:::{_MANAGED}-samclisourcebucket-*",))
_COMPANION_STACK = Scope("CompanionStacks", (f"{_CFN_ARN}:stack/{{stack}}-*-CompanionStack/*",))
_COMPANION_IMAGES = Scope(
    "CompanionRepositories", ("arn:{partition}:ecr:{region}:{account}:repository/{companion_repository}",)
)
_PROFILES = Scope(
    "SigningProfiles", ("arn:{partition}:signer:{region}:{account}:/signing-profiles/{signing_profile}",)
)
_JOBS = Scope("SigningJobs", ("arn:{partition}:signer:{region}:{account}:/signing-jobs/*",))
_FUNCTIONS = Scope("Functions", (f"{_LAMBDA_ARN}:function:{{function}}",))
_LAYERS = Scope("Layers", (f"{_LAMBDA_ARN}:layer:{{layer}}",))
_LAYER_VERSIONS = Scope("LayerVersions", (f"{_LAMBDA_ARN}:layer:{{layer}}:*",))
_LAYER_LIST = Scope("LayerList", ("*",))
_STATE_MACHINES = Scope(
    "StateMachines", ("arn:{partition}:states:{region}:{account}:stateMachine:{state_machine}",)
)
_API = Scope("RestApis", (_API_ARN,))
_API_PARTS = Scope("RestApiParts", (f"{_API_ARN}/*",))


def _allow(scope: Scope, features: tuple[str, ...], *rows: tuple[Action, str, Evidence]) -> Iterator[Grant]:
    """Yield a grant for each row: action, reason, source."""
    return (Grant(action, scope, features, reason, (source,)) for action, reason, source in rows)


def _handled(scope: Scope, feature: str, kind: str, *rows: tuple[Action, str, str]) -> Iterator[Grant]:
    """Yield what CloudFormation calls for a ``kind`` of resource: action, what it does, lines of the schema."""
    for action, does, lines in rows:
        yield Grant(action, scope, (feature,), f"CloudFormation {does}", schema(f"{kind}:{lines}"))


_DEPLOYER = "deploy/deployer.py"
_MANAGER = "bootstrap/companion_stack/companion_stack_manager.py"
_MANAGED_CODE = "utils/managed_cloudformation_stack.py"

_GRANTS = (
    *_allow(
        _STACKS,
        ("deploy", "delete", "sync"),
        (
            cloudformation.DescribeStacks,
            "finds out whether the stack exists, waits for it, and reads its outputs",
            _lib(_DEPLOYER, 144, 576, 578, 795),
        ),
    ),
    *_allow(
        _STACKS,
        ("deploy", "sync"),
        (
            cloudformation.GetTemplateSummary,
            "reads which parameters the deployed template has",
            _lib(_DEPLOYER, 214, 706),
        ),
        (
            cloudformation.DescribeStackEvents,
            "shows what happens to the stack",
            _lib(_DEPLOYER, 410, 441),
        ),
    ),
    *_allow(
        _STACKS,
        ("deploy",),
        (
            cloudformation.CreateChangeSet,
            "creates a change set, also to create the stack",
            _lib(_DEPLOYER, 270),
        ),
        (
            cloudformation.DescribeChangeSet,
            "waits until the change set is there, and shows its changes",
            _lib(_DEPLOYER, 295, 359),
        ),
        (cloudformation.ExecuteChangeSet, "executes the change set", _lib(_DEPLOYER, 397)),
    ),
    Grant(
        cloudformation.CreateChangeSet,
        _TRANSFORM,
        ("deploy", "sync", "managed-bucket"),
        "every template has the transform of SAM, which CloudFormation authorises apart, in the account aws",
        (vendor(f"{_CFN_GUIDE}/template-macros-overview.html"), _lib(_DEPLOYER, 270)),
    ),
    Grant(
        s3.GetObject,
        _ARTIFACTS,
        ("deploy", "package", "delete", "sync"),
        "sees whether a file is there already, and lets CloudFormation fetch the template with the caller's permission",
        (_lib("package/s3_uploader.py", 209), _lib("sync/infra_sync_executor.py", 771)),
    ),
    Grant(
        s3.PutObject,
        _ARTIFACTS,
        ("deploy", "package", "sync"),
        "uploads code, layers and the template",
        (_lib("package/s3_uploader.py", 110, 114),),
    ),
    Grant(
        s3.AbortMultipartUpload,
        _ARTIFACTS,
        ("package", "sync"),
        "leaves no parts behind when the upload of a large file fails",
        (inferred(f"{_AWS}/AmazonS3/latest/userguide/mpuoverview.html"), _lib("package/s3_uploader.py", 110)),
    ),
    *(
        Grant(
            action,
            _KEY,
            ("artifacts-key",),
            reason,
            (vendor(f"{_AWS}/AmazonS3/latest/userguide/UsingKMSEncryption.html"),),
        )
        for action, reason in (
            (kms.GenerateDataKey, "encrypts what it uploads"),
            (kms.Decrypt, "completes the upload of a large file, and lets CloudFormation fetch the template"),
        )
    ),
    *_allow(
        _REGISTRY,
        ("images",),
        (
            ecr.GetAuthorizationToken,
            "logs docker in; AWS lets no resource narrow it",
            _lib("package/ecr_uploader.py", 70),
        ),
    ),
    *_allow(
        _IMAGES,
        ("images",),
        *(
            (action, "docker pushes an image", _PUSH)
            for action in (
                ecr.BatchCheckLayerAvailability,
                ecr.InitiateLayerUpload,
                ecr.UploadLayerPart,
                ecr.CompleteLayerUpload,
                ecr.PutImage,
                ecr.BatchGetImage,
            )
        ),
        (
            ecr.GetDownloadUrlForLayer,
            "lets AWS Lambda fetch the image with the caller's permission",
            _template(316),
        ),
    ),
    Grant(
        iam.PassRole,
        _PASS_ROLE,
        ("stack-role",),
        "hands CloudFormation the role with which it makes the resources of the stack",
        (vendor(f"{_CFN_GUIDE}/using-iam-servicerole.html"), _template(273), _lib(_DEPLOYER, 263)),
    ),
    *_allow(
        _STACKS,
        ("delete",),
        (
            cloudformation.GetTemplate,
            "finds out which files and images the stack has",
            _lib("delete/cfn_utils.py", 100),
        ),
    ),
    *_allow(
        _STACKS,
        ("delete", "on-failure-delete"),
        (cloudformation.DeleteStack, "deletes the stack", _lib("delete/cfn_utils.py", 166)),
    ),
    *_allow(
        _STACKS,
        ("on-failure-delete",),
        (cloudformation.RollbackStack, "takes a failed update back", _lib(_DEPLOYER, 829)),
    ),
    *_allow(
        _ARTIFACTS,
        ("delete",),
        (s3.DeleteObject, "deletes the files of the stack", _lib("package/s3_uploader.py", 166)),
    ),
    *_allow(
        _ARTIFACTS_BUCKET,
        ("delete",),
        (s3.ListBucket, "finds the files below --s3-prefix", _lib("package/s3_uploader.py", 192)),
    ),
    *_allow(
        _IMAGES,
        ("delete",),
        (ecr.BatchDeleteImage, "deletes the images of the stack", _lib("package/ecr_uploader.py", 147)),
    ),
    Grant(
        cloudformation.TagResource,
        _STACKS,
        ("tags",),
        "the stack is created and updated with tags",
        (inferred(f"{_CFN_GUIDE}/cfn-console-add-tags.html"), _lib(_DEPLOYER, 231)),
    ),
    Grant(
        sns.Publish,
        _TOPICS,
        ("notifications",),
        "CloudFormation reports the events of the stack with the rights of its caller",
        (inferred(f"{_CFN_GUIDE}/cfn-console-create-stack.html"), _lib(_DEPLOYER, 265)),
    ),
    *_allow(
        _MANAGED_STACK,
        ("managed-bucket",),
        (
            cloudformation.DescribeStacks,
            "finds the stack of the bucket, and waits until it is made",
            _lib(_MANAGED_CODE, 157, 266, 268),
        ),
        (cloudformation.CreateChangeSet, "makes that stack", _lib(_MANAGED_CODE, 251)),
        (cloudformation.DescribeChangeSet, "waits for its change set", _lib(_MANAGED_CODE, 261)),
        (cloudformation.ExecuteChangeSet, "executes that", _lib(_MANAGED_CODE, 265)),
    ),
    Grant(
        cloudformation.TagResource,
        _MANAGED_STACK,
        ("managed-bucket",),
        "that stack has a tag, by which sam knows it",
        (inferred(f"{_CFN_GUIDE}/cfn-console-add-tags.html"), _lib(_MANAGED_CODE, 254)),
    ),
    *_handled(
        _MANAGED_BUCKET,
        "managed-bucket",
        "S3_Bucket",
        (s3.CreateBucket, "creates the bucket", "1740"),
        (s3.PutBucketTagging, "tags the bucket", "1741"),
        (s3.PutEncryptionConfiguration, "encrypts the bucket", "1743"),
        (s3.PutBucketPublicAccessBlock, "blocks public access to the bucket", "1752"),
        (s3.PutBucketVersioning, "versions the bucket", "1761"),
        (s3.GetBucketTagging, "reads the tags of the bucket back", "1792"),
        (s3.GetEncryptionConfiguration, "reads the encryption of the bucket back", "1782"),
    ),
    *_handled(
        _MANAGED_BUCKET,
        "managed-bucket",
        "S3_BucketPolicy",
        (s3.GetBucketPolicy, "reads the policy of the bucket", "37,43"),
        (s3.PutBucketPolicy, "refuses access to the bucket without TLS", "38"),
    ),
    *_allow(
        _COMPANION_STACK,
        ("companion-stack",),
        (
            cloudformation.DescribeStacks,
            "finds the companion stack, and waits for it",
            _lib(_MANAGER, 227, 124, 130, 138),
        ),
        (cloudformation.CreateStack, "creates the companion stack", _lib(_MANAGER, 127)),
        (cloudformation.UpdateStack, "updates the companion stack", _lib(_MANAGER, 121)),
        (
            cloudformation.ListStackResources,
            "finds repositories that no function has any more",
            _lib(_MANAGER, 157),
        ),
        (
            cloudformation.DeleteStack,
            "deletes the companion stack with the last repository",
            _lib(_MANAGER, 139),
        ),
        (
            cloudformation.GetTemplate,
            "sam delete finds out which repositories the companion stack has",
            _lib("delete/cfn_utils.py", 100),
        ),
    ),
    *_handled(
        _COMPANION_IMAGES,
        "companion-stack",
        "ECR_Repository",
        (ecr.CreateRepository, "creates the repositories of the companion stack", "232"),
        (ecr.SetRepositoryPolicy, "lets AWS Lambda read their images", "234"),
        (ecr.TagResource, "tags them", "235"),
        (ecr.DescribeRepositories, "reads them back", "243"),
        (ecr.GetRepositoryPolicy, "reads their policies back", "245"),
        (ecr.ListTagsForResource, "reads their tags back", "246"),
    ),
    *_allow(
        _COMPANION_IMAGES,
        ("companion-stack",),
        (
            ecr.DeleteRepository,
            "deletes repositories that no function has any more, with their images",
            _lib(_MANAGER, 196),
        ),
    ),
    *_allow(
        _PROFILES,
        ("signing",),
        (signer.StartSigningJob, "signs code", _lib("package/code_signer.py", 128, 135)),
    ),
    *_allow(
        _JOBS,
        ("signing",),
        (signer.DescribeSigningJob, "waits until code is signed", _lib("package/code_signer.py", 85, 110)),
    ),
    *_allow(
        _ARTIFACTS,
        ("signing",),
        (
            s3.GetObjectTagging,
            "asks for the version of what it uploaded",
            _lib("package/s3_uploader.py", 240),
        ),
    ),
    *_allow(
        _STACKS,
        ("sync",),
        (cloudformation.CreateStack, "creates the stack", _lib(_DEPLOYER, 644)),
        (cloudformation.UpdateStack, "updates the stack", _lib(_DEPLOYER, 658)),
        (
            cloudformation.GetTemplate,
            "finds out whether only code has changed",
            _lib("sync/infra_sync_executor.py", 262),
        ),
        (
            cloudformation.DescribeStackResource,
            "finds nested stacks",
            _lib("sync/infra_sync_executor.py", 312),
        ),
        (
            cloudformation.ListStackResources,
            "finds the functions, layers and APIs of the stack",
            _lib("utils/cloudformation.py", 82),
        ),
    ),
    *_allow(
        _FUNCTIONS,
        ("sync-functions",),
        (
            awslambda.GetFunction,
            "compares code with what is deployed, and waits for it",
            _lib("sync/flows/zip_function_sync_flow.py", 138),
        ),
        (
            awslambda.GetFunctionConfiguration,
            "waits until the function is updated",
            _lib("sync/flows/function_sync_flow.py", 120),
        ),
        (awslambda.UpdateFunctionCode, "updates code", _lib("sync/flows/function_sync_flow.py", 185)),
        (
            awslambda.PublishVersion,
            "publishes a version where the template has AutoPublishAlias",
            _lib("sync/flows/alias_version_sync_flow.py", 93),
        ),
        (
            awslambda.UpdateAlias,
            "points that alias at the version",
            _lib("sync/flows/alias_version_sync_flow.py", 97),
        ),
    ),
    *_allow(
        _LAYER_LIST,
        ("sync-layers",),
        (
            awslambda.ListLayerVersions,
            "finds the newest version of a layer; AWS lets no resource narrow it",
            _lib("sync/flows/layer_sync_flow.py", 38),
        ),
    ),
    *_allow(
        _LAYERS,
        ("sync-layers",),
        (
            awslambda.PublishLayerVersion,
            "publishes a version of a layer",
            _lib("sync/flows/layer_sync_flow.py", 154),
        ),
    ),
    *_allow(
        _LAYER_VERSIONS,
        ("sync-layers",),
        (
            awslambda.GetLayerVersion,
            "compares a layer with what is deployed, and lets functions have it",
            _lib("sync/flows/layer_sync_flow.py", 102),
        ),
        (
            awslambda.DeleteLayerVersion,
            "deletes the version before",
            _lib("sync/flows/layer_sync_flow.py", 167),
        ),
    ),
    *_allow(
        _FUNCTIONS,
        ("sync-layers",),
        (
            awslambda.GetFunction,
            "finds out which layers a function has",
            _lib("sync/flows/layer_sync_flow.py", 396),
        ),
        (
            awslambda.UpdateFunctionConfiguration,
            "gives functions the version of the layer",
            _lib("sync/flows/layer_sync_flow.py", 432),
        ),
    ),
    *_allow(
        _STATE_MACHINES,
        ("sync-state-machines",),
        (
            states.UpdateStateMachine,
            "updates the definition of a state machine",
            _lib("sync/flows/stepfunctions_sync_flow.py", 131),
        ),
    ),
    *_allow(
        _API,
        ("sync-rest-apis",),
        (apigateway.PUT, "overwrites the definition of an API", _lib("sync/flows/rest_api_sync_flow.py", 85)),
    ),
    *_allow(
        _API_PARTS,
        ("sync-rest-apis",),
        (apigateway.POST, "deploys it", _lib("sync/flows/rest_api_sync_flow.py", 99)),
        (apigateway.GET, "reads its stages", _lib("sync/flows/rest_api_sync_flow.py", 130, 171)),
        (
            apigateway.PATCH,
            "points its stages at the deployment",
            _lib("sync/flows/rest_api_sync_flow.py", 180),
        ),
        (
            apigateway.DELETE,
            "flushes the caches of its stages, and deletes the deployment before",
            _lib("sync/flows/rest_api_sync_flow.py", 189, 190, 206),
        ),
    ),
)

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
    ),
    grants=_GRANTS,
    pages=(
        Page(
            _template(265),
            (
                PageStatement("PassRole", (iam.PassRole,), ("{stack_role}",)),
                PageStatement(
                    "Stacks",
                    (
                        cloudformation.CreateChangeSet,
                        cloudformation.DescribeChangeSet,
                        cloudformation.ExecuteChangeSet,
                        cloudformation.DeleteStack,
                        cloudformation.DescribeStackEvents,
                        cloudformation.DescribeStacks,
                        cloudformation.GetTemplate,
                        cloudformation.GetTemplateSummary,
                        cloudformation.DescribeStackResource,
                    ),
                    ("*",),
                ),
                PageStatement(
                    "Artifacts",
                    (
                        s3.DeleteObject,
                        Action("s3", "GetObject*"),
                        Action("s3", "PutObject*"),
                        Action("s3", "GetBucket*"),
                        Action("s3", "List*"),
                    ),
                    ("arn:{partition}:s3:::{bucket}/*", "arn:{partition}:s3:::{bucket}"),
                ),
                PageStatement("Registry", (ecr.GetAuthorizationToken,), ("*",)),
                PageStatement(
                    "Images",
                    (
                        ecr.GetDownloadUrlForLayer,
                        ecr.BatchDeleteImage,
                        ecr.BatchGetImage,
                        ecr.BatchCheckLayerAvailability,
                        ecr.PutImage,
                        ecr.InitiateLayerUpload,
                        ecr.UploadLayerPart,
                        ecr.CompleteLayerUpload,
                    ),
                    ("arn:{partition}:ecr:{region}:{account}:repository/{repository}",),
                ),
            ),
            warnings=(
                "the role that it hands to CloudFormation, made beside it, has every action on every resource",
                "deploys and deletes every stack of the account, with the roles that those have",
                "has no cloudformation:TagResource, kms:GenerateDataKey and sns:Publish: tags, --kms-key-id and"
                " --notification-arns may be denied",
                "has no s3:AbortMultipartUpload: the parts of an upload that failed stay",
                "cloudformation:DescribeStackResource is never called by deploy, package and delete",
                "passes roles to any service that takes one (no iam:PassedToService)",
            ),
        ),
    ),
    repositories=(_CODE, _SCHEMAS),
)
