"""W504."""

from collections.abc import Iterator

from ....aws.service_reference import action
from ....policy.grants import fixes, naming
from ....policy.resource_arns import reaches_every
from ....reading.document import Document
from ...escalation.find import LINKED_TO, LINKING
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    linking = action(LINKING)
    for statement, _ in naming(document, LINKING):
        # A service has one such role, or a few: its name is as narrow as their ARNs.
        if linking is None or fixes(statement, LINKED_TO):
            continue
        for value in statement.resources:
            if reaches_every(value, linking):
                what = f"creates any service-linked role: {value.shown}"
                yield Violation(what, value.place, statement.sid)
                break


RULE = Rule(
    id="W504",
    title="iam:CreateServiceLinkedRole on any role",
    costs="service-linked roles of any service can be created in the account",
    instead="name the role by its ARN, and its service by StringEquals iam:AWSServiceName",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/*",
            "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}
        }]
    }""",
    check=_check,
)
