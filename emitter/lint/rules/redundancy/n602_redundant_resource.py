"""N602."""

from collections.abc import Iterator

from ....policy.containment import arn_covers, redundant
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for resources in (statement.resources, statement.not_resources):
            for value, other in redundant(resources, arn_covers):
                alike = value.shown == other.shown
                what = f"names {value.shown} twice" if alike else f"names {value.shown} besides {other.shown}"
                yield Violation(what, value.place, statement.sid)


RULE = Rule(
    id="N602",
    title="a resource is named that another of the list takes in",
    costs="it says nothing, and whoever takes it out later believes the permission gone",
    instead="drop it, or drop the wildcard if it says more than is meant",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": [
                "arn:aws:ecs:eu-west-1:111122223333:service/web/*",
                "arn:aws:ecs:eu-west-1:111122223333:service/web/api"
            ]
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:111122223333:service/web/api"
        }]
    }""",
    check=_check,
)
