"""An environment over the ones that it extends, and all of them over the defaults.

``KEY = false`` drops what the tables further out have: a target, a list of features, a value, a tag.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..messages import nearest
from .toml import Table

EXTENDS = "extends"
# Keys that are true or false themselves; any other that is false drops what stands further out.
FLAGS = frozenset(
    ("open", "exclusive", "newest", "any_name", "auto_deployment", "retain_stacks", "delegated_admin")
)
_DEFAULTS = "defaults"


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
        """Return the tables as one, without what is dropped."""
        table: Table = {}
        for layer in reversed(self.layers):
            table = _over(table, layer.table)
        return table

    def own(self) -> Table:
        """Return what the environment itself says."""
        return _over({}, self.layers[0].table)

    def inherited(self) -> Table:
        """Return what the environment has of others, without what it drops."""
        return _over(self._replace(layers=self.layers[1:]).merged(), _drops(self.layers[0].table))

    def holder(self, key: str) -> Layer | None:
        """Return the innermost table that has ``key``, a dotted path."""
        return next((layer for layer in self.layers if _has(layer.table, key)), None)


def layers(environments: Mapping[str, Table], defaults: Table, name: str) -> Layers:
    """Return the tables of the environment ``name``.

    A name that nothing has, one that leads back to itself, and a key that is dropped where nothing has it
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
    """Return a fault for each key that is dropped and that no table further out has."""
    faults: list[Fault] = []
    below = found[-1].table
    for layer in reversed(found[:-1]):
        faults += _missing(layer.where, layer.table, below)
        below = _over(below, layer.table)
    return faults


def _missing(where: str, table: Table, below: Any) -> Iterator[Fault]:
    """Yield a fault for each key that ``table``, at ``where``, drops and ``below`` does not have."""
    known: Table = below if isinstance(below, dict) else {}
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _missing(f"{where}.{key}", value, known.get(key))
        elif _is_drop(key, value) and key not in known:
            remedy = nearest(key, known) or "leave it out"
            yield Fault(f"{where}.{key}", "is not there to be dropped", remedy)


def _is_drop(key: str, value: Any) -> bool:
    return value is False and key not in FLAGS


def _drops(table: Table) -> Table:
    """Return of ``table`` only what drops a key."""
    return {
        key: _drops(value) if isinstance(value, dict) else value
        for key, value in table.items()
        if isinstance(value, dict) or _is_drop(key, value)
    }


def _over(below: Table, above: Table) -> Table:
    """Return ``above`` laid over ``below``: tables are merged, ``false`` drops, anything else replaces."""
    table = dict(below)
    for key, value in above.items():
        if isinstance(value, dict):
            there = table.get(key)
            table[key] = _over(there if isinstance(there, dict) else {}, value)
        elif _is_drop(key, value):
            table.pop(key, None)
        else:
            table[key] = value
    return table


def _has(table: Any, key: str) -> bool:
    if not isinstance(table, dict) or key in table:
        return isinstance(table, dict)
    head, _, rest = key.partition(".")
    return bool(rest) and head in table and _has(table[head], rest)
