"""N603.

Source: "IAM JSON policy elements: Condition operators"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from ....policy.containment import arn_covers, canonical, covers, redundant
from ....policy.operators import operator
from ....reading.document import Condition, Document
from ....reading.values import Value
from ...rule import Rule, Violation

# More addresses than any policy holds.
_MOST = 500


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for condition in statement.conditions:
            if len(condition.values) < 2:
                continue
            for value, other in _redundant(condition):
                twice = value.shown == other.shown
                what = "twice" if twice else f"next to {other.shown!r}, which contains it"
                yield Violation(
                    f"lists {value.shown!r} for {condition.key.shown} {what}", value.place, statement.sid
                )


def _redundant(condition: Condition) -> Iterator[tuple[Value, Value]]:
    found = operator(condition.operator)
    name, family = (found.name, found.family) if found else ("", "")
    if found and found.wild:
        return redundant(condition.values, arn_covers if family == "ARN" else covers)
    if family == "Numeric" and ("Less" in name or "Greater" in name):
        return _numbers(condition.values, greatest="Less" in name)
    if family == "IPAddress":
        return _networks(condition.values)
    fold = "IgnoreCase" in name or family in ("Bool", "Null")
    return redundant(condition.values, lambda wide, narrow: False, fold=fold)


def _numbers(values: Sequence[Value], greatest: bool) -> Iterator[tuple[Value, Value]]:
    """Yield all but one: the greatest or the least decides."""
    found = [
        (float(v.text), v) for v in values if v.text and re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", v.text)
    ]
    if len(found) < 2:
        return
    pick = max if greatest else min
    decides = pick(found, key=lambda pair: pair[0])[1]
    yield from ((value, decides) for _, value in found if value is not decides)


def _networks(values: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    found = [(net, value) for value in values[:_MOST] if (net := _net(canonical(value))) is not None]
    for number, (net, value) in enumerate(found):
        for place, (other, wide) in enumerate(found):
            if place != number and _within(net, other) and (net != other or place < number):
                yield value, wide
                break


def _within(net: IPv4Network | IPv6Network, other: IPv4Network | IPv6Network) -> bool:
    if isinstance(net, IPv4Network) and isinstance(other, IPv4Network):
        return net.subnet_of(other)
    return isinstance(net, IPv6Network) and isinstance(other, IPv6Network) and net.subnet_of(other)


@cache
def _net(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


RULE = Rule(
    id="N603",
    title="redundant condition value: another value of the list contains it",
    costs="it has no effect, and removing it later changes nothing",
    instead="remove it, or remove the wildcard if that matches more than intended",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:ListTasks",
            "Resource": "*",
            "Condition": {"ArnLike": {"ecs:cluster": [
                "arn:aws:ecs:eu-west-1:111122223333:cluster/web",
                "arn:aws:ecs:eu-west-1:111122223333:cluster/web"
            ]}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:ListTasks",
            "Resource": "*",
            "Condition": {"ArnLike": {"ecs:cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/web"}}
        }]
    }""",
    check=_check,
)
