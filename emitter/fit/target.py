"""A target fitted to calls: the smallest version, features and values that allow them."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..catalogue.model import Grant, Target
from ..catalogue.patterns import holes
from ..catalogue.selection import active
from ..compiler.plan import PlannedStatement, plan_statements
from ..evaluate import compile_policies
from ..reading.document import Document
from .demands import Collected, Demand
from .generalize import Widened, generalized
from .search import Candidate, Features, candidates
from .values import choose
from .ways import Ways, documents

# Candidates of one version that more features are tried for.
_CLIMBED = 4


class FittedTarget(NamedTuple):
    """What :func:`fit_target` found.

    ``alike`` are the versions that need the same. ``features`` and ``without`` are what differs from the
    defaults of ``version``. ``required`` are parameters that have no value, as no call names one.
    ``uncovered`` are demands that nothing of the target allows, ``idle`` the grants that no call used.
    ``open`` are parameters that no call names, so that their default counts, and ``unknown`` is what the
    records do not say and statements ask for. ``restricting`` are those of ``features`` that only restrict,
    and whose conditions every call meets; ``kept`` are those that are configured and restrict, and that no
    call contradicts; of ``undecided`` records do not say. ``widened`` is what values stand for others.
    """

    target: Target
    version: str
    alike: tuple[str, ...]
    on: frozenset[str]
    features: tuple[str, ...]
    without: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    uncovered: tuple[Demand, ...]
    idle: tuple[Grant, ...]
    documents: tuple[Document, ...]
    permissions: int
    open: tuple[str, ...]
    unknown: tuple[str, ...]
    restricting: tuple[str, ...]
    kept: tuple[str, ...]
    undecided: tuple[str, ...]
    widened: tuple[Widened, ...]

    def grants_beyond(self, other: "FittedTarget") -> tuple[str, ...]:
        """Return the actions that this grants in a statement in which ``other`` does not."""
        own, others = (
            {
                (statement.sid, value.shown): None
                for document in one.documents
                for statement in document.statements
                for value in statement.actions
            }
            for one in (self, other)
        )
        return tuple(dict.fromkeys(action for sid, action in own if (sid, action) not in others))


class Held(NamedTuple):
    """What is configured and stays where calls say nothing of it: features that restrict, with values."""

    features: frozenset[str] = frozenset()
    values: Mapping[str, tuple[str, ...]] = MappingProxyType({})


NOTHING_HELD = Held()


def fit_target(
    ways: Ways,
    collected: Collected,
    versions: Sequence[str],
    preferred: str | None = None,
    *,
    held: Held = NOTHING_HELD,
    generalize: bool = False,
) -> FittedTarget:
    """Return the smallest of ``versions``, with features and values, that allows the most of ``collected``.

    Of those that are as small, it is ``preferred``, or else the newest. Of what is ``held``, restrictions
    stay that no call contradicts. With ``generalize``, names are widened to patterns.
    """
    target = ways.target
    demands = _in_order(collected)
    found: list[_Ranked] = []
    known: dict[object, list[_Ranked]] = {}
    for version in versions:
        features = Features(target, version)
        if features.signature not in known:
            ranked = [_ranked(features, one, demands) for one in candidates(features, demands)]
            best = sorted(ranked, key=lambda one: one.rank)[:_CLIMBED]
            known[features.signature] = [_climbed(one, demands) for one in best]
        found += [one.of(features) for one in known[features.signature]]
    least = min(one.rank[:_SIZE] for one in found)
    found = [one for one in found if one.rank[:_SIZE] == least]
    alike = {one.candidate.version for one in found}
    version = preferred if preferred in alike else next(v for v in reversed(target.versions) if v in alike)
    first = min((one for one in found if one.candidate.version == version), key=lambda one: one.rank)
    alike_in_order = tuple(v for v in target.versions if v in alike)
    return _fitted(ways, collected, first, alike_in_order, held=held, generalize=generalize)


class _Ranked(NamedTuple):
    """A candidate, and its ``rank``: calls that it leaves out, its size, its names, how little those are
    called as their parameters, and what differs from the defaults.
    """

    rank: tuple[int, int, int, int, int, tuple[str, ...]]
    candidate: Candidate
    features: Features

    def of(self, features: Features) -> "_Ranked":
        """Return it as it is with the ``features`` of another version that has the same."""
        return self._replace(candidate=self.candidate._replace(version=features.version), features=features)


# How much of a rank says how small it is.
_SIZE = 3


def _ranked(features: Features, candidate: Candidate, demands: Sequence[Demand]) -> _Ranked:
    on = features.with_defaults(candidate.on, demands)
    chosen = choose(features, on, demands)
    known = features.target.parameter
    rank = (
        sum(one.times for one in chosen.left_out),
        features.permissions(on) + chosen.idle,
        sum(
            len(several)
            for name, several in chosen.values.items()
            if name != "region" and several != (known[name].default,)
        ),
        -chosen.alike,
        len(on ^ features.default),
        tuple(sorted(on)),
    )
    return _Ranked(rank, candidate._replace(on=on), features)


def _climbed(one: _Ranked, demands: Sequence[Demand]) -> _Ranked:
    """Return ``one`` with more or fewer features, where those make it smaller.

    One does that has another statement for what is asked, where fewer values are needed then: the state of
    another stack is read by a feature of its own, and not as one more state of this one. A feature that takes
    permissions away, as it has wider ones, is not added, and none that only restricts.
    """
    features = one.features
    grants = features.target.grants
    helping = {
        name
        for demand in demands
        for way in demand.ways
        for name in (*grants[way.number].features, *way.needs)
    }
    while True:
        on = one.candidate.on
        more = [
            _ranked(features, one.candidate._replace(on=on | {name}), demands)
            for name in sorted((features.there & helping) - on)
            if features.granted(on) < features.granted(on | {name})
        ]
        more += [
            _ranked(features, one.candidate._replace(on=on - {name}), demands)
            for name in sorted((on & helping) - features.fixed)
        ]
        better = min(more, key=lambda other: other.rank, default=one)
        if better.rank[: _SIZE + 1] >= one.rank[: _SIZE + 1]:
            return one
        one = better


def _fitted(
    ways: Ways,
    collected: Collected,
    best: _Ranked,
    alike: tuple[str, ...],
    *,
    held: Held,
    generalize: bool,
) -> FittedTarget:
    features, version = best.features, best.candidate.version
    target = ways.target
    demands = _in_order(collected)
    proven = features.restricted(best.candidate.on, demands)
    kept = features.kept(held.features, proven, demands)
    on = proven | kept
    planned = tuple(plan_statements(target.name, active(target, version, on), on))
    named = _named(target, planned)
    seen = choose(features, on, demands).values
    values = {name: several for name, several in seen.items() if name in (*named, "region")}
    narrow = _named(target, [one._replace(resources=()) for one in planned])
    values |= {name: several for name, several in held.values.items() if name in narrow and name not in seen}
    widened: list[Widened] = []
    for name in sorted(set(values) & set(named)) if generalize else ():
        values[name], several = generalized(values[name], target.parameter[name].syntax.accepts)
        widened.extend(several)
    written = documents(planned, ways.filled(values, planned, named_only=True), target.name)
    denied = _denied(written, demands)
    unseen = [target.parameter[name] for name in named if name not in values]
    return FittedTarget(
        target,
        version,
        alike,
        on,
        tuple(name for name in target.feature if name in on - features.default),
        tuple(name for name in target.feature if name in features.default - on),
        {name: several for name, several in values.items() if several != (_default(ways, name),)},
        tuple(one.name for one in unseen if one.default is None and not one.optional),
        (*(one for one in collected.demands if not one.ways), *denied),
        _idle(features, on, [one for one in demands if one not in denied], collected.possible),
        written,
        features.permissions(on),
        tuple(one.name for one in unseen if one.default is not None),
        tuple(sorted({name for one in demands for name in _unknown(features, on, one)})),
        tuple(sorted(proven - best.candidate.on)),
        tuple(sorted(kept)),
        tuple(features.undecided(on, demands)),
        tuple(widened),
    )


def _in_order(collected: Collected) -> list[Demand]:
    """Return the demands that something allows, in an order that does not depend on that of the calls."""
    return sorted((one for one in collected.demands if one.ways), key=lambda one: repr(one.ways))


def _named(target: Target, planned: Iterable[PlannedStatement]) -> tuple[str, ...]:
    """Return the parameters that the statements ``planned`` have holes for, in the target's order."""
    found = {
        name
        for one in planned
        for text in (*one.resources, *(value for c in one.conditions for value in c.values))
        for name in holes(text)
    }
    return tuple(name for name in target.parameter if name in found)


