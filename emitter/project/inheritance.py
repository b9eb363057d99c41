"""An environment over the ones that it extends, and all of them over the defaults."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..messages import nearest
from .toml import Table

EXTENDS = "extends"
_DEFAULTS = "defaults"
_TARGETS = "targets"


class Layer(NamedTuple):
    """One table that an environment consists of, at ``where`` in the file."""

    where: str
    table: Table


class Fault(NamedTuple):
    """What is wrong at the key ``where``, and what to do about it."""

    where: str
    what: str
    remedy: str


class Layers(NamedTuple):
    """The tables of an environment, the innermost first, and what is wrong with them."""

    layers: tuple[Layer, ...]
    faults: tuple[Fault, ...]

    def merged(self) -> Table:
        """Return the tables as one, without the targets that are dropped."""
        table: Table = {}
        for layer in reversed(self.layers):
            table = _over(table, layer.table)
        targets = table.get(_TARGETS)
        if isinstance(targets, dict):
            table = table | {_TARGETS: {name: one for name, one in targets.items() if one is not False}}
        return table

    def outer(self) -> "Layers":
        """Return all but the innermost table: what the environment has of others."""
        return self._replace(layers=self.layers[1:])

    def holder(self, key: str) -> Layer | None:
        """Return the innermost table that has ``key``, a dotted path."""
        return next((layer for layer in self.layers if _has(layer.table, key)), None)


def layers(environments: Mapping[str, Table], defaults: Table, name: str) -> Layers:
    """Return the tables of the environment ``name``.

    A name that nothing has, one that leads back to itself, and a target that is dropped where there is none
    are faults; they are left out.
    """
    chain = [name]
    faults: list[Fault] = []
    while isinstance(base := environments[chain[-1]].get(EXTENDS), str):
        where = f"environments.{chain[-1]}.{EXTENDS}"
        if base in chain:
            circle = " → ".join((*chain[chain.index(base) :], base))
            faults.append(Fault(where, f"leads back to itself: {circle}", "extend an environment that ends"))
            break
        if base not in environments:
            faults.append(Fault(where, f"unknown environment {base!r}", nearest(base, environments)))
            break
        chain.append(base)
    found = (*(Layer(f"environments.{one}", environments[one]) for one in chain), Layer(_DEFAULTS, defaults))
    return Layers(found, (*faults, *_dropped(found)))


def _dropped(found: Sequence[Layer]) -> list[Fault]:
    """Return a fault for each target that is dropped and that no table further out has."""
    faults = []
    for number, layer in enumerate(found):
        outer = {name for other in found[number + 1 :] for name in _targets(other.table)}
        for name, one in _targets(layer.table).items():
            if one is False and name not in outer:
                where = f"{layer.where}.{_TARGETS}.{name}"
                faults.append(Fault(where, "is not there to be dropped", nearest(name, outer)))
    return faults


def _targets(table: Table) -> Mapping[str, Any]:
    targets = table.get(_TARGETS)
    return targets if isinstance(targets, dict) else {}


def _over(below: Table, above: Table) -> Table:
    """Return ``above`` laid over ``below``: tables are merged, anything else replaces."""
    return below | {
        key: _over(below[key], value)
        if isinstance(value, dict) and isinstance(below.get(key), dict)
        else value
        for key, value in above.items()
    }


def _has(table: Any, key: str) -> bool:
    if not isinstance(table, dict) or key in table:
        return isinstance(table, dict)
    head, _, rest = key.partition(".")
    return bool(rest) and head in table and _has(table[head], rest)
