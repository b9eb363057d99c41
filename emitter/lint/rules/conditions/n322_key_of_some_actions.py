"""N322."""

from collections.abc import Iterator

from ....aws.wildcards import is_pattern
from ....policy.conditions import read, supported, without_key
from ....reading.document import Document
from ...rule import Rule, Violation

_SHOWN = 3


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = supported(statement, condition)
        # IfExists says that some actions do not support the key.
        if any(found.values()) and not operator.if_exists:
            without = [action for action, knows in found.items() if not knows and not is_pattern(action)]
            if without:
                names = ", ".join(without[:_SHOWN]) + (" and others" if len(without) > _SHOWN else "")
                what = f"{condition.key.text} is not supported by {names}: "
                becomes = without_key(statement, condition, operator)
                yield Violation(f"{what}{becomes} for them", condition.place, statement.sid)


RULE = Rule(
    id="N322",
    title="condition key that some actions of the statement do not support",
    costs="for those actions the statement has no effect, or the condition does not apply",
    instead="move those actions to a statement of their own",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": ["ecs:DescribeServices", "ecs:ListClusters"],
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/prod"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/prod"}}
        }]
    }""",
    check=_check,
)
