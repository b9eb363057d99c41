"""W705."""

from collections.abc import Iterator

from ....policy.conditions import requires_key
from ....policy.principals import trusting
from ....reading.document import Document
from ...rule import Rule, Violation

_NARROWING = (
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:userid",
)


def _check(document: Document) -> Iterator[Violation]:
    for statement in trusting(document):
        for kind, value in statement.principals:
            if kind == "AWS" and value.text == "*" and not requires_key(statement, *_NARROWING):
                yield Violation("trusts every AWS account", value.place, statement.sid)


RULE = Rule(
    id="W705",
    title="anyone can assume the role",
    costs="anyone with an AWS account who learns the role's ARN can assume it",
    instead="name the principals, or add a condition on aws:PrincipalOrgID or aws:PrincipalArn",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": "a1b2c3"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }]
    }""",
    check=_check,
)
