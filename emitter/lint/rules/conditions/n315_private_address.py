"""N315."""

from collections.abc import Iterator

from ....policy.conditions import private, read
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = private(condition, operator)
        if len(found) < len(condition.values):
            for value in found:
                message = f"aws:SourceIp is never in {value.text}: it is a private range"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="N315",
    title="private address range in aws:SourceIp",
    costs="AWS sees the public address: the range has no effect",
    instead="remove it, or compare it with aws:VpcSourceIp",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"IpAddress": {"aws:SourceIp": ["198.51.100.0/24", "10.0.0.0/8"]}}
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
