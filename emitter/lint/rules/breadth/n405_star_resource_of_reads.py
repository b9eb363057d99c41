"""N405."""

from collections.abc import Iterator

from ....aws.service_reference import Action
from ....policy.grants import allowed_broadly
from ....policy.phrases import as_written
from ....policy.resource_arns import has_name, is_everything
from ....reading.document import Document
from ...action_risks import rule_for_broad_action
from ...rule import Rule, Violation


def _wanted(action: Action) -> bool:
    return has_name(action) and rule_for_broad_action(action) == "N405"


def _check(document: Document) -> Iterator[Violation]:
    for found in allowed_broadly(document, _wanted, is_everything):
        what = f"allows {as_written(found.actions)} on every resource"
        yield Violation(what, found.resource.place, found.statement.sid)


RULE = Rule(
    id="N405",
    title="* as resource of reads that can be limited to named ones",
    costs="whoever holds the policy sees more of the account than it needs",
    instead="name the resources, in a statement of their own; many lists take nothing but *",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sqs:GetQueueAttributes", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:GetQueueAttributes",
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
        }]
    }""",
    check=_check,
)
