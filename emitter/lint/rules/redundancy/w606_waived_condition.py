"""W606."""

from collections.abc import Iterator

from ....aws import service_reference
from ....policy.containment import overlaps
from ....reading.document import Condition, Document
from ....reading.values import Value
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    seen: set[Condition] = set()
    for overlap in overlaps(document):
        wide = overlap.wide
        counts = [action.shown for action in overlap.actions if _counts(action)]
        for condition in overlap.waived if counts else ():
            if condition not in seen:
                other = (
                    f"the statement {wide.sid}" if wide.sid else f"the statement at line {wide.place.line}"
                )
                what = f"requires {condition.key.shown}, but {other} allows {counts[0]} without it"
                yield Violation(what, condition.place, overlap.narrow.sid)
            seen.add(condition)


def _counts(action: Value) -> bool:
    """Return whether a condition on ``action`` would matter: a list of names is no secret."""
    known = service_reference.action(action.text) if action.text else None
    return known is None or known.level != "List"


RULE = Rule(
    id="W606",
    title="condition bypassed by another statement",
    costs="the condition has no effect: another statement grants the permission without it",
    instead="remove the action from the wider statement, or remove the condition if it is not meant",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "OfWeb",
                "Effect": "Allow",
                "Action": "ecs:StopTask",
                "Resource": "arn:aws:ecs:eu-west-1:111122223333:task/web/*",
                "Condition": {"StringEquals": {"aws:ResourceTag/team": "web"}}
            },
            {
                "Sid": "Tasks",
                "Effect": "Allow",
                "Action": ["ecs:DescribeTasks", "ecs:StopTask"],
                "Resource": "arn:aws:ecs:eu-west-1:111122223333:task/web/*"
            }
        ]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "OfWeb",
                "Effect": "Allow",
                "Action": "ecs:StopTask",
                "Resource": "arn:aws:ecs:eu-west-1:111122223333:task/web/*",
                "Condition": {"StringEquals": {"aws:ResourceTag/team": "web"}}
            },
            {
                "Sid": "Tasks",
                "Effect": "Allow",
                "Action": "ecs:DescribeTasks",
                "Resource": "arn:aws:ecs:eu-west-1:111122223333:task/web/*"
            }
        ]
    }""",
    check=_check,
)
