"""E206."""

from collections.abc import Iterator
from functools import lru_cache

from ....aws.regions import PARTITION_OF, may_be_region
from ....aws.wildcards import Tokens, literal
from ....messages import nearest
from ....policy.resource_arns import arns
from ....policy.wildcards import matches
from ....reading.document import Document
from ...placeholders import has_placeholder
from ...rule import Rule, Violation

# E204 reports a shorter ARN.
_FIELDS = 6


@lru_cache(maxsize=1024)
def _is_region(field: Tokens) -> bool:
    name = literal(field)
    return (name is not None and may_be_region(name)) or any(matches(field, one) for one in PARTITION_OF)


def _check(document: Document) -> Iterator[Violation]:
    for statement, value, arn in arns(document):
        if arn.prefix != ("arn",) or not arn.region or arn.length < _FIELDS:
            continue
        if not _is_region(arn.region) and not has_placeholder(value):
            name = literal(arn.region)
            what = "pattern matches no Region" if name is None else f"unknown Region {name!r}"
            near = nearest((name or "")[:64], PARTITION_OF)
            yield Violation(
                "; ".join(filter(None, (f"{value.shown}: {what}", near))), value.place, statement.sid
            )


RULE = Rule(
    id="E206",
    title="unknown Region",
    costs="the statement matches no resource",
    instead="write a Region code, for example eu-west-1, or * for every Region",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:eu-wset-1:111122223333:orders"
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
