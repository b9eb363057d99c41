"""W408."""

from collections.abc import Iterator

from ....aws.service_reference import Action
from ....policy.grants import allowed_broadly
from ....policy.phrases import as_written
from ....policy.resource_arns import can_reach, is_all, is_every_anywhere, is_everything
from ....reading.document import Document
from ....reading.values import Value
from ...action_risks import rule_for_broad_action
from ...rule import Rule, Violation


def _wanted(action: Action) -> bool:
    return rule_for_broad_action(action) == "W404"


def _is_arn(value: Value) -> bool:
    return not is_all(value)


def _as_wide(value: Value, action: Action) -> bool:
    if is_everything(value):
        return can_reach(value, action)
    needed = [type_ for type_ in action.resources if type_.required] or action.resources
    return bool(needed) and all(is_every_anywhere(value, type_) for type_ in needed)


def _check(document: Document) -> Iterator[Violation]:
    for found in allowed_broadly(document, _wanted, _is_arn, _as_wide):
        what = f"{found.resource.shown} is every resource for {as_written(found.actions)}"
        yield Violation(what, found.resource.place, found.statement.sid)


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
