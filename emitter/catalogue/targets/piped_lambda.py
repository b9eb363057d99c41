"""PipeCD's piped (v0), deploying to AWS Lambda.

Read at v0.57.0; versions were compared tag by tag from v0.47.0. No permission was ever dropped in
that range: 0.49 added live state, and the tags that piped itself puts on a function. Before 0.49 a
function is tagged only as far as its manifest has tags.
"""

from awacs import awslambda, ec2, ecr, iam, kms, s3

from .. import syntax
from ..model import (
    Accept,
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Repository,
    Scope,
    Target,
    inferred,
    vendor,
)
from ..syntax import Syntax
from ._pipecd import (
    AWS,
    CODE,
    CONFIGURATION_FEATURES,
    CONFIGURATION_GRANTS,
    CONFIGURATION_PARAMETERS,
    IDENTITIES,
    VERSIONS,
    page,
)

# AWS's own guide, while AWS kept it on GitHub. Some of its pages went earlier than others.
_GUIDE = Repository("awsdocs/aws-lambda-developer-guide", "0665efa320399abf2b71d5ab074d07eb88d1fff2")
_GUIDE_2022 = Repository("awsdocs/aws-lambda-developer-guide", "174fd25faa9bb77f44d28d3aa81d9663a6dcf7ae")
_GUIDE_2018 = Repository("awsdocs/aws-lambda-developer-guide", "4bc1fe175fce82f794fb641b315425f531f850a4")
_GET_FUNCTION = vendor(f"{AWS}/lambda/latest/api/API_GetFunction.html")
_FULL_ACCESS = vendor(f"{AWS}/aws-managed-policy/latest/reference/AWSLambda_FullAccess.html")
_FOREIGN_IMAGE = vendor("https://repost.aws/knowledge-center/lambda-ecr-image")
_LAMBDA_ARN = "arn:{partition}:lambda:{region}:{account}"
_ROLE_ARN = "arn:{partition}:iam::{account}:role/{value}"
_KEY_ARN = "arn:{partition}:kms:{region}:{account}:key/{value}"


def _client(*lines: int) -> Evidence:
    return CODE.at("pkg/app/piped/platformprovider/lambda/client.go", *lines)


def _guide(repository: Repository, page: str, *lines: int) -> Evidence:
    return repository.at(f"doc_source/{page}.md", *lines, confidence="vendor")


_IMAGE_POLICY = _guide(_GUIDE_2022, "configuration-images", 58)

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

_FUNCTION = f"{_LAMBDA_ARN}:function:{{function}}"

# Every call names the function without version or alias, so no ARN has one.
_FUNCTIONS = Scope(
    "Functions",
    (_FUNCTION,),
    accepts=(
        Accept(
            "W506",
            "piped deploys any function while none is named; the value function narrows it",
            unnamed="function",
        ),
    ),
)
# An update sends only tags that are new or changed, so TagResource cannot be held to PipeCD's own.
_NEW_FUNCTIONS = Scope(
    "NewFunctions",
    (_FUNCTION,),
    (
        GrantCondition(
            "StringEquals", "aws:RequestTag/pipecd-dev-managed-by", ("piped",), when="tag-conditions"
        ),
    ),
)
_LIVE = Scope("LiveState", ("*",))
_LIVE_FUNCTIONS = Scope("LiveStateFunctions", (f"{_LAMBDA_ARN}:function:*",))
_PASS_ROLE = Scope(
    "PassFunctionRole",
    ("{function_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("lambda.amazonaws.com",)),),
)
_ARTIFACTS = Scope("Artifacts", ("arn:{partition}:s3:::{artifact_bucket}/{artifact}",))
# The key's own ARN names the Region; the service's domain differs between partitions.
_ARTIFACT_KEY = Scope(
    "ArtifactKey", ("{artifact_kms_key}",), (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),)
)
_REPOSITORIES = Scope("RepositoryPolicies", ("{own_repository}",))
_FOREIGN_IMAGES = Scope(
    "OtherAccountImages",
    ("arn:{partition}:ecr:{region}:{image_account}:repository/{image_repository}",),
)
_NETWORK = Scope("Network", ("*",))
_LAYERS = Scope("Layers", (f"{_LAMBDA_ARN}:layer:{{layer}}:*",))
_FOREIGN_LAYERS = Scope(
    "OtherAccountLayers", ("arn:{partition}:lambda:{region}:{layer_account}:layer:{other_layer}:*",)
)

