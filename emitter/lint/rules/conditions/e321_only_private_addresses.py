"""E321."""

from collections.abc import Iterator

from ....policy.conditions import private, read
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = private(condition, operator)
        if found and len(found) == len(condition.values):
            holds = "always" if operator.negated else "never"
            message = (
                f"compares aws:SourceIp by {operator.name} with private addresses only, which {holds} holds"
            )
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="E321",
    title="aws:SourceIp compared with private addresses only",
    costs="AWS sees the public address: the condition never matches, or always",
    instead="name the public addresses, or compare aws:VpcSourceIp",
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
