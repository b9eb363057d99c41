"""N319."""

from collections.abc import Iterator

from ....policy.conditions import key_of, read
from ....policy.operators import FOR_ANY
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = key_of(statement, condition)
        if operator.quantifier == FOR_ANY and found is not None and not found.many:
            message = f"{condition.operator} on {found.name}, which has a single value"
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="N319",
    title="ForAnyValue on a single-valued condition key",
    costs="it has no effect, and suggests that the key has several values",
    instead="remove the set operator",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ForAnyValue:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
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
