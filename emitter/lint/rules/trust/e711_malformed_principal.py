"""E711."""

import re
from collections.abc import Iterator

from ....aws.wildcards import is_pattern
from ....policy.principals import is_role_trust
from ....reading.document import Document
from ...placeholders import has_placeholder
from ...rule import Rule, Violation

_ACCOUNT = "[0-9]{12}"
_NAME = r"[\w+=,.@/-]+"
_AWS = re.compile(
    rf"\*|{_ACCOUNT}|A[A-Z0-9]{{15,}}"
    rf"|arn:aws(-[a-z]+)*:(iam::{_ACCOUNT}:(root|user/{_NAME}|role/{_NAME})"
    rf"|sts::{_ACCOUNT}:(assumed-role|federated-user)/{_NAME}|sts::{_ACCOUNT}:self)",
    re.ASCII,
)


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements if is_role_trust(document) else ():
        for kind, value in (*statement.principals, *statement.not_principals):
            if kind == "*" and value.text == "*":
                yield Violation(
                    "has the Principal *, which a trust policy cannot contain", value.place, statement.sid
                )
            elif kind == "CanonicalUser":
                yield Violation(
                    "has a CanonicalUser, which only Amazon S3 supports", value.place, statement.sid
                )
            # E712 reports wildcards.
            elif kind == "AWS" and not (
                is_pattern(value.text or "*") or _AWS.fullmatch(value.text or "") or has_placeholder(value)
            ):
                message = f"names {value.text!r}, which is not an account, user, role or session"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="E711",
    title="invalid principal",
    costs="IAM rejects the policy",
    instead="name an account (12 digits), or the ARN of a user, role or session",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "role/deploy"},
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
