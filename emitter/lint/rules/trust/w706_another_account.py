"""W706."""

from collections.abc import Iterator

from ....policy.conditions import requires_key
from ....policy.principals import NARROWING, ROOT, UNKNOWN, identity, own_accounts, trusting
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    own = own_accounts(document)
    for statement in trusting(document):
        for kind, value in statement.principals:
            found = identity(value) if kind == "AWS" else None
            if found is None or found.what != ROOT or not own or found.account in (*own, UNKNOWN):
                continue
            if not requires_key(statement, *NARROWING):
                message = f"trusts every principal of account {found.account}, without a condition"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="W706",
    title="another account trusted as a whole, without a condition",
    costs="every administrator there can assume the role, and a vendor can be used as a confused deputy",
    instead="name the role there, and add a condition on sts:ExternalId or aws:PrincipalOrgID",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::999999999999:root"},
                "Action": "sts:AssumeRole"
            },
            {
                "Effect": "Allow",
                "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}
            }
        ]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::999999999999:root"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"sts:ExternalId": "a1b2c3"}}
            },
            {
                "Effect": "Allow",
                "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}
            }
        ]
    }""",
    check=_check,
)
