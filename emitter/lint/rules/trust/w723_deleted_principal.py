"""W723.

Sources: "AWS JSON policy elements: Principal", on what becomes of a principal that is deleted
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html), and "IAM
identifiers" (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids).
"""

import re
from collections.abc import Iterator

from ....policy.principals import names_principals
from ....reading.document import Document
from ...rule import Rule, Violation

_ID = re.compile(r"A(IDA|ROA)[A-Z0-9]{12,}", re.ASCII)
_KIND = {"AIDA": "user", "AROA": "role"}


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements if names_principals(document) else ():
        for kind, value in (*statement.principals, *statement.not_principals):
            text = value.text or ""
            if kind == "AWS" and _ID.fullmatch(text):
                deleted = _KIND[text[:4]]
                message = f"names {text}, the id of a deleted {deleted}"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="W723",
    title="deleted principal",
    costs="IAM rejects it in a new policy, and it does not trust a new user or role of the old name",
    instead="name the ARN of the current user or role, or remove it",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "AROAEXAMPLE1234567890"},
            "Action": "sts:AssumeRole"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:role/deploy"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": "a1b2c3"}}
        }]
    }""",
    check=_check,
)
