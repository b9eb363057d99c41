"""W720."""

from collections.abc import Iterator

from ....policy.conditions import required_conditions
from ....policy.principals import trusting
from ....reading.document import Document
from ...rule import Rule, Violation

# A service is in no organisation and has no tags, device or session.
_OF_OTHERS = (
    "aws:multifactorauthage",
    "aws:multifactorauthpresent",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:username",
)


def _check(document: Document) -> Iterator[Violation]:
    for statement in trusting(document):
        services = [value for kind, value in statement.principals if kind == "Service"]
        for condition in required_conditions(statement) if services else ():
            if (condition.key.text or "").lower() in _OF_OTHERS:
                key = condition.key.text
                message = f"trusts {services[0].shown} under a condition on {key}, which it never sends"
                yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="W720",
    title="service trusted under a condition on a key that it never sends",
    costs="the service can never assume the role",
    instead="give the service a statement of its own, with aws:SourceAccount or aws:SourceOrgID",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole"
        }]
    }""",
    check=_check,
)
