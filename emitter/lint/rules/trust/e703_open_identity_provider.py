"""E703."""

from collections.abc import Iterator

from ....aws.service_principals import OIDC_ISSUERS
from ....policy.conditions import claims
from ....policy.principals import federation, trusting
from ....reading.document import Document, Statement
from ...rule import Rule, Violation

# Claims that say nothing of who it is.
_GENERAL = frozenset(("amr", "aud", "azp", "iss"))


def _check(document: Document) -> Iterator[Violation]:
    for statement in trusting(document):
        for kind, value in statement.principals:
            found = federation(value) if kind == "Federated" else None
            # W714 tells of Amazon Cognito.
            if found is None or found[0] != "oidc" or found[1].startswith("cognito-identity"):
                continue
            if not _narrowed(statement, found[1]):
                yield Violation(f"trusts {value.shown} whoever signs in there", value.place, statement.sid)


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
    costs="everybody who can sign in there gets the role; with GitHub that is everybody",
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
