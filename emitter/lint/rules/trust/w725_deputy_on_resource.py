"""W725, for the services of :data:`emitter.aws.confused_deputy.RESOURCE_PAGES`."""

from collections.abc import Iterator

from ....aws.confused_deputy import RESOURCE_PAGES
from ....policy.phrases import listed
from ....policy.principals import service
from ....reading.document import Document, Statement
from ....reading.values import Value
from ...rule import Rule, Violation
from ._sources import names_source, refuses_others

# What is encrypted names its resource, and the owner of a topic once had a condition key of its own.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
_ALSO = ("kms:encryptioncontext:", "aws:sourceowner", "lambda:eventsourcetoken")
# EventBridge does not support conditions in the policy of a topic.
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
_WITHOUT = (("events", "sns:"),)


def _check(document: Document) -> Iterator[Violation]:
    if document.kind != "resource" or refuses_others(document):
        return
    for statement in document.statements:
        if not statement.allows or names_source(statement) or _names_resource(statement):
            continue
        trusted = [
            value for kind, value in statement.principals if kind == "Service" and _acts(statement, value)
        ]
        if trusted:
            names = listed(value.shown for value in trusted)
            message = f"allows {names} on behalf of any account (confused deputy)"
            yield Violation(message, trusted[0].place, statement.sid)


def _acts(statement: Statement, value: Value) -> bool:
    """Return whether the service ``value`` names whom it acts for in requests that ``statement`` allows."""
    found = service(value)
    actions = [(action.text or "").lower() for action in statement.actions]
    return (
        found is not None
        and found.name in RESOURCE_PAGES
        and not any(
            found.name == name and any(action.startswith(start) for action in actions)
            for name, start in _WITHOUT
        )
    )


def _names_resource(statement: Statement) -> bool:
    keys = [(condition.key.text or condition.key.shown).lower() for condition in statement.conditions]
    return any(key.startswith(_ALSO) for key in keys)


RULE = Rule(
    id="W725",
    title="resource policy allows a service on behalf of any account (confused deputy)",
    costs="another account can make the service write to the resource, or call it",
    instead="add conditions on aws:SourceAccount and aws:SourceArn",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "s3.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:eu-west-1:123456789012:uploads"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "s3.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:eu-west-1:123456789012:uploads",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnLike": {"aws:SourceArn": "arn:aws:s3:::uploads"}
            }
        }]
    }""",
    check=_check,
)
