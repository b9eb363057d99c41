"""W307."""

import re
from collections.abc import Iterator

from ....policy.conditions import read
from ....reading.document import Document
from ....reading.values import Value
from ...rule import Rule, Violation

_VARIABLE = re.compile(r"\$\{[^}]*\}")


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if operator.family == "String" and not operator.wild:
            for value in condition.values:
                if _is_pattern(value):
                    message = (
                        f"compares {condition.key.shown} by {operator.name} with {value.shown!r}, literally"
                    )
                    yield Violation(message, value.place, statement.sid)


def _is_pattern(value: Value) -> bool:
    text = _VARIABLE.sub("", "".join(part for part in value.parts if isinstance(part, str)))
    # A question mark belongs into an address.
    return "*" in text or ("?" in text and "://" not in text)


RULE = Rule(
    id="W307",
    title="wildcard under an operator without Like",
    costs="the sign is compared as it stands, so an Allow never matches, and a Deny by NotEquals always does",
    instead="take StringLike or StringNotLike",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"ecs:ResourceTag/team": "web-*"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringLike": {"ecs:ResourceTag/team": "web-*"}}
        }]
    }""",
    check=_check,
)
