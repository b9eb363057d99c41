"""The calls of a source held against the list of a target."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from emitter.catalogue.targets import load_target
from emitter.catalogue.versions import matching
from tests.support import ROOT
from tests.upstream.calls import Call


class Comparison(NamedTuple):
    """``version`` is that of the target. ``unknown`` are actions that are called and not in the list, with
    the places of the calls; ``uncalled`` those in the list that no call needs, and none says why.
    """

    target: str
    version: str
    listed: frozenset[str]
    found: frozenset[str]
    unknown: Mapping[str, tuple[str, ...]]
    uncalled: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Which part of the list was found."""
        return len(self.found) / len(self.listed) if self.listed else 1.0


@cache
def needs(name: str) -> dict[str, Any]:
    """The list of the target ``name``."""
    return tomllib.loads((ROOT / "tests" / "needs" / f"{name}.toml").read_text(encoding="utf-8"))


def listed(name: str, version: str) -> frozenset[str]:
    """What the list says that ``version`` of the target calls, whichever features are on, without what is
    unseen.
    """
    target, unseen = load_target(name), _named(name, "unseen")
    return frozenset(
        action
        for entry in needs(name)["needs"]
        if target.exists_in(version, entry.get("since"), entry.get("until"))
        for action in entry["actions"]
        if action not in unseen
    )


def compare(name: str, release: str, found: Sequence[Call], pinned: Sequence[Call] = ()) -> Comparison:
    """Hold the calls of the target ``name`` at ``release`` against its list.

    ``pinned`` are calls of libraries, which are read at one release whichever that of the deployer is.
    """
    target = load_target(name)
    version = matching(release, target.versions) or target.versions[-1]
    wanted = listed(name, version)
    known = wanted | _named(name, "unseen") | _named(name, "left_out")
    every = known | _named(name, "needs")
    places, unknown = _places((*found, *pinned)), _places(c for c in found if c.action not in known)
    unknown |= _places(call for call in pinned if call.action not in every)
    return Comparison(
        name,
        version,
        wanted,
        wanted & set(places),
        dict(sorted(unknown.items())),
        tuple(sorted(wanted - set(places))),
    )


def _places(calls: Iterable[Call]) -> dict[str, tuple[str, ...]]:
    """Where each action is called."""
    found: dict[str, tuple[str, ...]] = {}
    for call in calls:
        found[call.action] = (*found.get(call.action, ()), f"{call.path}:{call.line}")
    return found


def _named(name: str, key: str) -> frozenset[str]:
    return frozenset(action for entry in needs(name).get(key, ()) for action in entry["actions"])
