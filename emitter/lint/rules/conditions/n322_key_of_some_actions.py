"""N322."""

from collections.abc import Iterator

from ....policy.conditions import read, supported, without_key
from ....reading.document import Document
from ...rule import Rule, Violation

_SHOWN = 3


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        found = supported(statement, condition)
        # IfExists is how one says that not every action has the key.
        if any(found.values()) and not operator.if_exists:
            without = [action for action, knows in found.items() if not knows and not set(action) & set("*?")]
            if without:
                names = ", ".join(without[:_SHOWN]) + (" and others" if len(without) > _SHOWN else "")
                what = f"has a condition on {condition.key.text}, which is no key of {names}: "
                becomes = without_key(statement, condition, operator)
                yield Violation(f"{what}{becomes} for them", condition.place, statement.sid)


RULE = Rule(
    id="N322",
    title="condition key that some actions of the statement do not know",
    costs="for those actions the statement does nothing, or is not held to the condition",
    instead="give them a statement of their own",
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
