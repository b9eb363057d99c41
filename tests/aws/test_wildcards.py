"""The grammar of patterns, which texts match them, and that no pattern takes long."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.aws.wildcards import (
    ANY,
    ONE,
    Wildcard,
    action_matches,
    expression,
    joined,
    literal,
    matcher,
    parse,
)
from tests.support.work import calls

_ACCOUNT = Wildcard("unknown", "${A}", "[0-9]{12}")
_OPEN = Wildcard("unknown", "${X}")


def variable(text):
    return Wildcard("variable", text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", ()),
        ("a", ("a",)),
        ("a*?", ("a", ANY, ONE)),
        # Any number of stars is one.
        ("a**b", ("a", ANY, "b")),
        # The special characters of "Variables and tags" are text.
        ("a${*}b${?}${$}*", ("a*b?$", ANY)),
        ("${aws:username}/b", (variable("aws:username"), "/b")),
        ("${aws:PrincipalTag/t, 'a*'}", (variable("aws:PrincipalTag/t, 'a*'"),)),
        # Also with a sign in it that no key has, and with nothing: IAM refuses these or takes them as text.
        ("${a$b}${}", (variable("a$b"), variable(""))),
        # Braces that begin and do not end, or the other way round, are text.
        ("${a", ("${a",)),
        ("${${a}", ("${", variable("a"))),
        ("$a{b}}", ("$a{b}}",)),
    ],
)
def test_a_text_is_texts_wildcards_and_variables(text, tokens):
    assert parse(text) == tokens


@pytest.mark.parametrize(
    ("text", "asked", "tokens"),
    [
        ("${a}*", {"variables": False}, ("${a}", ANY)),
        ("${*}", {"variables": False}, ("${", ANY, "}")),
        ("${a}*?${*}", {"wildcards": False}, (variable("a"), "*?*")),
        ("${a}*?", {"variables": False, "wildcards": False}, ("${a}*?",)),
    ],
)
def test_a_place_takes_variables_or_wildcards_or_neither(text, asked, tokens):
    assert parse(text, **asked) == tokens


_TOKENS = ("*", ANY, ONE, variable("*"), Wildcard("unknown", "*"), "?", "")


@pytest.mark.parametrize(("one", "other"), list(combinations(_TOKENS, 2)))
def test_tokens_of_different_kinds_differ(one, other):
    assert one != other
    assert len({one, other}) == 2


def test_texts_and_stars_that_follow_each_other_are_one_and_what_is_unknown_stays_apart():
    assert joined(["a", "", "b", ANY, ANY, _OPEN, _OPEN]) == ("ab", ANY, _OPEN, _OPEN)
    assert (literal(()), literal(("a",)), literal((ANY,))) == ("", "a", None)


@pytest.mark.parametrize(
    ("pattern", "crossing", "text", "matches"),
    [
        ("a*", "all", "a:b", True),
        # A star that ends its part of a resource crosses colons, and so does one that ends the pattern.
        ("arn:a*:b", "resource", "arn:aa:b:b", True),
        ("arn:a*c:b", "resource", "arn:a:c:b", False),
        ("arn:b*", "resource", "arn:b:c", True),
        ("arn:*::b*", "resource", "arn:a:b::ba:b", True),
        # An ARN that ends early matches what could follow.
        ("arn:aws:s3", "resource", "arn:aws:s3:::b", True),
        ("arn:aws:s3", "condition", "arn:aws:s3:::b", False),
        # In a condition each part is compared by itself, but one star alone is everything.
        ("arn:a*:b", "condition", "arn:aa:b:b", False),
        ("*", "condition", "a:b", True),
        ("*", "resource", "a:b", True),
        ("a:b:c:d:e:f*?", "condition", "a:b:c:d:e:f:g", True),
        ("?:b", "condition", "::b", False),
        ("?:b", "all", "::b", True),
        # A dot and a line feed are characters like others.
        ("a.b*", "all", "axb", False),
        ("a*b", "all", "a\nb", True),
    ],
)
def test_which_colons_a_wildcard_crosses(pattern, crossing, text, matches):
    assert bool(matcher(parse(pattern), crossing)(text)) is matches


@pytest.mark.parametrize(
    ("tokens", "text", "matches"),
    [
        (("a", _ACCOUNT, "*"), "a123456789012*", True),
        (("a", _ACCOUNT), "a12345", False),
        (("a", _OPEN, "b"), "a:/b", True),
        ((variable("aws:username"), "b"), "annb", True),
        # Next to more than four stars a shape is not looked at: an account that is none is possible.
        ((ANY, "a", ANY, "a", ANY, "a", ANY, "a", _ACCOUNT, "b", ANY), "aaaaxb", True),
        ((ANY, "a", ANY, "a", ANY, "a", _ACCOUNT, "b", ANY), "aaaaxb", False),
    ],
)
def test_what_is_unknown_matches_what_it_can_be(tokens, text, matches):
    assert bool(matcher(tokens)(text)) is matches


@given(st.text("ab:*?", max_size=10), st.text("ab:", max_size=8))
def test_a_pattern_of_stars_is_matched_alike_by_its_texts_and_by_its_expression(pattern, text):
    import re

    expected = re.fullmatch(expression(parse(pattern)), text, re.DOTALL) is not None
    assert bool(matcher(parse(pattern))(text)) is expected


def test_what_is_hidden_is_matched_by_a_star_and_not_by_a_question_mark():
    test = matcher(parse("a?"), hidden="#")
    assert (bool(test("ab")), bool(test("a#"))) == (True, False)
    assert matcher(parse("a*"), hidden="#")("a#")


def test_an_action_matches_in_any_case_and_has_no_variables():
    assert action_matches("S3:get*", "s3:GetObject")
    assert not action_matches("s3:${*}", "s3:*")


@pytest.mark.parametrize("crossing", ["all", "resource", "condition"])
@pytest.mark.parametrize("gap", [ANY, _OPEN, _ACCOUNT, variable("aws:username")])
def test_no_pattern_takes_long(gap, crossing):
    def match():
        tokens = joined(["arn:", *[gap, "a", ANY, "a", gap] * 20, "b"])
        assert not matcher(tokens, crossing)("arn:" + "a1" * 200)
        assert not matcher(joined(["arn:", *[gap, gap, ANY] * 20, "b"]), crossing)("arn:" + "a1" * 200)

    assert calls(match) < 20_000
