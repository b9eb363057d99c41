"""What deployers need on AWS: targets, identities and their vocabulary.

The names below are the vocabulary for targets of other packages: an entry point in the group
``emitter.targets``, named as the target, points at a :class:`~emitter.catalogue.model.Target`. They are
imported when they are first used, since most commands need none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import (
        Accept,
        Evidence,
        Feature,
        Grant,
        GrantCondition,
        Page,
        PageStatement,
        Parameter,
        Release,
        Repository,
        Scope,
        Target,
        WhenFeature,
        inferred,
        vendor,
    )
    from .syntax import Syntax

__all__ = [
    "Accept",
    "Evidence",
    "Feature",
    "Grant",
    "GrantCondition",
    "Page",
    "PageStatement",
    "Parameter",
    "Release",
    "Repository",
    "Scope",
    "Syntax",
    "Target",
    "WhenFeature",
    "inferred",
    "vendor",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(".syntax" if name == "Syntax" else ".model", __name__), name)
    globals()[name] = value
    return value
