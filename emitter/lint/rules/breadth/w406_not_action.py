"""W406."""

from collections.abc import Iterator

from ....policy.grants import allowing
from ....policy.phrases import listed, on
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in allowing(document):
        if statement.not_actions:
            but = listed(value.shown for value in statement.not_actions)
            what = f"allows every action except {but}{on(statement)}"
            yield Violation(what, statement.not_actions[0].place, statement.sid)


RULE = Rule(
    id="W406",
    title="Allow with NotAction",
    costs="it allows actions that nobody considered, and every action and service that AWS adds later",
    instead="list the actions under Action; use NotAction only with Deny",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "NotAction": "iam:ListMFADevices", "Resource": "*"}]
    }""",
    check=_check,
)
