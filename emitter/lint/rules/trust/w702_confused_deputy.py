"""W702, for the services of :mod:`emitter.aws.confused_deputy`."""

from collections.abc import Iterator

from ....aws.confused_deputy import PAGES
from ....aws.wildcards import ANY
from ....policy.conditions import is_expression, is_open
from ....policy.grants import actions_matched
from ....policy.operators import operator
from ....policy.phrases import listed
from ....policy.principals import service, trusting
from ....policy.resource_arns import arn, is_all
from ....reading.document import Condition, Document, Statement
from ....reading.values import Value
from ...rule import Rule, Violation

_SOURCE = ("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths")
_ASSUMING = frozenset(("sts:assumerole",))


def _check(document: Document) -> Iterator[Violation]:
    # A Deny for requests from elsewhere does as well.
    refused = any(
        is_open(statement) or any(_names_source(condition.key) for condition in statement.conditions)
        for statement in document.statements
        if not statement.allows
    )
    for statement in () if refused else trusting(document):
        if is_open(statement) or any(map(_says_who, statement.conditions)) or not _assumes(statement):
            continue
        services = ((service(value), value) for kind, value in statement.principals if kind == "Service")
        trusted = [value for found, value in services if found is not None and found.name in PAGES]
        if trusted:
            shown = listed(value.shown for value in trusted)
            message = f"trusts {shown} on behalf of any account (confused deputy)"
            yield Violation(message, trusted[0].place, statement.sid)


def _assumes(statement: Statement) -> bool:
    return any(any(actions_matched(value, _ASSUMING, broadly=True)) for value in statement.actions)


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


RULE = Rule(
    id="W702",
    title="service trusted on behalf of any account (confused deputy)",
    costs="another account can make the service use the role",
    instead="add conditions on aws:SourceAccount and aws:SourceArn",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
            "Action": "sts:AssumeRole"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*"}
            }
        }]
    }""",
    check=_check,
)
