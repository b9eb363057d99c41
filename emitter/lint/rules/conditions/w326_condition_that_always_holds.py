"""W326.

Sources: "AWS global condition context keys", for what every request carries
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html), and "IAM JSON
policy elements: Condition operators"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
"""

from collections.abc import Iterator
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

from ....policy.conditions import ALWAYS_THERE, SENSITIVE, claim, is_wild, key_of, read
from ....policy.operators import Operator
from ....reading.document import Condition, Document, Statement
from ...rule import Rule, Violation

# More addresses than any policy holds.
_MOST = 500
_KINDS = ("assumed-role", "federated-user", "role", "user")


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if statement.allows and not operator.negated:
            what = _what(statement, condition, operator)
            if what:
                message = f"{operator.name} on {condition.key.shown} with {what} is always true"
                yield Violation(message, condition.place, statement.sid)


def _what(statement: Statement, condition: Condition, operator: Operator) -> str:
    """Return the value by which ``condition`` is true for all requests, or nearly all; empty for none."""
    name = (condition.key.text or "").lower()
    if operator.family == "IPAddress":
        return _addresses(tuple(value.text or "" for value in condition.values[:_MOST]))
    # W320 reports sensitive keys.
    if not operator.wild or name in SENSITIVE:
        return ""
    found, of_token = key_of(statement, condition), claim(condition.key)
    is_arn = found is not None and found.type == "ARN"
    for value in condition.values:
        text = value.text or ""
        if is_wild(text) and (name in ALWAYS_THERE or is_arn or operator.if_exists or _is_audience(of_token)):
            return repr(value.shown)
        if is_arn and _is_any(name, text):
            return repr(value.shown)
    return ""


def _is_audience(of_token: tuple[str | None, str] | None) -> bool:
    """Return whether it is an audience; other rules report subjects, and Amazon Cognito."""
    return of_token is not None and of_token[1] == "aud" and not (of_token[0] or "").startswith("cognito-")


@lru_cache(maxsize=1024)
def _is_any(name: str, text: str) -> bool:
    """Return whether the pattern ``text`` matches every ARN of the key ``name``."""
    fields = text.split(":", 5)
    if len(fields) < 6 or fields[0] not in ("arn", "*"):
        return False
    _, _, service, region, account, rest = fields
    if name == "aws:principalarn":
        kind, slash, path = rest.partition("/")
        any_name = is_wild(rest) or (bool(slash) and (kind in _KINDS or is_wild(kind)) and is_wild(path))
        return is_wild(account) and any_name
    any_place = is_wild(region) and is_wild(account) and is_wild(rest)
    return any_place and (is_wild(service) or service == name.partition(":")[0])


@lru_cache(maxsize=1024)
def _addresses(texts: tuple[str, ...]) -> str:
    """Return the IP versions of which ``texts`` together contain every address, as a phrase."""
    fours: list[IPv4Network] = []
    sixes: list[IPv6Network] = []
    for text in texts:
        try:
            net = ip_network(text, strict=False)
        except ValueError:
            continue
        if isinstance(net, IPv4Network):
            fours.append(net)
        else:
            sixes.append(net)
    said = []
    if any(net.prefixlen == 0 for net in collapse_addresses(fours)):
        said.append("every IPv4 address")
    if any(net.prefixlen == 0 for net in collapse_addresses(sixes)):
        said.append("every IPv6 address")
    return " and ".join(said)


RULE = Rule(
    id="W326",
    title="condition that is always true",
    costs="it looks like a restriction and is none: the statement allows the same without it",
    instead="list the intended values, or remove the condition; to require the key only, use Null with false",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"IpAddress": {"aws:SourceIp": "198.51.100.0/24"}}
        }]
    }""",
    check=_check,
)
