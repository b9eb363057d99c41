"""The rules of ``emit lint``, one file each: the constant ``RULE`` of a module in one of these packages."""

from functools import cache
from importlib import import_module

from ...discovery import nested
from ...errors import TargetError
from ..rule import Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, by id.

    Raises :class:`~emitter.errors.TargetError` when two have the same id.
    """
    found: dict[str, Rule] = {}
    for module in nested(__name__).values():
        rule = import_module(module).RULE
        if rule.id in found:
            raise TargetError(f"rule {rule.id}", "is there twice", "give one another id")
        found[rule.id] = rule
    return tuple(found[id_] for id_ in sorted(found))
