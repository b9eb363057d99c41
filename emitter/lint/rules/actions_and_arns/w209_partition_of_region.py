"""W209."""

from collections.abc import Iterator
from functools import lru_cache

from ....aws.regions import PARTITION_OF, PARTITIONS
from ....aws.wildcards import Tokens, literal
from ....policy.resource_arns import arns
from ....policy.wildcards import matches
from ....reading.document import Document
from ...rule import Rule, Violation


@lru_cache(maxsize=1024)
def _fault(partition: Tokens, region: Tokens) -> str:
    # An unknown partition is for E205.
    if (literal(partition) or PARTITIONS[0]) not in PARTITIONS:
        return ""
    within = {PARTITION_OF[name] for name in PARTITION_OF if matches(region, name)}
    if not within or any(matches(partition, name) for name in within):
        return ""
    where = f"{literal(region) or 'its Region'} is in the partition {' or '.join(sorted(within))}"
    return f"{where}, not in {literal(partition) or 'the given one'}"


def _check(document: Document) -> Iterator[Violation]:
    for statement, value, arn in arns(document):
        if arn.prefix == ("arn",) and arn.region and arn.partition:
            fault = _fault(arn.partition, arn.region)
            if fault:
                yield Violation(f"{value.shown}: {fault}", value.place, statement.sid)


RULE = Rule(
    id="W209",
    title="partition does not contain the Region",
    costs="the statement matches no resource",
    instead="use the partition of the Region; in a template, use its pseudo parameter or data source",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:cn-north-1:111122223333:orders"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws-cn:sqs:cn-north-1:111122223333:orders"
        }]
    }""",
    check=_check,
)
