"""W312."""

from collections.abc import Iterator

from ....policy.conditions import ALWAYS, claim, read
from ....reading.document import Document
from ...rule import Rule, Violation

# Keys that some of the requests which the condition should reject do not contain.
_PROTECTING = frozenset(
    (
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceidentity",
        "aws:sourceip",
        "aws:sourceorgid",
        "aws:sourceorgpaths",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "iam:awsservicename",
        "iam:passedtoservice",
        "iam:permissionsboundary",
        "sts:externalid",
    )
)


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        name, of_token = (condition.key.text or "").lower(), claim(condition.key)
        protects = name in _PROTECTING or (of_token is not None and of_token[1] in ALWAYS)
        if statement.allows and operator.if_exists and protects:
            message = f"{condition.operator} on {condition.key.text} also allows requests without the key"
            yield Violation(message, condition.place, statement.sid)


RULE = Rule(
    id="W312",
    title="IfExists on a protecting condition key",
    costs="a request without the key satisfies the condition",
    instead="remove IfExists",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }]
    }""",
    check=_check,
)
