"""Sources that lambroll's files read: code, layers, parameters, Terraform states and stacks."""

from awacs import awslambda, cloudformation, kms, s3, ssm, sts

from ...model import Grant, GrantCondition, Scope, inferred, vendor
from .. import _lambda_caller as caller
from .sources import CFN, CHANGES, LAYERS, SSM, TFSTATE, at

_LAYER_LIST = Scope("LayerVersionList", ("*",))
_CODE_OBJECTS = Scope("Code", ("arn:{partition}:s3:::{bucket}/{code}",))
_VIA_S3 = (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),)
_CODE_KEY = Scope("CodeKey", ("{code_key}",), _VIA_S3)
_PARAMETERS = Scope("Parameters", ("{ssm_parameter}",))
_PARAMETER_KEY = Scope(
    "ParameterKey", ("{ssm_key}",), (GrantCondition("StringLike", "kms:ViaService", ("ssm.*",)),)
)
_STATE = Scope("TerraformState", ("arn:{partition}:s3:::{tfstate_bucket}/{tfstate_key}",))
_STATE_ROLE = Scope("AssumeStateRole", ("{tfstate_role}",))
_STACKS = Scope("Stacks", ("arn:{partition}:cloudformation:{region}:{account}:stack/{stack}/*",))
_EXPORTS = Scope("StackExports", ("*",))

FILE_GRANTS = (
    Grant(s3.PutObject, _CODE_OBJECTS, ("s3",), "uploads the code to the bucket", at("archive.go:152")),
    Grant(
        s3.GetObject,
        _CODE_OBJECTS,
        ("s3", "s3-there"),
        "lets AWS Lambda fetch the code from Amazon S3, which it does with the caller's permission",
        (caller.FETCH, *at("deploy.go:251 create.go:140")),
    ),
    Grant(
        s3.GetObjectVersion,
        _CODE_OBJECTS,
        ("s3", "s3-there"),
        "lambroll names the version of the object where the bucket has versions, which is authorised apart",
        (
            inferred(f"{caller.AWS}/AmazonS3/latest/API/API_GetObject.html"),
            *at("create.go:72"),
        ),
    ),
    Grant(
        kms.GenerateDataKey,
        _CODE_KEY,
        ("s3",),
        "lets Amazon S3 encrypt the code, which it does with the caller's permission",
        (caller.FETCH_KEY, *at("archive.go:152")),
        requires=("s3-key",),
    ),
    Grant(
        kms.Decrypt,
        _CODE_KEY,
        ("s3-key",),
        "lets Amazon S3 decrypt the code, which it does with the caller's permission on the key",
        (inferred(caller.FETCH_KEY.url), *at("deploy.go:251")),
    ),
    Grant(
        awslambda.ListLayerVersions,
        _LAYER_LIST,
        ("layer-arn",),
        "finds the newest version of a layer for a definition file; AWS lets no resource narrow it",
        at("layer.go:28", LAYERS),
        since="1.2",
    ),
    Grant(
        awslambda.GetLayerVersion,
        caller.LAYERS,
        ("layer-arn",),
        "finds the ARN of a layer's version for a definition file",
        at("layer.go:44", LAYERS),
        since="1.2",
    ),
    Grant(
        ssm.GetParameter,
        _PARAMETERS,
        ("ssm",),
        "puts parameters into definition files",
        at("ssm/lookup.go:75", SSM),
    ),
    Grant(
        kms.Decrypt,
        _PARAMETER_KEY,
        ("ssm-key",),
        "decrypts a SecureString that is encrypted with a customer managed key",
        (
            vendor(f"{caller.AWS}/systems-manager/latest/userguide/ps-restrict-decryption.html"),
            *at("ssm/lookup.go:75", SSM),
        ),
    ),
    Grant(
        s3.GetObject,
        _STATE,
        ("tfstate-s3",),
        "reads the Terraform state, which may hold secrets, at the start of every command",
        at("tfstate/remote_s3.go:110", TFSTATE),
    ),
    Grant(
        sts.AssumeRole,
        _STATE_ROLE,
        ("tfstate-role",),
        "reads the Terraform state with the role that its backend names",
        at("tfstate/remote_s3.go:99", TFSTATE),
    ),
    Grant(
        cloudformation.DescribeStacks,
        _STACKS,
        ("cloudformation",),
        "puts the outputs of stacks into definition files",
        (*at("cfn/lookup.go:72", CFN), CHANGES.at("CHANGELOG.md", 6, confidence="documented")),
        since="1.5.2",
    ),
    Grant(
        cloudformation.ListExports,
        _EXPORTS,
        ("cloudformation-exports",),
        "puts what stacks export into definition files; AWS lets no resource narrow it",
        (*at("cfn/lookup.go:140", CFN), CHANGES.at("CHANGELOG.md", 6, confidence="documented")),
        since="1.5.2",
    ),
)
