"""W317."""

import pytest

from emitter.lint.rules.conditions.w317_date_never_matches import RULE
from tests.support.linting import condition, drawn, finds, one, table

NOW, EPOCH = "aws:CurrentTime", "aws:EpochTime"


@pytest.mark.parametrize(
    ("operators", "never"),
    [
        (
            {"DateGreaterThan": {NOW: "2026-09-01T00:00:00Z"}, "DateLessThan": {NOW: "2026-08-31T23:59:59Z"}},
            True,
        ),
        ({"DateGreaterThan": {NOW: "2026-09-01"}, "DateLessThan": {NOW: "2026-09-01"}}, True),
        ({"DateGreaterThanEquals": {NOW: "2026-09-01"}, "DateLessThanEquals": {NOW: "2026-09-01"}}, False),
        ({"DateGreaterThanEquals": {NOW: "2026-09-01"}, "DateLessThan": {NOW: "2026-09-01"}}, True),
        ({"DateGreaterThan": {NOW: "2026-08-01T00:00:00Z"}, "DateLessThan": {NOW: "2026-08-31"}}, False),
        # Two hours west, it is later.
        (
            {
                "DateGreaterThan": {NOW: "2026-08-01T01:00:00-02:00"},
                "DateLessThan": {NOW: "2026-08-01T02:00:00Z"},
            },
            True,
        ),
        ({"DateGreaterThan": {NOW: "2026-08-01T01:00:00Z"}, "DateLessThan": {EPOCH: "1600000000"}}, True),
        # Any of several values will do.
        (
            {"DateGreaterThan": {NOW: ["2026-09-01", "2026-01-01"]}, "DateLessThan": {NOW: "2026-08-31"}},
            False,
        ),
        (
            {"DateGreaterThan": {NOW: "2026-09-01"}, "DateLessThan": {"aws:TokenIssueTime": "2026-08-31"}},
            False,
        ),
        ({"DateGreaterThan": {NOW: "2026-09-01"}, "DateLessThan": {NOW: "${aws:TokenIssueTime}"}}, False),
        ({"DateGreaterThan": {NOW: "when it suits"}, "DateLessThan": {NOW: "2026-08-31"}}, False),
        (
            {
                "NumericGreaterThan": {"aws:MultiFactorAuthAge": "600"},
                "NumericLessThan": {"aws:MultiFactorAuthAge": "60"},
            },
            True,
        ),
        ({"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}, False),
    ],
)
def test_a_window_of_time_has_an_inside(operators, never):
    assert ("W317" in drawn(one(Condition=operators))) == never


@table(
    found=[
        (
            "DateEquals on aws:CurrentTime is true for one moment only",
            condition("DateEquals", NOW, "2026-01-31T00:00:00Z"),
        ),
        ("NumericEquals on aws:EpochTime is true for one", condition("NumericEquals", EPOCH, "1700000000")),
        (
            "aws:EpochTime: 1700000000000 is in milliseconds; use seconds",
            condition("NumericLessThan", EPOCH, "1700000000000"),
        ),
        (
            "aws:CurrentTime is never after 2026-09-01 and before 2026-08-31",
            one(Condition={"DateGreaterThan": {NOW: "2026-09-01"}, "DateLessThan": {NOW: "2026-08-31"}}),
        ),
    ],
    passed=[
        condition("DateNotEquals", NOW, "2026-01-31T00:00:00Z"),
        condition("DateEquals", "aws:TokenIssueTime", "2026-01-31T00:00:00Z"),
        condition("DateLessThan", EPOCH, "1700000000"),
        condition("StringEquals", NOW, "1700000000000"),
        one(
            Condition={
                "ForAllValues:DateGreaterThan": {NOW: "2026-09-01"},
                "DateLessThan": {NOW: "2026-08-31"},
            }
        ),
        # An unknown moment may be an earlier one.
        one(
            Condition={
                "DateGreaterThan": {"aws:CurrentTime": ["2026-02-01T00:00:00Z", "${aws:PrincipalTag/from}"]},
                "DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"},
            }
        ),
    ],
)
def test_a_date_can_match(expected, text):
    finds(RULE, text, *expected)
