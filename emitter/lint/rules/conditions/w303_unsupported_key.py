"""W303."""

from collections.abc import Iterator

from ....policy.conditions import read, supported, without_key
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = supported(statement, condition)
        if found and not any(found.values()):
            what = f"has a condition on {condition.key.text}, which no action of the statement knows: "
            yield Violation(
                what + without_key(statement, condition, operator), condition.place, statement.sid
            )


RULE = Rule(
    id="W303",
    title="condition key that no action of the statement knows",
    costs="no request for them carries the key: the statement does nothing, or is not held to the condition",
    instead="condition the statement on a key that its actions list, or name the actions that the key is for",
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
