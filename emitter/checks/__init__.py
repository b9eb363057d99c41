"""The rules of ``emit lint``, one file each: the constant ``RULE`` of a module of this package."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ..errors import TargetError, UsageError, nearest
from ..rule import Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by id.

    Raises :class:`~emitter.errors.TargetError` when two have the same id.
    """
    found: dict[str, Rule] = {}
    for module in iter_modules(__path__):
        rule = import_module(f"{__name__}.{module.name}").RULE
        if rule.id in found:
            raise TargetError(f"rule {rule.id}", "is there twice", "give one another id")
        found[rule.id] = rule
    return tuple(found[id_] for id_ in sorted(found))


def rule(id_: str) -> Rule:
    """The rule called ``id_`` (``W301``).

    Raises :class:`~emitter.errors.UsageError` with the nearest id when there is none.
    """
    for known in rules():
        if known.id == id_.upper():
            return known
    raise UsageError("--rule", f"unknown rule {id_!r}", nearest(id_, (known.id for known in rules())))
