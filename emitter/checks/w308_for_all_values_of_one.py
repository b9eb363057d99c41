"""W308."""

from collections.abc import Iterator

from ..conditions import FOR_ALL, key_of, read
from ..reading.document import Document
from ..rule import Hit, Rule


def _check(document: Document) -> Iterator[Hit]:
    for statement, condition, operator in read(document):
        found = key_of(statement, condition)
        if operator.quantifier == FOR_ALL and found is not None and not found.many:
            message = f"compares {found.name}, which has one value, by {condition.operator}"
            yield Hit(message, condition.place, statement.sid)


RULE = Rule(
    id="W308",
    title="ForAllValues on a key with one value",
    costs="the condition also holds when the request does not carry the key",
    instead="drop the set operator",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
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
