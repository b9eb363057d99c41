"""What each operator compares: one value of a request with one of a policy."""

import pytest

from emitter.evaluate.context import Context
from emitter.evaluate.operators import OPERATORS, moment, number
from emitter.reading.values import Unknown, Value
from emitter.reading.yaml_tree import Place


def compared(name, wanted, text):
    test = OPERATORS[name.lower()].test(
        Value(wanted if isinstance(wanted, tuple) else (wanted,), Place("f")), True
    )
    return test(text, Context({}))


def depends(text, kind):
    return frozenset({f"{text!r} compared as {kind}"})


TOPIC, TOPICS = "arn:aws:sns:eu-west-1:111122223333:a", "arn:aws:sns:*:111122223333:*"


@pytest.mark.parametrize(
    ("name", "wanted", "text", "matches"),
    [
        ("StringEquals", "a", "a", True),
        ("StringEquals", "a", "A", False),
        ("StringEquals", "a*", "ab", False),
        ("StringEqualsIgnoreCase", "aB", "Ab", True),
        ("StringLike", "a*", "ab", True),
        ("StringLike", "A*", "ab", False),
        ("Bool", "True", "true", True),
        ("ArnLike", TOPICS, TOPIC, True),
        ("ArnLike", TOPICS, TOPIC.replace("sns", "sqs"), False),
        ("ArnEquals", TOPICS, TOPIC, True),
        # A text that is no ARN matches none; AWS does not say whether one that negates holds then.
        ("ArnLike", TOPICS, "a", False),
        ("ArnNotLike", TOPICS, "a", depends("a", "an ARN")),
        ("ArnLike", "arn:aws:*", "arn:aws:sns", depends("arn:aws:sns", "an ARN")),
        ("ArnLike", "*:b:c:d:e:f", "a:b:c:d:e:f", depends("a:b:c:d:e:f", "an ARN")),
        ("ArnLike", "*", TOPIC, depends("*", "an ARN")),
        ("NumericEquals", "1", "1.0", True),
        ("NumericEquals", "1", "one", False),
        ("NumericNotEquals", "1", "one", depends("one", "a number")),
        ("NumericNotEquals", "one", "1", depends("one", "a number")),
        ("NumericLessThan", "2", "1", True),
        ("NumericLessThan", "2", "2", False),
        ("NumericLessThanEquals", "2", "2", True),
        ("NumericGreaterThan", "2", "10", True),
        ("NumericGreaterThanEquals", "2", "1", False),
        ("NumericLessThan", (Unknown("${Max}"), "0"), "1", frozenset({"${Max}"})),
        ("DateLessThan", "2024-01-01T00:00:00Z", "2023-12-31T23:59:59Z", True),
        ("DateGreaterThan", "2024-01-01T00:00:00Z", "1704067201", True),
        ("DateNotEquals", "2024-01-01T00:00:00Z", "soon", depends("soon", "a date")),
        ("IpAddress", "198.51.100.0/24", "198.51.100.7", True),
        ("IpAddress", "198.51.100.0/24", "198.51.101.7", False),
        ("IpAddress", "2001:db8::/32", "198.51.100.7", False),
        ("IpAddress", "::/0", "198.51.100.7", False),
        ("IpAddress", "198.51.100.0/24", "198.51.0.0/16", False),
        ("NotIpAddress", "198.51.100.0/24", "home", depends("home", "an IP address")),
        ("BinaryEquals", "YQ==", "YQ==", True),
        ("BinaryEquals", "YQ==", "Yg==", False),
        ("BinaryEquals", "YQ==", "YQ==!", False),
        ("BinaryEquals", "é", "é", False),
        ("BinaryEquals", "YQ=", "YQ=", False),
    ],
)
def test_a_value_of_a_request_and_one_of_a_policy(name, wanted, text, matches):
    assert compared(name, wanted, text) == matches


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1", "1"),
        ("-1.5", "-1.5"),
        (" +.5 ", "0.5"),
        ("1.", "1"),
        ("1e3", None),
        ("", None),
        ("\u0661", None),
    ],
)
def test_a_number(text, found):
    read = number(text)
    assert (None if read is None else format(read, "f")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024", "2024-01-01T00:00:00+00:00"),
        ("2024-02", "2024-02-01T00:00:00+00:00"),
        ("2024-02-03", "2024-02-03T00:00:00+00:00"),
        ("2024-02-03T04:05:06+01:00", "2024-02-03T04:05:06+01:00"),
        (" 2024-02-03T04:05:06Z ", "2024-02-03T04:05:06+00:00"),
        # Four digits are a year, five are seconds.
        ("10000", "1970-01-01T02:46:40+00:00"),
        ("-1", "1969-12-31T23:59:59+00:00"),
        ("1.5", "1970-01-01T00:00:01.500000+00:00"),
        ("2024-13", None),
        ("0000", None),
        ("soon", None),
        ("1" * 30, None),
    ],
)
def test_a_date(text, found):
    read = moment(text)
    assert (None if read is None else read.isoformat()) == found
