"""W116."""

from collections.abc import Iterator

from ....policy.phrases import listed
from ....reading.document import Document
from ...placeholders import placeholders
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    found = dict(reversed(tuple(placeholders(document))))
    if found:
        names = tuple(reversed(found))
        first = found[names[0]]
        yield Violation(f"has {listed(names)}, to be replaced by a value", first.place)


RULE = Rule(
    id="W116",
    title="placeholder that was not replaced",
    costs="no account, Region or resource has such a name: the statement matches nothing, or IAM rejects "
    "the policy",
    instead="write the value, or a parameter of the template",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:REGION:<account-id>:orders"
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
