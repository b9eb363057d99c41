"""E321."""

from collections.abc import Iterator

from ....policy.conditions import private, read
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = private(condition, operator)
        if found and len(found) == len(condition.values):
            truth = "true" if operator.negated else "false"
            message = f"{operator.name} on aws:SourceIp has private addresses only: it is always {truth}"
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="E321",
    title="aws:SourceIp with private addresses only",
    costs="AWS sees the public address: the condition is always false, or always true when negated",
    instead="use public addresses, or the condition key aws:VpcSourceIp",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"IpAddress": {"aws:SourceIp": "198.51.100.0/24"}}
        }]
    }""",
    check=_check,
)
