"""E212."""

import re
from collections.abc import Iterator

from ....reading.document import Document
from ...rule import Rule, Violation

_PREFIX = re.compile(r"[A-Za-z0-9.-]+|\*")


def _fault(text: str) -> str:
    prefix, *names = text.split(":")
    if not names:
        return "" if text == "*" else "has no service prefix; write SERVICE:ACTION"
    if len(names) > 1:
        return "has more than one colon"
    if not _PREFIX.fullmatch(prefix):
        return f"has the service prefix {prefix!r}; a wildcard is not valid in a prefix"
    return "" if names[0] else "has no action name"


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for value in (*statement.actions, *statement.not_actions):
            fault = "" if value.text is None else _fault(value.text)
            if fault:
                yield Violation(f"{value.shown!r} {fault}", value.place, statement.sid)


RULE = Rule(
    id="E212",
    title="invalid action name",
    costs="IAM rejects the policy",
    instead="write SERVICE:ACTION, with wildcards in the action only, or *",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ListAllMyBuckets", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]
    }""",
    check=_check,
)
