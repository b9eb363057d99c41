"""E301."""

from collections.abc import Iterator

from ....messages import nearest
from ....policy.conditions import is_expression
from ....policy.operators import FOR_ALL, FOR_ANY, OPERATORS, operator
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for condition in statement.conditions:
            if operator(condition.operator) is None and not is_expression(condition):
                yield Violation(_fault(condition.operator), condition.place, statement.sid)


def _fault(text: str) -> str:
    quantifier, colon, base = text.rpartition(":")
    if colon and operator(base) is not None:
        what, near = f"unknown set operator {quantifier!r}", nearest(quantifier, (FOR_ALL, FOR_ANY))
    else:
        suffix = "IfExists" if base.lower().endswith("ifexists") else ""
        close = nearest(base[: len(base) - len(suffix)], OPERATORS)
        what, near = f"unknown condition operator {text!r}", close
    return what + (f"; {near}" if near else "")


RULE = Rule(
    id="E301",
    title="unknown condition operator",
    costs="IAM rejects the policy",
    instead="use an operator of IAM, for example StringEquals, StringLike, ArnLike, Bool or IpAddress",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEqual": {"ecs:ResourceTag/team": "web"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"ecs:ResourceTag/team": "web"}}
        }]
    }""",
    check=_check,
)
