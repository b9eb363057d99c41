"""W724.

Source: "Blocking public access to your Amazon S3 storage", the meaning of "public"
(https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html), which AWS
applies to the policies of other resources too
(https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html).
"""

from collections.abc import Iterator

from ....policy.conditions import is_open, requires_key
from ....policy.operators import operator
from ....policy.phrases import listed
from ....reading.document import Condition, Document, Statement
from ...rule import Rule, Violation

# What names who asks, or from where; those of a service are its own.
_NARROWING = (
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:principaltag/",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:userid",
    "aws:username",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "elasticfilesystem:accesspointarn",
    "kms:calleraccount",
    "lambda:eventsourcetoken",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
    "sns:endpoint",
)
_EVERYWHERE = ("0.0.0.0/0", "::/0")
# A method of an API authorizes its callers itself, whatever its policy allows; mount targets are in a VPC.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
# https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
_ELSEWHERE = ("execute-api:", "elasticfilesystem:")


def _check(document: Document) -> Iterator[Violation]:
    if document.kind != "resource" or any(map(_refuses_others, document.statements)):
        return
    for statement in document.statements:
        everybody = [
            value for kind, value in statement.principals if kind in ("*", "AWS") and value.text == "*"
        ]
        if statement.allows and everybody and not _is_narrowed(statement) and not _is_elsewhere(statement):
            names = listed(value.shown for value in statement.actions or statement.not_actions)
            every = "every action but " if statement.not_actions else ""
            yield Violation(f"allows everyone {every}{names}", everybody[0].place, statement.sid)


def _is_narrowed(statement: Statement) -> bool:
    return requires_key(statement, *_NARROWING) and not any(map(_is_everywhere, statement.conditions))


def _is_everywhere(condition: Condition) -> bool:
    """Return whether ``condition`` lets every address in."""
    found = operator(condition.operator)
    return (
        found is not None
        and found.family == "IPAddress"
        and not found.negated
        and any(value.text in _EVERYWHERE for value in condition.values)
    )


def _refuses_others(statement: Statement) -> bool:
    """Return whether ``statement`` denies everybody who is not named by one of the keys, or may do so."""
    if statement.allows or not any(value.text == "*" for _, value in statement.principals):
        return bool(not statement.allows and statement.not_principals)
    negated = (operator(condition.operator) for condition in statement.conditions if _narrows(condition))
    return is_open(statement) or any(found is None or found.negated for found in negated)


def _narrows(condition: Condition) -> bool:
    name = (condition.key.text or "").lower()
    return not name or any(name == key or (key.endswith("/") and name.startswith(key)) for key in _NARROWING)


def _is_elsewhere(statement: Statement) -> bool:
    names = [(value.text or "").lower() for value in statement.actions]
    return bool(names) and all(name.startswith(_ELSEWHERE) for name in names)


RULE = Rule(
    id="W724",
    title="resource policy allows everyone (public access)",
    costs="anyone, with or without an AWS account, can do this to the resource",
    instead="name the principals, or add a condition on aws:PrincipalOrgID, aws:SourceVpce or aws:SourceArn",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::releases/*"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::releases/*",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }]
    }""",
    check=_check,
)
