"""A change of access, and the changes of one identity."""

from typing import Literal, NamedTuple, TypeAlias

Sort: TypeAlias = Literal["added", "removed", "widened", "narrowed", "changed", "replaced", "moved"]
About: TypeAlias = Literal["permission", "trust", "boundary", "policy", "default", "member", "place"]
WIDENING: tuple[Sort, ...] = ("added", "widened", "changed")


class Change(NamedTuple):
    """One change of access. ``old`` and ``new`` are resources, or principals; empty where there is none.

    ``about`` is ``permission``, ``trust``, ``boundary``, ``policy`` (one that is attached and not in the
    file), ``default``, ``member`` (of a group: a user) or ``place`` (a name or path, which is ``parameter``;
    ``replaced`` where that deletes the thing and makes it anew, else ``moved``; ``kept`` is the name that
    both have where CloudFormation refuses to). Giving a Deny narrows, taking one away widens, and so with
    a permissions boundary as a whole: ``old`` and ``new`` are then what the files call it. Of a
    ``default`` they are its values, and ``parameter`` is whose it is. ``instead`` are actions of the narrower
    side, where it names others: of ``*``, ``ecs:RunTask``.
    """

    sort: Sort
    about: About
    effect: str
    actions: tuple[str, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    conditions_old: tuple[str, ...] = ()
    conditions_new: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    parameter: str = ""
    kept: str = ""

    @property
    def conditions_kept(self) -> tuple[str, ...]:
        """The conditions that both sides have."""
        return tuple(text for text in self.conditions_new if text in self.conditions_old)


class Difference(NamedTuple):
    """What changed for one identity; ``only`` says that it is on one side alone."""

    name: str
    only: Literal["", "old", "new"]
    changes: tuple[Change, ...]
