"""N601."""

from collections.abc import Iterator

from ....policy.containment import action_covers, redundant
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for actions in (statement.actions, statement.not_actions):
            for value, other in redundant(actions, action_covers, fold=True):
                alike = value.shown.lower() == other.shown.lower()
                what = f"names {value.shown} twice" if alike else f"names {value.shown} besides {other.shown}"
                yield Violation(what, value.place, statement.sid)


RULE = Rule(
    id="N601",
    title="an action is named that another of the list takes in",
    costs="it says nothing, and whoever takes it out later believes the permission gone",
    instead="drop it, or drop the wildcard if it says more than is meant",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": ["ecs:List*", "ecs:ListClusters"], "Resource": "*"}
        ]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["ecs:ListClusters"], "Resource": "*"}]
    }""",
    check=_check,
)
