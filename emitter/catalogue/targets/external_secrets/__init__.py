"""External Secrets Operator, with AWS Secrets Manager, the SSM Parameter Store and AWS Certificate Manager.

Read at v2.9.0; the calls were compared tag by tag from v0.18.0. 0.19 began to remove tags of pushed secrets,
0.20.4 to manage their resource policies, 2.7 to replicate them; 2.8 added AWS Certificate Manager. Each push
begins by holding what is there to the tag managed-by, so changes keep to resources that carry it.
"""

from ... import syntax
from ...model import Feature, Parameter, Release, Target
from ...syntax import Syntax
from .certificates import CERTIFICATE_GRANTS
from .credentials import CREDENTIAL_GRANTS
from .documented import PAGES
from .parameter_store import PARAMETER_GRANTS
from .secrets_manager import SECRET_GRANTS
from .sources import CODE

_ROLE_ANYWHERE = Syntax(
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
    "a role that may be in another account is named by its whole ARN",
    640,
    r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}",
)
_KEY_ANYWHERE = Syntax(
    r"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}",
    "a key that may be in another Region is named by its whole ARN",
    160,
    r"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}",
)
_PARAMETER_ARN = "arn:{partition}:ssm:{region}:{account}:parameter/{value}"
_CERTIFICATE_ARN = "arn:{partition}:acm:{region}:{account}:certificate/{value}"

TARGET = Target(
    name="external-secrets",
    title="secrets, parameters and certificates of AWS",
    deployer="External Secrets Operator",
    versions=(
        "0.18",
        "0.19",
        "0.20",
        "1.0",
        "1.1",
        "1.2",
        "1.3",
        "2.0",
        "2.1",
        "2.2",
        "2.3",
        "2.4",
        "2.5",
        "2.6",
        "2.7",
        "2.8",
        "2.9",
    ),
    read=Release("2.9.0", "2026-11-28"),
    identities=(
        "eks-pod-identity",
        "eks-irsa",
        "ec2-instance-profile",
        "account",
        "user",
        "existing",
    ),
    identity_name="external-secrets",
    policy_name="external-secrets",
    parameters=(
        Parameter(
            "secret",
            "names of the secrets it reads, with - and six characters or ?????? at the end, a pattern as dev-*, or their ARNs",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:secretsmanager:{region}:{account}:secret:{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "pushed_secret",
            "names of the secrets it pushes, as a pattern that matches a name with and without -?????? at the end (dev-*)",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:secretsmanager:{region}:{account}:secret:{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "parameter",
            "names of the parameters it reads, without leading slash, or their ARNs",
            syntax.PATH_SEGMENTS,
            arn=_PARAMETER_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "parameter_path",
            "paths below which it finds parameters by name, without leading slash",
            syntax.PATH_SEGMENTS,
            arn=_PARAMETER_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "pushed_parameter",
            "names of the parameters it pushes, without leading slash",
            syntax.PATH_SEGMENTS,
            arn=_PARAMETER_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "certificate",
            "ids of the certificates it exports, or their ARNs",
            syntax.SEGMENT,
            arn=_CERTIFICATE_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "store_role",
            "roles that its stores name, as their ARNs",
            _ROLE_ANYWHERE,
            allows_wildcard=False,
        ),
        Parameter(
            "kms_key",
            "id of the customer managed KMS key of what it reads or pushes, or its ARN",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "replica_key",
            "KMS keys of the replicas, as their ARNs in each Region",
            _KEY_ANYWHERE,
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("fetch", "reads secrets by name (ExternalSecret: data, dataFrom.extract)", default=True),
        Feature("fetch-tags", "reads the tags of secrets (metadataPolicy: Fetch)", default=True),
        Feature("find", "finds secrets by name, path or tags (dataFrom.find)", default=True),
        Feature("push", "pushes secrets, also new ones, and deletes them (PushSecret)"),
        Feature(
            "resource-policy",
            "sets resource policies of pushed secrets, which is permissions management (from 0.20.4)",
            since="0.20",
        ),
        Feature("replicate", "replicates pushed secrets to other Regions", since="2.7"),
        Feature("replica-key", "those replicas have customer managed KMS keys", since="2.7"),
        Feature("ssm", "reads parameters of the SSM Parameter Store by name"),
        Feature("ssm-tags", "reads the tags of parameters (metadataPolicy: Fetch)"),
        Feature("ssm-find", "finds parameters by name, path or tags"),
        Feature("ssm-push", "pushes parameters, also new ones, and deletes them (PushSecret)"),
        Feature(
            "acm", "exports certificates with their private keys from AWS Certificate Manager", since="2.8"
        ),
        Feature("acm-push", "imports certificates, and deletes them (PushSecret)", since="2.8"),
        Feature("key", "what it reads is encrypted with a customer managed KMS key"),
        Feature("push-key", "what it pushes is encrypted with a customer managed KMS key"),
        Feature("ecr-token", "generates tokens for Amazon ECR"),
        Feature("ecr-public-token", "generates tokens for Amazon ECR Public"),
        Feature("assume-role", "assumes the role of each store instead of its own rights"),
        Feature("session-tags", "passes session tags to those roles"),
    ),
    grants=(*SECRET_GRANTS, *PARAMETER_GRANTS, *CERTIFICATE_GRANTS, *CREDENTIAL_GRANTS),
    pages=PAGES,
    repositories=(CODE,),
    notes=(
        "a generator of session tokens (STSSessionToken) calls sts:GetSessionToken, which needs no permission",
        "the page for AWS Certificate Manager, from 2.8, grants all certificates, and is not part of documented",
    ),
)
