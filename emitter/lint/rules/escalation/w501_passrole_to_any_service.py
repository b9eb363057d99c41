"""W501."""

from collections.abc import Iterator

from ....aws.service_reference import action
from ....policy.grants import naming, restricts
from ....policy.resource_arns import can_reach
from ....reading.document import Document
from ...escalation.find import PASSED_TO, PASSING
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    passing = action(PASSING)
    assert passing is not None
    for statement, value in naming(document, PASSING):
        passes = not statement.resources or any(can_reach(one, passing) for one in statement.resources)
        if passes and not restricts(statement, PASSED_TO):
            yield Violation("passes roles to any service", value.place, statement.sid)


RULE = Rule(
    id="W501",
    title="iam:PassRole without iam:PassedToService",
    costs="the principal can run code with the role in any service that the role trusts",
    instead="add StringEquals iam:PassedToService with the service that receives the role",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::111122223333:role/web-task"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::111122223333:role/web-task",
            "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
        }]
    }""",
    check=_check,
)
