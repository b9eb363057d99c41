"""When a condition is sure to hold where another does, and how conditions come apart."""

import pytest

from emitter.diff.condition import ConditionClause, apart, asks_no_more, together


def clause(operator, *values, key="a:k"):
    return ConditionClause(operator, key, values)


EQUALS, OTHER = clause("StringEquals", "a"), clause("StringEquals", "x", key="a:other")


@pytest.mark.parametrize(
    ("wide", "narrow", "is_sure"),
    [
        ([], [], True),
        ([], [EQUALS], True),
        ([EQUALS], [], False),
        ([EQUALS], [EQUALS, OTHER], True),
        ([EQUALS, OTHER], [EQUALS], False),
        ([OTHER], [clause("StringEquals", "x")], False),
        ([clause("StringEquals", "a", "b")], [EQUALS], True),
        ([EQUALS], [clause("StringEquals", "a", "b")], False),
        # An operator of plain texts next to one of patterns.
        ([clause("StringLike", "a*")], [clause("StringEquals", "ab")], True),
        ([clause("StringLike", "a*")], [clause("StringEquals", "b")], False),
        ([clause("StringEquals", "ab")], [clause("StringLike", "ab")], True),
        ([clause("StringEquals", "ab")], [clause("StringLike", "a*")], False),
        ([clause("StringLike", "a*", "b")], [clause("StringEquals", "a*")], False),
        ([clause("StringLike", "*")], [clause("StringEquals", "a*", "b")], False),
        ([clause("ArnLike", "arn:aws:s3:::*")], [clause("ArnEquals", "arn:aws:s3:::a")], True),
        ([clause("ArnEquals", "arn:aws:s3:::a*")], [clause("ArnLike", "arn:aws:s3:::ab")], True),
        ([clause("ArnLike", "arn:aws:s3:*:a")], [clause("ArnLike", "arn:aws:s3:::a")], False),
        ([clause("ArnLike", "a")], [clause("StringLike", "a")], False),
        # Case: the operator that ignores it asks for less.
        ([clause("StringEqualsIgnoreCase", "A")], [EQUALS], True),
        ([EQUALS], [clause("StringEqualsIgnoreCase", "a")], False),
        ([clause("StringNotEquals", "A")], [clause("StringNotEqualsIgnoreCase", "a")], True),
        ([clause("StringEqualsIgnoreCase", "{Name}")], [clause("StringEquals", "{name}")], False),
        ([clause("Bool", "True")], [clause("Bool", "true")], True),
        ([clause("Bool", "true")], [clause("Bool", "false")], False),
        # The more is excluded the less is left.
        ([clause("StringNotEquals", "a")], [clause("StringNotEquals", "a", "b")], True),
        ([clause("StringNotEquals", "a", "b")], [clause("StringNotEquals", "a")], False),
        ([clause("StringNotLike", "ab")], [clause("StringNotLike", "a*")], True),
        ([clause("StringNotEquals", "b")], [EQUALS], False),
        # Without the key, and with several values.
        ([clause("StringEqualsIfExists", "a")], [EQUALS], True),
        ([EQUALS], [clause("StringEqualsIfExists", "a")], False),
        ([clause("ForAnyValue:StringEquals", "a")], [EQUALS], False),
        ([clause("ForAnyValue:StringLike", "a*")], [clause("ForAnyValue:StringEquals", "ab")], True),
        ([clause("Null", "TRUE")], [clause("Null", "true")], True),
        ([clause("Null", "true")], [clause("Null", "true", "false")], False),
        ([clause("Null", "true", "false")], [clause("Null", "true")], True),
        ([clause("Null", "true")], [clause("Null", "true", key="a:other")], False),
        ([clause("Null", "a")], [EQUALS], False),
        ([EQUALS], [clause("Null", "a")], False),
        ([clause("StringNearly", "a")], [clause("StringNearly", "a")], True),
        ([clause("StringNearly", "a", "b")], [clause("StringNearly", "a")], False),
        ([EQUALS], [clause("StringNearly", "a")], False),
    ],
)
def test_conditions_that_hold_where_others_do(wide, narrow, is_sure):
    assert asks_no_more(frozenset(wide), frozenset(narrow)) is is_sure


