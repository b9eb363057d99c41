"""W408."""

from collections.abc import Iterator

from ..facts import Action
from ..granted import reached, spelt
from ..reading.document import Document
from ..reading.values import Value
from ..resources import can_reach, is_all, is_everything
from ..risks import rule_of
from ..rule import Hit, Rule


def _wanted(action: Action) -> bool:
    return rule_of(action) == "W404"


def _as_wide(value: Value) -> bool:
    return not is_all(value) and is_everything(value)


def _check(document: Document) -> Iterator[Hit]:
    for found in reached(document, _wanted, _as_wide, can_reach):
        what = f"{found.resource.shown} is every resource for {spelt(found.actions)}"
        yield Hit(what, found.resource.place, found.statement.sid)


RULE = Rule(
    id="W408",
    title="ARN that is as wide as *",
    costs="it looks limited, and whoever holds the policy changes every resource of the service",
    instead="name the account, the type and the names of the resources",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::releases/*"}]
    }""",
    check=_check,
)
