"""OpenTofu, keeping its state in Amazon S3 (the backend "s3").

Read at v1.12.6; the backend was compared tag by tag from v1.6.0. What OpenTofu manages itself is its
provider's business and not listed here. A listing that AWS denies is passed over, with any prefix.
"""

from awacs import dynamodb, kms, s3

from .. import syntax
from ..model import (
    Evidence,
    Feature,
    Grant,
    Page,
    PageStatement,
    Parameter,
    Release,
    Repository,
    Scope,
    Target,
)
from . import _s3_backend as backend
from . import _s3_backend_settings as settings

_CODE = Repository("opentofu/opentofu", "b4305e5a5dd2fb79a27897ae30784a181d3a26cb")
_FOLDER = "internal/backend/remote-state/s3/"


def _client(*lines: int) -> tuple[Evidence, ...]:
    return (_CODE.at(f"{_FOLDER}client.go", *lines),)


_CALLS = backend.Calls(
    list=(_CODE.at(f"{_FOLDER}backend_state.go", 45),),
    get=_client(137, 163),
    put=_client(218),
    delete=_client(236),
    lock=_client(335),
    read_lock=_client(481),
    unlock=_client(547),
    get_item=_client(367, 445),
    put_item=_client(295, 406),
    delete_item=_client(428, 586),
    acl=_client(661),
    role=(_CODE.at(f"{_FOLDER}backend.go", 801),),
    remote=(_CODE.at("internal/builtin/providers/tf/data_source_state.go", 138),),
)

_ENCRYPTION_KEY = Scope("EncryptionKey", ("{encryption_key}",))
_PROVIDER = "internal/encryption/keyprovider/aws_kms/provider.go"

_GRANTS = (
    Grant(
        s3.PutObjectTagging,
        backend.STATES,
        ("apply",),
        "the state is written with the tags that the backend names",
        (backend.PUT_OBJECT, *_client(672)),
        since="1.11",
        requires=("state-tags",),
    ),
    Grant(
        s3.PutObjectTagging,
        backend.LOCK_FILES,
        ("lockfile",),
        "the lock file is written with the tags that the backend names",
        (backend.PUT_OBJECT, *_client(672)),
        since="1.11",
        requires=("lock-tags",),
    ),
    Grant(
        kms.GenerateDataKey,
        _ENCRYPTION_KEY,
        ("encryption",),
        "makes a key for the state or plan, also when it only reads",
        (_CODE.at(_PROVIDER, 51),),
        since="1.7",
    ),
    Grant(
        kms.Decrypt,
        _ENCRYPTION_KEY,
        ("encryption",),
        "decrypts the key of the state or plan that is there",
        (_CODE.at(_PROVIDER, 72),),
        since="1.7",
    ),
)

_BUCKET = "arn:{partition}:s3:::{bucket}"
_STATEMENTS = (
    PageStatement("StateBucket", (s3.ListBucket,), (_BUCKET,)),
    PageStatement("States", (s3.GetObject, s3.PutObject, s3.DeleteObject), (f"{_BUCKET}/{{key}}",)),
    PageStatement(
        "Locks",
        (dynamodb.DescribeTable, dynamodb.GetItem, dynamodb.PutItem, dynamodb.DeleteItem),
        ("arn:{partition}:dynamodb:*:*:table/{lock_table}",),
    ),
)
_FAULTS = (
    "names the state of the default workspace only; every other workspace is denied",
    "allows s3:DeleteObject on the state, which nothing calls for the default workspace",
    "has no permission on a KMS key, no s3:PutObjectAcl and s3:PutObjectTagging in its text only: kms_key_id, acl,"
    " state_tags and lock_tags are denied",
    "opens the whole lock table, to which only tests send dynamodb:DescribeTable",
)


def _page(*lines: int) -> Evidence:
    return _CODE.at("website/docs/language/settings/backends/s3.mdx", *lines, confidence="documented")


TARGET = Target(
    name="opentofu-state",
    title="state in Amazon S3",
    deployer="OpenTofu",
    versions=("1.6", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12"),
    read=Release("1.12.6", "2026-11-28"),
    identities=settings.IDENTITIES,
    identity_name="opentofu",
    policy_name="opentofu-state",
    parameters=(
        *settings.PARAMETERS,
        Parameter(
            "encryption_key",
            "id of the KMS key of the key provider aws_kms, or its ARN",
            syntax.SEGMENT,
            arn=settings.KEY_ARN,
            allows_wildcard=False,
        ),
    ),
    features=(
        *settings.FEATURES,
        Feature("state-tags", "the states are written with tags (state_tags)", since="1.11"),
        Feature("lock-tags", "the lock files are written with tags (lock_tags)", since="1.11"),
        Feature(
            "encryption",
            "OpenTofu itself encrypts states and plans, with the key provider aws_kms",
            since="1.7",
        ),
    ),
    grants=(*backend.grants(_CALLS), *_GRANTS),
    pages=(
        Page(_page(66, 105), _STATEMENTS, until="1.9", warnings=_FAULTS),
        Page(
            _page(66, 105),
            _STATEMENTS,
            since="1.10",
            warnings=(
                "has no permission on the lock file: with use_lockfile every plan and apply is denied",
                *_FAULTS,
            ),
        ),
    ),
    repositories=(_CODE,),
    notes=settings.NOTES,
)
