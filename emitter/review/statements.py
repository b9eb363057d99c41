"""Policies of a file → policies, statements and permissions of the page."""

from collections.abc import Iterator

from ..aws.quotas import INLINE_POLICIES, MANAGED_POLICY
from ..aws.service_reference import Action, expand
from ..diff.identities import IdentityKey
from ..lint.action_risks import is_read, rule_for_broad_action
from ..policy.resource_arns import can_reach, is_all
from ..reading.document import Condition, Document, Statement
from ..reading.values import Value
from . import evidence
from .evidence import Causes
from .model import LEVELS, RISKS, Permission, PolicyView, Risk, StatementView
from .reach import share

# Kinds of policies that give permissions; the others limit them.
_GRANTING = ("identity", "resource")
# As :func:`~emitter.lint.action_risks.rule_for_broad_action` groups actions.
_CREDENTIALS, _DATA, _MANAGES = "W411", "W410", ("W409", "W412")


def policy(document: Document, key: IdentityKey, causes: Causes) -> PolicyView:
    """Return the policy ``document`` of the identity ``key``."""
    if document.attachment == "inline":
        quota = INLINE_POLICIES.get(key.sort, 0)
    else:
        quota = MANAGED_POLICY if document.attachment == "managed" else 0
    grants = document.kind in _GRANTING
    statements = tuple(_statement(one, causes, grants) for one in document.statements)
    return PolicyView(document.name or key.label, document.kind, document.size, quota, statements)


def phrase(condition: Condition) -> str:
    """Return ``condition`` as ``aws:SourceAccount StringEquals 210987654321``."""
    values = ", ".join(value.shown for value in condition.values)
    return f"{condition.key.shown} {condition.operator} {values}"


def _statement(one: Statement, causes: Causes, grants: bool) -> StatementView:
    return StatementView(
        one.sid,
        one.effect,
        tuple(_permission(value, one, causes, grants) for value in one.actions or one.not_actions),
        bool(one.not_actions),
        tuple(value.shown for value in (one.resources or one.not_resources)),
        bool(one.not_resources),
        tuple(map(phrase, one.conditions)) + tuple(f"open in the file: {text}" for text in one.open),
        one.accepted,
        one.when,
        any(map(is_all, one.resources)) or bool(one.not_resources),
        tuple(_principals(one)),
    )


def _principals(one: Statement) -> Iterator[str]:
    yield from (f"{kind} {value.shown}" for kind, value in one.principals)
    yield from (f"everyone except {kind} {value.shown}" for kind, value in one.not_principals)


def _permission(value: Value, one: Statement, causes: Causes, grants: bool) -> Permission:
    actions = expand(value.text) if value.text else ()
    return Permission(
        value.shown,
        _levels(value, actions),
        evidence.of(causes, value.shown, one.sid),
        _risk(value, one, actions) if grants else "",
        bool(actions) and all(is_read(action) and _is_wide(action, one) for action in actions),
    )


def _levels(value: Value, actions: tuple[Action, ...]) -> tuple[str, ...]:
    if is_all(value):
        return ("every level",)
    found = {action.level for action in actions}
    if len(found) == len(LEVELS[:-1]):
        return ("every level",)
    return tuple(level for level in LEVELS if level in found) or (LEVELS[-1],)


def _risk(value: Value, one: Statement, actions: tuple[Action, ...]) -> Risk:
    """Return the gravest risk of ``value`` in the statement ``one``; a Deny has none."""
    if not one.allows:
        return ""
    if is_all(value) or one.not_actions:
        return "every action"
    if not actions:
        return "unknown action"
    # Of a pattern, those that the resources can be of; the others are never allowed.
    reached = [action for action in actions if one.not_resources or _can_reach(one, action)]
    return min((_risk_of(action, one) for action in reached or actions), key=RISKS.index)


def _can_reach(one: Statement, action: Action) -> bool:
    return any(can_reach(value, action) for value in one.resources)


def _risk_of(action: Action, one: Statement) -> Risk:
    rule = rule_for_broad_action(action)
    any_resource = _is_wide(action, one)
    if rule in _MANAGES or (action.level == "Permissions management" and not is_read(action)):
        return "permissions management"
    if rule == _CREDENTIALS:
        return "returns credentials"
    if rule == _DATA and any_resource:
        return "reads data of any resource"
    if action.name == "iam:PassRole":
        return "passes roles"
    return "" if is_read(action) or not any_resource else "writes on any resource"


def _is_wide(action: Action, one: Statement) -> bool:
    """Return whether ``one`` allows ``action`` on any resource; what takes no resource needs ``*``."""
    reached = share(one, action)
    return reached == "any" or (
        reached == "none" and (bool(one.not_resources) or any(map(is_all, one.resources)))
    )
