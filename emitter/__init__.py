"""Writes the IAM that a deployment tool needs, as CloudFormation or Terraform.

The names below are the package's interface; all else may change between releases. They are
imported when they are first used, since a command line has no time for those it does not need.

>>> import emitter
>>> print(emitter.emit("ufo", "policy", options=emitter.Options(permissions="documented")).text[0])
{
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import Emitted, emit, render
    from .config import Config, read_config
    from .errors import EmitError
    from .model import Choice, Environment, IdentityChoice, Request, Target
    from .project import build, check
    from .request import Options
    from .targets import load_target
    from .targets import names as target_names

_HOME = {
    "Choice": "model",
    "Config": "config",
    "EmitError": "errors",
    "Emitted": "api",
    "Environment": "model",
    "IdentityChoice": "model",
    "Options": "request",
    "Request": "model",
    "Target": "model",
    "build": "project",
    "check": "project",
    "emit": "api",
    "load_target": "targets",
    "read_config": "config",
    "render": "api",
    "target_names": "targets",
}

__all__ = [
    "Choice",
    "Config",
    "EmitError",
    "Emitted",
    "Environment",
    "IdentityChoice",
    "Options",
    "Request",
    "Target",
    "build",
    "check",
    "emit",
    "load_target",
    "read_config",
    "render",
    "target_names",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f".{_HOME[name]}", __name__)
    value: object = getattr(module, "names" if name == "target_names" else name)
    globals()[name] = value
    return value
