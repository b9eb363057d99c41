"""One permission, and whether another takes in all that it gives."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple, TypeAlias

from ..coverage import action_covers, arn_covers, implies
from ..reading.nodes import Place
from ..reading.values import Value

# Operator, key (lower case) and values, sorted.
Conditions: TypeAlias = frozenset[tuple[str, str, tuple[str, ...]]]

_ACCOUNT = "arn:{}:iam::{}:"


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
        """Whether it may take in names of any service."""
        return self.negated or not self.texts[0].partition(":")[0].strip("*?")


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
    """Whether ``outer`` is sure to take in all that ``inner`` does."""
    if inner.effect != outer.effect or not _asks_no_more(outer.conditions, inner.conditions):
        return False
    if not _covers(outer.action, inner.action, _action):
        return False
    if inner.kind == outer.kind:
        return _covers(outer.resource, inner.resource, _resource if inner.kind == "Resource" else _principal)
    return outer.kind in ("*", "AWS") and outer.resource == Names(("*",))


def related(one: Permission, other: Permission) -> bool:
    """Whether, of two permissions for the same actions, one is on what the other is on."""
    by = _resource if one.kind == "Resource" else _principal
    return _covers(one.resource, other.resource, by) or _covers(other.resource, one.resource, by)


_Covers: TypeAlias = Callable[[str, str], bool]


def _covers(wide: Names, narrow: Names, by: _Covers) -> bool:
    if wide.negated and narrow.negated:
        # The more of it is left out, the less is in it.
        return all(any(by(out, other) for out in narrow.texts) for other in wide.texts)
    if wide.negated:
        (text,) = narrow.texts
        # A pattern, or what a file leaves open, may be among what is left out.
        return not set(text) & set("*?{") and not any(by(out, text) for out in wide.texts)
    if narrow.negated:
        return wide.texts == ("*",)
    return by(wide.texts[0], narrow.texts[0])


def _asks_no_more(wide: Conditions, narrow: Conditions) -> bool:
    return wide <= narrow or all(any(_implies(one, other) for one in narrow) for other in wide)


@cache
def _implies(one: tuple[str, str, tuple[str, ...]], other: tuple[str, str, tuple[str, ...]]) -> bool:
    return one[1] == other[1] and implies(one[0], frozenset(one[2]), other[0], frozenset(other[2]))


@cache
def _value(text: str) -> Value:
    return Value((text,), Place(""))


def _action(wide: str, narrow: str) -> bool:
    return action_covers(_value(wide), _value(narrow))


def _resource(wide: str, narrow: str) -> bool:
    return arn_covers(_value(wide), _value(narrow))


def _principal(wide: str, narrow: str) -> bool:
    """Whether the principal ``wide`` is ``narrow``, or the account that it is in."""
    if wide in ("*", narrow):
        return True
    account = _account(wide)
    return account is not None and narrow.split(":")[3:5] == ["", account]


def _account(text: str) -> str | None:
    """The account that ``text``, a principal, stands for as a whole."""
    if text.isdigit() or text == "{account}":
        return text
    parts = text.split(":")
    return parts[4] if len(parts) == 6 and parts[2] == "iam" and parts[5] == "root" else None
