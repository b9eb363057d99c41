"""What CloudFormation calls to make what the template of cdk bootstrap lists."""

from collections.abc import Iterator

from awacs import ecr, iam, kms, s3, ssm
from awacs.aws import Action

from ...model import Accept, Grant, GrantCondition, Scope
from .._resource_schemas import schema

_ROLE = "arn:{partition}:iam::{account}:role/cdk-{qualifier}"


_ROLES = tuple(
    f"{_ROLE}-{name}-role-{{account}}-{{region}}"
    for name in ("deploy", "file-publishing", "image-publishing", "lookup", "cfn-exec")
)


_BUCKET = "arn:{partition}:s3:::cdk-{qualifier}-assets-{account}-{region}"


_ROLE_SCOPE = Scope("Roles", _ROLES)


_ATTACHED = Scope(
    "RolePolicies",
    _ROLES,
    (
        GrantCondition(
            "ArnEquals",
            "iam:PolicyARN",
            (
                "arn:{partition}:iam::aws:policy/ReadOnlyAccess",
                "arn:{partition}:iam::aws:policy/AWSCloudFormationReadOnlyAccess",
                "{execution_policy}",
            ),
        ),
    ),
)


_EXECUTION_ROLE = Scope("ExecutionRoleBoundary", (_ROLES[4],))


_S3 = Scope("AssetsBucket", (_BUCKET,))


_ECR = Scope(
    "ImagesRepository",
    (
        "arn:{partition}:ecr:{region}:{account}:repository/cdk-{qualifier}-container-assets-{account}-{region}",
    ),
)


_SSM = Scope(
    "Version", ("arn:{partition}:ssm:{region}:{account}:parameter/cdk-bootstrap/{qualifier}/version",)
)


_NEW_KEY = Scope("NewKey", ("*",))


_KEYS = Scope(
    "Keys",
    ("arn:{partition}:kms:{region}:{account}:key/*",),
    accepts=(
        Accept("W412", "KMS makes up the id of the key that cdk bootstrap creates", when="customer-key"),
    ),
)


_ALIAS = Scope(
    "KeyAlias",
    (
        "arn:{partition}:kms:{region}:{account}:alias/cdk-{qualifier}-assets-key",
        "arn:{partition}:kms:{region}:{account}:key/*",
    ),
)


_ALIASES = Scope("KeyAliases", ("*",))


def _handled(scope: Scope, feature: str, kind: str, *rows: tuple[Action, str, str]) -> Iterator[Grant]:
    """Yield what CloudFormation calls for a ``kind`` of resource: action, what it does, lines of the schema."""
    for action, does, lines in rows:
        yield Grant(action, scope, (feature,), f"CloudFormation {does}", schema(f"{kind}:{lines}"))


