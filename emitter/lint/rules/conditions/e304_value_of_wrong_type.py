"""E304."""

import base64
import ipaddress
import re
from collections.abc import Callable, Iterator
from datetime import date

from ....policy.conditions import read
from ....reading.document import Document
from ...placeholders import has_placeholder
from ...rule import Rule, Violation

_TIME = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?|\d{4}(-\d\d)?|-?\d+", re.ASCII
)
_ADDRESS = re.compile(r"[0-9A-Fa-f:.]+(/[0-9]{1,3})?")


def _is_date(text: str) -> bool:
    match = _TIME.fullmatch(text)
    try:
        return match is not None and (match["day"] is None or bool(date.fromisoformat(match["day"])))
    except ValueError:
        return False


def _is_address(text: str) -> bool:
    try:
        return bool(_ADDRESS.fullmatch(text) and ipaddress.ip_network(text, strict=False))
    except ValueError:
        return False


def _is_binary(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True) or not text)
    except ValueError:
        return False


def _is_arn(text: str) -> bool:
    return text == "*" or (text.count(":") >= 5 and text.partition(":")[0] in ("arn", "*"))


# Family of operators → type of its values, and its test.
_TYPES: dict[str, tuple[str, Callable[[str], bool]]] = {
    "Bool": ("true or false", lambda text: text.lower() in ("true", "false")),
    "Numeric": ("a number", lambda text: re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text) is not None),
    "Date": ("an ISO 8601 date", _is_date),
    "IPAddress": ("an address or CIDR range", _is_address),
    "ARN": ("an ARN", _is_arn),
    "Binary": ("base64", _is_binary),
}


def _check(document: Document) -> Iterator[Violation]:
    for statement, condition, operator in read(document):
        if operator.family not in _TYPES:
            continue
        wanted, fits = _TYPES[operator.family]
        for value in condition.values:
            text = value.text
            if text is None or "${" in text or fits(text):
                continue
            if not has_placeholder(value):
                message = f"{operator.name} on {condition.key.shown}: {text!r} is not {wanted}"
                yield Violation(message, value.place, statement.sid)


RULE = Rule(
    id="E304",
    title="value of the wrong type for its condition operator",
    costs="the condition never matches: an Allow allows nothing, a Deny denies nothing",
    instead="write a value of the type of the operator, or use a String operator",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ecs:DescribeServices",
            "Resource": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
            "Condition": {"IpAddress": {"aws:SourceIp": "198.51.100.0-198.51.100.255"}}
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
