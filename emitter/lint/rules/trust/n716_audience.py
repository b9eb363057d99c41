"""N716."""

from collections.abc import Iterator

from ....aws.service_principals import OIDC_ISSUERS
from ....policy.conditions import claims
from ....policy.principals import federation, trusting
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in trusting(document):
        for kind, value in statement.principals:
            found = federation(value) if kind == "Federated" else None
            if found is None or found[0] != "oidc" or found[1] in OIDC_ISSUERS:
                continue
            if not {name for _, name in claims(statement)} & {"aud", "*"}:
                message = f"trusts {value.shown} for every audience that it is registered for"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="N716",
    title="identity provider trusted without a condition on the audience",
    costs="a token that was meant for another client of the provider is taken",
    instead="add StringEquals on the provider's aud, mostly with sts.amazonaws.com",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Federated": "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1"
            },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    "oidc.eks.eu-west-1.amazonaws.com/id/A1:sub": "system:serviceaccount:web:deployer"
                }
            }
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Federated": "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1"
            },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    "oidc.eks.eu-west-1.amazonaws.com/id/A1:aud": "sts.amazonaws.com",
                    "oidc.eks.eu-west-1.amazonaws.com/id/A1:sub": "system:serviceaccount:web:deployer"
                }
            }
        }]
    }""",
    check=_check,
)