_DEPLOY = ("sync", "canary")

_GRANTS = (
    Grant(
        awslambda.GetFunction,
        _FUNCTIONS,
        _DEPLOY,
        "finds out whether the function exists, waits until it is updated and reads its tags",
        (_client(99, 335, 498),),
        unless="live-state",
    ),
    Grant(
        awslambda.ListTags,
        _FUNCTIONS,
        _DEPLOY,
        "shows the function's tags to GetFunction; without it, tags that are gone stay on the function",
        (_GET_FUNCTION, _guide(_GUIDE, "configuration-tags", 16), _client(504)),
        unless="live-state",
    ),
    Grant(
        awslambda.UpdateFunctionConfiguration,
        _FUNCTIONS,
        _DEPLOY,
        "sends role, memory, layers and VPC settings at every update and rollback",
        (_client(317),),
    ),
    Grant(
        awslambda.UpdateFunctionCode,
        _FUNCTIONS,
        _DEPLOY,
        "sends or names the code at every update and rollback",
        (_client(244, 276),),
    ),
    Grant(
        awslambda.PublishVersion,
        _FUNCTIONS,
        _DEPLOY,
        "publishes a version after each change of the function",
        (_client(352),),
    ),
    Grant(
        awslambda.TagResource,
        _FUNCTIONS,
        _DEPLOY,
        "tags the function when it is created and when a tag changes; from 0.49 one changes every time",
        (_client(541), _guide(_GUIDE, "configuration-tags", 17)),
    ),
    Grant(
        awslambda.UntagResource,
        _FUNCTIONS,
        _DEPLOY,
        "removes tags that are gone, and each changed tag before it is set again",
        (_client(558),),
    ),
    Grant(
        awslambda.GetAlias,
        _FUNCTIONS,
        ("sync", "canary", "promote"),
        "reads how the alias Service splits traffic, also to restore it on rollback",
        (_client(397),),
    ),
    Grant(
        awslambda.CreateAlias,
        _FUNCTIONS,
        ("sync", "promote"),
        "creates the alias Service at the first deployment of the function",
        (_client(460),),
    ),
    Grant(
        awslambda.UpdateAlias,
        _FUNCTIONS,
        ("sync", "canary", "promote"),
        "moves traffic to the new version, and back on rollback",
        (_client(487),),
    ),
    Grant(
        awslambda.CreateFunction,
        _NEW_FUNCTIONS,
        _DEPLOY,
        "creates the function when there is none of that name",
        (_client(159, 207),),
    ),
    Grant(
        iam.PassRole,
        _PASS_ROLE,
        _DEPLOY,
        "hands the function's role to AWS Lambda when it is created and at every update and rollback",
        (page("0.57", 96), _client(114, 180, 292), _FULL_ACCESS),
    ),
    Grant(
        awslambda.ListFunctions,
        _LIVE,
        ("live-state",),
        "live state begins with every function of the Region; a denial stops piped at start",
        (_client(365),),
        since="0.49",
    ),
    Grant(
        awslambda.GetFunction,
        _LIVE_FUNCTIONS,
        ("live-state",),
        "live state reads every function, with environment and a link to its code; deployments read their own",
        (_client(382), _client(99, 335, 498)),
        since="0.49",
    ),
    Grant(
        awslambda.ListTags,
        _LIVE_FUNCTIONS,
        ("live-state",),
        "shows tags to GetFunction; without it, live state takes no function for PipeCD's, and says nothing",
        (
            _GET_FUNCTION,
            _guide(_GUIDE, "configuration-tags", 16),
            CODE.at("pkg/app/piped/livestatestore/lambda/store.go", 62),
            _client(504),
        ),
        since="0.49",
    ),
    Grant(
        s3.GetObject,
        _ARTIFACTS,
        ("s3-source",),
        "lets AWS Lambda fetch the code from Amazon S3, which it does with the caller's permission",
        (_guide(_GUIDE_2018, "lambda-api-permissions-ref", 70, 94), _client(152, 233)),
    ),
    Grant(
        s3.GetObjectVersion,
        _ARTIFACTS,
        ("s3-source",),
        "piped always names a version of the object, and Amazon S3 authorises that apart",
        (inferred(f"{AWS}/AmazonS3/latest/API/API_GetObject.html"), _client(154, 235)),
    ),
    Grant(
        kms.Decrypt,
        _ARTIFACT_KEY,
        ("s3-source-key",),
        "lets Amazon S3 decrypt the code, which it does with the caller's permission on the key",
        (inferred(f"{AWS}/AmazonS3/latest/userguide/UsingKMSEncryption.html"), _client(152, 233)),
    ),
    Grant(
        ecr.GetRepositoryPolicy,
        _REPOSITORIES,
        ("image-repository-policy",),
        "lets AWS Lambda look whether the policy of the repository admits it",
        (_IMAGE_POLICY, _client(145, 229)),
    ),
    Grant(
        ecr.SetRepositoryPolicy,
        _REPOSITORIES,
        ("image-repository-policy",),
        "lets AWS Lambda add itself to the policy of the repository; the caller could open it to anyone",
        (_IMAGE_POLICY, _client(145)),
    ),
    Grant(
        ecr.BatchGetImage,
        _FOREIGN_IMAGES,
        ("image-other-account",),
        "an image of another account must be open to the caller itself, not only to AWS Lambda",
        (_FOREIGN_IMAGE, _client(145, 229)),
    ),
    Grant(
        ecr.GetDownloadUrlForLayer,
        _FOREIGN_IMAGES,
        ("image-other-account",),
        "the layers of an image of another account must be open to the caller itself",
        (_FOREIGN_IMAGE, _client(145, 229)),
    ),
    Grant(
        ec2.DescribeSecurityGroups,
        _NETWORK,
        ("vpc",),
        "lets AWS Lambda check the security groups of the function; AWS lets no resource narrow it",
        (_guide(_GUIDE, "configuration-vpc", 46, 49), _client(136, 202, 312)),
    ),
    Grant(
        ec2.DescribeSubnets,
        _NETWORK,
        ("vpc",),
        "lets AWS Lambda check the subnets of the function; AWS lets no resource narrow it",
        (_guide(_GUIDE, "configuration-vpc", 46, 50), _client(136, 202, 312)),
    ),
    Grant(
        ec2.DescribeVpcs,
        _NETWORK,
        ("vpc",),
        "lets AWS Lambda check the VPC of the function; AWS lets no resource narrow it",
        (_guide(_GUIDE, "configuration-vpc", 46, 51), _client(136, 202, 312)),
    ),
    Grant(
        awslambda.GetLayerVersion,
        _LAYERS,
        ("layers",),
        "AWS requires it to give a function that version of the layer",
        (_guide(_GUIDE, "invocation-layers", 206), _client(121, 187, 299)),
    ),
    Grant(
        awslambda.GetLayerVersion,
        _FOREIGN_LAYERS,
        ("layers-other-account",),
        "AWS requires it to give a function another account's layer, here and by the layer's policy",
        (_guide(_GUIDE, "invocation-layers", 206), _client(121, 187, 299)),
    ),
    *CONFIGURATION_GRANTS,
)

