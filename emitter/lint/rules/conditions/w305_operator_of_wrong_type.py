"""W305."""

from collections.abc import Iterator

from ....policy.conditions import key_of, read
from ....reading.document import Document
from ...rule import Rule, Violation

# Keys that AWS gives a second type.
_ALSO = {"aws:epochtime": "Numeric"}


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = key_of(statement, condition)
        if found is None or operator.family in ("Null", "Binary", found.type):
            continue
        if {operator.family, found.type} == {"String", "ARN"} or operator.family == _ALSO.get(
            found.name.lower()
        ):
            continue
        # A variable in the value is compared as it comes.
        if any(value.text is None or "${" in value.text for value in condition.values):
            continue
        message = f"{operator.name} on {found.name}, whose type is {found.type}"
        yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="W305",
    title="condition operator does not fit the type of its key",
    costs="the comparison may never match: as text, 1.0 is not 1, and no address is in a range",
    instead="use an operator of the type of the key",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"aws:SecureTransport": "true"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"Bool": {"aws:SecureTransport": "true"}}
        }]
    }""",
    check=_check,
)
