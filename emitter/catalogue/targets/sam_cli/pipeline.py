"""What sam pipeline bootstrap takes: a stack with the roles, buckets and repository of a pipeline."""

from awacs import cloudformation, ecr, iam, s3, secretsmanager

from ...model import Grant, Scope, inferred
from .sources import _AWS, _CFN_ARN, _CFN_GUIDE, _allow, _handled, _lib

_NAMED = "aws-sam-cli-managed-*"
_PIPELINE_STACK = Scope("PipelineStacks", (f"{_CFN_ARN}:stack/aws-sam-cli-managed-*-pipeline-resources/*",))
_PIPELINE_ROLES = Scope("PipelineRoles", (f"arn:{{partition}}:iam::{{account}}:role/{_NAMED}",))
_PIPELINE_USERS = Scope("PipelineUsers", (f"arn:{{partition}}:iam::{{account}}:user/{_NAMED}",))
# CloudFormation shortens the name of the stack in that of a bucket.
_PIPELINE_BUCKETS = Scope(
    "PipelineBuckets",
    (
        f"arn:{{partition}}:s3:::{_NAMED}-artifactsbucket-*",
        f"arn:{{partition}}:s3:::{_NAMED}-artifactsloggingbucket-*",
    ),
)
_PIPELINE_REPOSITORIES = Scope(
    "PipelineRepositories", (f"arn:{{partition}}:ecr:{{region}}:{{account}}:repository/{_NAMED}",)
)
_PIPELINE_SECRETS = Scope(
    "PipelineSecrets",
    ("arn:{partition}:secretsmanager:{region}:{account}:secret:PipelineUserSecretKey-*",),
)
_PROVIDERS = Scope("OidcProviders", ("arn:{partition}:iam::{account}:oidc-provider/{oidc_issuer}",))
_PROVIDER_LIST = Scope("OidcProviderList", ("*",))

_STAGE = "pipeline/bootstrap/stage.py"
_MANAGED_CODE = "utils/managed_cloudformation_stack.py"
_BOOTSTRAP = "pipeline-bootstrap"

