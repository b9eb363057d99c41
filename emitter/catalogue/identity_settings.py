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
    r"[A-Za-z0-9_+=.@/-]{1,512}",
    "a permissions boundary is a policy's name, with its path before it if it has one",
    512,
)


def _one(name: str, summary: str, rule: Syntax) -> Parameter:
    return Parameter(name, summary, rule, many=False)


def _name(kind: str, rule: Syntax) -> Parameter:
    return _one("name", f"name of the {kind}", rule)._replace(placed=True)


def switch(name: str, summary: str) -> Parameter:
    """Return a setting that is given as ``on`` or not at all."""
    return _one(name, summary, Syntax(r"on", f"{name} is on, or left out", 2))


_PATH = _one("path", "IAM path, begins and ends with /", syntax.IAM_PATH)
_BOUNDARY = Parameter(
    "permissions_boundary",
    "name or ARN of the managed policy that bounds it",
    _POLICY,
    many=False,
    arn="arn:{partition}:iam::{account}:policy/{value}",
)

# Kubernetes' rule for names that are DNS labels or subdomains.
NAMESPACE = _one(
    "namespace",
    "Kubernetes namespace of the deployer",
    Syntax(
        r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "a namespace is up to 63 lower-case letters, digits and -", 63
    ),
)
SERVICE_ACCOUNT = _one(
    "service_account",
    "Kubernetes service account of the deployer",
    Syntax(
        r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?",
        "a service account is up to 253 lower-case letters, digits, - and .",
        253,
    ),
)
AUDIENCE = Parameter(
    "audience",
    "audience that the tokens are for",
    Syntax(r"[A-Za-z0-9._:/-]{1,255}", "an audience is up to 255 letters, digits and ._:/-", 255),
    default="sts.amazonaws.com",
    many=False,
)
PROVIDER = Parameter(
    "provider",
    "create, to make the OIDC provider too, or existing, where the account has it",
    Syntax(r"create|existing", "provider is create or existing", 8),
    default="existing",
    many=False,
)

_EXCLUSIVE = Parameter(
    "exclusive",
    "true, where a policy that somebody else gave it is drift in Terraform, or false",
    Syntax(r"true|false", "exclusive is true or false", 5),
    default="true",
    many=False,
)

_MOVED_FROM = _one(
    "moved_from",
    "target that was the first of the file before this one; Terraform then moves the identity",
    Syntax(r"[a-z][a-z0-9-]{0,63}", "a target is named as emit targets lists it", 64),
)

SETTINGS: dict[str, tuple[Parameter, ...]] = {
    "role": (
        _name("role", syntax.ROLE_NAME),
        _PATH,
        _BOUNDARY,
        _one("max_session_duration", "longest session, in seconds", _DURATION),
        _one("description", "description of the role", syntax.DESCRIPTION),
        _EXCLUSIVE,
        _MOVED_FROM,
    ),
    "group": (
        _name("group", syntax.GROUP_NAME),
        _PATH,
        Parameter("users", "users to create as members of the group", syntax.USER_NAME),
        Parameter("members", "existing users to add to the group", syntax.USER_NAME),
        _BOUNDARY,
        _EXCLUSIVE,
        _MOVED_FROM,
    ),
    "existing": (),
    "user": (
        _name("user", syntax.USER_NAME),
        _PATH,
        _BOUNDARY,
        _EXCLUSIVE,
        _MOVED_FROM,
    ),
}
