"""W317."""

from collections.abc import Iterator

from ..conditions import read
from ..reading.document import Document
from ..rule import Hit, Rule

# Seconds since 1970 that are past the year 5000 are milliseconds.
_MILLISECONDS = 10**11
_NOW = ("aws:currenttime", "aws:epochtime")


def _check(document: Document) -> Iterator[Hit]:
    for statement, condition, operator in read(document):
        name = (condition.key.text or "").lower()
        if operator.family not in ("Date", "Numeric") or name not in _NOW:
            continue
        if operator.name in ("DateEquals", "NumericEquals"):
            message = f"compares {condition.key.text} by {operator.name}, which holds for one moment"
            yield Hit(message, condition.place, statement.sid)
        for value in condition.values:
            if (value.text or "").isdecimal() and int((value.text or "")[:20]) > _MILLISECONDS:
                message = f"compares {condition.key.text} with {value.text}, which is in milliseconds"
                yield Hit(message, value.place, statement.sid)


RULE = Rule(
    id="W317",
    title="time that never is",
    costs="the condition does not hold when it should",
    instead="compare with GreaterThan and LessThan, and write dates as 2026-01-31T00:00:00Z",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"DateEquals": {"aws:CurrentTime": "2026-01-31T00:00:00Z"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-01-31T00:00:00Z"}}
        }]
    }""",
    check=_check,
)
