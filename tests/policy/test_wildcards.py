"""Values as patterns: which texts they match, and which two of them have one in common."""

import pytest

from emitter.aws.wildcards import ANY, ONE, Wildcard, is_pattern, literal, parse
from emitter.policy.wildcards import SEGMENT, intersects, is_free, is_wide, matches, tokens
from emitter.reading.values import REGION, Unknown, Value
from emitter.reading.yaml_tree import Place

OPEN, USER = Wildcard("unknown", "${Name}"), Wildcard("variable", "aws:username")
PLACE_OF_REGION = Wildcard("unknown", "${Region}", REGION)


def value(*parts):
    return Value(parts, Place("x"))


@pytest.mark.parametrize(
    ("parts", "options", "found"),
    [
        (
            ("a${*}b**${aws:username}?", Unknown("X")),
            {},
            ("a*b", ANY, Wildcard("variable", "aws:username"), ONE, Wildcard("unknown", "X")),
        ),
        # As in an action, and as in StringEquals.
        (("a${b}*",), {"variables": False}, ("a${b}", ANY)),
        (("a${b}*",), {"wildcards": False}, ("a", Wildcard("variable", "b"), "*")),
        (("a${b}*", Unknown("X")), {"variables": False}, ("a${b}", ANY, Wildcard("unknown", "X"))),
        (
            ("${b}*", Unknown("X")),
            {"wildcards": False},
            (Wildcard("variable", "b"), "*", Wildcard("unknown", "X")),
        ),
        ((), {}, ()),
    ],
)
def test_a_value_is_texts_and_wildcards(parts, options, found):
    assert tokens(value(*parts), **options) == found


@pytest.mark.parametrize(
    ("field", "free"),
    [
        ((ANY,), True),
        (("/", ANY, ":", ONE), True),
        (("a", ANY), False),
        ((ANY, USER), False),
        ((ONE,), False),
        ((":",), False),
        ((), False),
    ],
)
def test_a_field_of_separators_and_stars_is_free(field, free):
    assert is_free(field) is free


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("a*", "*b", True),
        ("a*", "b*", False),
        ("a?c", "abc", True),
        ("a?c", "ac", False),
        ("*a", "*b", False),
        ("a*b*c", "a*x", False),
        ("role/*/x", "role/x", False),
        ("", "", True),
        ("", "a", False),
        # A beginning next to wildcards: "?" takes one sign of it, "*" any number.
        ("ab*", "?b*", True),
        ("ab*", "?c*", False),
        ("ab*", "??", True),
        ("ab*", "?", False),
        ("ab*", "?cc?", False),
        ("ab*", "?bc?", True),
        # Neither is a beginning, and one has no star at an end.
        ("a?c*d", "ab*e?", True),
        ("a?c*d", "ab?", False),
        ("a?c*d", "abc*?", True),
        ("?a*b", "c?*b", True),
        ("?ab*b", "c?c*b", False),
        ("*a?", "*b?", False),
        ("*a?", "*?b", True),
        ("a*?", "a", False),
        ("??", "?", False),
        ("?a", "?a", True),
    ],
)
def test_patterns_intersect(one, other, meets):
    assert intersects(parse(one), parse(other)) is meets
    assert intersects(parse(other), parse(one)) is meets


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        # A segment ends at a slash.
        (("a/", SEGMENT), ("a/b/", ANY), False),
        (("a/", SEGMENT), ("a/", ANY, "c"), True),
        (("a/", SEGMENT, "/c"), ("a/", ONE, "/c"), True),
        (("a/", SEGMENT, "/c"), ("a/b/d/", ANY), False),
        ((SEGMENT, "/c"), ("a", ANY), True),
        ((SEGMENT,), ("a/", ANY), False),
        ((SEGMENT, "x"), ("a", ONE, SEGMENT), True),
        # What is not known, and a policy variable, is any text.
        ((OPEN, "/a"), ("b/", ANY), True),
        ((OPEN, "/a"), ("b", USER, "/c"), False),
    ],
)
def test_segments_and_unknown_parts_intersect(one, other, meets):
    assert intersects(one, other) is meets
    assert intersects(other, one) is meets


@pytest.mark.parametrize("size", [2_048, 2_049])
def test_of_patterns_longer_than_any_arn_nothing_is_said(size):
    """Such a pattern counts as one that meets any other."""
    assert intersects(("a" * size,), ("b", ANY)) is (size > 2_048)
    assert intersects(("b", ANY), ("a" * (size - 1), ANY)) is (size > 2_048)


def test_patterns_of_too_many_places_count_as_meeting():
    long = ("a", ONE, *("b", ANY) * 75, "c", ONE)
    assert intersects(long, (*long[:-2], "d", ONE))
    assert not intersects(("a", ONE, "b", ANY, "c", ONE), ("a", ONE, "b", ANY, "d", ONE))


@pytest.mark.parametrize(
    ("pattern", "text", "match"),
    [
        ("s3:*Object", "s3:getObject", True),
        ("s3:*Object", "s3:getObjects", False),
        ("a", "a", True),
    ],
)
def test_a_pattern_matches_texts(pattern, text, match):
    assert matches(parse(pattern), text) is match


def test_an_unknown_part_of_a_known_shape_matches_texts_of_that_shape():
    assert matches(("logs.", PLACE_OF_REGION), "logs.eu-west-1")
    assert not matches(("logs.", PLACE_OF_REGION), "logs.web")


@pytest.mark.parametrize(("text", "known"), [("a", "a"), ("a*", None), ("", ""), ("a?", None)])
def test_a_text_without_wildcards_is_literal(text, known):
    assert literal(parse(text)) == known
    assert is_pattern(text) is (known is None)


@pytest.mark.parametrize(
    ("text", "wide"),
    [("*", True), ("*:*", True), ("**", True), ("s3:*", False), (":*", False), ("*a", False)],
)
def test_a_pattern_of_every_action(text, wide):
    assert is_wide(text) is wide
