"""What the targets of PipeCD have in common, and the configuration of piped (v0)."""

from awacs import kms, secretsmanager, ssm

from .. import syntax
from ..model import Evidence, Feature, Grant, GrantCondition, Parameter, Repository, Scope, vendor

CODE = Repository("pipe-cd/pipecd", "1bff994ccbc0341a54b7ad5490f4e508811f55d4")
DOCS = Repository("pipe-cd/pipecd", "7e228592b581aee4df56f5dc96a8dd95a7c4cc55")
AWS = "https://docs.aws.amazon.com"

# The minors of piped (v0); 0.49.1 began to read its configuration from the SSM Parameter Store.
VERSIONS = (
    "0.47",
    "0.48",
    "0.49.0",
    "0.49.1",
    "0.50",
    "0.51",
    "0.52",
    "0.53",
    "0.54",
    "0.55",
    "0.56",
    "0.57",
)
IDENTITIES = (
    "ecs-task-role",
    "ec2-instance-profile",
    "eks-irsa",
    "eks-pod-identity",
    "account",
    "user",
    "existing",
)


def page(version: str, line: int) -> Evidence:
    """Return ``line`` of the page that lists the permissions of piped, as of the minor ``version``."""
    return DOCS.at(
        f"docs/content/en/docs-v{version}.x/installation/install-piped/required-permissions.md",
        line,
        confidence="documented",
    )


_SECRET = Scope("ConfigurationSecret", ("{config_secret}",))
_SSM_PARAMETER = Scope("ConfigurationParameter", ("{config_parameter}",))
# The key's own ARN names the Region; the service's domain differs between partitions.
_CONFIG_KEY = Scope(
    "ConfigurationKey",
    ("{config_key}",),
    (GrantCondition("StringLike", "kms:ViaService", ("secretsmanager.*", "ssm.*")),),
)

CONFIGURATION_GRANTS = (
    Grant(
        secretsmanager.GetSecretValue,
        _SECRET,
        ("config-from-secret",),
        "piped, or its launcher, reads its own configuration",
        (
            CODE.at("pkg/app/piped/cmd/piped/piped.go", 933),
            CODE.at("pkg/app/launcher/cmd/launcher/launcher.go", 485),
        ),
    ),
    Grant(
        ssm.GetParameter,
        _SSM_PARAMETER,
        ("config-from-parameter",),
        "piped, or its launcher, reads its own configuration",
        (
            CODE.at("pkg/app/piped/cmd/piped/piped.go", 957),
            CODE.at("pkg/app/launcher/cmd/launcher/launcher.go", 506),
        ),
        since="0.49.1",
    ),
    Grant(
        kms.Decrypt,
        _CONFIG_KEY,
        ("config-key",),
        "decrypts that secret or parameter, which is encrypted with a customer managed key",
        (
            vendor(f"{AWS}/secretsmanager/latest/userguide/security-encryption.html"),
            vendor(f"{AWS}/systems-manager/latest/userguide/ps-restrict-decryption.html"),
            CODE.at("pkg/app/piped/cmd/piped/piped.go", 933, 957),
        ),
    ),
)

CONFIGURATION_FEATURES = (
    Feature("config-from-secret", "reads its configuration from AWS Secrets Manager"),
    Feature(
        "config-from-parameter",
        "reads its configuration from the SSM Parameter Store",
        since="0.49.1",
    ),
    Feature("config-key", "that configuration is encrypted with a customer managed KMS key"),
)

CONFIGURATION_PARAMETERS = (
    Parameter(
        "config_secret",
        "name of the Secrets Manager secret with piped's configuration, with - and six characters or ?????? at its end, or its ARN",
        syntax.PATH_SEGMENTS,
        arn="arn:{partition}:secretsmanager:{region}:{account}:secret:{value}",
        allows_wildcard=False,
    ),
    Parameter(
        "config_parameter",
        "name of the SSM parameter with piped's configuration, without its leading slash, or its ARN",
        syntax.PATH_SEGMENTS,
        arn="arn:{partition}:ssm:{region}:{account}:parameter/{value}",
        allows_wildcard=False,
    ),
    Parameter(
        "config_key",
        "id of the customer managed KMS key of that secret or parameter, or its ARN",
        syntax.SEGMENT,
        arn="arn:{partition}:kms:{region}:{account}:key/{value}",
        allows_wildcard=False,
    ),
)
