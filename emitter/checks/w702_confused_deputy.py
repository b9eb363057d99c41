"""W702, for the services of :mod:`emitter.deputies`."""

from collections.abc import Iterator

from ..conditions import demands, is_open
from ..deputies import PAGES
from ..principals import service, trusting
from ..reading.document import Document
from ..reading.values import Value
from ..rule import Hit, Rule

_SOURCE = ("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths")


def _check(document: Document) -> Iterator[Hit]:
    # A Deny for requests from elsewhere does as well.
    refused = any(
        is_open(statement) or any(_names_source(condition.key) for condition in statement.conditions)
        for statement in document.statements
        if not statement.allows
    )
    for statement in trusting(document):
        if refused or demands(statement, *_SOURCE):
            continue
        for kind, value in statement.principals:
            found = service(value) if kind == "Service" else None
            if found is not None and found.name in PAGES:
                message = f"trusts {value.shown} whoever it acts for"
                yield Hit(message, value.place, statement.sid)


def _names_source(key: Value) -> bool:
    return key.text is None or key.text.lower() in _SOURCE


RULE = Rule(
    id="W702",
    title="service trusted without naming whom it acts for",
    costs="the service can be made to use the role for another account: a confused deputy",
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
