"""W715."""

from collections.abc import Iterator

from ....policy.conditions import requires_key
from ....policy.principals import federation, trusting
from ....reading.document import Document
from ...rule import Rule, Violation

# Claims that say what the assertion is for, or who it is about. Who made it out, the provider says already.
_KEYS = ("saml:aud", "saml:sub")


def _check(document: Document) -> Iterator[Violation]:
    for statement in trusting(document):
        for kind, value in statement.principals:
            found = federation(value) if kind == "Federated" else None
            if found is not None and found[0] == "saml" and not requires_key(statement, *_KEYS):
                message = f"trusts {value.shown} for assertions made out to anybody"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="W715",
    title="SAML provider trusted without a condition on the audience",
    costs="an assertion that was meant for another service is taken",
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
