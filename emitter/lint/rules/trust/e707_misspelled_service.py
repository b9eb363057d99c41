"""E707."""

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
            if found is None or set(value.shown) & set("*?"):
                continue
            near = guess(found.name)
            if found.suffix and (is_service(found.name) or not near):
                continue
            hint = f"; did you mean '{near}.amazonaws.com'?" if near else "; write SERVICE.amazonaws.com"
            message = f"names {value.shown!r}, which is no service principal{hint}"
            yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="E707",
    title="misspelt service principal",
    costs="IAM refuses the policy",
    instead="name the principal as the service's documentation has it",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ecs-task.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*"}
            }
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
