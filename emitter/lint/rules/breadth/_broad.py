"""Actions that a statement allows on resources that are too many: what seven rules have in common."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ....aws.service_reference import Action
from ....policy.grants import BroadAccess, allowed_broadly
from ....policy.phrases import as_written
from ....reading.document import Document
from ....reading.values import Value
from ...action_risks import rule_for_broad_action
from ...rule import Check, Violation


class BroadAccessRule(NamedTuple):
    """Settings of a rule: the actions of the risk ``risk`` that are ``wanted``, allowed ``on`` a resource or
    ``by`` it together with the action, and the message, with ``{actions}`` and what ``where`` returns.

    ``risk`` is as :func:`~emitter.lint.action_risks.rule_for_broad_action` names it.
    """

    risk: str
    message: str
    where: Callable[[BroadAccess], str] = lambda _: ""
    wanted: Callable[[Action], bool] = lambda _: True
    on: Callable[[Value], bool] | None = None
    by: Callable[[Value, Action], bool] | None = None


def check_broad_access(rule: BroadAccessRule) -> Check:
    """Return the check of ``rule``."""

    def wanted(action: Action) -> bool:
        return rule_for_broad_action(action) == rule.risk and rule.wanted(action)

    def check(document: Document) -> Iterator[Violation]:
        for found in allowed_broadly(document, wanted, rule.on, rule.by):
            message = rule.message.format(actions=as_written(found.actions), where=rule.where(found))
            yield Violation(message, found.resource.place, found.statement.sid)

    return check
