"""W715."""

from collections.abc import Iterator

from ....policy.conditions import requires_key
from ....reading.document import Document
from ...rule import Rule, Violation
from ._federated import federated_principals

# Claims that say what the assertion is for, or who it is about. Who made it out, the provider says already.
_KEYS = ("saml:aud", "saml:sub")


def _check(document: Document) -> Iterator[Violation]:
    for found in federated_principals(document, "saml"):
        if not requires_key(found.statement, *_KEYS):
            message = f"trusts assertions of {found.value.shown} for any audience: no condition on SAML:aud"
            yield Violation(message, found.value.place, found.statement.sid)


RULE = Rule(
    id="W715",
    title="SAML provider trusted without a condition on the audience",
    costs="an assertion issued for another service is accepted",
    instead="add StringEquals on SAML:aud with https://signin.aws.amazon.com/saml",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": "arn:aws:iam::123456789012:saml-provider/corp"},
            "Action": "sts:AssumeRoleWithSAML"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": "arn:aws:iam::123456789012:saml-provider/corp"},
            "Action": "sts:AssumeRoleWithSAML",
            "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}
        }]
    }""",
    check=_check,
)
