"""The settings that every identity takes, by what it makes.

Limits are those of "IAM and AWS STS quotas"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
"""

from . import syntax
from .model import Parameter
from .syntax import Syntax

_DURATION = Syntax(
    r"3[6-9][0-9]{2}|[4-9][0-9]{3}|[1-3][0-9]{4}|4[0-2][0-9]{3}|43[01][0-9]{2}|43200",
    "a session lasts 3600 to 43200 seconds",
    5,
)
_POLICY = Syntax(
    r"[A-Za-z0-9_+=,.@/-]{1,512}",
    "a permissions boundary is a policy's name, with its path before it if it has one",
    512,
)


def _one(name: str, summary: str, rule: Syntax) -> Parameter:
    return Parameter(name, summary, rule, many=False)


_PATH = _one("path", "IAM path, begins and ends with /", syntax.IAM_PATH)
_BOUNDARY = Parameter(
    "permissions_boundary",
    "name or ARN of the managed policy that bounds it",
    _POLICY,
    many=False,
    arn="arn:{partition}:iam::{account}:policy/{value}",
)

SETTINGS: dict[str, tuple[Parameter, ...]] = {
    "role": (
        _one("name", "name of the role", syntax.ROLE_NAME),
        _PATH,
        _BOUNDARY,
        _one("max_session_duration", "longest session, in seconds", _DURATION),
        _one("description", "description of the role", syntax.DESCRIPTION),
    ),
    "group": (
        _one("name", "name of the group", syntax.GROUP_NAME),
        _PATH,
        Parameter("users", "users to create as members of the group", syntax.USER_NAME),
        Parameter("members", "existing users to add to the group", syntax.USER_NAME),
        _BOUNDARY,
    ),
    "user": (
        _one("name", "name of the user", syntax.USER_NAME),
        _PATH,
        _BOUNDARY,
    ),
}
