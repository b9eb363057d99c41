"""PipeCD's piped (v0), deploying to AWS Lambda.

Read at v0.57.0; versions were compared tag by tag from v0.47.0. No permission was ever dropped in
that range: 0.49 added live state, and the tags that piped itself puts on a function. Before 0.49 a
function is tagged only as far as its manifest has tags.
"""

from awacs import awslambda

from ... import syntax
from ...model import Feature, Parameter, Release, Target
from ...syntax import Syntax
from .._pipecd import (
    CODE,
    CONFIGURATION_FEATURES,
    CONFIGURATION_GRANTS,
    CONFIGURATION_PARAMETERS,
    IDENTITIES,
    VERSIONS,
)
from .documented import documented
from .functions import FUNCTION_GRANTS, LIVE_STATE_GRANTS
from .settings import SETTING_GRANTS

_ROLE_ARN = "arn:{partition}:iam::{account}:role/{value}"
_KEY_ARN = "arn:{partition}:kms:{region}:{account}:key/{value}"
_BUCKET = Syntax(
    r"[a-z0-9][a-z0-9.*?-]{1,62}",
    "a bucket name is 3 to 63 lower-case letters, digits, - and ., or a pattern that begins with one of them",
    63,
)
_LAYER = Syntax(
    r"[A-Za-z0-9_*?-]{1,140}",
    "a layer name is up to 140 letters, digits, - and _, or a pattern with * and ?",
    140,
)
_NO_CONDITION = (
    "iam:PassRole is not limited to lambda.amazonaws.com, so the role can be passed to any service"
)

TARGET = Target(
    name="piped-lambda",
    title="functions on AWS Lambda",
    deployer="PipeCD piped",
    versions=VERSIONS,
    read=Release("0.57.0", "2026-11-28"),
    identities=IDENTITIES,
    identity_name="piped-lambda",
    policy_name="piped-lambda",
    parameters=(
        Parameter("function", "names of the functions it deploys", syntax.FUNCTION_NAME, "*"),
        Parameter(
            "function_role",
            "roles that its function manifests name",
            syntax.ROLE,
            arn=_ROLE_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "artifact_bucket", "S3 buckets with the code of its functions", _BUCKET, allows_wildcard=False
        ),
        Parameter("artifact", "keys of the objects with that code", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "artifact_kms_key",
            "id of the customer managed KMS key of those objects, or its ARN",
            syntax.SEGMENT,
            arn=_KEY_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "own_repository",
            "names of the ECR repositories of this account whose policy AWS Lambda may change",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:ecr:{region}:{account}:repository/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "image_account",
            "other accounts whose ECR repositories hold images of its functions",
            syntax.ACCOUNT,
            allows_wildcard=False,
        ),
        Parameter(
            "image_repository",
            "names of the ECR repositories in those accounts",
            syntax.PATH_SEGMENTS,
            "*",
        ),
        Parameter("layer", "names of the layers of its functions", _LAYER, "*"),
        Parameter(
            "layer_account",
            "other accounts whose layers its functions have",
            syntax.ACCOUNT,
            allows_wildcard=False,
        ),
        Parameter("other_layer", "names of the layers in those accounts", _LAYER, "*"),
        *CONFIGURATION_PARAMETERS,
    ),
    features=(
        Feature(
            "sync",
            "deploys functions: quick sync (a first deployment is one unless alwaysUsePipeline is set), rollback",
            default=True,
        ),
        Feature("canary", "rolls out and rolls back canary versions; takes nothing that sync does not"),
        Feature("promote", "moves traffic to a canary version; takes nothing that sync does not"),
        Feature(
            "live-state",
            "reads every function of the Region, at start and again and again; a piped with a Lambda platform provider always does",
            default=True,
            since="0.49",
            fixed_since="0.49",
        ),
        Feature("s3-source", "functions whose code is a zip file in Amazon S3"),
        Feature("s3-source-key", "that zip file is encrypted with a customer managed KMS key"),
        Feature(
            "image-repository-policy",
            "lets AWS Lambda add itself to the policy of an image's repository in this account, which is permissions management; not needed once the policy admits lambda.amazonaws.com",
        ),
        Feature("image-other-account", "functions whose image lies in a repository of another account"),
        Feature("vpc", "functions that are connected to a VPC"),
        Feature("layers", "functions with layers of this account"),
        Feature("layers-other-account", "functions with layers of other accounts"),
        *CONFIGURATION_FEATURES,
        Feature(
            "tag-conditions",
            "restricts creating functions to requests that carry PipeCD's own tag",
            since="0.49",
        ),
    ),
    grants=(
        *FUNCTION_GRANTS,
        *LIVE_STATE_GRANTS,
        *SETTING_GRANTS,
        *CONFIGURATION_GRANTS,
    ),
    pages=(
        documented("0.47", "0.48", 59),
        documented("0.49", "0.57", 66, awslambda.ListFunctions),
    ),
    repositories=(CODE,),
)
