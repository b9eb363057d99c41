"""E207."""

from collections.abc import Iterator

from ....aws.wildcards import Tokens, literal
from ....policy.resource_arns import arns
from ....reading.document import Document
from ...placeholders import has_placeholder
from ...rule import Rule, Violation

# Words in place of an account ID, in ARNs of resources of AWS or of nobody.
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
_OWNERS = frozenset({"aws", "amazon", "aws-marketplace", "cloudfront", "offering", "partner", "third-party"})


def _fault(field: Tokens) -> str:
    text = literal(field)
    if text is not None:
        right = not text or text in _OWNERS or (len(text) == 12 and text.isdigit() and text.isascii())
        return "" if right else f"invalid account ID {text!r}"
    spelled = "".join(token for token in field if isinstance(token, str))
    if any(spelled in owner for owner in _OWNERS):
        return ""
    return "" if spelled.isdigit() and len(spelled) <= 12 else f"no account ID contains {spelled!r}"


def _check(document: Document) -> Iterator[Violation]:
    for statement, value, arn in arns(document):
        fault = _fault(arn.account) if arn.prefix == ("arn",) and arn.length == 6 else ""
        if fault and not has_placeholder(value):
            yield Violation(f"{value.shown}: {fault}", value.place, statement.sid)


RULE = Rule(
    id="E207",
    title="invalid account ID",
    costs="the statement matches no resource",
    instead="write the 12 digits of the account ID, with leading zeros and without hyphens",
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
