"""W702, for the services of :mod:`emitter.aws.confused_deputy`."""

from collections.abc import Iterator

from ....aws.confused_deputy import PAGES
from ....policy.grants import actions_matched
from ....policy.phrases import listed
from ....policy.principals import service, trusting
from ....reading.document import Document, Statement
from ...rule import Rule, Violation
from ._sources import names_source, refuses_others

_ASSUMING = frozenset(("sts:assumerole",))


def _check(document: Document) -> Iterator[Violation]:
    for statement in () if refuses_others(document) else trusting(document):
        if names_source(statement) or not _assumes(statement):
            continue
        services = ((service(value), value) for kind, value in statement.principals if kind == "Service")
        trusted = [value for found, value in services if found is not None and found.name in PAGES]
        if trusted:
            shown = listed(value.shown for value in trusted)
            message = f"trusts {shown} on behalf of any account (confused deputy)"
            yield Violation(message, trusted[0].place, statement.sid)


def _assumes(statement: Statement) -> bool:
    return any(any(actions_matched(value, _ASSUMING, broadly=True)) for value in statement.actions)


RULE = Rule(
    id="W702",
    title="service trusted on behalf of any account (confused deputy)",
    costs="another account can make the service use the role",
    instead="add conditions on aws:SourceAccount and aws:SourceArn",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
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
