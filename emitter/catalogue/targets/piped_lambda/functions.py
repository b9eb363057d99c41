"""Functions, their aliases and their live state."""

from awacs import awslambda, iam

from ...model import Accept, Grant, GrantCondition, Scope
from .._pipecd import CODE, page
from .sources import FULL_ACCESS, GET_FUNCTION, GUIDE, LAMBDA_ARN, client, guide

_FUNCTION = f"{LAMBDA_ARN}:function:{{function}}"
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
_LIVE_FUNCTIONS = Scope("LiveStateFunctions", (f"{LAMBDA_ARN}:function:*",))
_PASS_ROLE = Scope(
    "PassFunctionRole",
    ("{function_role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("lambda.amazonaws.com",)),),
    beside=(awslambda.CreateFunction, awslambda.UpdateFunctionConfiguration),
)
_DEPLOY = ("sync", "canary")

FUNCTION_GRANTS = (
    Grant(
        awslambda.GetFunction,
        _FUNCTIONS,
        _DEPLOY,
        "finds out whether the function exists, waits until it is updated and reads its tags",
        (client(99, 335, 498),),
        unless="live-state",
    ),
    Grant(
        awslambda.ListTags,
        _FUNCTIONS,
        _DEPLOY,
        "shows the function's tags to GetFunction; without it, tags that are gone stay on the function",
        (GET_FUNCTION, guide(GUIDE, "configuration-tags", 16), client(504)),
        unless="live-state",
    ),
    Grant(
        awslambda.UpdateFunctionConfiguration,
        _FUNCTIONS,
        _DEPLOY,
        "sends role, memory, layers and VPC settings at every update and rollback",
        (client(317),),
    ),
    Grant(
        awslambda.UpdateFunctionCode,
        _FUNCTIONS,
        _DEPLOY,
        "sends or names the code at every update and rollback",
        (client(244, 276),),
    ),
    Grant(
        awslambda.PublishVersion,
        _FUNCTIONS,
        _DEPLOY,
        "publishes a version after each change of the function",
        (client(352),),
    ),
    Grant(
        awslambda.TagResource,
        _FUNCTIONS,
        _DEPLOY,
        "tags the function when it is created and when a tag changes; from 0.49 one changes every time",
        (client(541), guide(GUIDE, "configuration-tags", 17)),
    ),
    Grant(
        awslambda.UntagResource,
        _FUNCTIONS,
        _DEPLOY,
        "removes tags that are gone, and each changed tag before it is set again",
        (client(558),),
    ),
    Grant(
        awslambda.GetAlias,
        _FUNCTIONS,
        ("sync", "canary", "promote"),
        "reads how the alias Service splits traffic, also to restore it on rollback",
        (client(397),),
    ),
    Grant(
        awslambda.CreateAlias,
        _FUNCTIONS,
        ("sync", "promote"),
        "creates the alias Service at the first deployment of the function",
        (client(460),),
    ),
    Grant(
        awslambda.UpdateAlias,
        _FUNCTIONS,
        ("sync", "canary", "promote"),
        "moves traffic to the new version, and back on rollback",
        (client(487),),
    ),
    Grant(
        awslambda.CreateFunction,
        _NEW_FUNCTIONS,
        _DEPLOY,
        "creates the function when there is none of that name",
        (client(159, 207),),
    ),
    Grant(
        iam.PassRole,
        _PASS_ROLE,
        _DEPLOY,
        "hands the function's role to AWS Lambda when it is created and at every update and rollback",
        (page("0.57", 96), client(114, 180, 292), FULL_ACCESS),
    ),
)

LIVE_STATE_GRANTS = (
    Grant(
        awslambda.ListFunctions,
        _LIVE,
        ("live-state",),
        "live state begins with every function of the Region; a denial stops piped at start",
        (client(365),),
        since="0.49",
    ),
    Grant(
        awslambda.GetFunction,
        _LIVE_FUNCTIONS,
        ("live-state",),
        "live state reads every function, with environment and a link to its code; deployments read their own",
        (client(382), client(99, 335, 498)),
        since="0.49",
    ),
    Grant(
        awslambda.ListTags,
        _LIVE_FUNCTIONS,
        ("live-state",),
        "shows tags to GetFunction; without it, live state takes no function for PipeCD's, and says nothing",
        (
            GET_FUNCTION,
            guide(GUIDE, "configuration-tags", 16),
            CODE.at("pkg/app/piped/livestatestore/lambda/store.go", 62),
            client(504),
        ),
        since="0.49",
    ),
)
