"""Wildcards, against a matcher that is slow and plain."""

from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emitter.evaluate.context import Context
from emitter.evaluate.patterns import Pattern
from emitter.reading.values import ACCOUNT, REGION, Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.work import calls

NOTHING = Context({})
_LETTERS = "ab:/*?."


def value(*parts):
    return Value(parts, Place("f", 1, 1))


@cache
def plain(pattern, text):
    """Whether ``text`` is ``pattern``, where a star is any text."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return plain(pattern[1:], text) or (bool(text) and plain(pattern, text[1:]))
    return bool(text) and pattern[0] in ("?", text[0]) and plain(pattern[1:], text[1:])


@cache
def by_parts(pattern, text, colons=0):
    """As :func:`plain`, where a wildcard before the fifth colon crosses none, unless it ends its part."""
    if not pattern:
        return not text
    head, rest = pattern[0], pattern[1:]
    crosses = colons >= 5 or (head == "*" and (not rest or rest[0] == ":"))
    if head == "*":
        return by_parts(rest, text, colons) or (
            bool(text) and (crosses or text[0] != ":") and by_parts(pattern, text[1:], colons)
        )
    if not text or (head == "?" and text[0] == ":" and not crosses):
        return False
    return head in ("?", text[0]) and by_parts(rest, text[1:], colons + (head == ":"))


@given(st.text(_LETTERS, max_size=12), st.text("ab:/.", max_size=12))
@example("*a*b", "xaab")
@example("a*b*a", "abbaba")
@example("*?b*", "ab")
def test_a_star_is_any_text(pattern, text):
    assert Pattern(value(pattern), "like").truth(text, NOTHING) is plain(pattern, text)


_PART = st.text("ab*?/", max_size=4)
_ARN = st.builds(lambda parts: "arn:" + ":".join(parts), st.lists(_PART, min_size=5, max_size=7))
_NAME = st.builds(
    lambda parts: "arn:" + ":".join(parts), st.lists(st.text("ab/", max_size=3), min_size=5, max_size=7)
)


@given(_ARN, _NAME)
@example("arn:a:*b:::a", "arn:a:a:b:::a")
@example("arn:a:b:*:a*b:a", "arn:a:b::aa:b:a/b:a")
@example("arn:*:a*b*::b*a*", "arn:x:y:aab::::ba")
def test_a_wildcard_of_a_resource_stays_in_its_part_unless_it_ends_it(pattern, text):
    assert Pattern(value(pattern), "resource").truth(text, NOTHING) is by_parts(pattern, text)


@given(_ARN, _NAME)
def test_the_parts_of_an_arn_in_a_condition_are_matched_one_by_one(pattern, text):
    mine, its = pattern.split(":", 5), text.split(":", 5)
    parts = all(plain(a, b) for a, b in zip(mine, its, strict=True))
    assert Pattern(value(pattern), "arn").truth(text, NOTHING) is parts


# No wildcard of StringEquals, nor of StringEqualsIgnoreCase; a variable only where there are some.
@pytest.mark.parametrize("style", ["exact", "fold"])
def test_a_style_without_wildcards_has_none(style):
    assert Pattern(value("a*"), style).truth("a*", NOTHING) is True
    assert Pattern(value("a*"), style).truth("ab", NOTHING) is False
    assert Pattern(value("a${aws:x}"), style).truth("ab", Context({"aws:x": ("b",)})) is False


def test_a_variable_without_a_value_matches_nothing():
    name = Pattern(value("a-${aws:x}*"), "like", variables=True)
    assert name.truth("a-b", Context({"aws:x": ("b",)})) is True
    assert name.truth("a-b", Context({"aws:x": ()})) is False


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("arn:aws:sqs", "arn:aws:sqs:eu-west-1:123456789012:q", True),
        ("arn:aws:sqs:eu-west-1", "arn:aws:sqs:eu-west-1:123456789012:q", True),
        ("arn:aws:sqs:eu-west-1", "arn:aws:sqs:eu-west-2:123456789012:q", False),
        ("arn:aws:sqs:*", "arn:aws:sqs:eu-west-1:123456789012:q:r", True),
        ("arn:aws:sq*", "arn:aws:sqs:eu-west-1:123456789012:q", True),
        ("arn:aws:dynamodb:*:table/prod-*", "arn:aws:dynamodb:eu-west-1:123456789012:table/prod-x", True),
        ("arn:aws:dynamodb:*:table/prod-*", "arn:aws:dynamodb:eu-west-1:123456789012:table/dev-x", False),
        ("arn:aws:s3:::b", "*", False),
        ("*", "*", True),
        ("arn:*", "*", False),
        ("q", "arn:aws:sqs:eu-west-1:123456789012:q", False),
        ("arn:aws:s3:::b/[ab]", "arn:aws:s3:::b/a", False),
        ("arn:aws:s3:::b/a\nb*", "arn:aws:s3:::b/a\nbc", True),
    ],
)
def test_what_an_arn_that_ends_early_or_is_none_matches(pattern, text, matches):
    assert Pattern(value(pattern), "resource").truth(text, NOTHING) is matches


@pytest.mark.parametrize(
    ("pattern", "action", "matches"),
    [
        ("*", "ecs:runtask", True),
        ("ECS:Run*", "ecs:runtask", True),
        ("ecs:*Task?", "ecs:runtasks", True),
        ("e*", "ecs:runtask", False),
        ("RunTask", "ecs:runtask", False),
        ("*:*", "ecs:runtask", True),
    ],
)
def test_an_action_is_a_service_and_a_name_in_any_case(pattern, action, matches):
    assert Pattern(value(pattern), "action").truth(action, NOTHING) is matches


_OPEN_ACCOUNT = Unknown("${AWS::AccountId}", ACCOUNT)
_OPEN_REGION = Unknown("${AWS::Region}", REGION)


@pytest.mark.parametrize(
    ("parts", "text", "truth"),
    [
        (
            ("arn:aws:sqs:eu-west-1:", _OPEN_ACCOUNT, ":q"),
            "arn:aws:sqs:eu-west-1:123456789012:q",
            {"${AWS::AccountId}"},
        ),
        (("arn:aws:sqs:eu-west-1:", _OPEN_ACCOUNT, ":q"), "arn:aws:sqs:eu-west-1:123456789012:r", False),
        (("arn:aws:sqs:eu-west-1:", _OPEN_ACCOUNT, ":q"), "arn:aws:sqs:eu-west-1:1:q", False),
        (("arn:aws:sqs:", _OPEN_REGION, ":*:q"), "arn:aws:sqs:us-gov-west-1:1:q", {"${AWS::Region}"}),
        (
            ("arn:aws:sqs:", _OPEN_REGION, ":", _OPEN_ACCOUNT, ":*"),
            "arn:aws:sqs:eu-west-1:123456789012:q",
            {"${AWS::AccountId}", "${AWS::Region}"},
        ),
        ((Unknown("!Ref Queue"),), "arn:aws:sqs:eu-west-1:123456789012:q", {"!Ref Queue"}),
        ((Unknown("!GetAtt B.Arn"), "/*"), "arn:aws:s3:::b/key", {"!GetAtt B.Arn"}),
        ((Unknown("!GetAtt B.Arn"), "/home/*"), "arn:aws:s3:::b/key", False),
        (
            ("arn:aws:s3:::", Unknown("${B}"), "/${aws:username}"),
            "arn:aws:s3:::b/ann",
            {"${B}", "aws:username"},
        ),
    ],
)
def test_what_a_file_leaves_open_is_unknown_where_it_can_match(parts, text, truth):
    assert Pattern(value(*parts), "resource", variables=True).truth(text, NOTHING) == truth


@pytest.mark.parametrize("style", ["like", "action", "resource", "arn"])
def test_no_pattern_takes_long(style):
    prefix = "a:" if style == "action" else "arn:aws:s3:::"

    def match():
        for pattern, text in (
            (prefix + "*a" * 40 + "b", prefix),
            ("arn:aws:" + "*a" * 40 + "b:::q", "arn:aws:"),
        ):
            assert not Pattern(value(pattern), style).truth(text + "a" * 400, NOTHING)

    assert calls(match) < 50_000


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("arn:aws:sqs:eu-west-1:*", "arn:aws:sqs:eu-west-1:123456789012:q", False),
        ("arn:aws:sqs:eu-west-1:*:q", "arn:aws:sqs:eu-west-1:123456789012:q", True),
        ("arn:aws:sqs:eu-west-1:*:q", "arn:aws:sqs:eu-west-1:123456789012:p:q", False),
        ("arn:aws:iam::123456789012:*", "arn:aws:iam::123456789012:role/a:b", True),
    ],
)
def test_only_after_the_fifth_colon_a_wildcard_of_a_condition_crosses_a_colon(pattern, text, matches):
    assert Pattern(value(pattern), "arn").truth(text, NOTHING) is matches
