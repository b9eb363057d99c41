"""Tokens of registries, roles of stores, and the keys that AWS uses for the caller."""

from awacs import ecr, ecr_public, kms, sts

from ...model import Grant, GrantCondition, Scope, vendor
from .sources import (
    AWS,
    CODE,
    PARAMETERS_KEY,
    PUBLIC_TOKEN,
    REPLICATE_SECRET,
    SECRETS_KEY,
    parameters,
    secrets,
)

_REGISTRY = Scope("RegistryToken", ("*",))
_BEARER = Scope(
    "RegistryBearerToken",
    ("*",),
    (GrantCondition("StringEquals", "sts:AWSServiceName", ("ecr-public.amazonaws.com",)),),
)
_ROLES = Scope("StoreRoles", ("{store_role}",))
# The key's own ARN names the Region; the service's domain differs between partitions.
_VIA = GrantCondition("StringLike", "kms:ViaService", ("secretsmanager.*", "ssm.*"))
_KEY = Scope("Key", ("{kms_key}",), (_VIA,))
_REPLICA_KEY = Scope(
    "ReplicaKey", ("{replica_key}",), (GrantCondition("StringLike", "kms:ViaService", ("secretsmanager.*",)),)
)

CREDENTIAL_GRANTS = (
    Grant(
        ecr.GetAuthorizationToken,
        _REGISTRY,
        ("ecr-token",),
        "makes the token of the ECRAuthorizationToken generator; AWS lets no resource narrow it",
        (CODE.at("generators/v1/ecr/ecr.go", 109),),
    ),
    Grant(
        ecr_public.GetAuthorizationToken,
        _REGISTRY,
        ("ecr-public-token",),
        "makes the token of that generator with scope: public; AWS lets no resource narrow it",
        (CODE.at("generators/v1/ecr/ecr.go", 138),),
    ),
    Grant(
        sts.GetServiceBearerToken,
        _BEARER,
        ("ecr-public-token",),
        "Amazon ECR Public asks for it with the token of its registry",
        (PUBLIC_TOKEN, CODE.at("generators/v1/ecr/ecr.go", 138)),
    ),
    Grant(
        sts.AssumeRole,
        _ROLES,
        ("assume-role",),
        "assumes the roles that a store or generator names (role, additionalRoles)",
        (CODE.at("providers/v1/aws/auth/auth.go", 112, 127, 129, 219),),
    ),
    Grant(
        sts.TagSession,
        _ROLES,
        ("session-tags",),
        "passes session tags to the role of the store; the trust policy of the role has to allow it too",
        (
            CODE.at("providers/v1/aws/auth/auth.go", 127, 143),
            vendor(f"{AWS}/IAM/latest/UserGuide/id_session-tags.html"),
        ),
    ),
    Grant(
        kms.Decrypt,
        _KEY,
        ("key", "push-key"),
        "lets the service decrypt what is encrypted with a customer managed key, for this caller",
        (SECRETS_KEY, PARAMETERS_KEY, secrets(807), parameters(591)),
    ),
    Grant(
        kms.GenerateDataKey,
        _KEY,
        ("push-key",),
        "lets the service encrypt secrets and advanced parameters with that key, for this caller",
        (SECRETS_KEY, PARAMETERS_KEY, secrets(595), parameters(236)),
    ),
    Grant(
        kms.Encrypt,
        _KEY,
        ("push-key",),
        "lets the Parameter Store encrypt standard parameters with that key, for this caller",
        (PARAMETERS_KEY, parameters(236)),
    ),
    Grant(
        kms.GenerateDataKey,
        _REPLICA_KEY,
        ("replica-key",),
        "lets Secrets Manager encrypt replicas with a key of their Region, for this caller",
        (REPLICATE_SECRET, secrets(1103)),
        since="2.7",
    ),
    Grant(
        kms.Encrypt,
        _REPLICA_KEY,
        ("replica-key",),
        "lets Secrets Manager encrypt replicas with a key of their Region, for this caller",
        (REPLICATE_SECRET, secrets(1103)),
        since="2.7",
    ),
)
