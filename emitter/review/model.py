"""What the page says of each identity, as data; the template prints it."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from ..diff.change import Change
from ..lint.linter import Finding

Signed: TypeAlias = Literal["", "same", "changed", "new"]
Share: TypeAlias = Literal["any", "named", "none"]

# As AWS names access levels; the last is for an action that AWS does not list.
LEVELS = ("List", "Read", "Write", "Tagging", "Permissions management", "unknown")

# What a reviewer reads first, the gravest first; the empty one is the rest.
Risk: TypeAlias = Literal[
    "every action",
    "permissions management",
    "writes on any resource",
    "passes roles",
    "returns credentials",
    "reads data of any resource",
    "unknown action",
    "",
]
RISKS: tuple[Risk, ...] = get_args(Risk)


class Cause(NamedTuple):
    """Why a permission is there; ``confidence`` is as in :class:`~emitter.catalogue.model.Evidence`."""

    reason: str
    confidence: str
    cite: str
    url: str


class Permission(NamedTuple):
    """One action as the policy writes it, with its access ``levels`` (of a pattern, several).

    ``wide_read`` is whether it changes nothing and names no resource: there are many, and each says little.
    """

    action: str
    levels: tuple[str, ...]
    causes: tuple[Cause, ...]
    risk: Risk
    wide_read: bool


class StatementView(NamedTuple):
    """One statement. ``not_actions`` and ``not_resources`` say that it is about all but these.

    ``conditions`` are phrases; ``when`` decides whether the template has it at all; ``any_resource`` is
    whether it names no resource. ``principals`` are those of a policy of a resource.
    """

    sid: str
    effect: str
    permissions: tuple[Permission, ...]
    not_actions: bool
    resources: tuple[str, ...]
    not_resources: bool
    conditions: tuple[str, ...]
    accepted: tuple[tuple[str, str], ...]
    when: tuple[str, ...]
    any_resource: bool
    principals: tuple[str, ...]


class PolicyView(NamedTuple):
    """One policy. ``size`` and ``quota`` are characters without white space; the quota is 0 where none is
    known.
    """

    name: str
    kind: str
    size: int
    quota: int
    statements: tuple[StatementView, ...]


class TrustView(NamedTuple):
    """Who may be the role by one statement: pairs of what a principal is and its name, with conditions."""

    effect: str
    principals: tuple[tuple[str, str], ...]
    actions: tuple[str, ...]
    conditions: tuple[str, ...]


class ReachRow(NamedTuple):
    """Actions of one service by access level and by what they reach, now and ``before``."""

    service: str
    now: Mapping[tuple[str, Share], int]
    before: Mapping[tuple[str, Share], int]


class EscalationView(NamedTuple):
    """A path to more permissions; ``wide`` when it leads to any role or resource."""

    actions: str
    does: str
    sid: str
    wide: bool

    @property
    def message(self) -> str:
        """What the linter says of it."""
        return f"{self.actions}: {self.does}"


class Accepted(NamedTuple):
    """A finding that is accepted, with who says so: the statement, or ``emit.toml``."""

    rule: str
    where: str
    why: str
    until: str


class IdentityView(NamedTuple):
    """One role, group, user or policy. ``facts`` are pairs of a label and its
    values; in ``changes`` those come first that give more.
    ``fingerprint`` is that of :mod:`~emitter.review.fingerprint`, ``signed`` how it compares with the page
    that was signed.
    """

    anchor: str
    name: str
    sort: str
    file: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    trust: tuple[TrustView, ...]
    policies: tuple[PolicyView, ...]
    reach: tuple[ReachRow, ...]
    more_services: int
    escalations: tuple[EscalationView, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    questions: tuple[str, ...]
    changes: tuple[Change, ...]
    only: Literal["", "old", "new"]
    fingerprint: str
    signed: Signed

    @property
    def permissions(self) -> int:
        """How many actions its Allow statements write."""
        return sum(
            len(one.permissions) for p in self.policies for one in p.statements if one.effect == "Allow"
        )

    @property
    def explained(self) -> bool:
        """Whether a permission of it has a cause."""
        return any(one.causes for p in self.policies for s in p.statements for one in s.permissions)


def data(value: object) -> Any:
    """Return ``value`` as JSON has it: a record is an object, and a table has a row for each entry."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: data(getattr(value, name)) for name in value._fields}
    if isinstance(value, tuple):
        return [data(one) for one in value]
    if isinstance(value, Mapping):
        return [{"of": data(key), "is": data(inner)} for key, inner in value.items()]
    return value


class Page(NamedTuple):
    """The whole page. ``revision`` is what it was held against, empty for none; ``signed`` the page that was
    signed before.
    """

    title: str
    revision: str
    identities: tuple[IdentityView, ...]
    unread: tuple[str, ...]
    fingerprint: str
    signed: Signed
