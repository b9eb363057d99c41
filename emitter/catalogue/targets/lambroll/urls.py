"""URLs of functions."""

from awacs import awslambda

from ...model import Grant
from .. import _lambda_caller as caller
from .functions import EITHER
from .sources import at

URL_GRANTS = (
    Grant(
        awslambda.GetFunctionUrlConfig,
        EITHER,
        ("function-url", "status"),
        "reads the function's URL, of an alias where its file or --qualifier names one",
        (*at("functionurl.go:192,343 diff.go:164 status.go:75"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.CreateFunctionUrlConfig,
        EITHER,
        ("function-url",),
        "makes the function's URL",
        (*at("functionurl.go:212"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.UpdateFunctionUrlConfig,
        EITHER,
        ("function-url",),
        "updates the function's URL",
        (*at("functionurl.go:224"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.GetPolicy,
        EITHER,
        ("function-url",),
        "reads who may call the URL",
        (*at("functionurl.go:276,375"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.AddPermission,
        EITHER,
        ("function-url",),
        "opens the URL to those that its file names, or to all; the caller could open the function to anyone",
        (*at("functionurl.go:253"), caller.QUALIFIED),
    ),
    Grant(
        awslambda.RemovePermission,
        EITHER,
        ("function-url",),
        "closes the URL to those that its file no longer names",
        (*at("functionurl.go:263"), caller.QUALIFIED),
    ),
)
