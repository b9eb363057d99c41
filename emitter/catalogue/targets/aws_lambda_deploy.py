"""The GitHub Action aws-actions/aws-lambda-deploy.

Read at v1.1.0 and v1.0.1. Its sts:GetCallerIdentity is allowed to everybody. The key of source-kms-key-arn is sent
under a name that the API does not have, and so takes no permission.
"""

from awacs import awslambda, ecr, iam, kms, s3

from .. import syntax
from ..model import (
    Accept,
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
from . import _lambda_caller as caller
from ._github_action import IDENTITIES

_CODE = Repository("aws-actions/aws-lambda-deploy", "29ea35c124579506cf0475e20df36198eb670d89")
_V1_0 = Repository("aws-actions/aws-lambda-deploy", "246115fccc1ad110c97f729696574d09eb5c690d")


def _index(*lines: int) -> Evidence:
    return _CODE.at("index.js", *lines)


def _readme(*lines: int) -> Evidence:
    return _CODE.at("README.md", *lines, confidence="documented")


_FUNCTIONS = Scope(
    "Functions",
    (caller.FUNCTION,),
    accepts=(
        Accept(
            "W506",
            "it deploys any function while none is named; the value function narrows it",
            unnamed="function",
            when="update",
        ),
    ),
)
_BUCKETS = Scope("Buckets", ("arn:{partition}:s3:::{bucket}",))
_PACKAGES = Scope("Packages", ("arn:{partition}:s3:::{bucket}/{package}",))
_PACKAGE_KEY = Scope(
    "PackageKey", ("{package_key}",), (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),)
)
_SENDS = (_index(418, 536),)

_GRANTS = (
    Grant(
        awslambda.GetFunctionConfiguration,
        _FUNCTIONS,
        ("create", "update"),
        "finds out whether the function exists, compares its configuration, and waits until it is active or updated",
        (_index(90, 295, 466, 568), _readme(281)),
    ),
    Grant(
        awslambda.CreateFunction,
        _FUNCTIONS,
        ("create",),
        "creates the function when there is none of that name",
        (_index(418), _readme(282)),
    ),
    Grant(
        awslambda.UpdateFunctionConfiguration,
        _FUNCTIONS,
        ("configuration",),
        "updates the configuration of the function where an input differs from it",
        (_index(536), _readme(284)),
    ),
    Grant(
        awslambda.UpdateFunctionCode,
        _FUNCTIONS,
        ("update",),
        "sends or names the code in every run, also in a dry run",
        (_index(676, 684), _readme(283)),
    ),
    Grant(
        awslambda.PublishVersion,
        _FUNCTIONS,
        ("publish",),
        "publishes a version with the new code, as the action's own page asks for it",
        (_readme(285), _index(684)),
    ),
    Grant(
        awslambda.TagResource,
        _FUNCTIONS,
        ("tags",),
        "the function is created with tags, and AWS authorises that apart",
        (caller.guide("configuration-tags", 17), _index(418)),
    ),
    caller.pass_role(("create", "configuration"), (_readme(293), *_SENDS)),
    Grant(
        s3.ListBucket,
        _BUCKETS,
        ("s3",),
        "finds out whether the bucket exists",
        (_index(859), vendor(f"{caller.AWS}/AmazonS3/latest/API/API_HeadBucket.html"), _readme(372)),
    ),
    Grant(s3.PutObject, _PACKAGES, ("s3",), "uploads the code to the bucket", (_index(1085), _readme(375))),
    Grant(
        s3.GetObject,
        _PACKAGES,
        ("s3",),
        "lets AWS Lambda fetch the code from Amazon S3, which it does with the caller's permission",
        (caller.FETCH, _index(418, 684), _readme(374)),
    ),
    Grant(
        kms.GenerateDataKey,
        _PACKAGE_KEY,
        ("s3-key",),
        "lets Amazon S3 encrypt the code, which it does with the caller's permission",
        (caller.FETCH_KEY, _index(1085)),
    ),
    Grant(
        kms.Decrypt,
        _PACKAGE_KEY,
        ("s3-key",),
        "lets Amazon S3 decrypt the code, which it does with the caller's permission on the key",
        (inferred(caller.FETCH_KEY.url), _index(418, 684)),
    ),
    Grant(
        s3.CreateBucket,
        _BUCKETS,
        ("s3-create-bucket",),
        "creates the bucket when there is none of that name",
        (_index(909), _readme(373)),
    ),
    Grant(
        s3.PutBucketPublicAccessBlock,
        _BUCKETS,
        ("s3-create-bucket",),
        "blocks public access to the new bucket; a denial is only a warning",
        (_index(919), _readme(376)),
    ),
    Grant(
        s3.PutEncryptionConfiguration,
        _BUCKETS,
        ("s3-create-bucket",),
        "encrypts the new bucket by default; a denial is only a warning",
        (_index(930), _readme(377)),
    ),
    Grant(
        s3.PutBucketVersioning,
        _BUCKETS,
        ("s3-create-bucket",),
        "keeps versions in the new bucket; a denial is only a warning",
        (_index(945), _readme(378)),
    ),
    *caller.grants(_SENDS, images_since="1.1"),
)

