"""lambroll, deploying functions to AWS Lambda.

Read whole at v1.0.1; of later versions deploy.go, functionurl.go, rollback.go, tags.go and layer.go, with the changelog
up to v1.5.2. A version or alias in a call makes another ARN than the function alone. What self-managed storage of code
(1.5.1) asks for is not known. Its sts:GetCallerIdentity is allowed to everybody. It spells the ARN of a function in
the partition aws when it reads and sets tags, so those fail in another.
"""

from awacs import awslambda, cloudformation, kms, logs, s3, ssm, sts

from .. import syntax
from ..model import (
    Accept,
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Parameter,
    Release,
    Repository,
    Scope,
    Target,
    inferred,
    vendor,
)
from ..syntax import Syntax
from . import _lambda_caller as caller

_CODE = Repository("fujiwara/lambroll", "d60c2e901fd40adc6a8051beffa59f77ff03c28f")
_LAYERS = Repository("fujiwara/lambroll", "b04447bdf3b0f95276283faac5f068dcb7637109")
_CHANGES = Repository("fujiwara/lambroll", "bbc6e066be67773e4d593f3057b072b5ee23dbe8")
_CFN = Repository("fujiwara/cfn-lookup", "23dc00d97277f16b1f5b2d302839d9e36cdf9bce")
_SSM = Repository("fujiwara/ssm-lookup", "d91ee410f02f1334c8ffa0252f051d5d401f8f07")
_TFSTATE = Repository("fujiwara/tfstate-lookup", "9f7e0fd88c40965108a25147a97397e3589491c6")


def _at(places: str, repository: Repository = _CODE) -> tuple[Evidence, ...]:
    """Return a source for each of ``places``: ``file:lines``, with spaces between."""
    sources = []
    for place in places.split():
        file, _, lines = place.partition(":")
        sources.append(repository.at(file, *map(int, lines.split(","))))
    return tuple(sources)


_FUNCTIONS = Scope(
    "Functions",
    (caller.FUNCTION,),
    accepts=(
        Accept(
            "W506",
            "lambroll deploys any function while none is named; the value function narrows it",
            unnamed="function",
            when="deploy",
        ),
        Accept(
            "W506",
            "lambroll configures any function while none is named; the value function narrows it",
            unnamed="function",
            when="configuration",
            unless="deploy",
        ),
    ),
)
_VERSIONS = Scope("FunctionVersions", (caller.VERSIONS,))
_EITHER = Scope(
    "FunctionsAndVersions",
    (caller.FUNCTION, caller.VERSIONS),
    accepts=(
        Accept(
            "W409",
            "a URL is opened and closed by the policy of its function, any while none is named; the value function"
            " narrows it",
            unnamed="function",
            when="function-url",
        ),
        Accept(
            "W412",
            "its URL opens a function, any while none is named; the value function narrows it",
            unnamed="function",
            when="function-url",
        ),
    ),
)
_EVERY_FUNCTION = Scope("EveryFunction", (f"{caller.LAMBDA_ARN}:function:*",))
_LIST = Scope("FunctionList", ("*",))
_CAPACITY = Scope("CapacityProviders", (f"{caller.LAMBDA_ARN}:capacity-provider:{{capacity_provider}}",))
_LAYER_LIST = Scope("LayerVersionList", ("*",))
_CODE_OBJECTS = Scope("Code", ("arn:{partition}:s3:::{bucket}/{code}",))
_VIA_S3 = (GrantCondition("StringLike", "kms:ViaService", ("s3.*",)),)
_CODE_KEY = Scope("CodeKey", ("{code_key}",), _VIA_S3)
_LOG_GROUP = "arn:{partition}:logs:{region}:{account}:log-group:{log_group}"
_LOG_GROUPS = Scope("LogGroups", (_LOG_GROUP, f"{_LOG_GROUP}:*"))
_PARAMETERS = Scope("Parameters", ("{ssm_parameter}",))
_PARAMETER_KEY = Scope(
    "ParameterKey", ("{ssm_key}",), (GrantCondition("StringLike", "kms:ViaService", ("ssm.*",)),)
)
_STATE = Scope("TerraformState", ("arn:{partition}:s3:::{tfstate_bucket}/{tfstate_key}",))
_STATE_ROLE = Scope("AssumeStateRole", ("{tfstate_role}",))
_STACKS = Scope("Stacks", ("arn:{partition}:cloudformation:{region}:{account}:stack/{stack}/*",))
_EXPORTS = Scope("StackExports", ("*",))

_OTHER_ROLE = r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}"

