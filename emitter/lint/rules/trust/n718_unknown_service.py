"""N718."""

from collections.abc import Iterator

from ....aws.service_principals import is_service, service_suggester
from ....policy.principals import names_principals, service
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    guess = service_suggester()
    for statement in document.statements if names_principals(document) else ():
        for kind, value in (*statement.principals, *statement.not_principals):
            found = service(value) if kind == "Service" else None
            if found is None or not found.suffix or set(value.shown) & set("*?"):
                continue
            if is_service(found.name) or guess(found.name):
                continue
            yield Violation(f"names {value.shown!r}, which is not known here", value.place, statement.sid)


RULE = Rule(
    id="N718",
    title="service principal that is not known",
    costs="if it does not exist, IAM refuses the policy",
    instead="look it up in the service's documentation",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "widgets.amazonaws.com"},
            "Action": "sts:AssumeRole"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*"}
            }
        }]
    }""",
    check=_check,
)