def _default(ways: Ways, name: str) -> str | None:
    """Return what the parameter ``name`` is when nobody gives it; the Region is the environment's."""
    return ways.place.region if name == "region" else ways.target.parameter[name].default


def _idle(
    features: Features, on: frozenset[str], demands: Iterable[Demand], possible: frozenset[int]
) -> tuple[Grant, ...]:
    """Return the grants of the features ``on`` that none of ``demands`` uses, or may have used."""
    used = {way.number for one in demands for way in one.ways if features.holds(way, on)}
    target = features.target
    granted = active(target, features.version, on)
    return tuple(
        grant
        for number, grant in enumerate(target.grants)
        if grant in granted and number not in used | possible
    )


def _unknown(features: Features, on: frozenset[str], demand: Demand) -> tuple[str, ...]:
    """Return what decides whether ``demand`` is allowed, where no statement surely does."""
    ways = [way for way in demand.ways if features.holds(way, on)]
    return min((way.unknown for way in ways), key=len, default=())


def _denied(written: tuple[Document, ...], demands: Iterable[Demand]) -> list[Demand]:
    """Return the demands that the policy ``written`` does not allow, and cannot."""
    compiled = compile_policies(written)
    return [
        one for one in demands if compiled.decide(one.asked.request).verdict not in ("allowed", "unknown")
    ]
