"""Finding a module of a package by the name it goes by: ``piped-ecs`` is the module ``piped_ecs``."""

import re
from functools import cache
from importlib import import_module
from types import ModuleType

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def find(package: str, name: str) -> ModuleType | None:
    """The module of ``package`` that goes by ``name``, or ``None``. Lists nothing, so it is quick."""
    if not _NAME.fullmatch(name):
        return None
    module = f"{package}.{name.replace('-', '_')}"
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name == module:
            return None
        raise


@cache
def names(package: str) -> tuple[str, ...]:
    """What the modules of ``package`` go by, sorted."""
    from pkgutil import iter_modules

    path = import_module(package).__path__
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(path)))
