"""W308."""

from collections.abc import Iterator

from ....policy.conditions import ALWAYS, claim, key_of, read
from ....policy.operators import FOR_ALL
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if operator.quantifier != FOR_ALL:
            continue
        found, of_token = key_of(statement, condition), claim(condition.key)
        if (found is not None and not found.many) or (of_token is not None and of_token[1] in ALWAYS):
            message = f"{condition.operator} on {condition.key.shown}, which has a single value"
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="W308",
    title="ForAllValues on a single-valued condition key",
    costs="the condition is also true when the request does not contain the key",
    instead="remove the set operator",
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
