"""What the S3 backends of Terraform and OpenTofu take alike: OpenTofu began as Terraform 1.5.

Their own modules bring the places in the source, and what only one of them does. Credentials are checked
with sts:GetCallerIdentity, which AWS allows to everybody. With skip_credentials_validation, but without
skip_requesting_account_id, the backend also tries iam:GetUser and iam:ListRoles, and goes on when denied.
"""

from typing import NamedTuple

from awacs import dynamodb, kms, s3, sts

from ..model import Evidence, Grant, GrantCondition, Scope, WhenFeature, inferred, vendor

AWS = "https://docs.aws.amazon.com"
PUT_OBJECT = vendor(f"{AWS}/AmazonS3/latest/API/API_PutObject.html")
_HEAD_OBJECT = vendor(f"{AWS}/AmazonS3/latest/API/API_HeadObject.html")
_MISSING = inferred("https://tracker.ceph.com/issues/74398")
_KMS = vendor(f"{AWS}/AmazonS3/latest/userguide/UsingKMSEncryption.html")


_BUCKET_ARN = "arn:{partition}:s3:::{bucket}"
_STATE = f"{_BUCKET_ARN}/{{key}}"
_WORKSPACE = f"{_BUCKET_ARN}/{{workspace_key_prefix}}/*/{{key}}"

STATES = Scope("States", (_STATE, WhenFeature("workspaces", _WORKSPACE)))
LOCK_FILES = Scope("LockFiles", (f"{_STATE}.tflock", WhenFeature("workspaces", f"{_WORKSPACE}.tflock")))
_OLD_WORKSPACES = Scope("DeletedWorkspaces", (_WORKSPACE,))


def _prefixes(key: str) -> tuple[GrantCondition, ...]:
    """Return what is listed: the workspaces, and the key of a state that is not there yet.

    Amazon S3 asks whether an object that is missing could be listed by its key.
    """
    prefixes = ("{workspace_key_prefix}/", key, f"{{workspace_key_prefix}}/*/{key}")
    return (GrantCondition("StringLike", "s3:prefix", prefixes, when="list-prefix"),)


_LIST = Scope("StateBucket", (_BUCKET_ARN,), _prefixes("{key}"))
_ITEMS = ("{bucket}/{key}", "{bucket}/{key}-md5")
_WORKSPACE_ITEMS = tuple(f"{{bucket}}/{{workspace_key_prefix}}/*/{{key}}{suffix}" for suffix in ("", "-md5"))


def _items(*keys: str) -> tuple[GrantCondition, ...]:
    return (
        GrantCondition("ForAllValues:StringLike", "dynamodb:LeadingKeys", keys),
        GrantCondition("Null", "dynamodb:LeadingKeys", ("false",)),
    )


_TABLE = "arn:{partition}:dynamodb:{region}:{account}:table/{lock_table}"
_LOCK_ITEMS = Scope("LockItems", (_TABLE,), _items(*_ITEMS))
_ALL_LOCK_ITEMS = Scope("WorkspaceLockItems", (_TABLE,), _items(*_ITEMS, *_WORKSPACE_ITEMS))
# The key's own ARN names the Region; the service's domain differs between partitions.
_VIA_S3 = (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),)
_STATE_KEY = Scope("StateKey", ("{kms_key}",), _VIA_S3)
_REMOTE_BUCKET_ARN = "arn:{partition}:s3:::{remote_bucket}"
_REMOTE_STATES = Scope("RemoteStates", (f"{_REMOTE_BUCKET_ARN}/{{remote_key}}",))
_REMOTE_BUCKET = Scope("RemoteStateBucket", (_REMOTE_BUCKET_ARN,), _prefixes("{remote_key}"))
_REMOTE_KEY = Scope("RemoteStateKey", ("{remote_kms_key}",), _VIA_S3)
_ROLE = Scope("StateRole", ("{state_role}",))

_RUNS = ("plan", "apply")


class Calls(NamedTuple):
    """Where a backend calls AWS: the sources of each kind of call.

    ``items`` are those on the lock table; ``remote`` is the data source terraform_remote_state.
    """

    list: tuple[Evidence, ...]
    get: tuple[Evidence, ...]
    put: tuple[Evidence, ...]
    delete: tuple[Evidence, ...]
    lock: tuple[Evidence, ...]
    read_lock: tuple[Evidence, ...]
    unlock: tuple[Evidence, ...]
    get_item: tuple[Evidence, ...]
    put_item: tuple[Evidence, ...]
    delete_item: tuple[Evidence, ...]
    acl: tuple[Evidence, ...]
    role: tuple[Evidence, ...]
    remote: tuple[Evidence, ...]


def grants(calls: Calls) -> tuple[Grant, ...]:
    """Return the grants that both backends take, with the sources in ``calls``."""
    return (
        *_states(calls),
        *_lock_files(calls),
        *_rare(calls),
        *_table(calls),
        *_keys_and_roles(calls),
        *_remote_states(calls),
    )


