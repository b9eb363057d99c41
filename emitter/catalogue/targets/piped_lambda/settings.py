"""Code, images, networks and layers that a function manifest names."""

from awacs import awslambda, ec2, ecr, kms, s3

from ...model import Grant, GrantCondition, Scope, inferred
from .._pipecd import AWS
from .sources import FOREIGN_IMAGE, GUIDE, GUIDE_2018, IMAGE_POLICY, LAMBDA_ARN, client, guide

_ARTIFACTS = Scope("Artifacts", ("arn:{partition}:s3:::{artifact_bucket}/{artifact}",))
# The key's own ARN names the Region; the service's domain differs between partitions.
_ARTIFACT_KEY = Scope(
    "ArtifactKey", ("{artifact_kms_key}",), (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),)
)
_REPOSITORIES = Scope("RepositoryPolicies", ("{own_repository}",))
_FOREIGN_IMAGES = Scope(
    "OtherAccountImages",
    ("arn:{partition}:ecr:{region}:{image_account}:repository/{image_repository}",),
)
_NETWORK = Scope("Network", ("*",))
_LAYERS = Scope("Layers", (f"{LAMBDA_ARN}:layer:{{layer}}:*",))
_FOREIGN_LAYERS = Scope(
    "OtherAccountLayers", ("arn:{partition}:lambda:{region}:{layer_account}:layer:{other_layer}:*",)
)

SETTING_GRANTS = (
    Grant(
        s3.GetObject,
        _ARTIFACTS,
        ("s3-source",),
        "lets AWS Lambda fetch the code from Amazon S3, which it does with the caller's permission",
        (guide(GUIDE_2018, "lambda-api-permissions-ref", 70, 94), client(152, 233)),
    ),
    Grant(
        s3.GetObjectVersion,
        _ARTIFACTS,
        ("s3-source",),
        "piped always names a version of the object, and Amazon S3 authorises that apart",
        (inferred(f"{AWS}/AmazonS3/latest/API/API_GetObject.html"), client(154, 235)),
    ),
    Grant(
        kms.Decrypt,
        _ARTIFACT_KEY,
        ("s3-source-key",),
        "lets Amazon S3 decrypt the code, which it does with the caller's permission on the key",
        (inferred(f"{AWS}/AmazonS3/latest/userguide/UsingKMSEncryption.html"), client(152, 233)),
    ),
    Grant(
        ecr.GetRepositoryPolicy,
        _REPOSITORIES,
        ("image-repository-policy",),
        "lets AWS Lambda look whether the policy of the repository admits it",
        (IMAGE_POLICY, client(145, 229)),
    ),
    Grant(
        ecr.SetRepositoryPolicy,
        _REPOSITORIES,
        ("image-repository-policy",),
        "lets AWS Lambda add itself to the policy of the repository; the caller could open it to anyone",
        (IMAGE_POLICY, client(145)),
    ),
    Grant(
        ecr.BatchGetImage,
        _FOREIGN_IMAGES,
        ("image-other-account",),
        "an image of another account must be open to the caller itself, not only to AWS Lambda",
        (FOREIGN_IMAGE, client(145, 229)),
    ),
    Grant(
        ecr.GetDownloadUrlForLayer,
        _FOREIGN_IMAGES,
        ("image-other-account",),
        "the layers of an image of another account must be open to the caller itself",
        (FOREIGN_IMAGE, client(145, 229)),
    ),
    Grant(
        ec2.DescribeSecurityGroups,
        _NETWORK,
        ("vpc",),
        "lets AWS Lambda check the security groups of the function; AWS lets no resource narrow it",
        (guide(GUIDE, "configuration-vpc", 46, 49), client(136, 202, 312)),
    ),
    Grant(
        ec2.DescribeSubnets,
        _NETWORK,
        ("vpc",),
        "lets AWS Lambda check the subnets of the function; AWS lets no resource narrow it",
        (guide(GUIDE, "configuration-vpc", 46, 50), client(136, 202, 312)),
    ),
    Grant(
        ec2.DescribeVpcs,
        _NETWORK,
        ("vpc",),
        "lets AWS Lambda check the VPC of the function; AWS lets no resource narrow it",
        (guide(GUIDE, "configuration-vpc", 46, 51), client(136, 202, 312)),
    ),
    Grant(
        awslambda.GetLayerVersion,
        _LAYERS,
        ("layers",),
        "AWS requires it to give a function that version of the layer",
        (guide(GUIDE, "invocation-layers", 206), client(121, 187, 299)),
    ),
    Grant(
        awslambda.GetLayerVersion,
        _FOREIGN_LAYERS,
        ("layers-other-account",),
        "AWS requires it to give a function another account's layer, here and by the layer's policy",
        (guide(GUIDE, "invocation-layers", 206), client(121, 187, 299)),
    ),
)
