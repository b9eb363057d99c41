"""Stacks that the SAM CLI makes for itself: a bucket, and repositories of images."""

from awacs import cloudformation, ecr, s3

from ...model import Accept, Grant, Scope, inferred
from .sources import _CFN_ARN, _CFN_GUIDE, _MANAGED, _allow, _handled, _lib

_MANAGED_STACK = Scope("ManagedStack", (f"{_CFN_ARN}:stack/{_MANAGED}/*",))


_MANAGED_BUCKET = Scope("ManagedBucket", (f"arn:{{partition}}:s3:::{_MANAGED}-samclisourcebucket-*",))


_COMPANION_STACK = Scope("CompanionStacks", (f"{_CFN_ARN}:stack/{{stack}}-*-CompanionStack/*",))


_COMPANION_IMAGES = Scope(
    "CompanionRepositories",
    ("arn:{partition}:ecr:{region}:{account}:repository/{companion_repository}",),
    accepts=(
        Accept(
            "W412",
            "SAM names the repositories itself; the value companion_repository narrows it",
            unnamed="companion_repository",
        ),
    ),
)


_MANAGER = "bootstrap/companion_stack/companion_stack_manager.py"


_MANAGED_CODE = "utils/managed_cloudformation_stack.py"


_MANAGED_GRANTS = (
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
)
