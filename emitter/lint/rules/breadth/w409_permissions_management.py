"""W409."""

from collections.abc import Iterator

from ....aws.service_reference import Action
from ....policy.grants import allowed_broadly
from ....policy.phrases import as_written, on_every_resource
from ....policy.resource_arns import has_name, reaches_every
from ....reading.document import Document
from ...action_risks import rule_for_broad_action
from ...rule import Rule, Violation


def _wanted(action: Action) -> bool:
    return (has_name(action) or not action.resources) and rule_for_broad_action(action) == "W409"


def _check(document: Document) -> Iterator[Violation]:
    for found in allowed_broadly(document, _wanted, by=reaches_every):
        actions = f"{as_written(found.actions)}{on_every_resource(found)}"
        yield Violation(
            f"allows {actions}: it can change the rights of others", found.resource.place, found.statement.sid
        )


RULE = Rule(
    id="W409",
    title="permissions management on every resource",
    costs="whoever holds the policy gives and takes rights across the account",
    instead="name the resources whose permissions are managed; leave what names none to administrators",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "iam:DetachRolePolicy", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:DetachRolePolicy",
            "Resource": "arn:aws:iam::111122223333:role/web-task"
        }]
    }""",
    check=_check,
)
