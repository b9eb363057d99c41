"""Uses of permissions as a least-privilege policy: statements by service, type of resource and condition."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple, TypeAlias

from awacs.aws import Action

from ..aws import service_reference
from ..catalogue.patterns import Hole, Text, join
from ..compiler.deployment import BoundCondition, BoundStatement
from ..compiler.plan import Reason
from ..messages import counted
from ..policy.resource_arns import formats
from .generalize import Widened, generalized
from .narrowing import KEYS
from .uses import Narrow, Use
from .ways import FitPlace

_Pattern: TypeAlias = tuple[str, bool]
_LITERAL = re.compile(r"[*?$]")
_DOLLAR = re.compile(r"\$(?=\{)")
_HOLE = re.compile(r"\$\{(\w+)\}")


class Granted(NamedTuple):
    """One statement: all of ``actions`` on all of ``resources``, each of which some call used.

    A resource is a text, and whether wildcards in it are characters of a name. ``uses`` are those behind it.
    """

    sid: str
    actions: tuple[str, ...]
    resources: tuple[_Pattern, ...]
    conditions: Narrow
    regions: tuple[str, ...]
    uses: tuple[Use, ...]


class FittedPolicy(NamedTuple):
    """The statements, what was widened, and the actions of which no record says on what they were."""

    statements: tuple[Granted, ...]
    widened: tuple[Widened, ...]
    unnamed: tuple[Use, ...]


class _Cell(NamedTuple):
    """What sets statements apart, before actions on the same resources are joined."""

    service: str
    type: str
    narrow: Narrow


def fit_policy(
    uses: Sequence[Use], place: FitPlace, *, pin_region: bool = False, generalize: bool = False
) -> FittedPolicy:
    """Return the policy that allows ``uses`` and as little else as statements can say.

    An action whose resource is unknown is on every type that it takes, at ``place``. With ``pin_region``,
    what names no Region is limited to those of the calls. With ``generalize``, names with a common beginning
    are patterns.
    """
    cells: dict[_Cell, dict[str, dict[_Pattern, list[Use]]]] = {}
    unnamed: list[Use] = []
    for use in absorbed(uses):
        resources: Iterable[_Pattern] = [(use.key.resource, use.key.exact)] if use.key.resource else ()
        if use.key.resource is None:
            unnamed.append(use)
            resources = [(form, False) for form in _forms(use.key.action, place)]
        for pattern in resources:
            cell = _Cell(use.key.action.partition(":")[0], _type(pattern[0]), use.key.narrow)
            cells.setdefault(cell, {}).setdefault(use.key.action, {}).setdefault(pattern, []).append(use)
    widened: list[Widened] = []
    statements = []
    for cell in sorted(cells):
        for actions, by_pattern in _joined(cells[cell]):
            patterns = tuple(sorted(by_pattern))
            if generalize:
                patterns, several = _generalized(patterns)
                widened.extend(several)
            behind = tuple(dict.fromkeys(use for several in by_pattern.values() for use in several))
            regions = _regions(patterns, behind) if pin_region else ()
            statements.append(Granted(_sid(cell), actions, patterns, cell.narrow, regions, behind))
    return FittedPolicy(tuple(_named(_merged(statements))), tuple(dict.fromkeys(widened)), tuple(unnamed))


def absorbed(uses: Iterable[Use]) -> Iterator[Use]:
    """Yield ``uses``, those that another one of the same action covers as part of that."""
    by_action: dict[str, list[Use]] = {}
    for use in uses:
        by_action.setdefault(use.key.action, []).append(use)
    for several in by_action.values():
        wide = [one for one in several if not one.key.exact and "*" in (one.key.resource or "")]
        same: dict[str | None, list[Use]] = {}
        for one in several:
            same.setdefault(one.key.resource, []).append(one)
        more: dict[int, list[Use]] = {}
        for use in several:
            by = next((one for one in (*wide, *same[use.key.resource]) if _covers(one, use)), None)
            if by is not None:
                more.setdefault(id(by), []).append(use)
        gone = {id(use) for others in more.values() for use in others}
        for use in several:
            if id(use) not in gone:
                yield _together(use, more)


def _covers(wide: Use, narrow: Use) -> bool:
    """Return whether a statement for ``wide`` allows ``narrow`` too, and not the other way round."""
    if not set(wide.key.narrow) <= set(narrow.key.narrow):
        return False
    if wide.key.resource == narrow.key.resource:
        return wide.key.exact == narrow.key.exact and len(wide.key.narrow) < len(narrow.key.narrow)
    if wide.key.resource is None or narrow.key.resource is None or wide.key.exact:
        return False
    pattern, text = wide.key.resource.replace("[", "[[]"), narrow.key.resource
    return fnmatchcase(text, pattern) and not (
        "*" in text and not narrow.key.exact and fnmatchcase(wide.key.resource, text)
    )


def _together(use: Use, more: Mapping[int, Sequence[Use]]) -> Use:
    """Return ``use`` with the counts of those that it covers, and of those that they cover."""
    left, seen = [use], {id(use)}
    times, last, regions, implied = 0, "", frozenset[str](), True
    while left:
        one = left.pop()
        times, last = times + one.times, max(last, one.last)
        regions, implied = regions | one.regions, implied and one.implied
        for other in more.get(id(one), ()):
            if id(other) not in seen:
                seen.add(id(other))
                left.append(other)
    return use._replace(times=times, last=last, regions=regions, implied=implied)


def _forms(action: str, place: FitPlace) -> Iterator[str]:
    """Yield the ARNs of all types of resource that ``action`` takes, at ``place``, with any name."""
    found = service_reference.action(action)
    known = {"Partition": place.partition, "Region": place.region, "Account": place.account}
    for type_ in found.resources if found else ():
        for form in formats(type_.arn):
            yield re.sub(r"\*+", "*", _HOLE.sub(lambda hole: known.get(hole[1]) or "*", form.arn))


def _type(resource: str) -> str:
    """Return the type of ``resource``: what its ARN has before the first name, or ``object`` of a bucket."""
    fields = resource.split(":", 5)
    if len(fields) < 6:
        return ""
    if fields[2] == "s3" and not fields[4]:
        return "object" if "/" in fields[5] else "bucket"
    head, separator, _ = fields[5].replace(":", "/").partition("/")
    return head if separator else ""


def _joined(
    actions: Mapping[str, Mapping[_Pattern, list[Use]]],
) -> Iterator[tuple[tuple[str, ...], dict[_Pattern, list[Use]]]]:
    """Yield the actions that are on the same resources together, with the uses by resource."""
    groups: dict[frozenset[_Pattern], list[str]] = {}
    for action in sorted(actions):
        groups.setdefault(frozenset(actions[action]), []).append(action)
    for patterns, names in groups.items():
        by_pattern: dict[_Pattern, list[Use]] = {}
        for pattern in sorted(patterns):
            by_pattern[pattern] = [use for name in names for use in actions[name][pattern]]
        yield tuple(names), by_pattern


def _generalized(patterns: Sequence[_Pattern]) -> tuple[tuple[_Pattern, ...], tuple[Widened, ...]]:
    arns = [text for text, _ in patterns if text.startswith("arn:")]
    if not arns:
        return tuple(patterns), ()
    exact = dict(patterns)
    tail = arns[0].split(":", 5)[5]
    names, widened = generalized(arns, first=6 if re.search("[/:]", tail) else 5, shared_only=True)
    rest = [one for one in patterns if not one[0].startswith("arn:")]
    return tuple(sorted((*rest, *((name, exact.get(name, False)) for name in names)))), widened


def _regions(patterns: Iterable[_Pattern], uses: Iterable[Use]) -> tuple[str, ...]:
    """Return the Regions to limit a statement to: none when its resources have one, or calls do not say."""
    if all(text.split(":", 5)[3:4] not in ([], [""], ["*"]) for text, _ in patterns):
        return ()
    found = frozenset().union(*(use.regions for use in uses))
    return () if "" in found else tuple(sorted(found))


def _sid(cell: _Cell) -> str:
    words = re.findall("[A-Za-z0-9]+", f"{cell.service} {cell.type}")
    ends = [value for key, values in cell.narrow if key != "ecs:cluster" for value in values[:1]]
    words += [word for end in ends for word in re.findall("[A-Za-z0-9]+", end.partition(".")[0])]
    return "".join(word[:1].upper() + word[1:] for word in words)


def _merged(statements: Iterable[Granted]) -> Iterator[Granted]:
    """Yield ``statements``, with those as one that differ in the values of one condition only."""
    groups: dict[tuple[object, ...], list[Granted]] = {}
    for one in statements:
        keys = tuple(key for key, _ in one.conditions)
        same = (one.actions, one.resources, one.regions, keys) if len(keys) == 1 else one
        groups.setdefault((same,), []).append(one)
    for several in groups.values():
        first = several[0]
        if len(several) > 1:
            key = first.conditions[0][0]
            values = tuple(dict.fromkeys(value for one in several for value in one.conditions[0][1]))
            uses = tuple(use for one in several for use in one.uses)
            first = first._replace(conditions=((key, values),), uses=uses)
        yield first


def _named(statements: Iterable[Granted]) -> Iterator[Granted]:
    """Yield ``statements`` with Sids that differ, whatever their case."""
    seen: dict[str, int] = {}
    for one in statements:
        number = seen[one.sid.lower()] = seen.get(one.sid.lower(), 0) + 1
        yield one._replace(sid=one.sid if number == 1 else f"{one.sid}{number}")


def bound(statement: Granted) -> BoundStatement:
    """Return ``statement`` as templates take it, with how often and when last each action was used."""
    conditions = [
        BoundCondition(KEYS[key][1], (KEYS[key][0],), tuple(_literal(value) for value in values))
        for key, values in statement.conditions
    ]
    if statement.regions:
        regions = tuple((region,) for region in statement.regions)
        conditions.append(BoundCondition("StringEquals", ("aws:RequestedRegion",), regions))
    return BoundStatement(
        statement.sid,
        tuple(Action(*action.split(":", 1)) for action in statement.actions),
        tuple(_literal(text, _LITERAL if exact else _DOLLAR) for text, exact in statement.resources),
        tuple(conditions),
        tuple(Reason(action, used(statement, action), ()) for action in statement.actions),
    )


def used(statement: Granted, action: str) -> str:
    """Return how often ``action`` of ``statement`` was used, and when last, as a phrase."""
    times, last = times_used(statement, action), last_used(statement, action)
    beside = ", next to other calls" if all(use.implied for use in _uses_of(statement, action)) else ""
    return f"used {counted(times, 'time')}{beside}" + (f", last {last}" if last else "")


def times_used(statement: Granted, action: str) -> int:
    """Return how often ``action`` of ``statement`` was used."""
    return sum(use.times for use in _uses_of(statement, action))


def last_used(statement: Granted, action: str) -> str:
    """Return when ``action`` of ``statement`` was used last, in ISO 8601; empty when no record says it."""
    return max((use.last for use in _uses_of(statement, action)), default="")


def _uses_of(statement: Granted, action: str) -> list[Use]:
    return [use for use in statement.uses if use.key.action == action]


def _literal(text: str, special: "re.Pattern[str]" = _LITERAL) -> Text:
    """Return ``text`` with what IAM would take for a wildcard or a variable spelled as itself."""
    parts: list[str | Hole] = []
    at = 0
    for match in special.finditer(text):
        parts += [text[at : match.start()], Hole("variable", match[0])]
        at = match.end()
    return join([*parts, text[at:]])