def _states(calls: Calls) -> tuple[Grant, ...]:
    return (
        Grant(s3.GetObject, STATES, _RUNS, "reads the state, which may hold secrets", calls.get),
        Grant(
            s3.PutObject,
            STATES,
            ("apply",),
            "writes the state, also the empty state of a new workspace",
            calls.put,
        ),
        Grant(
            s3.ListBucket,
            _LIST,
            _RUNS,
            "lists the workspaces before every read; without it Amazon S3 answers 403 for a state that is not "
            "there yet, and the first run fails",
            (*calls.list, _HEAD_OBJECT, _MISSING),
        ),
    )


def _lock_files(calls: Calls) -> tuple[Grant, ...]:
    return (
        Grant(
            s3.PutObject,
            LOCK_FILES,
            ("lockfile",),
            "takes the lock by creating the lock file, also for a plan",
            calls.lock,
            since="1.10",
        ),
        Grant(
            s3.GetObject,
            LOCK_FILES,
            ("lockfile",),
            "reads who holds the lock, before it is released and when it is taken",
            calls.read_lock,
            since="1.10",
        ),
        Grant(
            s3.DeleteObject,
            LOCK_FILES,
            ("lockfile",),
            "releases the lock by deleting the lock file; without it the lock stays",
            calls.unlock,
            since="1.10",
        ),
    )


def _rare(calls: Calls) -> tuple[Grant, ...]:
    return (
        Grant(
            s3.DeleteObject,
            _OLD_WORKSPACES,
            ("workspace-delete",),
            "workspace delete removes the state of a workspace; that of the default workspace is never deleted",
            calls.delete,
        ),
        Grant(
            s3.PutObjectAcl,
            STATES,
            ("apply",),
            "the state is written with the canned ACL that the backend names",
            (PUT_OBJECT, *calls.acl),
            requires=("acl",),
        ),
        Grant(
            s3.PutObjectAcl,
            LOCK_FILES,
            ("lockfile",),
            "the lock file is written with the canned ACL that the backend names",
            (PUT_OBJECT, *calls.acl),
            since="1.10",
            requires=("acl",),
        ),
    )


def _table(calls: Calls) -> tuple[Grant, ...]:
    rows = (
        (
            dynamodb.GetItem,
            "reads the checksum of the state, and who holds the lock; without it a plan only warns",
            calls.get_item,
        ),
        (dynamodb.PutItem, "takes the lock, and stores the checksum of a new state", calls.put_item),
        (
            dynamodb.DeleteItem,
            "releases the lock, and drops the checksum of a deleted workspace",
            calls.delete_item,
        ),
    )
    return tuple(
        grant
        for action, reason, sources in rows
        for grant in (
            Grant(action, _LOCK_ITEMS, ("dynamodb",), reason, sources, unless="workspaces"),
            Grant(action, _ALL_LOCK_ITEMS, ("dynamodb",), reason, sources, requires=("workspaces",)),
        )
    )


def _keys_and_roles(calls: Calls) -> tuple[Grant, ...]:
    return (
        Grant(
            kms.Decrypt,
            _STATE_KEY,
            ("kms",),
            "lets Amazon S3 decrypt the state and the lock file, which it does with the caller's permission",
            (_KMS, *calls.get),
        ),
        Grant(
            kms.GenerateDataKey,
            _STATE_KEY,
            ("apply",),
            "lets Amazon S3 encrypt the state, which it does with the caller's permission",
            (_KMS, *calls.put),
            requires=("kms",),
        ),
        Grant(
            kms.GenerateDataKey,
            _STATE_KEY,
            ("lockfile",),
            "lets Amazon S3 encrypt the lock file, which it does with the caller's permission",
            (_KMS, *calls.lock),
            since="1.10",
            requires=("kms",),
        ),
        Grant(
            sts.AssumeRole,
            _ROLE,
            ("assume-role",),
            "the backend takes the role that its assume_role names, for example in the account of the states",
            calls.role,
        ),
    )


def _remote_states(calls: Calls) -> tuple[Grant, ...]:
    return (
        Grant(
            s3.GetObject,
            _REMOTE_STATES,
            ("remote-state",),
            "the data source terraform_remote_state reads states of other configurations, whole",
            (*calls.remote, *calls.get),
        ),
        Grant(
            s3.ListBucket,
            _REMOTE_BUCKET,
            ("remote-state",),
            "the data source terraform_remote_state lists workspaces before it reads",
            (*calls.remote, *calls.list),
        ),
        Grant(
            kms.Decrypt,
            _REMOTE_KEY,
            ("remote-state-key",),
            "lets Amazon S3 decrypt those states, which it does with the caller's permission",
            (_KMS, *calls.remote),
        ),
    )
