"""Secrets of AWS Secrets Manager: read, found, pushed and replicated."""

from awacs import secretsmanager

from ...model import Accept, Grant, Scope, vendor
from .sources import CREATE_SECRET, MANAGED, NEW, SECRETS_API, secrets

_SECRETS = Scope("Secrets", ("{secret}",))
_FIND_SECRETS = Scope(
    "FindSecrets",
    ("*",),
    accepts=(
        Accept(
            "W410",
            "BatchGetSecretValue takes no resource, and returns only secrets that GetSecretValue allows",
            when="find",
        ),
    ),
)
_PUSHED_SECRETS = Scope("PushedSecrets", ("{pushed_secret}",))
_NEW_SECRETS = Scope("NewSecrets", ("{pushed_secret}",), (NEW,))
_MANAGED_SECRETS = Scope("ManagedSecrets", ("{pushed_secret}",), (MANAGED,))

_FROM_SECRETS = (
    Grant(
        secretsmanager.GetSecretValue,
        _SECRETS,
        ("fetch", "find"),
        "reads each secret that an ExternalSecret names or finds",
        (secrets(807), vendor(f"{SECRETS_API}/API_BatchGetSecretValue.html")),
    ),
    Grant(
        secretsmanager.DescribeSecret,
        _SECRETS,
        ("fetch-tags",),
        "reads the tags of a secret instead of its value (metadataPolicy: Fetch)",
        (secrets(775),),
    ),
    Grant(
        secretsmanager.ListSecrets,
        _FIND_SECRETS,
        ("find",),
        "finds secrets by name; AWS lets no resource narrow it, and asks it too for finding with filters",
        (secrets(392), vendor(f"{SECRETS_API}/API_BatchGetSecretValue.html")),
    ),
    Grant(
        secretsmanager.BatchGetSecretValue,
        _FIND_SECRETS,
        ("find",),
        "finds secrets by tags or below a path; only secrets that may be read are returned",
        (secrets(734), vendor(f"{SECRETS_API}/API_BatchGetSecretValue.html")),
    ),
)

_TO_SECRETS = (
    Grant(
        secretsmanager.DescribeSecret,
        _PUSHED_SECRETS,
        ("push",),
        "finds out whether the secret exists, and whether the operator manages it",
        (secrets(194, 262),),
    ),
    Grant(
        secretsmanager.GetSecretValue,
        _PUSHED_SECRETS,
        ("push",),
        "compares the secret with what is pushed, and looks for it before it is deleted",
        (secrets(182, 235, 290),),
    ),
    Grant(
        secretsmanager.CreateSecret,
        _NEW_SECRETS,
        ("push",),
        "creates the secret, always with the tag managed-by",
        (secrets(603, 860),),
    ),
    Grant(
        secretsmanager.TagResource,
        _NEW_SECRETS,
        ("push",),
        "tags the secret when it is created, and sets tags that changed together with managed-by",
        (CREATE_SECRET, secrets(592, 717)),
    ),
    Grant(
        secretsmanager.PutSecretValue,
        _MANAGED_SECRETS,
        ("push",),
        "sets the value when it changed",
        (secrets(684),),
    ),
    Grant(
        secretsmanager.UntagResource,
        _MANAGED_SECRETS,
        ("push",),
        "removes tags that the metadata does not name, before anything else is updated",
        (secrets(705),),
        since="0.19",
    ),
    Grant(
        secretsmanager.DeleteSecret,
        _MANAGED_SECRETS,
        ("push",),
        "deletes the secret of a PushSecret with deletionPolicy: Delete",
        (secrets(224),),
    ),
    Grant(
        secretsmanager.DeleteResourcePolicy,
        _MANAGED_SECRETS,
        ("push", "resource-policy"),
        "every update of a secret whose metadata has no resource policy removes one, even where there is none",
        (secrets(922, 941),),
        since="0.20",
    ),
    Grant(
        secretsmanager.GetResourcePolicy,
        _MANAGED_SECRETS,
        ("resource-policy",),
        "compares the resource policy of the secret with that of the metadata",
        (secrets(956),),
        since="0.20",
    ),
    Grant(
        secretsmanager.PutResourcePolicy,
        _MANAGED_SECRETS,
        ("resource-policy",),
        "sets the resource policy of the metadata, which can open the secret to other accounts",
        (secrets(624, 991),),
        since="0.20",
    ),
    Grant(
        secretsmanager.ReplicateSecretToRegions,
        _PUSHED_SECRETS,
        ("replicate",),
        "creates replicas in the Regions of the metadata, with the secret and afterwards",
        (CREATE_SECRET, secrets(596, 1055)),
        since="2.7",
    ),
    Grant(
        secretsmanager.RemoveRegionsFromReplication,
        _MANAGED_SECRETS,
        ("replicate",),
        "removes replicas that the metadata does not name, and all before the secret is deleted",
        (secrets(207, 1068),),
        since="2.7",
    ),
)

SECRET_GRANTS = (*_FROM_SECRETS, *_TO_SECRETS)
