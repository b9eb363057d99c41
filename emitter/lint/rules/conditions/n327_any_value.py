"""N327."""

from collections.abc import Iterator

from ....policy.conditions import ALWAYS_THERE, SENSITIVE, claim, key_of, read
from ....reading.document import Document
from ...rule import Rule, Violation

# Keys that the caller sets: to require them is a restriction.
_SET = ("aws:requesttag/", "aws:sourceidentity", "aws:tagkeys", "sts:")


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        name = (condition.key.text or "").lower()
        if not statement.allows or operator.name != "StringLike" or operator.if_exists:
            continue
        if not name or name in SENSITIVE or name.startswith(_SET) or claim(condition.key) is not None:
            continue
        found = key_of(statement, condition)
        # W326 reports keys that are always present.
        if found is None or found.type == "ARN" or name in ALWAYS_THERE:
            continue
        for value in condition.values:
            if value.text and not value.text.strip("*"):
                message = f"StringLike on {condition.key.text} matches any value"
                yield Violation(message, condition.place, statement.sid)
                break


RULE = Rule(
    id="N327",
    title="condition that matches any value of a key",
    costs="it requires only that the key is present, which is easily read as a restriction",
    instead="list the required values; to require the key only, use Null with false",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringLike": {"aws:PrincipalTag/team": "*"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"Null": {"aws:PrincipalTag/team": "false"}}
        }]
    }""",
    check=_check,
)
