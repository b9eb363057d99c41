"""W505."""

from collections.abc import Iterator

from ....aws.service_reference import action
from ....aws.wildcards import is_pattern
from ....policy.grants import actions_matched, allowed_by_not_action, allowing, restricts
from ....policy.phrases import listed
from ....policy.resource_arns import can_be
from ....reading.document import Document, Statement
from ....reading.values import Value
from ...escalation.find import LINKED_TO, LINKING, PASSED_TO, PASSING
from ...rule import Rule, Violation

_KEYS = {PASSING.lower(): PASSED_TO, LINKING.lower(): LINKED_TO}
_NAMES = frozenset(_KEYS)


def _ways(statement: Statement) -> Iterator[tuple[str, Value, list[str]]]:
    """Yield what lets the two actions in unseen: as a phrase, with its value, and which of them."""
    for value in statement.actions:
        if is_pattern(value.shown):
            yield value.shown, value, list(actions_matched(value, _NAMES))
        elif statement.not_resources:
            yield f"NotResource with {value.shown}", value, list(actions_matched(value, _NAMES))
    for value in statement.not_actions[:1]:
        yield "NotAction", value, list(allowed_by_not_action(statement, _NAMES))


def _check(document: Document) -> Iterator[Violation]:
    for statement in allowing(document):
        for phrase, value, names in _ways(statement):
            let = [
                found.name
                for found in map(action, names)
                if found is not None
                and not restricts(statement, _KEYS[found.name.lower()])
                and (
                    not statement.resources
                    or any(can_be(v, type_) for v in statement.resources for type_ in found.resources)
                )
            ]
            if let:
                yield Violation(
                    f"{phrase} includes {listed(sorted(let, reverse=True))}", value.place, statement.sid
                )


RULE = Rule(
    id="W505",
    title="iam:PassRole or iam:CreateServiceLinkedRole allowed by a wildcard, NotAction or NotResource",
    costs="roles can be passed to services, and the policy does not say so",
    instead="list the actions; give iam:PassRole a statement with the roles and iam:PassedToService",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "iam:Pass*", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "iam:List*",
            "Resource": "arn:aws:iam::111122223333:role/web-task"
        }]
    }""",
    check=_check,
)
