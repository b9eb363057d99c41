"""E207."""

from collections.abc import Iterator

from ....policy.resource_arns import arns
from ....policy.wildcards import Field, literal
from ....reading.document import Document
from ...rule import Rule, Violation

# What stands in place of an account in ARNs of what belongs to AWS or to nobody.
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
_OWNERS = frozenset({"aws", "amazon", "aws-marketplace", "cloudfront", "offering", "partner", "third-party"})


def _fault(field: Field) -> str:
    text = literal(field)
    if text is not None:
        right = not text or text in _OWNERS or (len(text) == 12 and text.isdigit() and text.isascii())
        return "" if right else f"{text!r} is no account"
    spelt = "".join(token for token in field if isinstance(token, str))
    if any(spelt in owner for owner in _OWNERS):
        return ""
    return "" if spelt.isdigit() and len(spelt) <= 12 else f"no account has {spelt!r} in it"


def _check(document: Document) -> Iterator[Violation]:
    for statement, value, arn in arns(document):
        fault = _fault(arn.account) if arn.prefix == ("arn",) and arn.length == 6 else ""
        if fault:
            yield Violation(f"{value.shown}: {fault}", value.place, statement.sid)


RULE = Rule(
    id="E207",
    title="invalid account",
    costs="the statement matches no resource",
    instead="write the twelve digits of the account, with their zeros and without hyphens",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:eu-west-1:1111-2222-3333:orders"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
        }]
    }""",
    check=_check,
)
