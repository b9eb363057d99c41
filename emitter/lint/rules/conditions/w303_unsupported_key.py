"""W303."""

from collections.abc import Iterator

from ....policy.conditions import read, supported, without_key
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = supported(statement, condition)
        if found and not any(found.values()):
            what = f"{condition.key.text} is not supported by any action of the statement: "
            yield Violation(
                what + without_key(statement, condition, operator), condition.place, statement.sid
            )


RULE = Rule(
    id="W303",
    title="condition key that no action of the statement supports",
    costs="no request for them contains the key: the statement has no effect, or the condition does "
    "not apply",
    instead="use a condition key that these actions support, or actions that support the key",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"s3:prefix": "web/"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/prod"}}
        }]
    }""",
    check=_check,
)
