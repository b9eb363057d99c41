"""W714."""

import re
from collections.abc import Iterator

from ....policy.conditions import claim, claims, required_conditions
from ....reading.document import Document, Statement
from ...rule import Rule, Violation
from ._federated import federated_principals

_EVERY = re.compile(r"([^:*]*:)?\*+")


def _check(document: Document) -> Iterator[Violation]:
    for found in federated_principals(document, "oidc"):
        if found.is_cognito and not _narrowed(found.statement):
            message = f"trusts every identity pool of {found.value.shown}: no condition on aud"
            yield Violation(message, found.value.place, found.statement.sid)


def _narrowed(statement: Statement) -> bool:
    """Return whether ``statement`` names a pool or an identity, and not every one of a Region
    (``eu-west-1:*``).
    """
    if any(name == "*" for _, name in claims(statement)):
        return True
    return any(
        (claim(condition.key) or (None, ""))[1] in ("aud", "sub")
        and not any(_EVERY.fullmatch(value.shown) for value in condition.values)
        for condition in required_conditions(statement)
    )


RULE = Rule(
    id="W714",
    title="Amazon Cognito trusted for every identity pool",
    costs="users of an identity pool in any account can assume the role",
    instead="add a condition on cognito-identity.amazonaws.com:aud with the id of the pool",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    "cognito-identity.amazonaws.com:aud": "eu-west-1:11112222-3333-4444-5555-666677778888"
                },
                "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}
            }
        }]
    }""",
    check=_check,
)
