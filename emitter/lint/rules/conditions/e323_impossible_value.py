"""E323."""

import re
from collections.abc import Iterator

from ....aws.regions import PARTITION_OF, may_be_region
from ....aws.wildcards import is_pattern, matcher, parse
from ....messages import nearest
from ....policy.conditions import read
from ....policy.operators import Operator
from ....reading.document import Condition, Document, Statement
from ...placeholders import is_placeholder
from ...rule import Rule, Violation

_ACCOUNT = ("an account ID has 12 digits", re.compile("[0-9]{12}|anonymous"))
_ORGANIZATION = ("an organization ID is like o-a1b2c3d4e5", re.compile("o-[a-z0-9]{10,32}"))
_VPC = ("a VPC ID is like vpc-1a2b3c4d5e6f7a8b9", re.compile("vpc-[a-z0-9]{8,17}"))
_ENDPOINT = ("a VPC endpoint ID is like vpce-1a2b3c4d5e6f7a8b9", re.compile("vpce-[a-z0-9]{8,17}"))
# No Region has as many letters.
_LONGEST = 64
# More Regions than there are, in one condition, are no longer looked up.
_MOST = 200
_FORMS = {
    "aws:principalaccount": _ACCOUNT,
    "aws:resourceaccount": _ACCOUNT,
    "aws:sourceaccount": _ACCOUNT,
    "aws:vpceaccount": _ACCOUNT,
    "aws:principalorgid": _ORGANIZATION,
    "aws:resourceorgid": _ORGANIZATION,
    "aws:sourceorgid": _ORGANIZATION,
    "aws:vpceorgid": _ORGANIZATION,
    "aws:sourcevpc": _VPC,
    "aws:sourcevpce": _ENDPOINT,
}


_REGION = "aws:requestedregion"


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        name = (condition.key.text or "").lower()
        if name == _REGION and operator.family == "String":
            yield from _regions(statement, condition, operator)
        form = _FORMS.get(name)
        if form is None or operator.family != "String":
            continue
        what, pattern = form
        for value in condition.values:
            text = value.text
            # W307 and W320 report wildcards.
            if text is None or set(text) & set("*?$") or is_placeholder(text):
                continue
            if not pattern.fullmatch(text):
                message = f"{condition.key.text} is never {text!r}: {what}"
                yield Violation(message, value.place, statement.sid)


def _regions(statement: Statement, condition: Condition, operator: Operator) -> Iterator[Violation]:
    """Yield unknown Regions, and patterns that match none."""
    fold = "IgnoreCase" in operator.name
    for value in condition.values[:_MOST]:
        text = value.text
        # W307 reports a wildcard that the operator compares literally. Global services have aws-global.
        if not text or "$" in text or (is_pattern(text) and not operator.wild) or text == "aws-global":
            continue
        known = map(matcher(parse(text.lower() if fold else text)), PARTITION_OF)
        if not (may_be_region(text) or is_placeholder(text) or any(known)):
            near = nearest(text[:_LONGEST], PARTITION_OF)
            message = f"{condition.key.text} is never {text!r}: unknown Region"
            yield Violation(f"{message}; {near}" if near else message, value.place, statement.sid)


RULE = Rule(
    id="E323",
    title="impossible value of a condition key",
    costs="the condition never matches: an Allow allows nothing, and a Deny with NotEquals denies everything",
    instead="write a complete, existing ID or Region",
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
