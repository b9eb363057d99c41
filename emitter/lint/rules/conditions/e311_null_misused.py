"""E311."""

from collections.abc import Iterator

from ....policy.conditions import read
from ....policy.operators import FOR_ALL
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if operator.family != "Null":
            continue
        if operator.if_exists:
            yield Violation(
                f"unknown condition operator {condition.operator!r}; use Null", condition.place, statement.sid
            )
        elif operator.quantifier:
            always = "always" if operator.quantifier == FOR_ALL else "never"
            yield Violation(f"{condition.operator} is {always} true", condition.place, statement.sid)
        for value in condition.values:
            if value.text is not None and value.text.lower() not in ("true", "false"):
                message = f"Null on {condition.key.shown}: {value.text!r} is not true or false"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="E311",
    title="invalid use of Null",
    costs="IAM rejects the policy, or the condition is always true or always false",
    instead="write Null with true (the key is absent) or false (the key is present)",
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
