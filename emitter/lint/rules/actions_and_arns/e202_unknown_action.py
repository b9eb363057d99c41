"""E202."""

from collections.abc import Iterator

from ....aws.api_operations import OPERATIONS
from ....aws.service_reference import action, names_of, services
from ....aws.wildcards import is_pattern
from ....messages import nearest
from ....reading.document import Document
from ...rule import Rule, Violation

# By operation in lower case, as names of actions are compared. A copy also reads what it copies.
_CALLED = {operation.lower(): actions for operation, actions in OPERATIONS.items()} | {
    "s3:copyobject": ("s3:GetObject", "s3:PutObject"),
}


# A text much longer than any name is no misspelling of one.
_LONGEST = 128


def _fault(text: str) -> str:
    service, colon, name = text.partition(":")
    if not colon or not name or ":" in name or is_pattern(text) or service.lower() not in services():
        return ""
    if action(text):
        return ""
    what = f"unknown action {service}:{name}"
    known = _CALLED.get(text.lower())
    if known:
        return f"{what}; that API operation requires {' and '.join(known)}"
    near = "" if len(name) > _LONGEST else nearest(name, names_of(service))
    return f"{what}; {near}" if near.startswith("did you mean") else what


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for value in (*statement.actions, *statement.not_actions):
            fault = _fault(value.text) if value.text else ""
            if fault:
                yield Violation(fault, value.place, statement.sid)


RULE = Rule(
    id="E202",
    title="unknown action",
    costs="no request has such an action: the statement neither allows nor denies it",
    instead="use the action name of the Service Authorization Reference; the API operation can have "
    "another name",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListBuckets", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]
    }""",
    check=_check,
)
