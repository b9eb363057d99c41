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
    from .api import emit
    from .catalogue.model import Target
    from .catalogue.targets import load_target
    from .catalogue.targets import names as target_names
    from .compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice
    from .errors import EmitError
    from .project.build import build, check
    from .project.config import Config, read_config
    from .project.generate import Emitted, render
    from .project.options import Options

_HOME = {
    "Choice": "compiler.request",
    "Config": "project.config",
    "EmitError": "errors",
    "Emitted": "project.generate",
    "Environment": "compiler.request",
    "IdentityChoice": "compiler.request",
    "Options": "project.options",
    "DeploymentRequest": "compiler.request",
    "Target": "catalogue.model",
    "build": "project.build",
    "check": "project.build",
    "emit": "api",
    "load_target": "catalogue.targets",
    "read_config": "project.config",
    "render": "project.generate",
    "target_names": "catalogue.targets",
}

__all__ = [
    "Choice",
    "Config",
    "DeploymentRequest",
    "EmitError",
    "Emitted",
    "Environment",
    "IdentityChoice",
    "Options",
    "Target",
    "build",
    "check",
    "emit",
    "load_target",
    "read_config",
    "render",
    "target_names",
]


def __dir__() -> list[str]:
    return sorted(_HOME)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f".{_HOME[name]}", __name__)
    value: object = getattr(module, "names" if name == "target_names" else name)
    globals()[name] = value
    return value
