"""N327."""

from collections.abc import Iterator

from ....policy.conditions import ALWAYS_THERE, SENSITIVE, claim, key_of, read
from ....reading.document import Document
from ...rule import Rule, Violation

# Keys that whoever calls sets, so that it is a limit when they must.
_SET = ("aws:requesttag/", "aws:sourceidentity", "aws:tagkeys", "sts:")


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        name = (condition.key.text or "").lower()
        if not statement.allows or operator.name != "StringLike" or operator.if_exists:
            continue
        if not name or name in SENSITIVE or name.startswith(_SET) or claim(condition.key) is not None:
            continue
        found = key_of(statement, condition)
        # W326 tells of keys that are always there.
        if found is None or found.type == "ARN" or name in ALWAYS_THERE:
            continue
        for value in condition.values:
            if value.text and not value.text.strip("*"):
                message = f"asks by StringLike for any value of {condition.key.text}, as long as it is there"
                yield Violation(message, condition.place, statement.sid)
                break


RULE = Rule(
    id="N327",
    title="condition for any value of a key",
    costs="it holds for whatever value there is, which whoever reads it may take for a limit",
    instead="name the values that are meant; if the key is only to be there, write Null false",
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
