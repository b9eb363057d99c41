"""E324."""

from collections.abc import Iterator

from ....aws.service_principals import is_service, service_suggester
from ....aws.wildcards import is_pattern
from ....policy.conditions import read
from ....policy.principals import service
from ....reading.document import Document
from ...rule import Rule, Violation

_KEYS = frozenset(
    (
        "aws:calledvia",
        "aws:calledviafirst",
        "aws:calledvialast",
        "aws:principalservicename",
        "aws:principalservicenameslist",
        "iam:awsservicename",
        "iam:passedtoservice",
    )
)


def _check(document: Document) -> Iterator[Violation]:
    guess = service_suggester()
    for statement, condition, operator in read(document):
        if operator.family != "String" or (condition.key.text or "").lower() not in _KEYS:
            continue
        for value in condition.values:
            found = service(value)
            if found is None or is_pattern(value.shown):
                continue
            near = guess(found.name)
            if found.suffix and (is_service(found.name) or not near):
                continue
            message = f"{condition.key.text}: unknown service principal {value.shown!r}"
            hint = f"; did you mean '{near}.amazonaws.com'?" if near else "; write SERVICE.amazonaws.com"
            yield Violation(message + hint, value.place, statement.sid)


RULE = Rule(
    id="E324",
    title="misspelled service principal in a condition",
    costs="the condition never matches",
    instead="use the service principal of the service's documentation",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::123456789012:role/web",
            "Condition": {"StringEquals": {"iam:PassedToService": "ecs-task.amazonaws.com"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::123456789012:role/web",
            "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
        }]
    }""",
    check=_check,
)
