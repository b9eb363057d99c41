"""What AWS Lambda requires to create or update a function, next to the call itself.

It looks at VPCs, layers, images, file systems and keys with the permission of its caller.
"""

from awacs import awslambda, ec2, ecr, elasticfilesystem, iam, kms

from .. import syntax
from ..model import Evidence, Feature, Grant, GrantCondition, Parameter, Repository, Scope, vendor
from ..syntax import Syntax

AWS = "https://docs.aws.amazon.com"
# AWS's own guide, while AWS kept it on GitHub. Some of its pages went earlier than others.
_GUIDE = Repository("awsdocs/aws-lambda-developer-guide", "0665efa320399abf2b71d5ab074d07eb88d1fff2")
_GUIDE_2022 = Repository("awsdocs/aws-lambda-developer-guide", "174fd25faa9bb77f44d28d3aa81d9663a6dcf7ae")
_GUIDE_2018 = Repository("awsdocs/aws-lambda-developer-guide", "4bc1fe175fce82f794fb641b315425f531f850a4")
LAMBDA_ARN = "arn:{partition}:lambda:{region}:{account}"
ROLE_ARN = "arn:{partition}:iam::{account}:role/{value}"
KEY_ARN = "arn:{partition}:kms:{region}:{account}:key/{value}"
FUNCTION = f"{LAMBDA_ARN}:function:{{function}}"
VERSIONS = f"{FUNCTION}:*"


def guide(page: str, *lines: int) -> Evidence:
    """Return the page of AWS's guide at ``lines``."""
    return _GUIDE.at(f"doc_source/{page}.md", *lines, confidence="vendor")


QUALIFIED = guide("lambda-api-permissions-ref", 84)
_IMAGE_POLICY = _GUIDE_2022.at("doc_source/configuration-images.md", 58, confidence="vendor")
_FOREIGN_IMAGE = vendor("https://repost.aws/knowledge-center/lambda-ecr-image")
FETCH = _GUIDE_2018.at("doc_source/lambda-api-permissions-ref.md", 70, 94, confidence="vendor")
FETCH_KEY = vendor(f"{AWS}/AmazonS3/latest/userguide/UsingKMSEncryption.html")

BUCKET = Syntax(
    r"[a-z0-9][a-z0-9.*?-]{1,62}",
    "a bucket name is 3 to 63 lower-case letters, digits, - and ., or a pattern that begins with one of them",
    63,
)
LAYER = Syntax(
    r"[A-Za-z0-9_*?-]{1,140}",
    "a layer name is up to 140 letters, digits, - and _, or a pattern with * and ?",
    140,
)

