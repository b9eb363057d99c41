"""W307."""

from collections.abc import Iterator

from ....aws.wildcards import ANY, ONE
from ....policy.conditions import read
from ....policy.wildcards import tokens
from ....reading.document import Document
from ....reading.values import Value
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if operator.family == "String" and not operator.wild:
            for value in condition.values:
                if _is_pattern(value):
                    message = f"{operator.name} on {condition.key.shown} compares {value.shown!r} literally"
                    yield Violation(message, value.place, statement.sid)


def _is_pattern(value: Value) -> bool:
    found = tokens(value)
    # A question mark can be part of a URL.
    return ANY in found or (ONE in found and not any("://" in token for token in found))


RULE = Rule(
    id="W307",
    title="wildcard without a Like operator",
    costs="the wildcard is compared literally: an Allow never matches, and a Deny with NotEquals always does",
    instead="use StringLike or StringNotLike",
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