_RESOURCE_GRANTS = (
    *_handled(
        _ROLE_SCOPE,
        "resources",
        "IAM_Role",
        (iam.CreateRole, "creates the roles", "144"),
        (iam.GetRole, "waits for the roles, and reads them", "150,155"),
        (iam.TagRole, "tags the roles, which the template always does", "148,172"),
        (iam.UntagRole, "removes tags that a newer template has not", "149,173"),
        (iam.PutRolePolicy, "writes inline policies", "145,171"),
        (iam.GetRolePolicy, "reads inline policies back", "147,158"),
        (iam.DeleteRolePolicy, "removes inline policies that a newer template has not", "170"),
        (iam.UpdateAssumeRolePolicy, "changes whom the roles trust (--trust)", "165"),
        (iam.ListRolePolicies, "lists inline policies", "157"),
        (iam.ListAttachedRolePolicies, "lists attached policies", "156"),
    ),
    *_handled(
        _ATTACHED,
        "resources",
        "IAM_Role",
        (
            iam.AttachRolePolicy,
            "attaches policies of AWS and of --cloudformation-execution-policies",
            "146,167",
        ),
        (iam.DetachRolePolicy, "detaches those that are no longer given", "166"),
    ),
    *_handled(
        _ROLE_SCOPE,
        "rollback",
        "IAM_Role",
        (iam.DeleteRole, "deletes the roles when their creation is rolled back", "178"),
    ),
    *_handled(
        _EXECUTION_ROLE,
        "boundary",
        "IAM_Role",
        (iam.PutRolePermissionsBoundary, "bounds the execution role", "169"),
        (iam.DeleteRolePermissionsBoundary, "lifts that boundary when it is no longer given", "168"),
    ),
    *_handled(
        _S3,
        "resources",
        "S3_Bucket",
        (s3.CreateBucket, "creates the bucket of assets", "1740"),
        (s3.PutBucketAcl, "keeps the bucket private, as the template says", "1801"),
        (s3.PutEncryptionConfiguration, "encrypts the bucket", "1743,1804"),
        (s3.PutBucketPublicAccessBlock, "blocks public access to the bucket", "1752,1822"),
        (s3.PutBucketVersioning, "versions the bucket", "1761,1828"),
        (s3.PutLifecycleConfiguration, "expires old versions in the bucket", "1746,1807"),
        (s3.GetEncryptionConfiguration, "reads the encryption of the bucket back", "1782"),
    ),
    *_handled(
        _S3,
        "resources",
        "S3_BucketPolicy",
        (s3.GetBucketPolicy, "reads the policy of the bucket", "37,43"),
        (s3.PutBucketPolicy, "refuses access to the bucket without TLS", "38,49"),
    ),
    *_handled(
        _S3,
        "rollback",
        "S3_BucketPolicy",
        (s3.DeleteBucketPolicy, "deletes that policy when its creation is rolled back", "55"),
    ),
    *_handled(
        _ECR,
        "resources",
        "ECR_Repository",
        (ecr.CreateRepository, "creates the repository of images", "232"),
        (ecr.PutLifecyclePolicy, "expires untagged images", "233,252"),
        (ecr.SetRepositoryPolicy, "lets AWS Lambda and Amazon EMR read images", "234,253"),
        (ecr.PutImageTagMutability, "keeps tags of images as they are", "259"),
        (ecr.DescribeRepositories, "reads the repository back", "243,251"),
        (ecr.GetLifecyclePolicy, "reads its lifecycle policy back", "244"),
        (ecr.GetRepositoryPolicy, "reads its policy back", "245"),
        (ecr.ListTagsForResource, "reads its tags back", "246"),
    ),
    *_handled(
        _ECR,
        "rollback",
        "ECR_Repository",
        (ecr.DeleteRepository, "deletes the repository when its creation is rolled back", "267"),
    ),
    *_handled(
        _SSM,
        "resources",
        "SSM_Parameter",
        (ssm.PutParameter, "stores the version of the bootstrap stack", "101,115"),
        (ssm.GetParameters, "reads it back", "103,109"),
        (ssm.ListTagsForResource, "reads its tags back", "110"),
    ),
    *_handled(
        _SSM,
        "rollback",
        "SSM_Parameter",
        (ssm.DeleteParameter, "deletes it when its creation is rolled back", "124"),
    ),
    *_handled(
        _S3,
        "tags",
        "S3_Bucket",
        (s3.PutBucketTagging, "tags the bucket", "1741,1802"),
        (s3.GetBucketTagging, "reads the tags of the bucket back", "1792"),
    ),
    *_handled(
        _ECR,
        "tags",
        "ECR_Repository",
        (ecr.TagResource, "tags the repository", "235,254"),
        (ecr.UntagResource, "removes tags of the repository", "255"),
    ),
    *_handled(
        _SSM,
        "tags",
        "SSM_Parameter",
        (ssm.AddTagsToResource, "tags the parameter", "102,116"),
        (ssm.RemoveTagsFromResource, "removes tags of the parameter", "117"),
    ),
    *_handled(
        _NEW_KEY,
        "customer-key",
        "KMS_Key",
        (kms.CreateKey, "creates the key of the bucket; AWS lets no resource narrow it", "166"),
    ),
    *_handled(
        _KEYS,
        "customer-key",
        "KMS_Key",
        (kms.PutKeyPolicy, "writes the policy of the key, whose id is not known before", "170,188"),
        (kms.DescribeKey, "reads the key back", "175,183"),
        (kms.GetKeyPolicy, "reads its policy back", "176"),
        (kms.GetKeyRotationStatus, "reads its rotation back", "177"),
        (kms.ListResourceTags, "reads its tags back", "178,192"),
        (kms.ScheduleKeyDeletion, "deletes the key when it is no longer asked for", "198"),
    ),
    *_handled(
        _KEYS,
        "customer-key-tags",
        "KMS_Key",
        (kms.TagResource, "tags the key", "169,189"),
        (kms.UntagResource, "removes tags of the key", "190"),
    ),
    *_handled(
        _ALIAS,
        "customer-key",
        "KMS_Alias",
        (kms.CreateAlias, "names the key", "14"),
        (kms.UpdateAlias, "names another key so", "19"),
        (kms.DeleteAlias, "removes that name", "29"),
    ),
    *_handled(
        _ALIASES,
        "customer-key",
        "KMS_Alias",
        (kms.ListAliases, "reads that name back; AWS lets no resource narrow it", "9"),
    ),
)