_DEPLOY_GRANTS = (
    Grant(
        awslambda.GetFunction,
        _FUNCTIONS,
        ("deploy", "create", "diff", "status", "init"),
        "finds out whether the function exists, waits until it is updated, and shows it with its environment",
        _at("deploy.go:103,284 diff.go:53 status.go:59 init.go:29"),
    ),
    Grant(
        awslambda.GetFunction,
        _VERSIONS,
        ("diff", "status", "init"),
        "reads the version or alias that --qualifier names",
        (*_at("diff.go:53 status.go:59 init.go:29"), caller.QUALIFIED),
        requires=("qualifier",),
    ),
    Grant(
        awslambda.UpdateFunctionCode,
        _FUNCTIONS,
        ("deploy",),
        "sends or names the code, and publishes a version with it; also in a dry run",
        _at("deploy.go:251"),
    ),
    Grant(
        awslambda.UpdateFunctionConfiguration,
        _FUNCTIONS,
        ("configuration",),
        "sends the configuration of the function, with its role, at every deployment",
        _at("deploy.go:232"),
    ),
    Grant(
        awslambda.CreateFunction,
        _FUNCTIONS,
        ("create",),
        "creates the function when there is none of that name",
        _at("create.go:140"),
    ),
    caller.pass_role(("create", "configuration"), _at("create.go:140 deploy.go:232")),
    Grant(
        awslambda.UpdateAlias,
        _FUNCTIONS,
        ("alias", "rollback"),
        "points the alias at the new version, or back at one before",
        _at("deploy.go:306"),
    ),
    Grant(
        awslambda.CreateAlias,
        _FUNCTIONS,
        ("alias",),
        "creates the alias when it is not there",
        _at("deploy.go:315 create.go:126"),
    ),
    Grant(
        awslambda.ListTags,
        _FUNCTIONS,
        ("tags", "diff", "init"),
        "reads the function's tags",
        _at("tags.go:20 diff.go:68 init.go:66"),
        unless="list",
    ),
    Grant(
        awslambda.TagResource,
        _FUNCTIONS,
        ("tags",),
        "sets tags that are new or changed; also asked for where a function is created with tags",
        (*_at("tags.go:43 create.go:140"), caller.guide("configuration-tags", 17)),
    ),
    Grant(awslambda.UntagResource, _FUNCTIONS, ("tags",), "removes tags that are gone", _at("tags.go:56")),
    Grant(
        awslambda.ListVersionsByFunction,
        _FUNCTIONS,
        ("keep-versions", "versions"),
        "finds the versions of the function",
        _at("deploy.go:345 versions.go:112"),
    ),
    Grant(
        awslambda.DeleteFunction,
        _VERSIONS,
        ("keep-versions", "rollback-delete"),
        "deletes old versions, or the one that was rolled back",
        (*_at("deploy.go:367 rollback.go:111"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.PassCapacityProvider,
        _CAPACITY,
        ("capacity-provider",),
        "hands AWS Lambda the capacity provider that the function runs on",
        (
            inferred(
                "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html"
            ),
            *_at("create.go:140 deploy.go:232"),
        ),
        since="1.4.2",
    ),
)

_COMMAND_GRANTS = (
    Grant(
        awslambda.GetAlias,
        _FUNCTIONS,
        ("rollback",),
        "finds the version that the alias points at",
        _at("rollback.go:38,96"),
    ),
    Grant(
        awslambda.GetFunction,
        _VERSIONS,
        ("rollback",),
        "looks for the version before, by number",
        (*_at("rollback.go:57"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.ListAliases,
        _FUNCTIONS,
        ("rollback",),
        "passes over versions that have an alias",
        (inferred("https://github.com/fujiwara/lambroll/issues/366"), *_at("versions.go:88")),
    ),
    Grant(
        awslambda.ListAliases,
        _FUNCTIONS,
        ("versions",),
        "shows which versions have an alias",
        _at("versions.go:88"),
    ),
    Grant(
        awslambda.DeleteFunction,
        _FUNCTIONS,
        ("delete",),
        "deletes the function with all its versions",
        _at("delete.go:43"),
    ),
    Grant(
        awslambda.InvokeFunction,
        _EITHER,
        ("invoke",),
        "invokes the function, or with --qualifier a version or alias of it",
        (*_at("invoke.go:69"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.ListFunctions,
        _LIST,
        ("list",),
        "lists every function of the Region; AWS lets no resource narrow it",
        _at("list.go:21"),
    ),
    Grant(
        awslambda.ListTags,
        _EVERY_FUNCTION,
        ("list",),
        "reads the tags of every function; one denial ends the list",
        _at("list.go:30"),
    ),
    Grant(
        logs.FilterLogEvents,
        _LOG_GROUPS,
        ("logs",),
        "runs aws logs tail on the log group of the function",
        _at("logs.go:32"),
    ),
    Grant(
        awslambda.GetFunctionUrlConfig,
        _EITHER,
        ("function-url", "status"),
        "reads the function's URL, of an alias where its file or --qualifier names one",
        (*_at("functionurl.go:192,343 diff.go:164 status.go:75"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.CreateFunctionUrlConfig,
        _EITHER,
        ("function-url",),
        "makes the function's URL",
        (*_at("functionurl.go:212"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.UpdateFunctionUrlConfig,
        _EITHER,
        ("function-url",),
        "updates the function's URL",
        (*_at("functionurl.go:224"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.GetPolicy,
        _EITHER,
        ("function-url",),
        "reads who may call the URL",
        (*_at("functionurl.go:276,375"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.AddPermission,
        _EITHER,
        ("function-url",),
        "opens the URL to those that its file names, or to all; the caller could open the function to anyone",
        (*_at("functionurl.go:253"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.RemovePermission,
        _EITHER,
        ("function-url",),
        "closes the URL to those that its file no longer names",
        (*_at("functionurl.go:263"), caller.QUALIFIED),
    ),
)

_FILE_GRANTS = (
    Grant(s3.PutObject, _CODE_OBJECTS, ("s3",), "uploads the code to the bucket", _at("archive.go:152")),
    Grant(
        s3.GetObject,
        _CODE_OBJECTS,
        ("s3", "s3-there"),
        "lets AWS Lambda fetch the code from Amazon S3, which it does with the caller's permission",
        (caller.FETCH, *_at("deploy.go:251 create.go:140")),
    ),
    Grant(
        s3.GetObjectVersion,
        _CODE_OBJECTS,
        ("s3", "s3-there"),
        "lambroll names the version of the object where the bucket has versions, which is authorised apart",
        (
            inferred(f"{caller.AWS}/AmazonS3/latest/API/API_GetObject.html"),
            *_at("create.go:72"),
        ),
    ),
    Grant(
        kms.GenerateDataKey,
        _CODE_KEY,
        ("s3",),
        "lets Amazon S3 encrypt the code, which it does with the caller's permission",
        (caller.FETCH_KEY, *_at("archive.go:152")),
        requires=("s3-key",),
    ),
    Grant(
        kms.Decrypt,
        _CODE_KEY,
        ("s3-key",),
        "lets Amazon S3 decrypt the code, which it does with the caller's permission on the key",
        (inferred(caller.FETCH_KEY.url), *_at("deploy.go:251")),
    ),
    Grant(
        awslambda.ListLayerVersions,
        _LAYER_LIST,
        ("layer-arn",),
        "finds the newest version of a layer for a definition file; AWS lets no resource narrow it",
        _at("layer.go:28", _LAYERS),
        since="1.2",
    ),
    Grant(
        awslambda.GetLayerVersion,
        caller.LAYERS,
        ("layer-arn",),
        "finds the ARN of a layer's version for a definition file",
        _at("layer.go:44", _LAYERS),
        since="1.2",
    ),
    Grant(
        ssm.GetParameter,
        _PARAMETERS,
        ("ssm",),
        "puts parameters into definition files",
        _at("ssm/lookup.go:75", _SSM),
    ),
    Grant(
        kms.Decrypt,
        _PARAMETER_KEY,
        ("ssm-key",),
        "decrypts a SecureString that is encrypted with a customer managed key",
        (
            vendor(f"{caller.AWS}/systems-manager/latest/userguide/ps-restrict-decryption.html"),
            *_at("ssm/lookup.go:75", _SSM),
        ),
    ),
    Grant(
        s3.GetObject,
        _STATE,
        ("tfstate-s3",),
        "reads the Terraform state, which may hold secrets, at the start of every command",
        _at("tfstate/remote_s3.go:110", _TFSTATE),
    ),
    Grant(
        sts.AssumeRole,
        _STATE_ROLE,
        ("tfstate-role",),
        "reads the Terraform state with the role that its backend names",
        _at("tfstate/remote_s3.go:99", _TFSTATE),
    ),
    Grant(
        cloudformation.DescribeStacks,
        _STACKS,
        ("cloudformation",),
        "puts the outputs of stacks into definition files",
        (*_at("cfn/lookup.go:72", _CFN), _CHANGES.at("CHANGELOG.md", 6, confidence="documented")),
        since="1.5.2",
    ),
    Grant(
        cloudformation.ListExports,
        _EXPORTS,
        ("cloudformation-exports",),
        "puts what stacks export into definition files; AWS lets no resource narrow it",
        (*_at("cfn/lookup.go:140", _CFN), _CHANGES.at("CHANGELOG.md", 6, confidence="documented")),
        since="1.5.2",
    ),
)

TARGET = Target(
    name="lambroll",
    title="functions on AWS Lambda",
    deployer="lambroll",
    versions=("1.0", "1.1", "1.2", "1.3", "1.4", "1.4.2", "1.5", "1.5.2"),
    read=Release("1.5.2", "2026-11-28"),
    identities=(
        "user",
        "codebuild",
        "github-oidc",
        "ec2-instance-profile",
        "ecs-task-role",
        "account",
        "group",
        "existing",
    ),
    identity_name="lambroll",
    policy_name="lambroll",
    parameters=(
        *caller.parameters(),
        Parameter(
            "capacity_provider", "names of the capacity providers of its functions", syntax.SEGMENT, "*"
        ),
        Parameter(
            "bucket", "S3 buckets with the code of its functions", caller.BUCKET, allows_wildcard=False
        ),
        Parameter("code", "keys of the objects with that code", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "code_key",
            "id of the customer managed KMS key of those objects, or its ARN",
            syntax.SEGMENT,
            arn=caller.KEY_ARN,
            allows_wildcard=False,
        ),
        Parameter("log_group", "log groups of its functions", syntax.PATH_SEGMENTS, "/aws/lambda/*"),
        Parameter(
            "ssm_parameter",
            "names of the SSM parameters, without their leading slash, or their ARNs",
            syntax.PATH_SEGMENTS,
            arn="arn:{partition}:ssm:{region}:{account}:parameter/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "ssm_key",
            "id of the customer managed KMS key of those parameters, or its ARN",
            syntax.SEGMENT,
            arn=caller.KEY_ARN,
            allows_wildcard=False,
        ),
        Parameter(
            "tfstate_bucket", "S3 buckets with the Terraform states", caller.BUCKET, allows_wildcard=False
        ),
        Parameter("tfstate_key", "keys of those states", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "tfstate_role",
            "role that the Terraform backend names, as its ARN",
            Syntax(
                _OTHER_ROLE,
                "a role that may be in another account is named by its whole ARN",
                640,
                _OTHER_ROLE,
            ),
            allows_wildcard=False,
        ),
        Parameter("stack", "names of the stacks whose outputs it reads", syntax.SEGMENT, "*"),
    ),
    features=(
        Feature("deploy", "deploys the code of a function", default=True),
        Feature("configuration", "deploys its configuration (not with --skip-configuration)", default=True),
        Feature("create", "creates a function that is not there yet", default=True),
        Feature(
            "alias", "publishes a version and moves the alias to it (not with --no-publish)", default=True
        ),
        Feature("tags", "function files with tags"),
        Feature("keep-versions", "deletes old versions (--keep-versions, versions --delete)"),
        Feature("function-url", "deploys or compares the function's URL (--function-url)"),
        Feature("rollback", "lambroll rollback"),
        Feature("rollback-delete", "lambroll rollback --delete-version"),
        Feature("delete", "lambroll delete"),
        Feature("init", "lambroll init"),
        Feature("diff", "lambroll diff"),
        Feature("status", "lambroll status"),
        Feature("versions", "lambroll versions"),
        Feature("list", "lambroll list"),
        Feature("logs", "lambroll logs"),
        Feature("invoke", "lambroll invoke"),
        Feature("qualifier", "diff, status and init with --qualifier"),
        Feature("s3", "uploads the code to Amazon S3 (Code.S3Bucket)"),
        Feature("s3-there", "takes code that is in Amazon S3 already (--skip-archive)"),
        Feature("s3-key", "that code is encrypted with a customer managed KMS key"),
        Feature("capacity-provider", "functions on Lambda Managed Instances", since="1.4.2"),
        Feature("layer-arn", "files with layer_arn", since="1.2"),
        Feature("ssm", "files with ssm"),
        Feature("ssm-key", "SecureStrings that are encrypted with a customer managed KMS key"),
        Feature("tfstate-s3", "files with tfstate, of a state in Amazon S3"),
        Feature("tfstate-role", "that state is read with a role of its own"),
        Feature("cloudformation", "files with cfn_output", since="1.5.2"),
        Feature("cloudformation-exports", "files with cfn_export", since="1.5.2"),
        *caller.features(),
    ),
    grants=(
        *_DEPLOY_GRANTS,
        *_COMMAND_GRANTS,
        *_FILE_GRANTS,
        *caller.grants(_at("create.go:140 deploy.go:232")),
    ),
    pages=(),
    repositories=(_CODE,),
)