_PIPELINE_GRANTS = (
    *_allow(
        _PIPELINE_STACK,
        (_BOOTSTRAP,),
        (
            cloudformation.DescribeStacks,
            "finds the stack of the stage, waits for it, and reads its outputs",
            _lib(_MANAGED_CODE, 185, 266, 290),
        ),
        (cloudformation.CreateChangeSet, "makes that stack", _lib(_MANAGED_CODE, 251)),
        (cloudformation.DescribeChangeSet, "waits for its change set", _lib(_MANAGED_CODE, 261)),
        (cloudformation.ExecuteChangeSet, "executes that", _lib(_MANAGED_CODE, 265)),
        (cloudformation.UpdateStack, "updates a stack that is there", _lib(_MANAGED_CODE, 282)),
    ),
    Grant(
        cloudformation.TagResource,
        _PIPELINE_STACK,
        (_BOOTSTRAP,),
        "that stack has a tag, by which sam knows it",
        (inferred(f"{_CFN_GUIDE}/cfn-console-add-tags.html"), _lib(_MANAGED_CODE, 254, 285)),
    ),
    *_handled(
        _PIPELINE_ROLES,
        _BOOTSTRAP,
        "IAM_Role",
        (iam.CreateRole, "creates the roles of the pipeline and of its stacks", "144"),
        (iam.GetRole, "waits for the roles, and reads them", "150,155"),
        (iam.TagRole, "tags the roles", "148,172"),
        (iam.PutRolePolicy, "writes what the roles may do", "145,171"),
        (iam.GetRolePolicy, "reads that back", "147,158"),
        (iam.ListRolePolicies, "lists that", "157"),
        (iam.ListAttachedRolePolicies, "lists attached policies", "156"),
        (iam.UpdateAssumeRolePolicy, "changes whom the roles trust", "165"),
        (iam.DeleteRolePolicy, "removes what they may do, when their creation is rolled back too", "170,180"),
        (iam.DeleteRole, "deletes the roles when their creation is rolled back", "178"),
    ),
    *_handled(
        _PIPELINE_BUCKETS,
        _BOOTSTRAP,
        "S3_Bucket",
        (s3.CreateBucket, "creates the buckets of artifacts and of their logs", "1740"),
        (s3.PutBucketTagging, "tags the buckets", "1741"),
        (s3.PutEncryptionConfiguration, "encrypts the buckets", "1743"),
        (s3.PutBucketVersioning, "versions the buckets", "1761"),
        (s3.PutBucketLogging, "logs access to artifacts", "1760"),
        (s3.PutBucketOwnershipControls, "lets logs be delivered with an ACL", "1763"),
        (s3.PutBucketAcl, "lets Amazon S3 deliver logs", "1801"),
        (s3.GetBucketTagging, "reads the tags of the buckets back", "1792"),
        (s3.GetEncryptionConfiguration, "reads the encryption of the buckets back", "1782"),
    ),
    *_handled(
        _PIPELINE_BUCKETS,
        _BOOTSTRAP,
        "S3_BucketPolicy",
        (s3.GetBucketPolicy, "reads the policies of the buckets", "37,43"),
        (s3.PutBucketPolicy, "lets the roles read and write artifacts", "38"),
        (s3.DeleteBucketPolicy, "deletes those policies when their creation is rolled back", "55"),
    ),
    *_handled(
        _PIPELINE_USERS,
        "pipeline-user",
        "IAM_User",
        (iam.CreateUser, "creates the user that assumes the role of the pipeline", "156"),
        (iam.GetUser, "reads the user", "157,167"),
        (iam.TagUser, "tags the user", "158"),
        (iam.PutUserPolicy, "lets the user assume that role", "154"),
        (iam.GetUserPolicy, "reads that back", "163"),
        (iam.DeleteUserPolicy, "removes that when its creation is rolled back", "196"),
        (iam.DeleteUser, "deletes the user when its creation is rolled back", "197"),
    ),
    *(
        Grant(
            action,
            _PIPELINE_USERS,
            ("pipeline-user",),
            f"CloudFormation {does}",
            (
                inferred(
                    f"{_AWS}/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-accesskey.html"
                ),
                _lib("pipeline/bootstrap/stage_resources.yaml", 76),
            ),
        )
        for action, does in (
            (iam.CreateAccessKey, "creates an access key of the user"),
            (iam.DeleteAccessKey, "deletes that key when its creation is rolled back"),
        )
    ),
    *_handled(
        _PIPELINE_SECRETS,
        "pipeline-user",
        "SecretsManager_Secret",
        (secretsmanager.CreateSecret, "keeps that key as a secret", "171"),
        (secretsmanager.DescribeSecret, "reads what the secret is", "169,190"),
        (secretsmanager.TagResource, "tags the secret as the stack is", "172"),
        (secretsmanager.DeleteSecret, "deletes the secret when its creation is rolled back", "178"),
    ),
    *_allow(
        _PIPELINE_SECRETS,
        ("pipeline-user",),
        (secretsmanager.GetSecretValue, "shows the key of the user", _lib(_STAGE, 370)),
    ),
    *_allow(
        _PROVIDER_LIST,
        ("pipeline-oidc",),
        (
            iam.ListOpenIDConnectProviders,
            "finds out whether the account has the provider; AWS lets no resource narrow it",
            _lib(_STAGE, 179),
        ),
    ),
    *_allow(
        _PIPELINE_STACK,
        ("pipeline-oidc",),
        (
            cloudformation.DescribeStackResource,
            "finds out whether the provider is of its own stack",
            _lib(_STAGE, 185),
        ),
    ),
    *_handled(
        _PROVIDERS,
        "pipeline-oidc",
        "IAM_OIDCProvider",
        (iam.CreateOpenIDConnectProvider, "creates the provider", "83"),
        (iam.TagOpenIDConnectProvider, "tags the provider as the stack is", "84"),
        (iam.GetOpenIDConnectProvider, "reads the provider", "85,90"),
        (iam.DeleteOpenIDConnectProvider, "deletes the provider when its creation is rolled back", "106"),
    ),
    *_handled(
        _PIPELINE_REPOSITORIES,
        "pipeline-images",
        "ECR_Repository",
        (ecr.CreateRepository, "creates the repository of images", "232"),
        (ecr.SetRepositoryPolicy, "lets the roles and AWS Lambda read and write images", "234"),
        (ecr.TagResource, "tags the repository as the stack is", "235"),
        (ecr.DescribeRepositories, "reads the repository back", "243"),
        (ecr.GetRepositoryPolicy, "reads its policy back", "245"),
        (ecr.ListTagsForResource, "reads its tags back", "246"),
        (ecr.DeleteRepository, "deletes the repository when its creation is rolled back", "267"),
    ),
)
