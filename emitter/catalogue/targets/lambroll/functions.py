"""Functions, and the commands that deploy, read, roll back, invoke and delete them."""

from awacs import awslambda, logs

from ...model import Accept, Grant, Scope, inferred
from .. import _lambda_caller as caller
from .sources import at

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
EITHER = Scope(
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
_LOG_GROUP = "arn:{partition}:logs:{region}:{account}:log-group:{log_group}"
_LOG_GROUPS = Scope("LogGroups", (_LOG_GROUP, f"{_LOG_GROUP}:*"))

DEPLOY_GRANTS = (
    Grant(
        awslambda.GetFunction,
        _FUNCTIONS,
        ("deploy", "create", "diff", "status", "init"),
        "finds out whether the function exists, waits until it is updated, and shows it with its environment",
        at("deploy.go:103,284 diff.go:53 status.go:59 init.go:29"),
    ),
    Grant(
        awslambda.GetFunction,
        _VERSIONS,
        ("diff", "status", "init"),
        "reads the version or alias that --qualifier names",
        (*at("diff.go:53 status.go:59 init.go:29"), caller.QUALIFIED),
        requires=("qualifier",),
    ),
    Grant(
        awslambda.UpdateFunctionCode,
        _FUNCTIONS,
        ("deploy",),
        "sends or names the code, and publishes a version with it; also in a dry run",
        at("deploy.go:251"),
    ),
    Grant(
        awslambda.UpdateFunctionConfiguration,
        _FUNCTIONS,
        ("configuration",),
        "sends the configuration of the function, with its role, at every deployment",
        at("deploy.go:232"),
    ),
    Grant(
        awslambda.CreateFunction,
        _FUNCTIONS,
        ("create",),
        "creates the function when there is none of that name",
        at("create.go:140"),
    ),
    caller.pass_role(("create", "configuration"), at("create.go:140 deploy.go:232")),
    Grant(
        awslambda.UpdateAlias,
        _FUNCTIONS,
        ("alias", "rollback"),
        "points the alias at the new version, or back at one before",
        at("deploy.go:306"),
    ),
    Grant(
        awslambda.CreateAlias,
        _FUNCTIONS,
        ("alias",),
        "creates the alias when it is not there",
        at("deploy.go:315 create.go:126"),
    ),
    Grant(
        awslambda.ListTags,
        _FUNCTIONS,
        ("tags", "diff", "init"),
        "reads the function's tags",
        at("tags.go:20 diff.go:68 init.go:66"),
        unless="list",
    ),
    Grant(
        awslambda.TagResource,
        _FUNCTIONS,
        ("tags",),
        "sets tags that are new or changed; also asked for where a function is created with tags",
        (*at("tags.go:43 create.go:140"), caller.guide("configuration-tags", 17)),
    ),
    Grant(awslambda.UntagResource, _FUNCTIONS, ("tags",), "removes tags that are gone", at("tags.go:56")),
    Grant(
        awslambda.ListVersionsByFunction,
        _FUNCTIONS,
        ("keep-versions", "versions"),
        "finds the versions of the function",
        at("deploy.go:345 versions.go:112"),
    ),
    Grant(
        awslambda.DeleteFunction,
        _VERSIONS,
        ("keep-versions", "rollback-delete"),
        "deletes old versions, or the one that was rolled back",
        (*at("deploy.go:367 rollback.go:111"), caller.QUALIFIED),
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
            *at("create.go:140 deploy.go:232"),
        ),
        since="1.4.2",
    ),
)

COMMAND_GRANTS = (
    Grant(
        awslambda.GetAlias,
        _FUNCTIONS,
        ("rollback",),
        "finds the version that the alias points at",
        at("rollback.go:38,96"),
    ),
    Grant(
        awslambda.GetFunction,
        _VERSIONS,
        ("rollback",),
        "looks for the version before, by number",
        (*at("rollback.go:57"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.ListAliases,
        _FUNCTIONS,
        ("rollback",),
        "passes over versions that have an alias",
        (inferred("https://github.com/fujiwara/lambroll/issues/366"), *at("versions.go:88")),
    ),
    Grant(
        awslambda.ListAliases,
        _FUNCTIONS,
        ("versions",),
        "shows which versions have an alias",
        at("versions.go:88"),
    ),
    Grant(
        awslambda.DeleteFunction,
        _FUNCTIONS,
        ("delete",),
        "deletes the function with all its versions",
        at("delete.go:43"),
    ),
    Grant(
        awslambda.InvokeFunction,
        EITHER,
        ("invoke",),
        "invokes the function, or with --qualifier a version or alias of it",
        (*at("invoke.go:69"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.ListFunctions,
        _LIST,
        ("list",),
        "lists every function of the Region; AWS lets no resource narrow it",
        at("list.go:21"),
    ),
    Grant(
        awslambda.ListTags,
        _EVERY_FUNCTION,
        ("list",),
        "reads the tags of every function; one denial ends the list",
        at("list.go:30"),
    ),
    Grant(
        logs.FilterLogEvents,
        _LOG_GROUPS,
        ("logs",),
        "runs aws logs tail on the log group of the function",
        at("logs.go:32"),
    ),
)
