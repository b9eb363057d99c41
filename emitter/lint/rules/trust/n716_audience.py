"""N716."""

from collections.abc import Iterator

from ....aws.service_principals import OIDC_ISSUERS
from ....policy.conditions import claims
from ....reading.document import Document
from ...rule import Rule, Violation
from ._federated import federated_principals


def _check(document: Document) -> Iterator[Violation]:
    for found in federated_principals(document, "oidc"):
        if found.issuer in OIDC_ISSUERS:
            continue
        if not {name for _, name in claims(found.statement)} & {"aud", "*"}:
            message = f"trusts every audience of {found.value.shown}: no condition on aud"
            yield Violation(message, found.value.place, found.statement.sid)


RULE = Rule(
    id="N716",
    title="identity provider trusted without a condition on the audience",
    costs="a token issued for another client of the provider is accepted",
    instead="add StringEquals on the provider's aud, usually with sts.amazonaws.com",
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
