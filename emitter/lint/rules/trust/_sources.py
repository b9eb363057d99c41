"""Whom a service acts for: what two rules about confused deputies have in common."""

from ....aws.wildcards import ANY
from ....policy.conditions import is_expression, is_open
from ....policy.operators import operator
from ....policy.resource_arns import arn, is_all
from ....reading.document import Condition, Document, Statement
from ....reading.values import Value

_SOURCE = ("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths")


def refuses_others(document: Document) -> bool:
    """Return whether a Deny of ``document`` is about requests for others, or may be."""
    return any(
        is_open(statement) or any(_names_source(condition.key) for condition in statement.conditions)
        for statement in document.statements
        if not statement.allows
    )


def names_source(statement: Statement) -> bool:
    """Return whether ``statement`` names whom a service acts for, as far as the file shows its conditions."""
    return is_open(statement) or any(map(_says_who, statement.conditions))


def _names_source(key: Value) -> bool:
    return key.text is None or key.text.lower() in _SOURCE


def _says_who(condition: Condition) -> bool:
    """Return whether ``condition`` names whom the service acts for; an ARN in any account (``*``)
    does not.
    """
    found = operator(condition.operator)
    if is_expression(condition):
        return True
    if found is None or found.negated or found.family == "Null" or not _names_source(condition.key):
        return False
    return all(map(_has_account, condition.values))


def _has_account(value: Value) -> bool:
    fields = arn(value)
    return not is_all(value) and (
        fields.prefix != ("arn",) or not (fields.account == (ANY,) and fields.region == (ANY,))
    )