_PASS_ROLE = Scope(
    "PassFunctionRole",
    ("{function_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("lambda.amazonaws.com",)),),
    beside=(awslambda.CreateFunction, awslambda.UpdateFunctionConfiguration),
)
_REPOSITORIES = Scope(
    "RepositoryPolicies", ("arn:{partition}:ecr:{region}:{account}:repository/{own_repository}",)
)
_FOREIGN_IMAGES = Scope(
    "OtherAccountImages", ("arn:{partition}:ecr:{region}:{image_account}:repository/{image_repository}",)
)
_NETWORK = Scope("Network", ("*",))
LAYERS = Scope("Layers", (f"{LAMBDA_ARN}:layer:{{layer}}:*",))
_FOREIGN_LAYERS = Scope(
    "OtherAccountLayers", ("arn:{partition}:lambda:{region}:{layer_account}:layer:{other_layer}:*",)
)
_FILE_SYSTEMS = Scope(
    "FileSystems", ("arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{file_system}",)
)
_ENVIRONMENT_KEY = Scope(
    "EnvironmentKey",
    ("{environment_key}",),
    # The key's own ARN names the Region; the service's domain differs between partitions.
    (GrantCondition("StringLike", "kms:ViaService", ("lambda.*",)),),
)


def pass_role(features: tuple[str, ...], sources: tuple[Evidence, ...]) -> Grant:
    """Return the grant to hand the function's role to AWS Lambda, for ``features``."""
    return Grant(
        iam.PassRole,
        _PASS_ROLE,
        features,
        "hands the function's role to AWS Lambda when it is created, and at an update that names it",
        (*sources, vendor(f"{AWS}/aws-managed-policy/latest/reference/AWSLambda_FullAccess.html")),
    )


def grants(calls: tuple[Evidence, ...], images_since: str | None = None) -> tuple[Grant, ...]:
    """Return what creating and updating functions takes beside the ``calls`` for it."""
    return (*_network(calls), *_images(calls, images_since), *_keys(calls))


def _network(calls: tuple[Evidence, ...]) -> tuple[Grant, ...]:
    rows = (
        (ec2.DescribeSecurityGroups, 49, "security groups"),
        (ec2.DescribeSubnets, 50, "subnets"),
        (ec2.DescribeVpcs, 51, "VPC"),
    )
    return (
        *(
            Grant(
                action,
                _NETWORK,
                ("vpc",),
                f"lets AWS Lambda check the {what} of the function; AWS lets no resource narrow it",
                (guide("configuration-vpc", 46, line), *calls),
            )
            for action, line, what in rows
        ),
        Grant(
            elasticfilesystem.DescribeMountTargets,
            _FILE_SYSTEMS,
            ("file-systems",),
            "lets AWS Lambda find the mount targets of the function's file systems",
            (guide("configuration-filesystem", 26), *calls),
        ),
        Grant(
            awslambda.GetLayerVersion,
            LAYERS,
            ("layers",),
            "a caller that gives a function a layer must be allowed to read that version of the layer",
            (guide("invocation-layers", 206), *calls),
        ),
        Grant(
            awslambda.GetLayerVersion,
            _FOREIGN_LAYERS,
            ("layers-other-account",),
            "a caller that gives a function another account's layer must be allowed to read it, here and there",
            (guide("invocation-layers", 206), *calls),
        ),
    )


def _images(calls: tuple[Evidence, ...], since: str | None) -> tuple[Grant, ...]:
    return (
        Grant(
            ecr.GetRepositoryPolicy,
            _REPOSITORIES,
            ("image-repository-policy",),
            "lets AWS Lambda look whether the policy of the repository admits it",
            (_IMAGE_POLICY, *calls),
            since=since,
        ),
        Grant(
            ecr.SetRepositoryPolicy,
            _REPOSITORIES,
            ("image-repository-policy",),
            "lets AWS Lambda add itself to the policy of the repository; the caller could open it to anyone",
            (_IMAGE_POLICY, *calls),
            since=since,
        ),
        Grant(
            ecr.BatchGetImage,
            _FOREIGN_IMAGES,
            ("image-other-account",),
            "an image of another account must be open to the caller itself, not only to AWS Lambda",
            (_FOREIGN_IMAGE, *calls),
            since=since,
        ),
        Grant(
            ecr.GetDownloadUrlForLayer,
            _FOREIGN_IMAGES,
            ("image-other-account",),
            "the layers of an image of another account must be open to the caller itself",
            (_FOREIGN_IMAGE, *calls),
            since=since,
        ),
    )


def _keys(calls: tuple[Evidence, ...]) -> tuple[Grant, ...]:
    rows = (
        (kms.CreateGrant, 273, "lets AWS Lambda use the key for the function's environment variables"),
        (kms.Encrypt, 273, "lets AWS Lambda encrypt the function's environment variables with the key"),
        (kms.Decrypt, 274, "shows the environment variables, and updates them"),
    )
    return tuple(
        Grant(
            action,
            _ENVIRONMENT_KEY,
            ("environment-key",),
            reason,
            (guide("configuration-envvars", line), *calls),
        )
        for action, line, reason in rows
    )


def parameters() -> tuple[Parameter, ...]:
    """Return the values of those grants."""
    return (
        Parameter("function", "names of the functions it deploys", syntax.FUNCTION_NAME, "*"),
        Parameter(
            "function_role",
            "roles that its functions have",
            syntax.ROLE,
            arn=ROLE_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "own_repository",
            "names of the ECR repositories of this account whose policy AWS Lambda may change",
            syntax.PATH_SEGMENTS,
            allows_wildcard=False,
        ),
        Parameter(
            "image_account",
            "other accounts whose ECR repositories hold images of its functions",
            syntax.ACCOUNT,
            allows_wildcard=False,
        ),
        Parameter(
            "image_repository", "names of the ECR repositories in those accounts", syntax.PATH_SEGMENTS, "*"
        ),
        Parameter("layer", "names of the layers of its functions", LAYER, "*"),
        Parameter(
            "layer_account",
            "other accounts whose layers its functions have",
            syntax.ACCOUNT,
            allows_wildcard=False,
        ),
        Parameter("other_layer", "names of the layers in those accounts", LAYER, "*"),
        Parameter("file_system", "ids of the EFS file systems of its functions", syntax.SEGMENT, "*"),
        Parameter(
            "environment_key",
            "id of the customer managed KMS key of environment variables, or its ARN",
            syntax.SEGMENT,
            arn=KEY_ARN,
            allows_wildcard=False,
        ),
    )


def features(images_since: str | None = None) -> tuple[Feature, ...]:
    """Return the features of those grants."""
    return (
        Feature("vpc", "functions that are connected to a VPC"),
        Feature("layers", "functions with layers of this account"),
        Feature("layers-other-account", "functions with layers of other accounts"),
        Feature("file-systems", "functions with EFS file systems"),
        Feature(
            "image-repository-policy",
            "lets AWS Lambda add itself to the policy of an image's repository in this account, which is permissions"
            " management; not needed once the policy admits lambda.amazonaws.com",
            since=images_since,
        ),
        Feature(
            "image-other-account",
            "functions whose image lies in a repository of another account",
            since=images_since,
        ),
        Feature("environment-key", "functions whose environment variables have a customer managed KMS key"),
    )
