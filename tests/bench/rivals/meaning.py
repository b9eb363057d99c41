"""What the rules of a tool speak of, in the names of ``faults.toml``."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.rivals.said import Said
from tests.bench.rivals.score import Meant
from tests.corpus import faults

_NONE: frozenset[str] = frozenset()
# What emit says on standard error of a file that it cannot read is a finding of no rule.
LEFT_OUT = "left-out"


class Rule(NamedTuple):
    """A rule of a tool: the faults that it speaks of, and those it does when its words match a pattern.

    ``near`` are faults that bring with them what it says, which is then no false alarm. ``beside`` is why it
    is not about the policy; empty when it is.
    """

    faults: frozenset[str] = _NONE
    when: Mapping[str, frozenset[str]] = {}
    near: frozenset[str] = _NONE
    beside: str = ""


class Meaning:
    """The rules of one tool by id."""

    def __init__(self, tool: str, rules: Mapping[str, Rule]) -> None:
        self._tool = tool
        self.rules = rules

    def of(self, said: Said) -> Meant:
        """The faults that ``said`` speaks of; none when it is not about the policy.

        Raises :class:`LookupError` for a rule, or words of it, that the table does not have.
        """
        rule = self.rules.get(said.rule)
        if rule is None:
            raise LookupError(f"{self._tool}: no such rule in its table: {said}")
        meant = rule.faults.union(
            *(named for words, named in rule.when.items() if re.search(words, said.message, re.DOTALL))
        )
        if not meant and not rule.beside:
            raise LookupError(f"{self._tool}: no such words in its table: {said}")
        return Meant(meant, rule.near)


def read(file: Path) -> Meaning:
    """The table of ``file``.

    Raises :class:`ValueError` for a fault that there is none of and for a rule that says nothing.
    """
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return Meaning(file.stem, {id_: _rule(f"{file.name}: {id_}", table) for id_, table in tables.items()})


def of_emit() -> Meaning:
    """emit's rules, which ``faults.toml`` lists the other way round."""
    rules: dict[str, set[str]] = {LEFT_OUT: {"malformed", "duplicate-key"}}
    for fault in faults().values():
        for id_ in fault.emit:
            rules.setdefault(id_, set()).add(fault.name)
    return Meaning("emit", {id_: Rule(frozenset(names)) for id_, names in rules.items()})


def _rule(where: str, table: Mapping[str, Any]) -> Rule:
    if unknown := set(table) - set(Rule._fields):
        raise ValueError(f"{where}: unknown: {', '.join(sorted(unknown))}")
    when = {words: _known(where, named) for words, named in table.get("when", {}).items()}
    rule = Rule(
        _known(where, table.get("faults", ())),
        when,
        _known(where, table.get("near", ())),
        table.get("beside", ""),
    )
    if bool(rule.faults or rule.when) == bool(rule.beside):
        raise ValueError(f"{where}: speaks of faults, or is beside them")
    return rule


def _known(where: str, named: Iterable[str]) -> frozenset[str]:
    if unknown := set(named) - set(faults()):
        raise ValueError(f"{where}: no such fault: {', '.join(sorted(unknown))}")
    return frozenset(named)
