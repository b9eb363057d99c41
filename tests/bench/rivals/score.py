"""Faults that are there held against faults that are spoken of."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Labels = Mapping[str, frozenset[str]]


class Meant(NamedTuple):
    """What a finding speaks of, any of ``faults``; beside one of ``near`` it is right without saying so."""

    faults: frozenset[str]
    near: frozenset[str] = frozenset()


Alarm = tuple[str, frozenset[str]]


class Score(NamedTuple):
    """``found`` and ``missed`` are pairs of policy and fault, ``false`` of policy and the faults meant."""

    found: frozenset[tuple[str, str]]
    missed: frozenset[tuple[str, str]]
    false: frozenset[Alarm]


def score(labels: Labels, spoken: Iterable[tuple[str, Meant]]) -> Score:
    """What ``spoken`` finds of ``labels``, by policy, and what it says that is not there.

    A finding that may mean several faults finds those of them that are there. It is a false alarm when none
    is, nor one that it is near to. The same one twice in a policy counts once. What means no fault, or is
    about no policy of ``labels``, does not count.
    """
    found: set[tuple[str, str]] = set()
    false: set[Alarm] = set()
    for policy, meant in spoken:
        if policy not in labels or not meant.faults:
            continue
        there = labels[policy]
        found.update((policy, fault) for fault in meant.faults & there)
        if there.isdisjoint(meant.faults | meant.near):
            false.add((policy, meant.faults))
    every = {(policy, fault) for policy, faults in labels.items() for fault in faults}
    return Score(frozenset(found), frozenset(every - found), frozenset(false))


def together(scores: Iterable[Score]) -> Score:
    """The score of all of ``scores`` as if they were one tool."""
    every = list(scores)
    found = frozenset[tuple[str, str]]().union(*(one.found for one in every))
    missed = frozenset[tuple[str, str]]().union(*(one.missed for one in every))
    return Score(found, missed - found, frozenset[Alarm]().union(*(one.false for one in every)))
