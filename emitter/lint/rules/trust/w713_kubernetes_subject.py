"""W713."""

from collections.abc import Iterator

from ....aws.wildcards import is_pattern
from ....policy.conditions import claim
from ....policy.operators import operator
from ....policy.principals import trusting
from ....reading.document import Document
from ...rule import Rule, Violation

_START = "system:serviceaccount:"
# Stands for a part that is not known; no subject contains it.
_UNKNOWN = "\0"


def _check(document: Document) -> Iterator[Violation]:
    for statement in trusting(document):
        for condition in statement.conditions:
            found, token = operator(condition.operator), claim(condition.key)
            if found is None or found.negated or not found.wild or token is None or token[1] != "sub":
                continue
            for value in condition.values:
                fault = _fault("".join(part if isinstance(part, str) else _UNKNOWN for part in value.parts))
                if fault:
                    yield Violation(f"trusts {value.shown}: {fault}", value.place, statement.sid)


def _fault(text: str) -> str:
    if not text.startswith(_START):
        return ""
    namespace, colon, account = text.removeprefix(_START).partition(":")
    known, unknown, _ = namespace.partition(_UNKNOWN)
    if is_pattern(known if unknown and not colon else namespace):
        return "service accounts of more than one namespace"
    # An unknown part may be NAMESPACE:ACCOUNT.
    if unknown and not colon:
        return ""
    return "" if account.strip("*?") else "every service account of the namespace"


RULE = Rule(
    id="W713",
    title="wildcard in the namespace or service account of a pod",
    costs="anyone who can start a pod there, or create a namespace, can assume the role",
    instead="name one namespace and one service account",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Federated": "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1"
            },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {"oidc.eks.eu-west-1.amazonaws.com/id/A1:aud": "sts.amazonaws.com"},
                "StringLike": {"oidc.eks.eu-west-1.amazonaws.com/id/A1:sub": "system:serviceaccount:web:*"}
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
