"""W407."""

from collections.abc import Iterator

from ....policy.grants import allowing
from ....policy.phrases import listed
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in allowing(document):
        if statement.not_resources:
            but = listed(value.shown for value in statement.not_resources)
            what = f"allows its actions on every resource except {but}"
            yield Violation(what, statement.not_resources[0].place, statement.sid)


RULE = Rule(
    id="W407",
    title="Allow with NotResource",
    costs="it includes resources that nobody considered, of other services too, and those created later",
    instead="list the resources under Resource; use NotResource only with Deny",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "s3:PutObject",
            "NotResource": "arn:aws:s3:::payroll/*"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::releases/*"}]
    }""",
    check=_check,
)
