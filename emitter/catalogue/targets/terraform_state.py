"""Terraform, keeping its state in Amazon S3 (the backend "s3").

Read at v1.15.9; the backend was compared tag by tag from v1.5.0, and v1.16.0-rc2 has the same. What Terraform
manages itself is its provider's business and not listed here. Up to 1.5 the backend calls GetObject and
ListObjects where it later calls HeadObject and ListObjectsV2, which are the same actions.
"""

from awacs import dynamodb, s3

from ..model import (
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Release,
    Repository,
    Target,
    vendor,
)
from . import _s3_backend as backend
from . import _s3_backend_settings as settings

_CODE = Repository("hashicorp/terraform", "87488977e32a400445e0c0b4d95c0713a5eee941")
_FOLDER = "internal/backend/remote-state/s3/"
_DOCS_1_6 = Repository("hashicorp/terraform", "ee58ac1851c8a433005df9863ed47796a9f6b5e7")
_DOCS_1_9 = Repository("hashicorp/terraform", "7637a9216e68f2812887eaf0722f9d3f9804c45e")
_DOCS_1_10 = Repository("hashicorp/terraform", "898e397ebaefb4d0c363b7332b3ba184b8852162")
_DOCS_1_14 = Repository("hashicorp/web-unified-docs", "05af68f26b3f75a089482cdba4a953daf542afb5")
_DOCS_1_15 = Repository("hashicorp/web-unified-docs", "285acd750c8d0496373e6303fa01213eb5fb488d")


def _client(*lines: int) -> tuple[Evidence, ...]:
    return (_CODE.at(f"{_FOLDER}client.go", *lines),)


_CALLS = backend.Calls(
    list=(_CODE.at(f"{_FOLDER}backend_state.go", 67),),
    get=_client(138, 165),
    put=_client(238),
    delete=_client(262),
    lock=_client(389),
    read_lock=_client(520, 679),
    unlock=_client(547),
    get_item=_client(607, 717),
    put_item=_client(420, 648),
    delete_item=_client(583, 670),
    acl=_client(230, 383),
    role=(_CODE.at(f"{_FOLDER}backend.go", 990),),
    remote=(_CODE.at("internal/builtin/providers/terraform/data_source_state.go", 132),),
)

_LARGE = Grant(
    s3.AbortMultipartUpload,
    backend.STATES,
    ("apply",),
    "removes the parts of a state above 5 MB whose upload failed; without it they stay and are paid for",
    (vendor(f"{backend.AWS}/AmazonS3/latest/userguide/mpuoverview.html"), *_client(238)),
    since="1.6",
    requires=("large-state",),
)

_BUCKET = "arn:{partition}:s3:::{bucket}"
_TABLE = PageStatement(
    "Locks",
    (dynamodb.DescribeTable, dynamodb.GetItem, dynamodb.PutItem, dynamodb.DeleteItem),
    ("arn:{partition}:dynamodb:*:*:table/{lock_table}",),
)
_NO_WORKSPACE = "names the state of the default workspace only; every other workspace is denied"
_NO_KEY = "has no permission on a KMS key and no s3:PutObjectAcl: kms_key_id and acl are denied"
_TABLE_FAULT = "opens the whole lock table, to which only tests send dynamodb:DescribeTable"


def _states(*extra: s3.Action) -> PageStatement:
    return PageStatement("States", (s3.GetObject, s3.PutObject, *extra), (f"{_BUCKET}/{{key}}",))


def _list(*conditions: GrantCondition) -> PageStatement:
    return PageStatement("StateBucket", (s3.ListBucket,), (_BUCKET,), conditions)


def _prefix(value: str) -> GrantCondition:
    return GrantCondition("StringEquals", "s3:prefix", (value,))


_LOCK_FILE = PageStatement(
    "LockFile", (s3.GetObject, s3.PutObject, s3.DeleteObject), (f"{_BUCKET}/{{key}}.tflock",)
)
_NO_LIST = (
    "s3:ListBucket is allowed for a prefix with the name of the bucket in it, which no call has: the first run is"
    " denied, workspaces are not found, and with a workspace_key_prefix of its own every run fails"
)
_NO_WORKSPACES = (
    "s3:ListBucket is allowed for the state alone: workspaces are not found, and with a workspace_key_prefix of its"
    " own every run fails"
)


def _at(repository: Repository, path: str, *lines: int) -> Evidence:
    return repository.at(path, *lines, confidence="documented")


_SETTINGS = "website/docs/language/settings/backends/s3.mdx"
_MOVED = "website/docs/language/backend/s3.mdx"

_PAGES = (
    Page(
        _at(_DOCS_1_6, _SETTINGS, 51, 88),
        (_list(), _states(s3.DeleteObject), _TABLE),
        until="1.6",
        warnings=(
            _NO_WORKSPACE,
            "allows s3:DeleteObject on the state, which nothing calls for the default workspace",
            _NO_KEY,
            _TABLE_FAULT,
        ),
    ),
    Page(
        _at(_DOCS_1_9, _SETTINGS, 59, 103),
        (_list(), _states(), _TABLE),
        since="1.7",
        until="1.9",
        warnings=(_NO_WORKSPACE, _NO_KEY, _TABLE_FAULT),
    ),
    Page(
        _at(_DOCS_1_10, _MOVED, 59, 106),
        (
            _list(),
            PageStatement(
                "States", (s3.GetObject, s3.PutObject), (f"{_BUCKET}/{{key}}", f"{_BUCKET}/{{key}}.tflock")
            ),
            _TABLE,
        ),
        since="1.10",
        until="1.10",
        warnings=(
            "has no s3:DeleteObject on the lock file, so a lock that was taken is never released",
            _NO_WORKSPACE,
            _NO_KEY,
            _TABLE_FAULT,
        ),
    ),
    Page(
        _at(_DOCS_1_14, "content/terraform/v1.14.x/docs/language/backend/s3.mdx", 85),
        (_list(_prefix("{bucket}/{key}")), _states(), _LOCK_FILE, _TABLE),
        since="1.11",
        until="1.14",
        warnings=(_NO_LIST, _NO_WORKSPACE, _NO_KEY, _TABLE_FAULT),
    ),
    Page(
        _at(_DOCS_1_15, "content/terraform/v1.15.x/docs/language/backend/s3.mdx", 85),
        (_list(_prefix("{key}")), _states(), _LOCK_FILE, _TABLE),
        since="1.15",
        warnings=(_NO_WORKSPACES, _NO_WORKSPACE, _NO_KEY, _TABLE_FAULT),
    ),
)

TARGET = Target(
    name="terraform-state",
    title="state in Amazon S3",
    deployer="Terraform",
    versions=("1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "1.14", "1.15"),
    read=Release("1.15.9", "2026-11-28"),
    identities=settings.IDENTITIES,
    identity_name="terraform",
    policy_name="terraform-state",
    parameters=settings.PARAMETERS,
    features=(
        *settings.FEATURES,
        Feature("large-state", "states above 5 MB, which are uploaded in parts", since="1.6"),
    ),
    grants=(*backend.grants(_CALLS), _LARGE),
    pages=_PAGES,
    repositories=(_CODE,),
    notes=settings.NOTES,
)
