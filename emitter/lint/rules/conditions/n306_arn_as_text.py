"""N306."""

from collections.abc import Iterator

from ....aws.wildcards import is_pattern
from ....policy.conditions import key_of, read
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = key_of(statement, condition)
        if found is None or found.type != "ARN" or operator.family != "String" or not operator.wild:
            continue
        if any(
            is_pattern(part) for value in condition.values for part in value.parts if isinstance(part, str)
        ):
            message = f"{operator.name} compares the ARN {found.name} as text"
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="N306",
    title="ARN pattern with a String operator",
    costs="under StringLike a wildcard also matches colons, so it can span account and Region",
    instead="use ArnEquals or ArnLike",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringLike": {"ecs:cluster": "arn:aws:ecs:*:123456789012:cluster/prod"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ArnLike": {"ecs:cluster": "arn:aws:ecs:*:123456789012:cluster/prod"}}
        }]
    }""",
    check=_check,
)
