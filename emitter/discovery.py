"""Finding a module of a package by the name it goes by: ``piped-ecs`` is the module ``piped_ecs``."""

import os
import re
import sys
from collections.abc import Iterator
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


def may_have_entry_points(group: str) -> bool:
    """Return whether some installed distribution names ``group`` among its entry points.

    It is true where that cannot be seen, as in a zip file.

    It looks where ``importlib.metadata`` does, which takes longer to import than a list of targets to print.
    """
    if any(finder.__module__ != _PATH_FINDER for finder in sys.meta_path if hasattr(finder, _FIND)):
        return True
    return any(text is None or group.encode() in text for text in _entry_points())


_FIND, _PATH_FINDER = "find_distributions", "_frozen_importlib_external"


def _entry_points() -> Iterator[bytes | None]:
    """Yield what every installed distribution says of its entry points; ``None`` for what is no folder."""
    for place in dict.fromkeys(sys.path):
        try:
            names = os.listdir(place or ".")
        except FileNotFoundError:
            continue
        except OSError:
            yield None
            continue
        for name in names:
            if name.endswith(".egg"):
                yield None
            elif name.endswith((".dist-info", ".egg-info")):
                try:
                    with open(os.path.join(place, name, "entry_points.txt"), "rb") as file:
                        yield file.read()
                except OSError:
                    continue
