"""W409."""

from collections.abc import Iterator

from ....aws.service_reference import Action
from ....policy.grants import reached
from ....policy.phrases import spelt, whole
from ....policy.resource_arns import has_name, reaches_every
from ....reading.document import Document
from ...action_risks import rule_of
from ...rule import Hit, Rule


def _wanted(action: Action) -> bool:
    return (has_name(action) or not action.resources) and rule_of(action) == "W409"


def _check(document: Document) -> Iterator[Hit]:
    for found in reached(document, _wanted, by=reaches_every):
        what = f"allows {spelt(found.actions)}{whole(found)}: it can change the rights of others"
        yield Hit(what, found.resource.place, found.statement.sid)


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
