"""E205."""

from collections.abc import Iterator
from functools import lru_cache

from ....aws.regions import PARTITIONS
from ....aws.wildcards import Tokens, literal
from ....messages import nearest
from ....policy.resource_arns import arns
from ....policy.wildcards import matches
from ....reading.document import Document
from ...placeholders import has_placeholder
from ...rule import Rule, Violation


@lru_cache(maxsize=1024)
def _is_partition(field: Tokens) -> bool:
    return any(matches(field, partition) for partition in PARTITIONS)


def _check(document: Document) -> Iterator[Violation]:
    for statement, value, arn in arns(document):
        if arn.prefix != ("arn",) or not arn.partition:
            continue
        if not _is_partition(arn.partition) and not has_placeholder(value):
            name = literal(arn.partition)
            what = "pattern matches no partition" if name is None else f"unknown partition {name!r}"
            near = nearest((name or "")[:64], PARTITIONS)
            yield Violation(f"{value.shown}: {what}; {near}", value.place, statement.sid)


RULE = Rule(
    id="E205",
    title="unknown partition",
    costs="IAM rejects the policy",
    instead="write aws, aws-cn, aws-us-gov or the partition of your Regions",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws-gov:s3:::r/*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws-us-gov:s3:::r/*"}]
    }""",
    check=_check,
)
