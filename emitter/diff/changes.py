"""Two accesses → what is added, removed, widened, narrowed and changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from ..reading.document import Document
from .access import Access, access
from .account import are_named, is_account, same_in_account
from .change import About, Change, Difference, Sort
from .condition import Conditions
from .containment import text_covers
from .identities import IdentityKey, identities, pairs
from .in_place import is_kept, joined, moved
from .permission import Permission, parts, related, within
from .policies import Policies, same_names


def compare(old: Policies, new: Policies, *, in_place: bool = True) -> tuple[Difference, ...]:
    """Return what changed from ``old`` to ``new``, by identity; identities without a change are left out.

    So are those of an account that ``new`` does not make: it deletes none of them.

    ``in_place`` is whether ``new`` is deployed over ``old``: another name is then another thing.
    """
    names = same_names(old, new)
    left, right = identities(old), identities(new)
    found = []
    same = same_in_account(old, new, left, right)
    # Of an account, what has another name is another identity, also when it is the only one.
    known = same if is_account(old) and are_named(new, right) else left
    for one, other in pairs(known, right, same):
        if other is None and is_account(old):
            continue
        changes = [*_changes(_access(old, one, left, names), _access(new, other, right, names))]
        changes += joined(old, new, one, other)
        if in_place and one is not None and one == other:
            changes += moved(old, new, one)
        whose = one or other
        if changes and whose:
            found.append(Difference(whose.label, _only(old, new, one, other), tuple(changes)))
    return tuple(found)


def _only(
    old: Policies, new: Policies, one: IdentityKey | None, other: IdentityKey | None
) -> Literal["", "old", "new"]:
    """Return which side alone has the identity; one that has no policy any more is there all the same."""
    if one is None:
        return "" if other is not None and is_kept(old, other) else "new"
    return "old" if other is None and not is_kept(new, one) else ""


def _access(
    whole: Policies,
    identity: IdentityKey | None,
    held: Mapping[IdentityKey, Sequence[Document]],
    names: Mapping[str, str],
) -> Access:
    if identity is None:
        return Access()
    bounded = (bound.policy for bound in whole.bounds if bound.holder == identity.name)
    attached = (one.policy for one in whole.attached if one.holder == identity.name)
    return access(held[identity], bounded, attached, names, whole.openings)


def _changes(old: Access, new: Access) -> Iterator[Change]:
    keys = {**old.keys, **new.keys}
    yield from _compared(old.permissions, new.permissions, "permission", keys)
    yield from _compared(old.trust, new.trust, "trust", keys)
    for name in sorted(old.more ^ new.more):
        gone, come = (tuple({name} & side.more) for side in (old, new))
        yield Change("removed" if gone else "added", "policy", "Allow", (), gone, come)
    yield from _of_boundary(old, new, keys)
    yield from _of_defaults(old, new)


def _of_defaults(old: Access, new: Access) -> Iterator[Change]:
    """Yield parameters that both use and that are something else where nobody sets them."""
    for name in sorted(old.defaults.keys() & new.defaults.keys()):
        before, after = old.defaults[name], new.defaults[name]
        if set(before) == set(after):
            continue
        more, less = (
            all(any(text_covers(wide, narrow) for wide in one) for narrow in other)
            for one, other in ((after, before), (before, after))
        )
        inverse = name in old.inverse | new.inverse
        sort: Sort = "changed" if inverse or more == less else "widened" if more else "narrowed"
        yield Change(sort, "default", "", (), before, after, parameter=name)


def _of_boundary(old: Access, new: Access, keys: Mapping[str, str]) -> Iterator[Change]:
    """Yield what the boundaries let through; one that nobody has let everything through."""
    if old.limits and new.limits:
        yield from _compared(old.limits, new.limits, "boundary", keys)
    elif old.bounded != new.bounded:
        sort: Sort = "changed" if old.bounded and new.bounded else "widened" if old.bounded else "narrowed"
        yield Change(sort, "boundary", "Allow", (), old.bounded, new.bounded)


def _compared(
    old: frozenset[Permission], new: frozenset[Permission], about: About, keys: Mapping[str, str]
) -> Iterator[Change]:
    rows: dict[tuple[Sort, _Side, _Side, tuple[str, ...]], list[str]] = {}
    for move in _moves(old, new):
        key = (move.sort, _side(move.old, keys), _side(move.new, keys), move.instead)
        rows.setdefault(key, []).append(move.action)
    for (sort, before, after, instead), actions in rows.items():
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
            instead,
        )


class _Move(NamedTuple):
    """What went from where to where; ``instead`` is as in :class:`Change`."""

    sort: Sort
    action: str
    old: tuple[Permission, ...]
    new: tuple[Permission, ...]
    instead: tuple[str, ...] = ()


def _moves(old: frozenset[Permission], new: frozenset[Permission]) -> Iterator[_Move]:
    olds, news = _Index(old), _Index(new)
    gone = [p for p in sorted(old - new, key=_order) if not (news.takes_in(p) or olds.denies(p))]
    come = [p for p in sorted(new - old, key=_order) if not (olds.takes_in(p) or news.denies(p))]
    waiting: defaultdict[_Key, list[Permission]] = defaultdict(list)
    for permission in come:
        waiting[_key(permission)].append(permission)
    for before in gone:
        after = next((q for q in waiting[_key(before)] if related(before, q)), None)
        if after is not None:
            waiting[_key(before)].remove(after)
            yield _Move("changed", before.action.shown, (before,), (after,))
            continue
        inside = _together(news.within(before), before)
        for some, instead in inside:
            yield _Move("narrowed", before.action.shown, (before,), some, instead)
        if not inside:
            yield _Move("removed", before.action.shown, (before,), ())
    for after in (p for p in come if p in waiting[_key(p)]):
        inside = _together(olds.within(after), after)
        for some, instead in inside:
            yield _Move("widened", after.action.shown, some, (after,), instead)
        if not inside:
            yield _Move("added", after.action.shown, (), (after,))


def _together(
    permissions: Iterable[Permission], outer: Permission
) -> Sequence[tuple[tuple[Permission, ...], tuple[str, ...]]]:
    """Return ``permissions`` in groups of the same conditions, with their actions where ``outer``
    has others.
    """
    groups: defaultdict[Conditions, list[Permission]] = defaultdict(list)
    for permission in sorted(permissions, key=_order):
        groups[permission.conditions].append(permission)
    return [
        (tuple(group), tuple(dict.fromkeys(p.action.shown for p in group if p.action != outer.action)))
        for group in groups.values()
    ]


_Key: TypeAlias = tuple[str, str, str]


def _key(permission: Permission) -> _Key:
    """Return what two have in common of which one may have become the other."""
    return permission.effect, permission.action.shown, permission.kind


class _Index:
    """Permissions, found by the action that they are for."""

    def __init__(self, permissions: frozenset[Permission]) -> None:
        self._all = permissions
        self._wide = [one for one in permissions if one.action.wide]
        self._by_action: defaultdict[str, list[Permission]] = defaultdict(list)
        for one in permissions:
            self._by_action[one.action.shown].append(one)

    def takes_in(self, inner: Permission) -> bool:
        """Return whether they contain ``inner``, one alone or several each a part of it."""
        some = (*self._by_action[inner.action.shown], *self._wide)
        return any(within(inner, one) for one in some) or all(
            any(within(part, one) for one in some) for part in parts(inner)
        )

    def denies(self, one: Permission) -> bool:
        """Return whether one of them takes all of ``one`` back, which then gives nothing."""
        return one.effect == "Allow" and self.takes_in(one._replace(effect="Deny", conditions=frozenset()))

    def within(self, outer: Permission) -> Iterator[Permission]:
        """Return those that ``outer`` contains."""
        some = self._all if outer.action.wide else self._by_action[outer.action.shown]
        return (one for one in some if within(one, outer))


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
    resources = dict.fromkeys(p.resource.shown for p in permissions)
    conditions = (f"{keys[key]} {operator} {', '.join(v)}" for operator, key, v in permissions[0].conditions)
    return _Side(permissions[0].effect, tuple(resources), tuple(sorted(conditions)))


def _order(permission: Permission) -> tuple[str, str, str, str]:
    return (
        permission.action.shown,
        permission.kind,
        permission.resource.shown,
        str(sorted(permission.conditions)),
    )