_DEPLOY = (
    PageStatement(
        "LambdaDeployPermissions",
        (
            awslambda.GetFunctionConfiguration,
            awslambda.CreateFunction,
            awslambda.UpdateFunctionCode,
            awslambda.UpdateFunctionConfiguration,
            awslambda.PublishVersion,
        ),
        (caller.FUNCTION,),
    ),
    PageStatement("PassRolesDefinition", (iam.PassRole,), ("{function_role}",)),
)
_IMAGES = (
    PageStatement("ECRAuthToken", (ecr.GetAuthorizationToken,), ("*",)),
    PageStatement(
        "AllowPushPull",
        (
            ecr.BatchGetImage,
            ecr.BatchCheckLayerAvailability,
            ecr.CompleteLayerUpload,
            ecr.GetDownloadUrlForLayer,
            ecr.InitiateLayerUpload,
            ecr.PutImage,
            ecr.UploadLayerPart,
        ),
        ("arn:{partition}:ecr:{region}:{account}:repository/{own_repository}",),
    ),
)


def _s3(*fetch: s3.Action) -> PageStatement:
    return PageStatement(
        "S3Permissions",
        (
            s3.ListBucket,
            s3.CreateBucket,
            *fetch,
            s3.PutObject,
            s3.PutBucketPublicAccessBlock,
            s3.PutEncryptionConfiguration,
            s3.PutBucketVersioning,
        ),
        ("arn:{partition}:s3:::{bucket}", "arn:{partition}:s3:::{bucket}/*"),
    )


_FAULTS = (
    "has no lambda:TagResource: a function with tags is not created",
    "has nothing that AWS Lambda asks of its caller for VPCs, layers, file systems and keys: such a function is denied",
    "passes the role to any service that takes one (no iam:PassedToService)",
    "allows to create and configure the bucket also where it exists already",
)
_DOCKER = (
    "ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:CompleteLayerUpload, ecr:InitiateLayerUpload,"
    " ecr:PutImage and ecr:UploadLayerPart are never called by the action, but by docker after amazon-ecr-login"
)

TARGET = Target(
    name="aws-lambda-deploy",
    title="functions on AWS Lambda",
    deployer="GitHub Action aws-lambda-deploy",
    versions=("1.0", "1.1"),
    read=Release("1.1.0", "2026-11-28"),
    identities=IDENTITIES,
    identity_name="aws-lambda-deploy",
    policy_name="aws-lambda-deploy",
    parameters=(
        *caller.parameters(),
        Parameter("bucket", "S3 buckets that it uploads code to", caller.BUCKET, allows_wildcard=False),
        Parameter(
            "package",
            "keys of the objects with that code (s3-key)",
            syntax.PATH_SEGMENTS,
            "lambda-deployments/*",
        ),
        Parameter(
            "package_key",
            "id of the customer managed KMS key of those buckets, or its ARN",
            syntax.SEGMENT,
            arn=caller.KEY_ARN,
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("update", "updates the code of a function; every run does", default=True, fixed_since="1.0"),
        Feature("configuration", "updates the configuration of a function, too", default=True),
        Feature("create", "creates a function that is not there yet", default=True),
        Feature("publish", "publishes versions (publish)"),
        Feature("tags", "creates functions with tags (tags)"),
        Feature("s3", "uploads the code to Amazon S3 (s3-bucket)"),
        Feature("s3-key", "the buckets are encrypted with a customer managed KMS key"),
        Feature("s3-create-bucket", "creates the bucket that s3-bucket names"),
        *caller.features(images_since="1.1"),
    ),
    grants=_GRANTS,
    pages=(
        Page(
            _V1_0.at("README.md", 227, 259, confidence="documented"),
            (*_DEPLOY, _s3()),
            until="1.0",
            warnings=("has no s3:GetObject: AWS Lambda cannot fetch the code that was uploaded", *_FAULTS),
        ),
        Page(
            _readme(275, 309, 366),
            (*_DEPLOY, *_IMAGES, _s3(s3.GetObject)),
            since="1.1",
            warnings=(*_FAULTS, _DOCKER),
        ),
    ),
    repositories=(_CODE,),
)
