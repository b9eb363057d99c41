"""W401."""

from collections.abc import Iterator

from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        if statement.allows and document.kind == "identity":
            for value in statement.actions:
                if value.text == "*":
                    yield Violation("allows every action of every service", value.place, statement.sid)


RULE = Rule(
    id="W401",
    title="Action * allows every action of every service",
    costs="the principal is an administrator, whatever else the policy says",
    instead="list the actions that are called",
    bad='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}',
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ecs:ListClusters", "Resource": "*"}]
    }""",
    check=_check,
)
