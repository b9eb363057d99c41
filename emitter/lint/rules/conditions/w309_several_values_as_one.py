"""W309."""

from collections.abc import Iterator

from ....policy.conditions import key_of, read
from ....reading.document import Document
from ...rule import Rule, Violation

# AWS documents these with plain operators.
_ALSO_ONE = ("datapipeline:pipelinecreator", "events:detail-type")


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = key_of(statement, condition)
        if (condition.key.text or "").lower() in _ALSO_ONE:
            continue
        if found is not None and found.many and not operator.quantifier and operator.family != "Null":
            message = f"{condition.operator} on {found.name}, which can have several values"
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="W309",
    title="multivalued condition key without a set operator",
    costs="IAM does not define the comparison for more than one value",
    instead="add ForAnyValue: or ForAllValues: to the operator",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ForAnyValue:StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"}}
        }]
    }""",
    check=_check,
)
