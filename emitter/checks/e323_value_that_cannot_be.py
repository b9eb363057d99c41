"""E323."""

import re
from collections.abc import Iterator

from ..conditions import read
from ..reading.document import Document
from ..rule import Hit, Rule

_ACCOUNT = ("an account is 12 digits", re.compile("[0-9]{12}|anonymous"))
_ORGANISATION = ("an organisation is like o-a1b2c3d4e5", re.compile("o-[a-z0-9]{10,32}"))
_VPC = ("a VPC is like vpc-1a2b3c4d5e6f7a8b9", re.compile("vpc-[a-z0-9]{8,17}"))
_ENDPOINT = ("an endpoint is like vpce-1a2b3c4d5e6f7a8b9", re.compile("vpce-[a-z0-9]{8,17}"))
_FORMS = {
    "aws:principalaccount": _ACCOUNT,
    "aws:resourceaccount": _ACCOUNT,
    "aws:sourceaccount": _ACCOUNT,
    "aws:vpceaccount": _ACCOUNT,
    "aws:principalorgid": _ORGANISATION,
    "aws:resourceorgid": _ORGANISATION,
    "aws:sourceorgid": _ORGANISATION,
    "aws:vpceorgid": _ORGANISATION,
    "aws:sourcevpc": _VPC,
    "aws:sourcevpce": _ENDPOINT,
}


def _check(document: Document) -> Iterator[Hit]:
    for statement, condition, operator in read(document):
        form = _FORMS.get((condition.key.text or "").lower())
        if form is None or operator.family != "String":
            continue
        what, pattern = form
        for value in condition.values:
            text = value.text
            # A wildcard is what W307 and W320 are for.
            if text is not None and not set(text) & set("*?$") and not pattern.fullmatch(text):
                message = f"compares {condition.key.text} with {text!r}, but {what}"
                yield Hit(message, value.place, statement.sid)


RULE = Rule(
    id="E323",
    title="value that the key never has",
    costs="the condition never matches: an Allow allows nothing, and a Deny by NotEquals denies everything",
    instead="write the whole id",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "a1b2c3d4e5"}}
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
