"""Statements of several policies → the permissions of each service, the gravest first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .model import LEVELS, RISKS, Cause, Permission, PolicyView, ReachRow, Risk, StatementView

# The name of what is of no one service: ``*``, NotAction, and actions whose service is a pattern.
EVERY_SERVICE = "every service"

_NOTHING = Permission("(no action)", (), (), "", wide_read=False)
# Access levels from the one that changes most; patterns of several levels come first.
_GRAVEST = ("every level", "Permissions management", "unknown", "Write", "Tagging", "Read", "List")


class PermissionRow(NamedTuple):
    """Actions of one service with the same levels, causes and risk."""

    actions: tuple[str, ...]
    levels: tuple[str, ...]
    causes: tuple[Cause, ...]
    risk: Risk


class TermsView(NamedTuple):
    """Permissions of statements that differ in nothing else, the gravest first.

    ``terms`` is such a statement, without Sid, permissions and acceptances. ``statements`` are pairs of the
    policy and Sid that they are from, ``accepted`` the rules accepted there.
    """

    terms: StatementView
    statements: tuple[tuple[str, str], ...]
    accepted: tuple[str, ...]
    rows: tuple[PermissionRow, ...]


class ServiceView(NamedTuple):
    """The permissions of one service, the gravest first; ``reads`` are those that name no resource.

    ``actions`` is how many are written, ``denies`` how many of them by a Deny, ``risks`` how many have each
    risk. ``reach`` is ``None`` where it is not counted.
    """

    name: str
    reach: ReachRow | None
    actions: int
    denies: int
    risks: tuple[tuple[Risk, int], ...]
    scopes: tuple[TermsView, ...]
    reads: tuple[TermsView, ...]

    @property
    def prefix(self) -> str:
        """The prefix of its actions; empty where they are of several services."""
        return "" if self.name == EVERY_SERVICE else self.name


class _Found(NamedTuple):
    """A permission with its statement: the policy, the Sid and the rules that are accepted there."""

    permission: Permission
    policy: str
    sid: str
    accepted: tuple[str, ...]


def by_service(policies: Sequence[PolicyView], reach: Sequence[ReachRow]) -> tuple[ServiceView, ...]:
    """Return the services of ``policies``, and those that only ``reach`` has, the gravest first."""
    held: dict[str, dict[StatementView, list[_Found]]] = {}
    for policy in policies:
        for statement in policy.statements:
            terms = statement._replace(sid="", permissions=(), accepted=())
            accepted = tuple(rule for rule, _ in statement.accepted)
            for name, permissions in _services(statement).items():
                held.setdefault(name, {}).setdefault(terms, []).extend(
                    _Found(one, policy.name, statement.sid, accepted) for one in permissions
                )
    rows = {row.service: row for row in reach}
    found = [_view(name, held.get(name, {}), rows.get(name)) for name in dict.fromkeys((*held, *rows))]
    return tuple(sorted(found, key=_order_of_service))


def _services(statement: StatementView) -> Mapping[str, Sequence[Permission]]:
    """Return the permissions of ``statement`` by service; one without actions has an empty one."""
    if statement.not_actions or not statement.permissions:
        return {EVERY_SERVICE: statement.permissions or (_NOTHING,)}
    found: dict[str, list[Permission]] = {}
    for permission in statement.permissions:
        service, colon, _ = permission.action.partition(":")
        whole = not colon or "*" in service or "?" in service
        found.setdefault(EVERY_SERVICE if whole else service.lower(), []).append(permission)
    return found


def _view(name: str, held: Mapping[StatementView, Sequence[_Found]], reach: ReachRow | None) -> ServiceView:
    every = {(terms, one.permission) for terms, group in held.items() for one in group}
    risks = Counter(one.risk for _, one in every)
    return ServiceView(
        name,
        reach,
        len(every),
        sum(terms.effect == "Deny" for terms, _ in every),
        tuple((risk, risks[risk]) for risk in RISKS if risk and risks[risk]),
        tuple(_scopes(held, reads=False)),
        tuple(_scopes(held, reads=True)),
    )


def _scopes(held: Mapping[StatementView, Sequence[_Found]], *, reads: bool) -> Sequence[TermsView]:
    """Return the permissions under each terms: those that are reads of any resource, or the others."""
    found = []
    for terms, group in held.items():
        some = [one for one in group if _folds(one.permission, terms) == reads]
        if some:
            statements = dict.fromkeys((one.policy, one.sid) for one in some)
            accepted = dict.fromkeys(rule for one in some for rule in one.accepted)
            rows = _rows(dict.fromkeys(one.permission for one in some))
            found.append(TermsView(terms, tuple(statements), tuple(accepted), tuple(rows)))
    return sorted(found, key=_order_of_terms)


def _folds(one: Permission, terms: StatementView) -> bool:
    return one.wide_read and not one.risk and terms.effect != "Deny"


def _rows(permissions: Iterable[Permission]) -> Iterator[PermissionRow]:
    groups: dict[tuple[tuple[str, ...], tuple[Cause, ...], Risk], list[str]] = {}
    for one in sorted(permissions, key=lambda one: _gravity(one.risk, one.levels)):
        groups.setdefault((one.levels, one.causes, one.risk), []).append(one.action)
    for (levels, causes, risk), actions in groups.items():
        yield PermissionRow(tuple(actions), levels, causes, risk)


def _gravity(risk: Risk, levels: Sequence[str]) -> tuple[int, int]:
    return RISKS.index(risk), min((_GRAVEST.index(level) for level in levels), default=len(LEVELS))


def _order_of_terms(one: TermsView) -> tuple[bool, tuple[int, int]]:
    return one.terms.effect == "Deny", min(
        (_gravity(row.risk, row.levels) for row in one.rows), default=(0, 0)
    )


def _order_of_service(one: ServiceView) -> tuple[bool, list[int], str]:
    counts = dict(one.risks)
    return not one.actions, [-counts.get(risk, 0) for risk in RISKS], one.name
