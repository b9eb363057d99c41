"""W402."""

from collections.abc import Iterator

from ....aws.service_reference import services
from ....policy.grants import allowing
from ....policy.phrases import on
from ....policy.wildcards import is_wide
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in allowing(document):
        for value in statement.actions:
            service, colon, name = (value.text or "").partition(":")
            if not colon or name.strip("*") or not name:
                continue
            if is_wide(f"{service}:{name}"):
                yield Violation("allows every action of every service", value.place, statement.sid)
            elif service.lower() in services():
                yield Violation(
                    f"allows every action of {service}{on(statement)}", value.place, statement.sid
                )


RULE = Rule(
    id="W402",
    title="service wildcard: every action of a service is allowed",
    costs="it includes deletion, sharing and permissions management, and every action that AWS adds later",
    instead="list the actions that are called",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:*",
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": ["sqs:DeleteMessage", "sqs:ReceiveMessage"],
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
        }]
    }""",
    check=_check,
)
