"""W320."""

from collections.abc import Iterator

from ....aws.wildcards import is_pattern
from ....policy.conditions import SENSITIVE, read
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if not operator.wild or (condition.key.text or "").lower() not in SENSITIVE:
            continue
        for value in condition.values:
            if any(is_pattern(part) for part in value.parts if isinstance(part, str)):
                message = f"{condition.key.text} matches the pattern {value.shown!r}"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="W320",
    title="wildcard in an account, organization, VPC or endpoint ID",
    costs="IDs are random: principals of others can have a matching one",
    instead="list each ID",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringLike": {"aws:PrincipalOrgID": "o-a1*"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }]
    }""",
    check=_check,
)
