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
            message = f"compares {found.name}, which can have several values, by {condition.operator}"
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="W309",
    title="key with several values without ForAllValues or ForAnyValue",
    costs="IAM does not say what such a comparison gives for more than one value",
    instead="say ForAnyValue: or ForAllValues: before the operator",
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
