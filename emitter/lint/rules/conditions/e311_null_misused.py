"""E311."""

from collections.abc import Iterator

from ....policy.conditions import FOR_ALL, read
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if operator.family != "Null":
            continue
        if operator.if_exists:
            yield Violation(
                f"has {condition.operator}, which IAM does not have", condition.place, statement.sid
            )
        elif operator.quantifier:
            always = "always" if operator.quantifier == FOR_ALL else "never"
            yield Violation(f"has {condition.operator}, which {always} holds", condition.place, statement.sid)
        for value in condition.values:
            if value.text is not None and value.text.lower() not in ("true", "false"):
                message = f"compares {condition.key.shown} by Null with {value.text!r}"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="E311",
    title="Null that says nothing",
    costs="IAM refuses the policy, or the condition holds always or never",
    instead="write Null with true (the key is not there) or false (it is there)",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"NullIfExists": {"aws:CalledVia": "true"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"Null": {"aws:CalledVia": "true"}}
        }]
    }""",
    check=_check,
)
