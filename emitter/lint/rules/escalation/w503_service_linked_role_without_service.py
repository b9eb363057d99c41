"""W503."""

from collections.abc import Iterator

from ....aws.service_reference import action
from ....policy.grants import naming, restricts
from ....policy.resource_arns import arn, reaches_every
from ....reading.document import Document
from ....reading.values import Value
from ...escalation.find import LINKED_TO, LINKING
from ...rule import Rule, Violation

# What stands before the service in the ARN of a service-linked role.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/create-service-linked-role.html
_PATH = "role/aws-service-role/"


def _names_service(value: Value) -> bool:
    """Return whether ``value`` says for which service the role is, or could."""
    found = arn(value)
    first = found.resource[0] if found.resource else ""
    return not found.sure or (isinstance(first, str) and first.startswith(_PATH) and len(first) > len(_PATH))


def _check(document: Document) -> Iterator[Violation]:
    linking = action(LINKING)
    for statement, value in naming(document, LINKING):
        open_ = [v for v in statement.resources if not _names_service(v)]
        if linking is None or restricts(statement, LINKED_TO) or not open_:
            continue
        # What is on every role has a rule of its own.
        if not any(reaches_every(resource, linking) for resource in open_):
            what = f"creates the service-linked role of any service: {open_[0].shown}"
            yield Violation(what, value.place, statement.sid)


RULE = Rule(
    id="W503",
    title="iam:CreateServiceLinkedRole without iam:AWSServiceName",
    costs="service-linked roles of any service can be created in the account",
    instead="add StringEquals iam:AWSServiceName with the service of the role",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::111122223333:role/aws-service-role/*"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::111122223333:role/aws-service-role/*",
            "Condition": {"StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}}
        }]
    }""",
    check=_check,
)
