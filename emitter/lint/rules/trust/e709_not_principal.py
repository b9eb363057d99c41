"""E709."""

from collections.abc import Iterator

from ....policy.principals import is_role_trust, names_principals
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements if names_principals(document) else ():
        if statement.not_principals and (statement.allows or is_role_trust(document)):
            effect = "Allow" if statement.allows else "Deny"
            yield Violation(
                f"uses NotPrincipal with {effect}", statement.not_principals[0][1].place, statement.sid
            )


RULE = Rule(
    id="E709",
    title="NotPrincipal in a trust policy, or with Allow",
    costs="IAM rejects it in a trust policy; elsewhere it allows everyone except those named, strangers too",
    instead="list the principals in Principal, or deny by a condition on aws:PrincipalArn",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "NotPrincipal": {"AWS": "arn:aws:iam::123456789012:role/guest"},
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
