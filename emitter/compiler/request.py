"""What is asked for: targets, an environment and an identity."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from ..catalogue.model import Permissions

Values: TypeAlias = Mapping[str, tuple[str, ...]]


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Environment(NamedTuple):
    """Where a template is for. ``None`` means: not fixed, left to the template.

    ``account`` is twelve digits, ``region`` like ``eu-west-1``, ``partition`` like ``aws-cn``.
    """

    name: str = ""
    account: str | None = None
    region: str | None = None
    partition: str | None = None


class Choice(NamedTuple):
    """What is asked of one target: the version (``None``: the newest), what is on, the values.

    With ``newest``, a version that is newer than the catalogue becomes the newest it knows. With
    ``any_name``, values that need a name may match everything.
    """

    target: str
    version: str | None = None
    permissions: Permissions = "least-privilege"
    features: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    values: Values = _NOTHING
    policy_name: str | None = None
    newest: bool = False
    any_name: bool = False


class IdentityChoice(NamedTuple):
    """What is asked of the identity. ``kind`` ``None`` is the default of the first target.

    ``inherited`` settings come from further out and count where the kind takes them.
    """

    kind: str | None = None
    settings: Values = _NOTHING
    inherited: Values = _NOTHING
    tags: Mapping[str, str] = _NOTHING


class DeploymentRequest(NamedTuple):
    """Everything that decides what one template says.

    When ``open``, what nobody fixed is left to the deployment of the template; otherwise it takes
    its default. ``command`` is the command line that makes it again, for the header of the file.
    """

    choices: tuple[Choice, ...]
    environment: Environment = Environment()
    open: bool = True
    identity: IdentityChoice = IdentityChoice()
    command: str = "emit"


def has_arns(request: DeploymentRequest) -> bool:
    """Return whether a value of ``request`` is a whole ARN, and not a name that has its place in one."""
    given = (values for choice in request.choices for values in choice.values.values())
    return any(value.startswith("arn:") for values in given for value in values)
