"""W404."""

from collections.abc import Iterator

from ....aws.service_reference import Action
from ....policy.grants import allowed_broadly
from ....policy.phrases import as_written
from ....policy.resource_arns import has_name, is_all
from ....reading.document import Document
from ...action_risks import rule_for_broad_action
from ...rule import Rule, Violation


def _wanted(action: Action) -> bool:
    return has_name(action) and rule_for_broad_action(action) == "W404"


def _check(document: Document) -> Iterator[Violation]:
    for found in allowed_broadly(document, _wanted, is_all):
        what = f"allows {as_written(found.actions)} on every resource"
        yield Violation(what, found.resource.place, found.statement.sid)


RULE = Rule(
    id="W404",
    title="* as resource of actions that can be limited to named ones",
    costs="whoever holds the policy changes the resources of every other team and environment too",
    instead="name the resources, with wildcards in their names, or say by a condition which ones they are",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
        }]
    }""",
    check=_check,
)
