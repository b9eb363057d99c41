"""E712."""

from collections.abc import Iterator

from ....aws.wildcards import is_pattern
from ....policy.principals import is_role_trust
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements if is_role_trust(document) else ():
        for kind, value in (*statement.principals, *statement.not_principals):
            if kind == "*" or (kind == "AWS" and value.text == "*"):
                continue
            if any(is_pattern(part) for part in value.parts if isinstance(part, str)):
                message = f"names {value.shown!r}; a principal cannot contain a wildcard"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="E712",
    title="wildcard in a principal",
    costs="IAM rejects the policy",
    instead="list each principal, or trust the account and add a condition ArnLike on aws:PrincipalArn",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:role/deploy-*"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/deploy-*"}}
        }]
    }""",
    check=_check,
)
