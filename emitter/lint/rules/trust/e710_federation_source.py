"""E710."""

from collections.abc import Iterator

from ....aws.service_principals import OIDC_ISSUERS
from ....policy.principals import federation, is_role_trust
from ....reading.document import Document
from ....reading.values import Value
from ...placeholders import has_placeholder
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements if is_role_trust(document) else ():
        for kind, value in statement.principals:
            if kind == "Federated" and not _is_source(value) and not has_placeholder(value):
                message = f"names {value.shown!r}, which is not an identity provider of IAM"
                yield Violation(message, value.place, statement.sid)


def _is_source(value: Value) -> bool:
    if value.text is None:
        # An ARN that is known to be another's; a reference can be to a provider.
        start = value.parts[0]
        return not isinstance(start, str) or not start.startswith("arn:") or federation(value) is not None
    return value.text in OIDC_ISSUERS or (federation(value) is not None and value.text.startswith("arn:"))


RULE = Rule(
    id="E710",
    title="unknown identity provider",
    costs="IAM rejects the policy",
    instead="use the provider's ARN; only Google, Facebook, Amazon and Cognito are named by domain",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": "token.actions.githubusercontent.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                    "token.actions.githubusercontent.com:sub": "repo:octo/web:ref:refs/heads/main"
                }
            }
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
