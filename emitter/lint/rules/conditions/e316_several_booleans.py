"""E316."""

from collections.abc import Iterator

from ....policy.conditions import read
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if operator.family in ("Bool", "Null") and not operator.quantifier and len(condition.values) > 1:
            message = f"{condition.operator} on {condition.key.shown} has several values"
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="E316",
    title="several values under Bool or Null",
    costs="with true and false the condition is always true; IAM may reject duplicate values",
    instead="use one value",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"Bool": {"aws:SecureTransport": ["true", "false"]}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"Bool": {"aws:SecureTransport": "true"}}
        }]
    }""",
    check=_check,
)