@pytest.mark.parametrize(
    ("wide", "narrow", "is_sure"),
    [
        (("NumericLessThan", "10"), ("NumericLessThan", "5"), True),
        (("NumericLessThan", "5"), ("NumericLessThan", "10"), False),
        (("NumericLessThan", "5"), ("NumericLessThan", "5.0"), True),
        (("NumericLessThanEquals", "5"), ("NumericLessThan", "5"), True),
        (("NumericLessThan", "5"), ("NumericLessThanEquals", "5"), False),
        (("NumericLessThan", "5"), ("NumericEquals", "4"), True),
        (("NumericLessThan", "5"), ("NumericEquals", "5"), False),
        (("NumericLessThanEquals", "5"), ("NumericEquals", "5"), True),
        (("NumericEquals", "5"), ("NumericLessThanEquals", "5"), False),
        (("NumericEquals", "5"), ("NumericEquals", "5.0"), True),
        (("NumericGreaterThan", "1"), ("NumericEquals", "1"), False),
        (("NumericGreaterThanEquals", "1"), ("NumericEquals", "1"), True),
        (("NumericGreaterThan", "1"), ("NumericGreaterThanEquals", "2"), True),
        (("NumericGreaterThan", "1"), ("NumericLessThan", "2"), False),
        (("NumericLessThan", "{Max}"), ("NumericLessThan", "{Max}"), True),
        (("NumericLessThanEquals", "{Max}"), ("NumericLessThan", "{Max}"), False),
        (("NumericLessThan", "{Max}"), ("NumericLessThan", "5"), False),
        (("NumericNotEquals", "5.0"), ("NumericNotEquals", "5"), True),
        (("NumericNotEquals", "{Max}"), ("NumericNotEquals", "{Max}"), True),
        (("NumericNotEquals", "{Max}"), ("NumericNotEquals", "{Least}"), False),
        (("NumericLessThan", "5"), ("NumericNotEquals", "5"), False),
        (("DateLessThan", "2024-02"), ("DateLessThan", "2024-01-31T00:00:00Z"), True),
        (("DateGreaterThan", "2024-02"), ("DateGreaterThan", "2024-01"), False),
        (("DateNotEquals", "2024-01"), ("DateNotEquals", "2024-01-01T00:00:00Z"), True),
        (("IpAddress", "10.0.0.0/8"), ("IpAddress", "10.1.2.3/16"), True),
        (("IpAddress", "10.1.2.3/16"), ("IpAddress", "10.0.0.0/8"), False),
        (("IpAddress", "2001:db8::/32"), ("IpAddress", "2001:db8:1::/48"), True),
        (("IpAddress", "::/0"), ("IpAddress", "10.0.0.0/8"), False),
        (("IpAddress", "0.0.0.0/0"), ("IpAddress", "::1"), False),
        (("IpAddress", "{Net}"), ("IpAddress", "{Net}"), True),
        (("IpAddress", "{Net}"), ("IpAddress", "{Other}"), False),
        (("IpAddress", "0.0.0.0/0"), ("IpAddress", "{Net}"), False),
        (("NotIpAddress", "10.1.0.0/16"), ("NotIpAddress", "10.0.0.0/8"), True),
        (("BinaryEquals", "YQ=="), ("BinaryEquals", "YQ=="), True),
        (("BinaryEquals", "YQ=="), ("BinaryEquals", "yq=="), False),
    ],
)
def test_ranges_and_networks_that_contain_others(wide, narrow, is_sure):
    assert asks_no_more(frozenset({clause(*wide)}), frozenset({clause(*narrow)})) is is_sure


def set_of(*clauses):
    return frozenset(clauses)


A, B = clause("StringEquals", "a"), clause("StringEquals", "b")


@pytest.mark.parametrize(
    ("clauses", "parts"),
    [
        ([], [[]]),
        ([clause("StringEquals", "a", "b")], [[A], [B]]),
        ([clause("StringEquals", "a", "b"), OTHER], [[A, OTHER], [B, OTHER]]),
        # Of these one value is not enough, or each leaves less.
        (
            [clause("StringNotEquals", "a", "b"), clause("Null", "true", "false", key="a:n")],
            [[clause("StringNotEquals", "a", "b"), clause("Null", "true", "false", key="a:n")]],
        ),
        ([clause("ForAllValues:StringEquals", "a", "b")], [[clause("ForAllValues:StringEquals", "a", "b")]]),
        ([clause("StringNearly", "a", "b")], [[clause("StringNearly", "a", "b")]]),
    ],
)
def test_conditions_come_apart_by_the_values_of_a_key(clauses, parts):
    assert set(apart(frozenset(clauses))) == {frozenset(part) for part in parts}
    assert together(map(frozenset, parts)) == {frozenset(clauses)}


@pytest.mark.parametrize(("count", "parts"), [(16, 256), (17, 1)])
def test_more_values_than_can_be_compared_stay_together(count, parts):
    values = [str(number) for number in range(count)]
    # Excluded values multiply nothing.
    also = clause("StringNotEquals", *values, key="a:not")
    both = set_of(clause("StringEquals", *values), clause("StringLike", *values[:16], key="a:l"), also)
    assert len(list(apart(both))) == parts


def test_only_what_differs_in_one_key_comes_together():
    apart_ = {set_of(A, OTHER), set_of(B), set_of(clause("StringNotEquals", "c"))}
    assert together(apart_) == apart_
    assert together([set_of(A), set_of(B), set_of(OTHER)]) == {
        set_of(clause("StringEquals", "a", "b")),
        set_of(OTHER),
    }
