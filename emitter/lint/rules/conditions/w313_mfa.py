"""W313."""

from collections.abc import Iterator

from ....policy.conditions import read
from ....policy.operators import Operator
from ....reading.document import Document, Statement
from ...rule import Rule, Violation

_KEY = "aws:multifactorauthpresent"


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if (condition.key.text or "").lower() == _KEY and len(condition.values) == 1:
            message = _fault(statement, operator, (condition.values[0].text or "").lower())
            if message:
                yield Violation(message, condition.place, statement.sid)


def _fault(statement: Statement, operator: Operator, value: str) -> str:
    form = (statement.effect, operator.family, operator.if_exists, value)
    if form == ("Deny", "Bool", False, "false"):
        return "Deny with Bool false: requests with an access key do not contain the key, and pass"
    if form == ("Deny", "Null", False, "true"):
        return "Deny with Null true: temporary credentials without MFA contain the key, and pass"
    if form == ("Allow", "Bool", True, "true"):
        return "Allow with BoolIfExists true: requests with an access key do not contain the key, and pass"
    if form == ("Allow", "Null", False, "false"):
        return "Allow with Null false: temporary credentials without MFA contain the key, and pass"
    return ""


RULE = Rule(
    id="W313",
    title="MFA condition that requests without MFA satisfy",
    costs="requests with an access key do not contain the key, and pass without MFA",
    instead="deny with BoolIfExists false, or allow with Bool true",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Deny",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Deny",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
        }]
    }""",
    check=_check,
)
