"""The policy that PipeCD's installation guide gives, as it grew."""

from awacs import awslambda, iam

from ...model import Page, PageStatement
from .._pipecd import page

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


def documented(since: str, until: str, line: int, *more: awslambda.Action) -> Page:
    """Return the guide's policy of the minors ``since`` to ``until``: the first list and ``more``."""
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
