"""Parameters, features and identities of the targets whose deployer keeps its state in an S3 backend."""

from .. import syntax
from ..model import Feature, Parameter
from ..syntax import Syntax

KEY_ARN = "arn:{partition}:kms:{region}:{account}:key/{value}"
_BUCKET = Syntax(
    r"[a-z0-9][a-z0-9.*?-]{1,62}",
    "a bucket name is 3 to 63 lower-case letters, digits, - and ., or a pattern that begins with one of them",
    63,
)
_KEY = Syntax(
    r"[*?A-Za-z0-9_.+=@:/-]{1,512}",
    "an object key is up to 512 letters, digits and _.+=@:/-, or a pattern with * and ?",
    512,
    r"[*?]*[A-Za-z0-9_.+=@:/-][*?A-Za-z0-9_.+=@:/-]*",
)
_ROLE_ARN = r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]{1,576}"
_ROLE_ANYWHERE = Syntax(
    _ROLE_ARN, "a role that may be in another account is named by its whole ARN", 640, _ROLE_ARN
)

PARAMETERS = (
    Parameter("bucket", "S3 buckets that hold the states", _BUCKET, allows_wildcard=False),
    Parameter(
        "key",
        "keys of the states, as the backend's key; a pattern such as prod/*",
        _KEY,
        allows_wildcard=False,
    ),
    Parameter("workspace_key_prefix", "the backend's workspace_key_prefix", _KEY, "env:"),
    Parameter(
        "lock_table", "names of the DynamoDB tables of the locks", syntax.SEGMENT, allows_wildcard=False
    ),
    Parameter(
        "kms_key",
        "id of the customer managed KMS key of the states, or its ARN",
        syntax.SEGMENT,
        arn=KEY_ARN,
        allows_wildcard=False,
    ),
    Parameter(
        "state_role",
        "role that the backend's assume_role names, as its ARN",
        _ROLE_ANYWHERE,
        allows_wildcard=False,
    ),
    Parameter(
        "remote_bucket", "S3 buckets with states of other configurations", _BUCKET, allows_wildcard=False
    ),
    Parameter("remote_key", "keys of those states", _KEY, allows_wildcard=False),
    Parameter(
        "remote_kms_key",
        "id of the customer managed KMS key of those states, or its ARN",
        syntax.SEGMENT,
        arn=KEY_ARN,
        allows_wildcard=False,
    ),
)

FEATURES = (
    Feature("plan", "reads the state: init, plan, show, output; alone it is a role for plans", default=True),
    Feature(
        "apply",
        "reads and writes the state: apply, destroy, import, state mv, workspace new, init -migrate-state",
        default=True,
    ),
    Feature(
        "lockfile",
        "locks with a file next to the state (use_lockfile); a plan takes the lock too, except with -lock=false",
        default=True,
        since="1.10",
    ),
    Feature("dynamodb", "locks with a DynamoDB table (dynamodb_table)"),
    Feature("workspaces", "workspaces other than default, below workspace_key_prefix"),
    Feature("workspace-delete", "workspace delete"),
    Feature(
        "kms",
        "the states are encrypted with a customer managed KMS key, by kms_key_id or by default of the bucket",
    ),
    Feature("acl", "the states are written with a canned ACL (acl)"),
    Feature("assume-role", "the backend takes another role first (assume_role)"),
    Feature("remote-state", "reads states of other configurations through terraform_remote_state"),
    Feature("remote-state-key", "those states are encrypted with a customer managed KMS key"),
    Feature(
        "list-prefix",
        "restricts listing to the states and workspaces; not with an empty workspace_key_prefix",
        default=True,
    ),
)

IDENTITIES = (
    "user",
    "github-oidc",
    "codebuild",
    "ec2-instance-profile",
    "ecs-task-role",
    "eks-irsa",
    "eks-pod-identity",
    "account",
    "group",
    "existing",
)

NOTES = (
    "Two roles make a pipeline safe: one without the feature apply, for plans of pull requests, and one with it. "
    "A plan writes nothing but its lock; with -lock=false and without lockfile and dynamodb, nothing at all.",
)
