"""N604.

Source: "AWS JSON policy elements: Principal"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
"""

import re
from collections.abc import Iterator, Sequence

from ....policy.containment import canonical, known
from ....reading.document import Document
from ....reading.values import Value
from ...rule import Rule, Violation
from ._redundant import next_to

_ACCOUNT = re.compile(r"arn:aws[a-z-]*:iam::([0-9]{12}):root")
_SESSION = re.compile(r"arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/([^/]+)/.+")


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for principals in (statement.principals, statement.not_principals):
            for value, other in _redundant(principals):
                yield Violation(f"lists {value.shown} {next_to(value, other)}", value.place, statement.sid)


def _redundant(principals: Sequence[tuple[str, Value]]) -> Iterator[tuple[Value, Value]]:
    first: dict[tuple[str, str], Value] = {}
    roles: dict[str, Value] = {}
    for kind, value in principals:
        text = _same(canonical(value))
        if known(text) and (kind, text) in first:
            yield value, first[kind, text]
        first.setdefault((kind, text), value)
        if ":role/" in text:
            account, _, name = text.partition(":role/")
            roles[f"{account}/{name.rpartition('/')[2]}"] = value
    for kind, value in principals:
        match = _SESSION.fullmatch(value.text or "")
        role = roles.get(f"arn:{match[1]}:iam::{match[2]}/{match[3]}") if match else None
        if role is not None and kind == "AWS":
            yield value, role


def _same(text: str) -> str:
    """Return an account by its number, whichever of the two ways it is written."""
    match = _ACCOUNT.fullmatch(text)
    return match[1] if match else text


RULE = Rule(
    id="N604",
    title="redundant principal: another principal of the list contains it",
    costs="it has no effect, and removing it later does not remove the trust",
    instead="remove one; a session of a role needs no entry next to its role",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": ["ecs-tasks.amazonaws.com", "ecs-tasks.amazonaws.com"]},
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "111122223333"},
                "ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*"}
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
                "StringEquals": {"aws:SourceAccount": "111122223333"},
                "ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*"}
            }
        }]
    }""",
    check=_check,
)
