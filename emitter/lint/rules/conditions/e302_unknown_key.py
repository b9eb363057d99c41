"""E302."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from ....aws import service_reference
from ....aws.condition_keys import SPELLED
from ....messages import closest
from ....policy.conditions import is_expression, is_provider, key, services
from ....reading.document import Document
from ...rule import Rule, Violation

# W314 reports these.
_FORMER = ("aws:arn", "aws:sourceowner")


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for condition in statement.conditions:
            name = condition.key.text
            if name is None or is_expression(condition) or is_provider(name) or name.lower() in _FORMER:
                continue
            known = services(statement)
            if key(name, known) is None:
                yield Violation(_fault(name, known), condition.place, statement.sid)


def _fault(name: str, known: tuple[str, ...]) -> str:
    what = f"unknown condition key {name!r}"
    prefix, colon, _ = name.lower().partition(":")
    if key(f"{name}/key", known) is not None:
        return f"{what}: the tag key is missing; write {name}/KEY"
    if not colon:
        near = _nearest(f"aws:{name}", SPELLED.values())
        return f"{what}: it has no service prefix{near or '; write SERVICE:KEY'}"
    if prefix == "aws":
        return f"{what}: not a global condition key{_nearest(name, SPELLED.values())}"
    if prefix not in service_reference.services():
        return f"{what}: unknown service {prefix!r}{_nearest(prefix, service_reference.services())}"
    return f"{what}: not a key of {prefix}{_nearest(name, _keys(prefix))}"


def _nearest(name: str, known: Collection[str]) -> str:
    close = closest(name, known, cutoff=0.75)
    return f"; did you mean {close!r}?" if close else ""


@lru_cache(maxsize=128)
def _keys(service: str) -> frozenset[str]:
    actions = service_reference.expand(f"{service}:*")
    return frozenset().union(*map(service_reference.keys_of, actions))


RULE = Rule(
    id="E302",
    title="unknown condition key",
    costs="no request contains the key: an Allow never matches, and a Deny protects nothing",
    instead="use a condition key of the service, or a global condition key",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"aws:PrincipalOrgId2": "o-a1b2c3d4e5"}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
        }]
    }""",
    check=_check,
)
