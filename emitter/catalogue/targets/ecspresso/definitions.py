"""What definition files and plugins read, and who ecspresso becomes."""

from awacs import cloudformation, kms, s3, secretsmanager, ssm, sts

from ...model import Grant, Scope, vendor
from .sources import AWS, CFN, SSM_PARAMETERS, TFSTATE, at, through

SECRET_NAMES = Scope("SecretNames", ("{named_secret}",))
SECRET_KEY = Scope("SecretKey", ("{secrets_kms_key}",), through("secretsmanager.*", "ssm.*"))
STATE = Scope("TerraformState", ("arn:{partition}:s3:::{tfstate_bucket}/{tfstate_key}",))
OBJECT_KEY = Scope("ObjectKey", ("{s3_kms_key}",), through("s3.*"))
STACKS = Scope("Stacks", ("arn:{partition}:cloudformation:{region}:{account}:stack/{stack}/*",))
EXPORTS = Scope("StackExports", ("*",))
DEPLOYMENT_ROLE = Scope("AssumeDeploymentRole", ("{deployment_role}",))
STATE_ROLE = Scope("AssumeStateRole", ("{tfstate_role}",))

DEFINITION_GRANTS = (
    Grant(
        ssm.GetParameter,
        SSM_PARAMETERS,
        ("ssm",),
        "puts parameters into definition files",
        at("ssm/lookup.go:75"),
    ),
    Grant(
        secretsmanager.DescribeSecret,
        SECRET_NAMES,
        ("secretsmanager",),
        "finds the ARN of each secret that a definition file names, not its value",
        at("secretsmanager/funcs.go:21"),
        since="2.3",
    ),
    Grant(
        cloudformation.DescribeStacks,
        STACKS,
        ("cloudformation",),
        "puts the outputs of stacks into definition files",
        at("cfn/lookup.go:67", CFN),
    ),
    Grant(
        cloudformation.ListExports,
        EXPORTS,
        ("cloudformation-exports",),
        "puts what stacks export into definition files; AWS lets no resource narrow it",
        at("cfn/lookup.go:135", CFN),
    ),
    Grant(
        s3.GetObject,
        STATE,
        ("tfstate-s3",),
        "reads the Terraform state, which may hold secrets, at the start of every command",
        at("tfstate/remote_s3.go:68", TFSTATE),
    ),
    Grant(
        sts.AssumeRole,
        STATE_ROLE,
        ("tfstate-role",),
        "reads the Terraform state with the role that its backend names",
        at("tfstate/remote_s3.go:64", TFSTATE),
    ),
    Grant(
        kms.Decrypt,
        SECRET_KEY,
        ("secrets-kms-key",),
        "decrypts the secrets and parameters that are encrypted with a customer managed key",
        (
            vendor(f"{AWS}/secretsmanager/latest/userguide/security-encryption.html"),
            vendor(f"{AWS}/systems-manager/latest/userguide/ps-restrict-decryption.html"),
            *at("verify.go:87,119 ssm/lookup.go:75"),
        ),
    ),
    Grant(
        kms.Decrypt,
        OBJECT_KEY,
        ("s3-kms-key",),
        "decrypts the Terraform state or environment files, encrypted with a customer managed key",
        (
            *at("verify.go:146", confidence="inferred"),
            *at("tfstate/remote_s3.go:68", TFSTATE, confidence="inferred"),
        ),
    ),
    Grant(
        sts.AssumeRole,
        DEPLOYMENT_ROLE,
        ("assume-role",),
        "becomes the role that --assume-role-arn names, before it calls anything else",
        at("config.go:182"),
        since="2.1",
    ),
)
