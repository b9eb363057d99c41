"""W317."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby

from ....policy.conditions import read
from ....policy.operators import Operator
from ....reading.document import Condition, Document
from ....reading.yaml_tree import Place
from ...rule import Rule, Violation

# Seconds since 1970 that are past the year 5000 are milliseconds.
_MILLISECONDS = 10**11
_LONGEST = 40
_NOW = ("aws:currenttime", "aws:epochtime")


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        name = (condition.key.text or "").lower()
        if operator.family not in ("Date", "Numeric") or name not in _NOW:
            continue
        if operator.name in ("DateEquals", "NumericEquals"):
            message = f"{operator.name} on {condition.key.text} is true for one moment only"
            yield Violation(message, condition.place, statement.sid)
        for value in condition.values:
            if (value.text or "").isdecimal() and int((value.text or "")[:20]) > _MILLISECONDS:
                message = f"{condition.key.text}: {value.text} is in milliseconds; use seconds"
                yield Violation(message, value.place, statement.sid)
    for _, grouped in groupby(read(document), lambda one: id(one[0])):
        several = list(grouped)
        for message, place in _windows([(condition, operator) for _, condition, operator in several]):
            yield Violation(message, place, several[0][0].sid)


def _windows(conditions: Sequence[tuple[Condition, Operator]]) -> Iterator[tuple[str, Place]]:
    """Yield keys that must be after one moment and before an earlier one; the same for numbers."""
    after: dict[tuple[str, str], tuple[float, bool, str]] = {}
    before: dict[tuple[str, str], tuple[float, bool, Condition, str]] = {}
    for condition, found in conditions:
        name = (condition.key.text or "").lower()
        if found.family not in ("Date", "Numeric") or found.quantifier or not name:
            continue
        # The same clock, written in two ways.
        key = (found.family, _NOW[0] if name in _NOW else name)
        numbers = [(_number(value.text, found.family), value.text) for value in condition.values]
        known = [(number, text or "") for number, text in numbers if number is not None]
        # One of several values is enough, so an unknown one decides.
        if not known or len(known) < len(numbers):
            continue
        strict = not found.name.endswith("Equals")
        if "Greater" in found.name:
            number, text = min(known)
            after[key] = max(after.get(key, (number, strict, text)), (number, strict, text))
        elif "Less" in found.name:
            number, text = max(known)
            candidate = (number, not strict, condition, text)
            last = before.get(key)
            before[key] = candidate if last is None or candidate[:2] < last[:2] else last
    for key, (late, inclusive, condition, end) in before.items():
        early, strict, start = after.get(key, (late, False, ""))
        if early > late or (key in after and early == late and (strict or not inclusive)):
            what = f"{condition.key.text} is never after {start} and before {end}"
            yield what, condition.place


def _number(text: str | None, family: str) -> float | None:
    """Return a time in seconds since 1970, or a number; ``None`` when it is unknown or neither."""
    try:
        if text is None or len(text) > _LONGEST:
            return None
        if family == "Numeric" or text.isdecimal():
            return float(text)
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


RULE = Rule(
    id="W317",
    title="date that can never match",
    costs="the condition is false when it should be true",
    instead="combine GreaterThan with a later LessThan, and write dates as 2026-01-31T00:00:00Z",
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