_FIRST_LIST = (
    awslambda.CreateAlias,
    awslambda.CreateFunction,
    awslambda.GetAlias,
    awslambda.GetFunction,
    awslambda.PublishVersion,
    awslambda.TagResource,
    awslambda.UntagResource,
    awslambda.UpdateAlias,
    awslambda.UpdateFunctionCode,
    awslambda.UpdateFunctionConfiguration,
)


# Without the permission GetFunction leaves the tags out, and PipeCD takes a function without its tags for
# somebody else's.
_NO_TAGS = "lambda:ListTags is missing, so GetFunction returns no tags: "
_NO_LIVE_STATE = _NO_TAGS + "live state finds no function and reports nothing, and no tag is ever removed"
_NO_CONDITION = (
    "iam:PassRole is not limited to lambda.amazonaws.com, so the role can be passed to any service"
)


def _documented(since: str, until: str, line: int, *more: awslambda.Action) -> Page:
    return Page(
        page(until, line),
        (
            PageStatement("Deploy", tuple(sorted((*_FIRST_LIST, *more), key=lambda a: a.JSONrepr())), ("*",)),
            PageStatement("PassRole", (iam.PassRole,), ("{function_role}",)),
        ),
        since,
        until,
        warnings=(_NO_LIVE_STATE if more else f"{_NO_TAGS}no tag is ever removed",),
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
    grants=_GRANTS,
    pages=(
        _documented("0.47", "0.48", 59),
        _documented("0.49", "0.57", 66, awslambda.ListFunctions),
    ),
    repositories=(CODE,),
)
