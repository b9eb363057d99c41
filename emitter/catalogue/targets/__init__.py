"""The catalogue: one file per deployer and platform, found by its name.

A target called ``piped-ecs`` is the constant ``TARGET`` of the module ``piped_ecs``. A package can
bring more: an entry point in the group :data:`GROUP`, named as the target and pointing at a
:class:`~emitter.catalogue.model.Target`.
"""

from functools import cache
from typing import TYPE_CHECKING

from ...discovery import find, may_have_entry_points
from ...discovery import names as modules
from ...errors import TargetError, UsageError
from ...messages import nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from ..model import Target

GROUP = "emitter.targets"


@cache
def installed() -> "dict[str, EntryPoint]":
    """Return the entry points with which installed packages bring targets, by the name of the target."""
    if not may_have_entry_points(GROUP):
        return {}
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=GROUP)}


def names() -> tuple[str, ...]:
    """Return the names of all targets, sorted: those that come with emit, then those of installed packages."""
    built_in = modules(__name__)
    return (*built_in, *sorted(set(installed()) - set(built_in)))


def comes_with_emit(name: str) -> bool:
    """Return whether the target called ``name`` is part of emit, and not of another package."""
    return find(__name__, name) is not None


@cache
def load_target(name: str) -> "Target":
    """Return the target called ``name``.

    Raises :class:`~emitter.errors.UsageError` with the nearest name when there is none, and
    :class:`~emitter.errors.TargetError` when an installed package does not hold what it promises.
    """
    from ..model import Target
    from ..versions import numbers

    module = find(__name__, name)
    if module is not None:
        target = module.TARGET
    elif name in installed():
        try:
            target = installed()[name].load()
        except Exception as error:
            raise TargetError(
                f"target {name}", f"cannot be loaded: {error!r}", "fix the package that brings it"
            ) from error
    else:
        remedy = nearest(name, names()) or "emit targets lists the names"
        raise UsageError("--target", f"unknown target {name!r}", remedy)
    if not isinstance(target, Target) or target.name != name:
        raise TargetError(f"target {name}", "its module holds no Target of that name", "fix the name")
    if not all(numbers(version) for version in target.versions):
        raise TargetError(
            f"target {name}", "has a version that is not numbers with dots between", "correct versions"
        )
    return target
