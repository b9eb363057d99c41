"""The condition operators: a table from a name to what it compares, and how it reads a policy's value.

Source: "IAM JSON policy elements: Condition operators"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
"""

import base64
import binascii
import operator
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from ipaddress import ip_network
from typing import Any, NamedTuple, TypeAlias

from ..reading.values import Unknown, Value
from .context import Context
from .dependencies import Dependency, OpenPart
from .patterns import Pattern, Style
from .three_valued import Truth

_COLONS = 5

# Whether one value of a request matches one value of a policy.
Test: TypeAlias = Callable[[str, Context], Truth]


class OperatorTest(NamedTuple):
    """``test`` makes a test of a policy's value; its second argument is whether variables are filled in.

    A ``negated`` operator matches where the test does not.
    """

    name: str
    test: Callable[[Value, bool], Test]
    negated: bool = False


def _text(style: Style) -> Callable[[Value, bool], Test]:
    def test(value: Value, variables: bool) -> Test:
        pattern = Pattern(value, style, variables)
        if style != "fold":
            return pattern.truth
        return lambda text, context: pattern.truth(text.lower(), context)

    return test


def _bool(value: Value, variables: bool) -> Test:
    """Return a test of truth values. Of policy variables, one page of AWS says that they are filled in here,
    and another that they are not (reference_policies_variables.html).
    """
    filled, plain = _text("fold")(value, variables), _text("fold")(value, False)

    def matches(text: str, context: Context) -> Truth:
        truth = filled(text, context)
        if truth is True and plain(text, context) is not True:
            return frozenset((Dependency(f"{value.shown} compared by Bool"),))
        return truth

    return matches


def _arn(negated: bool) -> Callable[[Value, bool], Test]:
    """Return a test of ARNs. AWS compares six parts, and does not say how it compares ``*`` alone."""

    def test(value: Value, variables: bool) -> Test:
        pattern = Pattern(value, "arn", variables)

        def matches(text: str, context: Context) -> Truth:
            if pattern.everything:
                return _not_compared("*", "an ARN")
            truth = pattern.truth(text, context)
            if text.startswith("arn:") and text.count(":") >= _COLONS:
                return truth
            return _not_compared(text, "an ARN") if negated or truth is not False else False

        return matches

    return test


def _not_compared(text: str, kind: str) -> Truth:
    """Return what depends on how AWS compares ``text`` as ``kind``, which it is not."""
    return frozenset((Dependency(f"{text!r} compared as {kind}"),))


def _compared(
    kind: str, read: Callable[[str], Any], compare: Callable[[Any, Any], bool], negated: bool = False
) -> Callable[[Value, bool], Test]:
    """Return a test of what ``read`` makes of both sides.

    What it cannot read is not of that ``kind`` and matches nothing. AWS does not say whether an operator that
    negates holds then.
    """

    def test(value: Value, variables: bool) -> Test:
        wanted = value.text
        if wanted is None:
            depends = frozenset(
                OpenPart(part.expression) for part in value.parts if isinstance(part, Unknown)
            )
            return lambda text, context: depends
        known = read(wanted)

        def matches(text: str, context: Context) -> Truth:
            found = read(text)
            if known is None or found is None:
                return _not_compared(wanted if known is None else text, kind) if negated else False
            return compare(found, known)

        return matches

    return test


_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*", re.ASCII)


def number(text: str) -> Decimal | None:
    """Return ``text``, an integer or decimal value, or ``None``."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


_YEAR_OR_MONTH = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d))?")
_EPOCH = re.compile(r"-?\d+(\.\d+)?")


def moment(text: str) -> datetime | None:
    """Return ``text``, a date in one of W3C's forms of ISO 8601 or seconds since 1970, or ``None``.

    Four digits are a year, and not seconds.
    """
    text = text.strip()
    try:
        short = _YEAR_OR_MONTH.fullmatch(text)
        if short:
            return datetime(int(short["year"]), int(short["month"] or 1), 1, tzinfo=UTC)
        if _EPOCH.fullmatch(text):
            return datetime.fromtimestamp(float(text), UTC)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _bytes(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def _address(text: str) -> Any:
    """Return an address or a range; without a prefix, a range of one."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def _within(found: Any, wanted: Any) -> bool:
    return found.version == wanted.version and bool(found.subnet_of(wanted))


_numeric = partial(_compared, "a number", number)
_date = partial(_compared, "a date", moment)
_ip = partial(_compared, "an IP address", _address, _within)

_ALL = (
    OperatorTest("StringEquals", _text("exact")),
    OperatorTest("StringNotEquals", _text("exact"), negated=True),
    OperatorTest("StringEqualsIgnoreCase", _text("fold")),
    OperatorTest("StringNotEqualsIgnoreCase", _text("fold"), negated=True),
    OperatorTest("StringLike", _text("like")),
    OperatorTest("StringNotLike", _text("like"), negated=True),
    OperatorTest("NumericEquals", _numeric(operator.eq)),
    OperatorTest("NumericNotEquals", _numeric(operator.eq, negated=True), negated=True),
    OperatorTest("NumericLessThan", _numeric(operator.lt)),
    OperatorTest("NumericLessThanEquals", _numeric(operator.le)),
    OperatorTest("NumericGreaterThan", _numeric(operator.gt)),
    OperatorTest("NumericGreaterThanEquals", _numeric(operator.ge)),
    OperatorTest("DateEquals", _date(operator.eq)),
    OperatorTest("DateNotEquals", _date(operator.eq, negated=True), negated=True),
    OperatorTest("DateLessThan", _date(operator.lt)),
    OperatorTest("DateLessThanEquals", _date(operator.le)),
    OperatorTest("DateGreaterThan", _date(operator.gt)),
    OperatorTest("DateGreaterThanEquals", _date(operator.ge)),
    OperatorTest("Bool", _bool),
    OperatorTest("BinaryEquals", _compared("base64", _bytes, operator.eq)),
    OperatorTest("IpAddress", _ip()),
    OperatorTest("NotIpAddress", _ip(negated=True), negated=True),
    OperatorTest("ArnEquals", _arn(False)),
    OperatorTest("ArnLike", _arn(False)),
    OperatorTest("ArnNotEquals", _arn(True), negated=True),
    OperatorTest("ArnNotLike", _arn(True), negated=True),
)
OPERATORS = {one.name.lower(): one for one in _ALL}
