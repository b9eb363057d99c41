"""W310."""

from collections.abc import Iterator

from ....policy.conditions import key_of, read, supported
from ....policy.operators import FOR_ALL, FOR_ANY, operator
from ....reading.document import Document, Statement
from ...rule import Rule, Violation

# Keys where none is as little as one of those allowed, and keys that every request of their actions has.
_HARMLESS = frozenset(
    (
        "aws:tagkeys",
        "s3:requestobjecttagkeys",
        "sts:transitivetagkeys",
        "dynamodb:leadingkeys",
        "lambda:layer",
        "kms:grantoperations",
        "route53:changeresourcerecordsetsactions",
        "route53:changeresourcerecordsetsnormalizedrecordnames",
        "route53:changeresourcerecordsetsrecordtypes",
    )
)


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, found in read(document):
        if not statement.allows or found.quantifier != FOR_ALL or found.family == "Null":
            continue
        key = key_of(statement, condition)
        if key is None or not key.many:
            continue
        if key.name.lower() in _HARMLESS and all(supported(statement, condition).values()):
            continue
        if not _is_there(statement, key.name.lower()):
            message = f"{condition.operator} on {key.name} also allows requests without the key"
            yield Violation(message, condition.place, statement.sid)


def _is_there(statement: Statement, name: str) -> bool:
    """Return whether another condition of ``statement`` requires the key."""
    for condition in statement.conditions:
        found = operator(condition.operator)
        if found is not None and (condition.key.text or "").lower() == name:
            if found.quantifier == FOR_ANY:
                return True
            if found.family == "Null" and [v.text for v in condition.values] == ["false"]:
                return True
    return False


RULE = Rule(
    id="W310",
    title="ForAllValues in an Allow without a Null condition",
    costs="a request without the key is allowed",
    instead="add a condition Null with false on the key",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ForAllValues:StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {
                "ForAllValues:StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"},
                "Null": {"aws:CalledVia": "false"}
            }
        }]
    }""",
    check=_check,
)
