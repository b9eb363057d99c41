"""One permission, and whether another contains all that it gives."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..aws.wildcards import is_pattern
from .condition import Conditions, apart, asks_no_more, together
from .containment import Covers, action_covers, complete, disjoint, field_covers, principal_covers


class Names(NamedTuple):
    """A name or pattern of actions, resources or principals; when ``negated``, all but ``texts``."""

    texts: tuple[str, ...]
    negated: bool = False

    @property
    def shown(self) -> str:
        """For a person."""
        return f"all but {', '.join(self.texts)}" if self.negated else self.texts[0]

    @property
    def wide(self) -> bool:
        """Whether it may match other names."""
        return self.negated or is_pattern(self.texts[0])


class Permission(NamedTuple):
    """Actions on resources (or, in a trust policy, for principals) under some conditions.

    ``kind`` is ``Resource``, or a type of principal.
    """

    effect: str
    action: Names
    kind: str
    resource: Names
    conditions: Conditions


def within(inner: Permission, outer: Permission) -> bool:
    """Return whether ``outer`` is sure to contain all that ``inner`` does."""
    if inner.effect != outer.effect or not asks_no_more(outer.conditions, inner.conditions):
        return False
    if not _covers(outer.action, inner.action, action_covers):
        return False
    if inner.kind == outer.kind:
        return _on(inner.kind, outer.resource, inner.resource)
    return outer.kind in ("*", "AWS") and outer.resource == Names(("*",))


def merged(permissions: Iterable[Permission]) -> frozenset[Permission]:
    """Return ``permissions`` with those as one that differ in the values of one key."""
    groups: defaultdict[Permission, list[Conditions]] = defaultdict(list)
    for permission in permissions:
        groups[permission._replace(conditions=frozenset())].append(permission.conditions)
    return frozenset(
        bare._replace(conditions=conditions)
        for bare, several in groups.items()
        for conditions in (together(several) if len(several) > 1 else several)
    )


def parts(permission: Permission) -> Iterator[Permission]:
    """Return permissions that ``permission`` is the sum of, each for one value of a key."""
    return (permission._replace(conditions=each) for each in apart(permission.conditions))


def related(one: Permission, other: Permission) -> bool:
    """Return whether, of two permissions for the same actions, one is on what the other is on."""
    return _on(one.kind, one.resource, other.resource) or _on(one.kind, other.resource, one.resource)


def _on(kind: str, wide: Names, narrow: Names) -> bool:
    """Return whether ``wide``, resources or principals of a ``kind``, contain ``narrow``."""
    if kind != "Resource":
        return _covers(wide, narrow, principal_covers)
    wide, narrow = (names._replace(texts=tuple(map(complete, names.texts))) for names in (wide, narrow))
    return _covers(wide, narrow, field_covers)


def _covers(wide: Names, narrow: Names, by: Covers) -> bool:
    if wide.negated and narrow.negated:
        # The more of it is left out, the less is in it.
        return all(any(by(out, other) for out in narrow.texts) for other in wide.texts)
    if wide.negated:
        (text,) = narrow.texts
        fold = by is action_covers
        # A pattern, a variable, or what a file leaves open, may be among what is left out.
        known = not set(text) & set("*?{")
        return all(
            disjoint(out, text, fold=fold)
            or (known and "{" not in out and not (by(out, text) or by(text, out)))
            for out in wide.texts
        )
    if narrow.negated:
        return wide.texts == ("*",)
    return by(wide.texts[0], narrow.texts[0])
