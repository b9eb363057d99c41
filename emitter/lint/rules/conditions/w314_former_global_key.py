"""W314."""

from collections.abc import Iterator

from ....reading.document import Document
from ...rule import Rule, Violation

_NOW = {"aws:arn": "aws:PrincipalArn", "aws:sourceowner": "aws:SourceAccount"}


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for condition in statement.conditions:
            now = _NOW.get((condition.key.text or "").lower())
            if now:
                message = f"condition key {condition.key.text} is deprecated; use {now}"
                yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="W314",
    title="deprecated global condition key",
    costs="AWS no longer documents the key, and may stop sending it",
    instead="use the current name of the key",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ArnLike": {"aws:ARN": "arn:aws:iam::123456789012:role/deploy"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/deploy"}}
        }]
    }""",
    check=_check,
)
