"""Policies to hold linters against, each with what a person found in it.

A folder a group: ``managed`` (AWS managed policies) and ``examples`` (from AWS's documentation) are well
made, ``faulty`` are made with a fault each. ``GROUP.toml`` beside it says of each where it is from and which
of ``faults.toml`` are in it, with the reason; a reason is a person's, found by reading and not by a tool.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
WELL_MADE = ("managed", "examples")
FAULTY = ("faulty",)


class Finding(NamedTuple):
    """What emit says of a policy. ``false`` is why that is a false alarm; empty when it is none."""

    rule: str
    line: int
    false: str = ""


class Policy(NamedTuple):
    """A policy of the corpus. ``faults`` are those that are in it, by name, with the reason.

    ``missed`` are those of them that emit does not find, ``findings`` all that it says of a well-made one.
    """

    group: str
    name: str
    source: str
    faults: Mapping[str, str]
    findings: Sequence[Finding]
    missed: Sequence[str]

    @property
    def path(self) -> Path:
        """Its file."""
        return HERE / self.group / f"{self.name}.json"

    @property
    def text(self) -> str:
        """Its text."""
        return self.path.read_text(encoding="utf-8")


class Fault(NamedTuple):
    """A kind of fault, and which rules of emit speak of it."""

    name: str
    means: str
    emit: Sequence[str]


@cache
def faults() -> Mapping[str, Fault]:
    """Every kind of fault by its name."""
    read = tomllib.loads((HERE / "faults.toml").read_text(encoding="utf-8"))
    return {name: Fault(name, one["means"], tuple(one["emit"])) for name, one in read.items()}


@cache
def policies(*groups: str) -> Sequence[Policy]:
    """The policies of ``groups``, all of them without."""
    return tuple(policy for group in groups or (*WELL_MADE, *FAULTY) for policy in _group(group))


def _group(group: str) -> Sequence[Policy]:
    read = tomllib.loads((HERE / f"{group}.toml").read_text(encoding="utf-8"))
    return [
        Policy(
            group,
            one["name"],
            one["source"],
            one.get("faults", {}),
            tuple(Finding(**finding) for finding in one.get("findings", ())),
            tuple(one.get("missed", ())),
        )
        for one in read["policy"]
    ]
