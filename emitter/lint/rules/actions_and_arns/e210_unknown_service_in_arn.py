"""E210."""

from collections.abc import Iterator

from ....aws.service_reference import services
from ....aws.wildcards import literal
from ....policy.resource_arns import arns
from ....reading.document import Document
from ...rule import Rule, Violation
from .e201_unknown_service import fault

# Services that have ARNs and no actions of their own, by the resource types that AWS lists with them.
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
_WITHOUT_ACTIONS = frozenset({"catalog", "elastic-inference", "route53-recovery-control"})


def _check(document: Document) -> Iterator[Violation]:
    for statement, value, arn in arns(document):
        name = literal(arn.service)
        if arn.prefix == ("arn",) and name and name not in services() | _WITHOUT_ACTIONS:
            yield Violation(f"{value.shown}: {fault(name)}", value.place, statement.sid)


RULE = Rule(
    id="E210",
    title="unknown service in an ARN",
    costs="the statement matches no resource",
    instead="use the service name of the ARN formats of the service, in lower case",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "elasticfilesystem:DeleteFileSystem",
            "Resource": "arn:aws:efs:eu-west-1:111122223333:file-system/fs-0123456789abcdef0"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "elasticfilesystem:DeleteFileSystem",
            "Resource": "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0123456789abcdef0"
        }]
    }""",
    check=_check,
)
