"""Finding a module of a package by the name it goes by: ``piped-ecs`` is the module ``piped_ecs``."""

import re
from functools import cache
from importlib import import_module
from types import ModuleType

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def find(package: str, name: str) -> ModuleType | None:
    """Return the module of ``package`` that goes by ``name``, or ``None``. Lists nothing, so it is quick."""
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
    """Return what the modules of ``package`` go by, sorted."""
    from pkgutil import iter_modules

    path = import_module(package).__path__
    found = (module.name.replace("_", "-") for module in iter_modules(path) if module.name[0] != "_")
    return tuple(sorted(found))


@cache
def nested(package: str) -> dict[str, str]:
    """Return the modules of the packages in ``package``, without private ones: whole names by file names
    (``w401_full_wildcard``).
    """
    from pkgutil import iter_modules

    return {
        module.name: f"{package}.{family.name}.{module.name}"
        for family in iter_modules(import_module(package).__path__)
        if family.ispkg
        for module in iter_modules(import_module(f"{package}.{family.name}").__path__)
        if module.name[0] != "_"
    }
