"""The ways in which a target can allow a request: by which grant, with which features and values.

Which values a hole takes follows from the request's own texts; whether the statement that comes of it allows
the request is asked of the evaluator, so that what is said here is what AWS would answer.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeAlias

from ..aws.regions import DNS_SUFFIX
from ..catalogue.model import Grant, GrantCondition, Target, WhenFeature
from ..catalogue.patterns import Hole, Text, holes, parse, show
from ..compiler.deployment import BoundStatement
from ..compiler.plan import PlannedStatement, plan_statements
from ..compiler.statements import bind_statements
from ..compiler.values import texts
from ..errors import RequestError
from ..evaluate import AccessRequest, Compiled, Verdict, compile_policies
from ..evaluate.resources import names_of_resource
from ..reading.document import Document
from ..reading.files import read_text
from ..replay.call import Asked
from ..replay.deciding import project
from .bindings import Binding, Piece, bindings, pieces

# Values of a target by their parameter; ``region`` is one of every target.
Values: TypeAlias = Mapping[str, tuple[str, ...]]
_Known: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
_REMEMBERED = 1 << 16
# Bindings of one request that are kept apart, where its conditions can be met in several ways.
_CHOICES = 16


class FitPlace(NamedTuple):
    """Where a target works: account, partition and Region, each empty while it is not known."""

    account: str = ""
    partition: str = ""
    region: str = ""


class Way(NamedTuple):
    """One way to allow a request: by the resource ``pattern`` of the grant ``number`` of the target.

    One of the grant's features has to be on, all of ``needs``, and none of ``forbids``. Whether it is one
    with a feature of ``doubts`` is not known. ``choices`` are the values that do, in one or several bindings.
    ``unknown`` are what it depends on beside, as phrases.
    """

    number: int
    pattern: str
    needs: frozenset[str]
    forbids: frozenset[str]
    doubts: frozenset[str]
    choices: tuple[Binding, ...]
    unknown: tuple[str, ...] = ()


class Ways:
    """Finds the ways of ``target`` at ``place``, remembered by what can change them."""

    def __init__(self, target: Target, place: FitPlace) -> None:
        self.target, self.place = target, place
        self._grants: dict[str, list[tuple[int, Grant]]] = {}
        for number, grant in enumerate(target.grants):
            self._grants.setdefault(grant.action.JSONrepr().lower(), []).append((number, grant))
        self._keys = {
            action: tuple(sorted({key for _, grant in grants for key in _keys(grant)}))
            for action, grants in self._grants.items()
        }
        self._parameters = target.parameter
        self._same: dict[tuple[Way, ...], tuple[Way, ...]] = {}
        self._pieces: dict[str, tuple[Piece, ...]] = {}
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._of)
        self._compiled = lru_cache(maxsize=_REMEMBERED)(self._compile)

    def of(self, asked: Asked) -> tuple[Way, ...]:
        """Return every way of any version to allow what is ``asked``; none when no grant ever does.

        What is equal is the same object.
        """
        action, resource, context, complete = asked.request
        keys = self._keys.get(action.lower())
        if keys is None:
            return ()
        return self._remembered(action, resource, tuple(project(keys, context)), complete, asked.partial)

    def grants_of(self, action: str) -> Iterable[tuple[int, Grant]]:
        """Return the grants of ``action``, in any case, with their numbers."""
        return self._grants.get(action.lower(), ())

    def _of(
        self, action: str, resource: str | None, known: _Known, complete: bool, partial: bool
    ) -> tuple[Way, ...]:
        request = AccessRequest(action, resource, dict(known), complete)
        found = tuple(
            way
            for number, grant in self._grants[action.lower()]
            for way in self._by(number, grant, request, partial)
        )
        return self._same.setdefault(found, found)

    def _by(self, number: int, grant: Grant, request: AccessRequest, partial: bool) -> Iterator[Way]:
        base = [one for one in grant.scope.conditions if one.when is None]
        extra = [one for one in grant.scope.conditions if one.when is not None]
        for pattern in grant.scope.resources:
            text, when = (
                (pattern.pattern, pattern.when) if isinstance(pattern, WhenFeature) else (pattern, "")
            )
            needs = frozenset(filter(None, (*grant.requires, when)))
            forbids = frozenset(filter(None, (grant.unless,)))
            doubts: set[str] = set()
            choices: dict[Binding, None] = {}
            unknown: dict[str, None] = {}
            for found in self._bound(text, request, partial):
                for values in self._with_conditions(found, base, request):
                    decided = self._decide(number, text, (), values, request)
                    if decided is None:
                        continue
                    denying, doubtful, more = self._restricted(number, text, extra, values, request)
                    forbids |= denying
                    doubts |= doubtful
                    choices.update(dict.fromkeys(more))
                    unknown.update(dict.fromkeys(decided))
            if choices:
                yield Way(
                    number, text, needs, forbids, frozenset(doubts) - forbids, tuple(choices), tuple(unknown)
                )

    def _bound(self, pattern: str, request: AccessRequest, partial: bool) -> Iterator[Binding]:
        """Yield the values with which ``pattern`` is the resource of ``request``; those that it names."""
        names = names_of_resource(request)
        if names is None:
            yield ()
            return
        for name in names:
            for found in bindings(self._of_pattern(pattern), name):
                if self._is_here(found):
                    yield tuple(pair for pair in found if self._is_value(pair, partial))

    def _with_conditions(
        self, found: Binding, conditions: Iterable[GrantCondition], request: AccessRequest
    ) -> tuple[Binding, ...]:
        """Return ``found`` with the values that ``conditions`` need, where the request has their keys.

        A value of the request may be one of several patterns: then it is several bindings.
        """
        several: dict[Binding, None] = {found: None}
        for condition in conditions:
            for value in request.context.get(condition.key.lower(), ()):
                options = {
                    tuple(pair for pair in option if self._is_value(pair, False)): None
                    for pattern in condition.values
                    for option in bindings(self._of_pattern(pattern), value)
                    if self._is_here(option)
                }
                if options:
                    joined = (tuple(dict.fromkeys((*one, *option))) for one in several for option in options)
                    several = dict.fromkeys(islice(dict.fromkeys(joined), _CHOICES))
        return tuple(several)

    def _restricted(
        self,
        number: int,
        pattern: str,
        extra: Sequence[GrantCondition],
        values: Binding,
        request: AccessRequest,
    ) -> tuple[frozenset[str], frozenset[str], tuple[Binding, ...]]:
        """Return the features whose conditions deny ``request``, those of which that is not known, and the
        bindings: ``values`` with what all others need.
        """
        denying, doubtful = set(), set()
        several: tuple[Binding, ...] = (values,)
        for when in dict.fromkeys(str(one.when) for one in extra):
            own = [one for one in extra if one.when == when]
            longer = (more for one in several for more in self._with_conditions(one, own, request))
            decided = {one: self._decide(number, pattern, (when,), one, request) for one in longer}
            allowed = [one for one, unknown in decided.items() if unknown is not None]
            if not allowed:
                denying.add(when)
                continue
            several = tuple(allowed)[:_CHOICES]
            if all(decided[one] for one in several):
                doubtful.add(when)
        return frozenset(denying), frozenset(doubtful), several

    def _decide(
        self, number: int, pattern: str, on: tuple[str, ...], values: Binding, request: AccessRequest
    ) -> tuple[str, ...] | None:
        """Return what the answer depends on, or ``None`` when the statement does not allow ``request``."""
        compiled = self._compiled(number, pattern, on, values)
        if compiled is None:
            return None
        if request.resource is not None and not self._conditioned(number, on):
            # That the pattern with these values is the resource is known, and nothing else is asked.
            return ()
        decision = compiled.decide(request)
        verdict: Verdict = decision.verdict
        return decision.unknown if verdict in ("allowed", "unknown") else None

    def _conditioned(self, number: int, on: tuple[str, ...]) -> bool:
        return any(one.when is None or one.when in on for one in self.target.grants[number].scope.conditions)

    def _compile(self, number: int, pattern: str, on: tuple[str, ...], values: Binding) -> Compiled | None:
        grant = self.target.grants[number]
        scope = grant.scope._replace(resources=(pattern,))
        given: dict[str, tuple[str, ...]] = {}
        for name, value in values:
            given[name] = (*given.get(name, ()), value)
        try:
            planned = tuple(plan_statements(self.target.name, [grant._replace(scope=scope)], frozenset(on)))
            filled = self.filled(given, planned)
        except RequestError:
            return None
        return compile_policies(documents(planned, filled, self.target.name))

    def filled(
        self, values: Values, planned: Iterable[PlannedStatement], *, named_only: bool = False
    ) -> Mapping[str, tuple[Text, ...]]:
        """Return what stands in the holes of ``planned`` with ``values``: a default, or anything, in others.

        With ``named_only``, nothing stands for a parameter that has neither value nor default. Raises
        :class:`~emitter.errors.RequestError` for a value that a parameter does not take.
        """
        where = located(self.place, values.get("region", ()))
        found: dict[str, tuple[Text, ...]] = {name: (text,) for name, text in where.items()}
        regions = values.get("region", ())
        if regions:
            found["region"] = tuple((region,) for region in regions)
        known = self._parameters
        named = {
            name
            for one in planned
            for text in (*one.resources, *(value for c in one.conditions for value in c.values))
            for name in holes(text)
        }
        for name in sorted(named & set(known)):
            parameter = known[name]
            given = values.get(name, ())
            if given:
                found[name] = texts(name, parameter, given, where)
            elif parameter.default is not None:
                found[name] = texts(
                    name, parameter._replace(allows_wildcard=True), [parameter.default], where
                )
            elif not parameter.optional and not named_only:
                found[name] = (
                    texts(name, parameter._replace(allows_wildcard=True), ["*"], where)
                    if (parameter.syntax.accepts("*"))
                    else (("*",),)
                )
        return found

    def _is_here(self, found: Binding) -> bool:
        own = self.place._asdict()
        return all(not own.get(name) or own[name] == value for name, value in found if name != "region")

    def _is_value(self, pair: tuple[str, str], partial: bool) -> bool:
        """Return whether ``pair`` is of a parameter, and known: of a resource known in part, some is not."""
        name, value = pair
        if name not in self._parameters and name != "region":
            return False
        return not (partial and not value.strip("*"))

    def _of_pattern(self, pattern: str) -> tuple[Piece, ...]:
        found = self._pieces.get(pattern)
        if found is None:
            found = self._pieces[pattern] = pieces(self.target, parse(pattern))
        return found


def located(place: FitPlace, regions: Sequence[str] = ()) -> Mapping[str, Text]:
    """Return the pseudo parameters of ``place``; what is not known of it is anything."""
    region = place.region or (regions[0] if regions else "*")
    suffix = DNS_SUFFIX.get(place.partition, "amazonaws.com")
    return {
        "account": (place.account or "*",),
        "partition": (place.partition or "*",),
        "region": (region,),
        "dns_suffix": (suffix,),
    }


def documents(
    planned: Iterable[PlannedStatement], filled: Mapping[str, tuple[Text, ...]], name: str
) -> tuple[Document, ...]:
    """Return the statements ``planned``, ``filled``, as the policy of ``name``; none when nothing is left."""
    whole = (one for one in planned if all(name in filled for name in _of_conditions(one)))
    return as_documents(bind_statements(whole, filled), name)


def as_documents(bound: Iterable[BoundStatement], name: str) -> tuple[Document, ...]:
    """Return the statements ``bound``, which leave nothing open, as the policy of ``name``; none of none."""
    statements = []
    for one in bound:
        conditions = condition_block(one)
        statements.append(
            {
                "Sid": one.sid,
                "Effect": "Allow",
                "Action": [action.JSONrepr() for action in one.actions],
                "Resource": [show(text) for text in one.resources],
                **({"Condition": conditions} if conditions else {}),
            }
        )
    if not statements:
        return ()
    return read_text(json.dumps({"Version": "2012-10-17", "Statement": statements}), name).documents


def condition_block(bound: BoundStatement) -> dict[str, dict[str, list[str]]]:
    """Return the conditions of ``bound`` as the element Condition of a policy has them."""
    found: dict[str, dict[str, list[str]]] = {}
    for condition in bound.conditions:
        values = found.setdefault(condition.operator, {})
        key = show(condition.key)
        values[key] = [*values.get(key, ()), *map(show, condition.values)]
    return found


def _of_conditions(planned: PlannedStatement) -> Iterator[str]:
    return (name for one in planned.conditions for value in one.values for name in holes(value))


def _keys(grant: Grant) -> Iterator[str]:
    """Yield the condition keys that ``grant`` names, in conditions and as variables, in lower case."""
    patterns = [one.pattern if isinstance(one, WhenFeature) else one for one in grant.scope.resources]
    for condition in grant.scope.conditions:
        yield condition.key.lower()
        patterns += condition.values
    for pattern in patterns:
        for part in parse(pattern):
            if isinstance(part, Hole) and part.kind == "variable":
                yield part.name.lower()
