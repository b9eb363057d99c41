"""Map a request error to the option or ``emit.toml`` key that caused it."""

from typing import TYPE_CHECKING

from ..errors import ConfigurationError, EmitError, MissingValueError, RequestError, UsageError

if TYPE_CHECKING:
    from .config import Config

_OPTIONS = {
    "target": "--target",
    "version": "--target",
    "permissions": "--permissions",
    "features": "--feature",
    "without": "--without",
    "identity.kind": "--identity",
}
# Options that a remedy names, and what is written for them in a file.
_SWITCHES = {"--newest": "newest = true", "--any-name": "any_name = true"}
# Keys of an environment; all others are below one of its targets.
_OUTER = ("account", "region", "partition", "tags", "permissions_boundary")


def option_of(key: str) -> str:
    """Return the option that gives ``key``: ``--set cluster`` for ``values.cluster``."""
    if key in _OPTIONS:
        return _OPTIONS[key]
    if key.startswith("tags"):
        return f"--set identity.{key}"
    return f"--set {key.removeprefix('values.')}"


def on_options(error: RequestError) -> UsageError:
    """Return ``error`` as the fault of an option."""
    where = option_of(error.where)
    if isinstance(error, MissingValueError):
        return UsageError(where, f"required for {error.target}", error.remedy)
    return UsageError(where, error.what, error.remedy)


def on_config(error: RequestError, config: "Config", environment: str, target: str) -> EmitError:
    """Return ``error`` as the fault of a key of ``environment``; ``target`` is whose file it is."""
    key = error.where
    head = key.split(".")[0]
    inside = f"targets.{error.target or target}"
    below = f"{inside}.{key}"
    if head == "tags" and config.has(environment, f"{inside}.identity.{key}"):
        place = config.located(environment, f"{inside}.identity.{key}")
    elif head in _OUTER:
        place = config.located(environment, key)
    elif key == "identity.permissions_boundary" and not config.has(environment, below):
        place = config.located(environment, "permissions_boundary")
    elif key == "permissions" and not config.has(environment, below):
        place = config.located(environment, "permissions")
    else:
        place = config.located(environment, below)
    remedy = error.remedy
    for option, line in _SWITCHES.items():
        remedy = remedy.replace(option, line)
    return ConfigurationError(place, error.what, remedy)
