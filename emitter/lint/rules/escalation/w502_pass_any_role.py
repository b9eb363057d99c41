"""W502."""

from collections.abc import Iterator

from ....aws.service_reference import action
from ....policy.grants import naming
from ....policy.resource_arns import reaches_every
from ....reading.document import Document
from ...escalation.find import PASSING
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    passing = action(PASSING)
    for statement, _ in naming(document, PASSING):
        for value in statement.resources:
            if passing and reaches_every(value, passing):
                yield Violation(f"passes any role: {value.shown}", value.place, statement.sid)
                break


RULE = Rule(
    id="W502",
    title="iam:PassRole on any role",
    costs="the principal can pass the most powerful role that trusts the service, and use its permissions",
    instead="name the roles that are passed, by ARN or by a path of their own",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "*",
            "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::111122223333:role/web/*",
            "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
        }]
    }""",
    check=_check,
)
