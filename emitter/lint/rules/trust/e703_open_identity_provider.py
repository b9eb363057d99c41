"""E703."""

from collections.abc import Iterator

from ....aws.service_principals import OIDC_ISSUERS
from ....policy.conditions import claims
from ....reading.document import Document, Statement
from ...rule import Rule, Violation
from ._federated import federated_principals

# Claims that say nothing of who it is.
_GENERAL = frozenset(("amr", "aud", "azp", "iss"))


def _check(document: Document) -> Iterator[Violation]:
    for found in federated_principals(document, "oidc"):
        # W714 reports Amazon Cognito.
        if not found.is_cognito and not _narrowed(found.statement, found.issuer):
            message = f"trusts every identity of {found.value.shown}: no condition on the subject (sub)"
            yield Violation(message, found.value.place, found.statement.sid)


def _narrowed(statement: Statement, issuer: str) -> bool:
    for provider, claim in claims(statement):
        own = not provider or not issuer or provider == issuer
        # At Google, Facebook and Amazon the audience is the application.
        if own and (claim not in _GENERAL or issuer in OIDC_ISSUERS):
            return True
    return False


RULE = Rule(
    id="E703",
    title="identity provider trusted without a condition on the subject",
    costs="everyone who can sign in at the provider can assume the role; with GitHub that is everyone",
    instead="add conditions on the provider's sub and aud",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
            },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
            },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                    "token.actions.githubusercontent.com:sub": "repo:octo/web:ref:refs/heads/main"
                }
            }
        }]
    }""",
    check=_check,
)
