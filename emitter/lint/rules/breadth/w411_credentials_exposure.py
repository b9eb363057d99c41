"""W411."""

from collections.abc import Iterator

from ....aws.service_reference import Action
from ....policy.grants import allowed_broadly
from ....policy.phrases import as_written
from ....policy.resource_arns import reaches_every
from ....reading.document import Document
from ...action_risks import rule_for_broad_action
from ...rule import Rule, Violation


def _wanted(action: Action) -> bool:
    return rule_for_broad_action(action) == "W411"


def _check(document: Document) -> Iterator[Violation]:
    for found in allowed_broadly(document, _wanted, by=reaches_every):
        what = f"allows {as_written(found.actions)} on {found.resource.shown}: it gets credentials of others"
        yield Violation(what, found.resource.place, found.statement.sid)


RULE = Rule(
    id="W411",
    title="credentials of others are handed out",
    costs="whoever holds the policy acts as somebody else, with rights that this policy does not show",
    instead="name the roles, users, databases or machines whose credentials are needed",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Resource": "arn:aws:iam::111122223333:role/audit"
        }]
    }""",
    check=_check,
)
