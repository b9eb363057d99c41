"""Calls fitted to a target: one pass over them, and then the search."""

from collections.abc import Iterable
from typing import NamedTuple

from ..catalogue.model import Target
from ..catalogue.selection import resolve_version
from ..errors import UsageError
from ..replay.call import Entry
from .configured import Configuration
from .demands import Collected, Demand, collect
from .target import FittedTarget, fit_target
from .ways import FitPlace, Ways
from .where import Callers, First, first


class TargetFit(NamedTuple):
    """A target ``fitted`` to the calls that were ``collected``, at ``place``.

    ``elsewhere`` are demands that the targets which share its identity allow. ``other_version`` when the
    configured version does not allow all that another one does. ``newer`` is the newest version that
    allows as much, where a smaller one was chosen of all.
    """

    fitted: FittedTarget
    collected: Collected
    place: FitPlace
    callers: Callers
    elsewhere: tuple[Demand, ...]
    other_version: bool = False
    newer: FittedTarget | None = None

    @property
    def uncovered(self) -> tuple[Demand, ...]:
        """The demands that nothing of the identity allows."""
        return tuple(one for one in self.fitted.uncovered if one not in self.elsewhere)


def fit(
    entries: Iterable[Entry],
    target: Target,
    version: str | None,
    configured: Configuration,
    *,
    generalize: bool = False,
) -> TargetFit:
    """Return ``target`` fitted to ``entries``, at ``version``, or at any when that is ``None``.

    A version that is ``configured`` is kept, unless another one allows more. With ``generalize``, names
    become patterns. Raises :class:`~emitter.errors.RequestError` for a version that the target does not have.
    """
    asked = version or configured.version
    versions = [resolve_version(target, asked, newest=not version)] if asked else list(target.versions)
    callers = Callers(entries)
    begun = first(callers, configured.place)
    _check_place(begun, configured)
    ways = Ways(target, begun.place)
    collected = collect(begun.entries, ways)
    held = configured.held
    fitted = fit_target(ways, collected, versions, held=held, generalize=generalize)
    other = False
    if not version and asked and any(one.ways for one in fitted.uncovered):
        wider = fit_target(ways, collected, target.versions, versions[0], held=held, generalize=generalize)
        other = _calls(wider) < _calls(fitted)
        fitted = wider if other else fitted
    newer = None if asked else _newest_of(ways, collected, fitted, generalize=generalize)
    others = configured.others
    elsewhere = tuple(
        one
        for one in fitted.uncovered
        if others is not None and others.decide(one.asked.request).verdict == "allowed"
    )
    return TargetFit(fitted, collected, begun.place, callers, elsewhere, other, newer)


def _newest_of(
    ways: Ways, collected: Collected, fitted: FittedTarget, *, generalize: bool
) -> FittedTarget | None:
    """Return the newest version after that of ``fitted`` that allows as many calls, fitted; else ``None``."""
    versions = fitted.target.versions
    for version in reversed(versions[versions.index(fitted.version) + 1 :]):
        newer = fit_target(ways, collected, [version], generalize=generalize)
        if _calls(newer) == _calls(fitted):
            return newer
    return None


def _check_place(begun: First, configured: Configuration) -> None:
    """Raise :class:`~emitter.errors.UsageError` when the calls are of another account than configured."""
    here, seen = configured.place.account, begun.account
    if here and seen and here != seen:
        raise UsageError("--env", f"it is account {here}, and the calls are of {seen}", "name another one")


def _calls(fitted: FittedTarget) -> int:
    return sum(one.times for one in fitted.uncovered)
