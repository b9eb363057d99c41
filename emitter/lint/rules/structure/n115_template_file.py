"""N115."""

from collections.abc import Iterator

from ....policy.phrases import listed
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    if document.placeholders:
        what = f"has placeholders of a template ({listed(document.placeholders)}): their values are unknown"
        yield Violation(what, document.place)


RULE = Rule(
    id="N115",
    title="policy with template placeholders",
    costs="the values of placeholders are not checked; as it is, IAM rejects the policy or compares "
    "them literally",
    instead="lint the rendered policy, or the Terraform configuration that renders it",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:${region}:${account}:orders"
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
