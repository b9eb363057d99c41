"""Two accesses → what is added, removed, widened, narrowed and changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from ..coverage import arn_covers
from ..reading.document import Document
from ..reading.nodes import Place
from ..reading.values import Value
from .access import Access, Conditions, Permission, access, open_names, same_names

Sort: TypeAlias = Literal["added", "removed", "widened", "narrowed", "changed"]
About: TypeAlias = Literal["permission", "trust"]
WIDENING: tuple[Sort, ...] = ("added", "widened", "changed")


class Change(NamedTuple):
    """One change of access. ``old`` and ``new`` are resources, or principals; empty where there is none.

    ``about`` is ``permission`` or ``trust``. Giving a Deny narrows, taking one away widens.
    """

    sort: Sort
    about: About
    effect: str
    actions: tuple[str, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    conditions_old: tuple[str, ...]
    conditions_new: tuple[str, ...]


class Difference(NamedTuple):
    """What changed for one identity; ``only`` says that it is on one side alone."""

    name: str
    only: Literal["", "old", "new"]
    changes: tuple[Change, ...]


def compare(old: Sequence[Document], new: Sequence[Document]) -> tuple[Difference, ...]:
    """What access changed from ``old`` to ``new``, by identity; identities without a change are left out."""
    names = same_names(open_names(old), open_names(new))
    left, right = _identities(old), _identities(new)
    found = []
    for one, other in _pairs(left, right):
        name = _short(one or other)
        before = access(name, left.get(one, ()), names)
        after = access(name, right.get(other, ()), names)
        changes = tuple(_changes(before, after))
        if changes:
            found.append(Difference(name, "new" if not one else "old" if not other else "", changes))
    return tuple(found)


def _identities(documents: Sequence[Document]) -> dict[str, list[Document]]:
    """Documents by identity: a policy is its holder's, a trust policy its role's."""
    held: dict[str, list[Document]] = {}
    for document in documents:
        held.setdefault(document.holder or document.name or "policy", []).append(document)
    return held


def _pairs(left: Mapping[str, object], right: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Identities of both sides that are the same: the only ones, or those of one name; ``""`` for none."""
    if len(left) == 1 and len(right) == 1:
        yield next(iter(left)), next(iter(right))
        return
    by_name = {_short(name): name for name in right}
    for name in left:
        yield name, by_name.pop(_short(name), "")
    for name in by_name.values():
        yield "", name


def _short(name: str) -> str:
    """``aws_iam_role.piped_ecs`` and ``Role`` are the only role of their files; else the label tells."""
    return name.rpartition(".")[2]


def _changes(old: Access, new: Access) -> Iterator[Change]:
    keys = {**old.keys, **new.keys}
    yield from _compared(old.permissions, new.permissions, "permission", keys)
    yield from _compared(old.trust, new.trust, "trust", keys)


def _compared(
    old: frozenset[Permission], new: frozenset[Permission], about: About, keys: Mapping[str, str]
) -> Iterator[Change]:
    rows: dict[tuple[Sort, _Side, _Side], list[str]] = {}
    for sort, action, some, others in _moves(old, new):
        rows.setdefault((sort, _side(some, keys), _side(others, keys)), []).append(action)
    for (sort, before, after), actions in rows.items():
        effect = before.effect or after.effect
        yield Change(
            _flipped(sort) if effect == "Deny" else sort,
            about,
            effect,
            tuple(dict.fromkeys(actions)),
            before.resources,
            after.resources,
            before.conditions,
            after.conditions,
        )


_Move: TypeAlias = tuple[Sort, str, Sequence[Permission], Sequence[Permission]]


def _moves(old: frozenset[Permission], new: frozenset[Permission]) -> Iterator[_Move]:
    """What went from where to where: sort, action, and the permissions before and after."""
    olds, news = _indexed(old), _indexed(new)
    gone = [p for p in sorted(old - new, key=_order) if not any(_within(p, q) for q in news[_key(p)])]
    come = [p for p in sorted(new - old, key=_order) if not any(_within(p, q) for q in olds[_key(p)])]
    waiting = _indexed(come)
    for before in gone:
        after = next((q for q in waiting[_key(before)] if _related(before, q)), None)
        if after is not None:
            waiting[_key(before)].remove(after)
            yield "changed", before.action, (before,), (after,)
            continue
        inside = _together(q for q in news[_key(before)] if _within(q, before))
        yield from (("narrowed", before.action, (before,), some) for some in inside)
        if not inside:
            yield "removed", before.action, (before,), ()
    for after in (p for p in come if p in waiting[_key(p)]):
        inside = _together(q for q in olds[_key(after)] if _within(q, after))
        yield from (("widened", after.action, some, (after,)) for some in inside)
        if not inside:
            yield "added", after.action, (), (after,)


def _together(permissions: Iterable[Permission]) -> Sequence[Sequence[Permission]]:
    """``permissions`` in groups of the same conditions, in order."""
    groups: defaultdict[Conditions, list[Permission]] = defaultdict(list)
    for permission in sorted(permissions, key=_order):
        groups[permission.conditions].append(permission)
    return list(groups.values())


_Key: TypeAlias = tuple[str, str, str]


def _key(permission: Permission) -> _Key:
    return permission.effect, permission.action, permission.element


def _indexed(permissions: Iterable[Permission]) -> defaultdict[_Key, list[Permission]]:
    """``permissions`` by what two must share to be compared."""
    found: defaultdict[_Key, list[Permission]] = defaultdict(list)
    for permission in permissions:
        found[_key(permission)].append(permission)
    return found


@cache
def _value(text: str) -> Value:
    return Value((text,), Place(""))


def _covers(wide: str, narrow: str) -> bool:
    return arn_covers(_value(wide), _value(narrow))


def _within(inner: Permission, outer: Permission) -> bool:
    """Whether ``outer`` covers ``inner``: as wide a resource, and no condition that ``inner`` lacks."""
    if inner.element.startswith("Not"):
        return inner.resource == outer.resource and outer.conditions <= inner.conditions
    return _covers(outer.resource, inner.resource) and outer.conditions <= inner.conditions


def _related(before: Permission, after: Permission) -> bool:
    return (
        before.resource == after.resource
        or _covers(before.resource, after.resource)
        or _covers(after.resource, before.resource)
    )


def _flipped(sort: Sort) -> Sort:
    flips: dict[Sort, Sort] = {
        "added": "narrowed",
        "removed": "widened",
        "widened": "narrowed",
        "narrowed": "widened",
    }
    return flips.get(sort, sort)


class _Side(NamedTuple):
    """One side of a change, as it is shown."""

    effect: str
    resources: tuple[str, ...]
    conditions: tuple[str, ...]


def _side(permissions: Sequence[Permission], keys: Mapping[str, str]) -> _Side:
    if not permissions:
        return _Side("", (), ())
    resources = (p.resource if p.element == "Resource" else f"{p.element} {p.resource}" for p in permissions)
    conditions = (f"{keys[key]} {operator} {', '.join(v)}" for operator, key, v in permissions[0].conditions)
    return _Side(permissions[0].effect, tuple(resources), tuple(sorted(conditions)))


def _order(permission: Permission) -> tuple[str, str, str, str]:
    return permission.action, permission.element, permission.resource, str(sorted(permission.conditions))
