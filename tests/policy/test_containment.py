import re
from fnmatch import translate

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from emitter.policy.containment import action_covers, arn_covers, covers, implies, overlaps, redundant
from emitter.reading.files import read_text
from emitter.reading.values import ACCOUNT, Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.policy_documents import allow as policy_allowing
from tests.support.policy_documents import deny, documents
from tests.support.work import calls

_PATTERN = st.text("ab:*?", max_size=8)
_STARS = st.text("ab*", max_size=8)
_WORD = st.text("ab:", max_size=4)
# No pattern holds it, so a wildcard that stands for it stands for anything.
_FRESH = "#"


def value(*parts):
    return Value(parts, Place("a file"))


def matches(pattern, text):
    return re.fullmatch(translate(pattern.replace("[", "[[]")), text) is not None


def filled(pattern, words):
    """A text that ``pattern`` matches: its wildcards filled from ``words``."""
    words = iter(words)
    return "".join({"*": next(words), "?": (next(words) + "a")[0]}.get(c, c) for c in pattern)


@st.composite
def widened(draw, patterns=_PATTERN):
    """A pattern and one made of it by putting wildcards in, which often covers it."""
    narrow = draw(patterns)
    wide = "".join(draw(st.sampled_from((sign, sign, "*", "?", sign + "*"))) for sign in narrow)
    return wide, narrow


@given(widened(), st.lists(_WORD, min_size=16, max_size=16))
def test_what_the_narrower_matches_the_wider_matches(pair, words):
    wide, narrow = pair
    assume(covers(value(wide), value(narrow)))
    assert matches(wide, filled(narrow, words))


@given(_STARS, _STARS)
def test_a_pattern_of_stars_is_covered_exactly_when_it_should_be(wide, narrow):
    assert covers(value(wide), value(narrow)) == matches(wide, narrow.replace("*", _FRESH))


@given(_PATTERN, _WORD)
def test_a_text_is_covered_exactly_when_it_is_matched(wide, text):
    assert covers(value(wide), value(text)) == matches(wide, text)


@given(_PATTERN)
def test_every_pattern_covers_itself_and_the_star_covers_all(pattern):
    for by in (covers, action_covers, arn_covers):
        assert by(value(pattern), value(pattern))
        assert by(value("*"), value(pattern))


@given(widened(st.text("ab:*?", max_size=12).map("arn:{}".format)))
def test_arns_are_covered_only_where_texts_are(pair):
    wide, narrow = map(value, pair)
    assume(arn_covers(wide, narrow))
    assert covers(wide, narrow)


CLUSTER = Unknown("${Cluster}")
FUNCTION = Unknown("Fn::GetAtt")
ARN = Unknown("${Bucket.Arn}")


@pytest.mark.parametrize(
    ("wide", "narrow", "is_covered"),
    [
        (("a/*",), ("a/", CLUSTER), True),
        (("a/", CLUSTER, "/*"), ("a/", CLUSTER, "/b"), True),
        (("a/", CLUSTER), ("a/", CLUSTER), True),
        (("a/", CLUSTER), ("a/", Unknown("${Other}")), False),
        (("a/", CLUSTER), ("a/b",), False),
        (("a/b",), ("a/", CLUSTER), False),
        (("a/?",), ("a/", CLUSTER), False),
        (("a/*Cluster*",), ("a/", CLUSTER), False),
        # The name of a function does not say that two are the same.
        ((FUNCTION,), (FUNCTION,), False),
        (("*",), (FUNCTION,), True),
        # A policy variable is filled in at the end, and what it becomes is no pattern.
        (("a/*",), ("a/${aws:username}",), True),
        (("a/${aws:username}",), ("a/${aws:username}",), True),
        (("a/${aws:username}",), ("a/${aws:userid}",), False),
        # Its key has no case, and its default has.
        (("a/${aws:username}",), ("a/${ AWS:UserName }",), True),
        (("a/${aws:PrincipalTag/t, 'x'}",), ("a/${aws:principaltag/T,'x'}",), True),
        (("a/${aws:PrincipalTag/t, 'x'}",), ("a/${aws:PrincipalTag/t, 'X'}",), False),
        (("a/*user*",), ("a/${aws:username}",), False),
        (("a/${*}",), ("a/b",), False),
        (("a/*",), ("a/${*}",), True),
        (("a/${*}",), ("a/*",), False),
        (("a/b${",), ("a/b${",), True),
    ],
)
def test_what_is_not_known_is_covered_by_a_star_and_by_itself(wide, narrow, is_covered):
    assert covers(value(*wide), value(*narrow)) is is_covered


@pytest.mark.parametrize(
    ("wide", "narrow", "is_covered"),
    [
        ("arn:aws:ecs:*:111122223333:cluster/*", "arn:aws:ecs:eu-west-1:111122223333:cluster/web", True),
        ("arn:aws:ecs:*:cluster/*", "arn:aws:ecs:eu-west-1:111122223333:cluster/web", False),
        ("arn:aws:s3:::a*", "arn:aws:s3:::a/b:c", True),
        ("arn:aws:s3:::*", "arn:aws:s3", False),
        ("arn:aws:s3:::A", "arn:aws:s3:::a", False),
        ("arn:aws:logs:*:*:log-group:*", "arn:aws:logs:*:*:log-group:a:*", True),
        ("arn:aws:iam::111122223333:role/*", "arn:aws:iam::${aws:PrincipalAccount}:role/a", False),
        ("arn:aws:iam::*:role/*", "arn:aws:iam::${aws:PrincipalAccount}:role/a", True),
        ("*", "arn:aws:s3:::a", True),
        ("arn:aws:s3:::a", "*", False),
        # An unknown part that begins it may be an ARN as a whole.
        ((ARN, "/*"), (ARN, "/a:b"), True),
        ((ARN, ":*"), (ARN, "/a:b"), False),
        ((ARN, "/*"), "arn:aws:s3:::a/b", False),
        # Of fewer than six fields it matches no ARN.
        ("*a", "arn:aws:s3:::a", False),
        ("*:a", "arn:aws:s3:::a", False),
        ("a*:aws:s3:::a", "arn:aws:s3:::a", True),
    ],
)
def test_each_field_of_an_arn_is_matched_by_itself(wide, narrow, is_covered):
    wide, narrow = (value(*one) if isinstance(one, tuple) else value(one) for one in (wide, narrow))
    assert arn_covers(wide, narrow) is is_covered


def test_actions_are_the_same_in_any_case():
    assert action_covers(value("ECS:list*"), value("ecs:ListClusters"))
    assert not covers(value("ECS:list*"), value("ecs:ListClusters"))


def test_unknown_parts_keep_their_case():
    one, other = value("a:", Unknown("${x}", ACCOUNT)), value("a:", Unknown("${X}", ACCOUNT))
    assert not action_covers(one, other)


def superfluous(*texts, by=action_covers, fold=True):
    values = [value(*text) if isinstance(text, tuple) else value(text) for text in texts]
    return [(one.shown, other.shown) for one, other in redundant(values, by, fold)]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("a:X", "a:x"), [("a:x", "a:X")]),
        (("a:X", "a:*"), [("a:X", "a:*")]),
        (("a:*", "a:X", "a:Y*"), [("a:X", "a:*"), ("a:Y*", "a:*")]),
        (("a:*", "*"), [("a:*", "*")]),
        (("a:Get*", "a:*Report"), []),
        # The nearest of several that match it.
        (("a:*", "a:X*", "a:XY"), [("a:X*", "a:*"), ("a:XY", "a:X*")]),
        (("A:x*", "a:XY"), [("a:XY", "A:x*")]),
        (("cloudformation:D*", "cloudformation:Deploy"), [("cloudformation:Deploy", "cloudformation:D*")]),
        (("cloud*:D*", "cloudformation:Deploy"), [("cloudformation:Deploy", "cloud*:D*")]),
        (((FUNCTION,), (FUNCTION,)), []),
        (((CLUSTER,), (CLUSTER,)), [("${Cluster}", "${Cluster}")]),
        ((), []),
    ],
)
def test_what_another_takes_in_is_redundant(texts, found):
    assert superfluous(*texts) == found


@given(st.lists(st.text("ab*?", max_size=4), max_size=6))
def test_without_what_is_redundant_as_much_is_covered(texts):
    values = [value(text) for text in texts]
    dropped = [id(one) for one, _ in redundant(values, covers)]
    kept = [one for one in values if id(one) not in dropped]
    assert all(any(covers(wide, one) for wide in kept) for one in values)
    assert not list(redundant(kept, covers))


@pytest.mark.parametrize("text", ["a*" * 2000, "*a" * 2000 + "b", "?*" * 2000, "a" * 20000])
def test_no_pattern_takes_long(text):
    assert calls(covers, value(text), value("a" * 20000)) < 1_000_000
    assert calls(covers, value("*" + "a*" * 1000 + "b"), value(text)) < 1_000_000


def test_many_patterns_do_not_take_long():
    actions = ", ".join(f'"a:{number:x}*{number}"' for number in range(9000))
    text = f'{{"Statement": {{"Effect": "Allow", "Action": [{actions}], "Resource": "*"}}}}'
    (document,) = read_text(text, "a file").documents
    assert (
        calls(lambda: list(redundant(document.statements[0].actions, action_covers, fold=True))) < 3_000_000
    )
    assert calls(lambda: list(overlaps(document))) < 3_000_000


def found(*statements):
    listed = ", ".join(f'{{"Effect": "Allow", {statement}}}' for statement in statements)
    (document,) = read_text(f'{{"Version": "2012-10-17", "Statement": [{listed}]}}', "a file").documents
    return [
        (
            document.statements.index(overlap.narrow),
            document.statements.index(overlap.wide),
            [action.shown for action in overlap.actions],
            [condition.key.shown for condition in overlap.waived],
        )
        for overlap in overlaps(document)
    ]


def allow(action, resource, **conditions):
    keys = ", ".join(f'"{key.replace("_", ":")}": {values}' for key, values in conditions.items())
    condition = f', "Condition": {{"StringEquals": {{{keys}}}}}' if keys else ""
    return f'"Action": {action}, "Resource": "{resource}"{condition}'


ALL = '["a:X", "a:Y"]'


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([allow('"a:X"', "*"), allow('"a:Y"', "*")], []),
        ([allow('"a:X"', "*"), allow('"a:x"', "*")], [(1, 0, ["a:x"], [])]),
        ([allow('"a:X"', "r/1"), allow(ALL, "r/*")], [(0, 1, ["a:X"], [])]),
        ([allow(ALL, "r/1"), allow('"a:X"', "r/*")], [(0, 1, ["a:X"], [])]),
        ([allow('"a:X"', "r/*"), allow(ALL, "r/1")], [(1, 0, ["a:X"], [])]),
        ([allow('"a:X"', "r/1"), allow('"a:X"', "s/*")], []),
        ([allow('"a:X"', "*"), allow('"a:*"', "*")], [(0, 1, ["a:X"], [])]),
        ([allow('["a:X", "b:Y"]', "*"), allow('["b:Y", "a:X"]', "*")], [(1, 0, ["b:Y", "a:X"], [])]),
        ([allow('"a:XY"', "*"), allow('"A:x*"', "*")], [(0, 1, ["a:XY"], [])]),
        ([allow('"a:XY"', "*"), allow('"a:X*Z"', "*")], []),
        (['"Action": "a:X", "Resource": ["r/1", "s"]', allow('"a:X"', "r/*")], []),
        (['"Action": "a:X", "Resource": ["r/1", "r/2"]', allow('"a:X"', "r/*")], [(0, 1, ["a:X"], [])]),
        (
            ['"Action": "a:X", "Resource": ["r/1", "s/1"]', '"Action": "a:X", "Resource": ["s/*", "r/*"]'],
            [(0, 1, ["a:X"], [])],
        ),
        (['"Action": "a:X"', allow('"a:X"', "*")], []),
        ([allow('"a:X"', "r/1"), allow('"a:*"', "*")], [(0, 1, ["a:X"], [])]),
        ([allow('"a:X"', "*", a_k='"1"'), allow('"a:X"', "*")], [(0, 1, ["a:X"], ["a:k"])]),
        ([allow('"a:X"', "*", a_k='"1"'), allow('"a:X"', "*", a_k='"2"')], []),
        ([allow('"a:X"', "*", a_k='"1"'), allow('"a:X"', "*", A_K='["1", "2"]')], [(0, 1, ["a:X"], [])]),
        (
            [allow('"a:X"', "*", a_k='"1"', a_l='"1"'), allow('"a:X"', "*", a_k='"1"')],
            [(0, 1, ["a:X"], ["a:l"])],
        ),
    ],
)
def test_one_statement_allows_what_another_does(statements, expected):
    assert found(*statements) == expected


def test_a_condition_that_negates_is_weaker_with_fewer_values():
    one = '"Action": "a:X", "Resource": "*", "Condition": {"StringNotEquals": {"a:k": ["1", "2"]}}'
    other = '"Action": "a:X", "Resource": "*", "Condition": {"StringNotEquals": {"a:k": "1"}}'
    assert found(one, other) == [(0, 1, ["a:X"], [])]
    assert found(other, one) == [(1, 0, ["a:X"], [])]


def test_what_a_template_may_leave_out_makes_nothing_superfluous():
    text = """
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
        - {Effect: Allow, Action: 'a:X', Resource: '*'}
        - !If
          - Wide
          - {Effect: Allow, Action: 'a:*', Resource: '*'}
          - {Effect: Allow, Action: 'a:X', Resource: '*'}
"""
    (document,) = read_text(text, "a file").documents
    assert [(o.narrow.place.line, o.wide.place.line) for o in overlaps(document)] == [(13, 9)]


@pytest.mark.parametrize(
    ("narrow", "wide", "is_redundant"),
    [
        ((), (), True),
        (("Prod",), (), True),
        (("Prod",), ("Prod",), True),
        (("Prod", "Web"), ("Prod",), True),
        ((), ("Prod",), False),
        (("not Prod",), ("Prod",), False),
    ],
)
def test_a_statement_is_redundant_where_the_other_is_there_whenever_it_is(narrow, wide, is_redundant):
    (document,) = documents(policy_allowing(Action="a:X"))
    (one,) = document.statements
    both = (one._replace(when=narrow), one._replace(when=wide, actions=(value("a:*"),)))
    assert bool(overlaps(document._replace(statements=both))) is is_redundant


def test_what_is_denied_twice_is_no_concern_of_an_allow():
    (document,) = documents(deny(Action="a:X"))
    (allowed,) = documents(policy_allowing(Action="a:*"))
    assert overlaps(document._replace(statements=document.statements * 2)) == ()
    assert overlaps(document._replace(statements=(*document.statements, *allowed.statements))) == ()


@pytest.mark.parametrize(
    ("part", "same"),
    [
        (Unknown("${Queue}"), True),
        # Without its arguments, which two functions may have in different ways.
        (Unknown("a function"), False),
    ],
)
def test_unknown_parts_are_the_same_when_they_say_what_they_are(part, same):
    (document,) = documents(policy_allowing(Action="a:X", Condition={"StringEquals": {"a:k": "1"}}))
    (one,) = document.statements
    (condition,) = one.conditions
    open_ = value(part)
    for changed in (
        {"resources": (open_,)},
        {"actions": (open_,)},
        {"principals": (("AWS", open_),)},
        {"conditions": (condition._replace(values=(open_,)),)},
        {"conditions": (condition._replace(values=(value("a"), open_)),)},
        {"conditions": (condition._replace(key=open_),)},
    ):
        two = tuple(one._replace(sid=sid, **changed) for sid in "AB")
        assert [bool(found.waived) for found in overlaps(document._replace(statements=two))] == [False] * same


@pytest.mark.parametrize(("count", "found"), [(300, 1), (301, 0)])
def test_more_statements_than_a_policy_can_have_are_not_compared(count, found):
    (document,) = documents(policy_allowing(Action="a:X"))
    (one,) = document.statements
    others = tuple(one._replace(actions=(value(f"a:Y{number}"),)) for number in range(count - 2))
    assert len(overlaps(document._replace(statements=(one, *others, one._replace(sid="T"))))) == found


@pytest.mark.parametrize(("size", "found"), [(65_536, 1), (65_537, 0)])
def test_a_document_larger_than_any_policy_is_not_compared(size, found):
    (document,) = documents(policy_allowing(Action="a:X"))
    (one,) = document.statements
    assert len(overlaps(document._replace(statements=(one, one._replace(sid="T")), size=size))) == found


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (['"NotAction": "b:*", "Resource": "*"', allow('"a:X"', "*")], []),
        ([allow('"a:X"', "*"), '"Action": "a:X", "NotResource": "r"'], []),
        (['"Action": "a:X", "NotResource": "r"', allow('"a:X"', "r")], []),
        (['"Action": "a:X", "NotResource": "r"', '"Action": "a:X", "NotResource": "r"'], []),
        (
            [
                '"Action": "a:X", "Resource": "*", "Principal": {"AWS": "1"}',
                '"Action": "a:X", "Resource": "*", "Principal": {"Service": "1"}',
            ],
            [],
        ),
        (
            [
                '"Action": "a:X", "Resource": "*", "Principal": {"AWS": "1"}',
                '"Action": "a:X", "Resource": "*", "NotPrincipal": {"AWS": "1"}',
            ],
            [],
        ),
        (
            [
                '"Action": "a:X", "Resource": "*", "Principal": {"AWS": ["1", "2"]}',
                '"Action": "a:X", "Resource": "*", "Principal": {"AWS": ["2", "3"]}',
            ],
            [],
        ),
        (
            [
                '"Action": "a:X", "Resource": "*", "Principal": {"AWS": "2"}',
                '"Action": "a:X", "Resource": "*", "Principal": {"AWS": ["1", "2"]}',
            ],
            [(0, 1, ["a:X"], [])],
        ),
        (
            [
                '"Action": "a:X", "Resource": "*", "Principal": {"AWS": "1"}',
                '"Action": "a:x", "Resource": "*", "Principal": {"AWS": "1"}',
            ],
            [(1, 0, ["a:x"], [])],
        ),
    ],
)
def test_statements_that_cannot_be_compared_are_not_superfluous(statements, expected):
    assert found(*statements) == expected


@pytest.mark.parametrize(
    ("one", "other", "is_sure"),
    [
        ("StringEquals", "StringEquals", True),
        ("StringEquals", "StringEqualsIfExists", True),
        ("StringEqualsIfExists", "StringEquals", False),
        ("StringEquals", "StringLike", False),
        ("ForAnyValue:StringEquals", "StringEquals", False),
        ("Null", "Null", True),
        ("Null", "NullIfExists", False),
        ("StringEquals", "StringNearly", False),
    ],
)
def test_a_condition_implies_one_that_is_met_by_as_much(one, other, is_sure):
    assert implies(one, frozenset({"a"}), other, frozenset({"a"})) is is_sure


def test_more_values_are_met_by_more_but_for_an_operator_that_negates():
    few, more = frozenset({"a"}), frozenset({"a", "b"})
    assert implies("StringEquals", few, "StringEquals", more)
    assert not implies("StringEquals", more, "StringEquals", few)
    assert implies("StringNotEquals", more, "StringNotEquals", few)
    assert implies("StringNotEquals", few, "StringNotEquals", few)
    assert not implies("StringNotEquals", few, "StringNotEquals", more)
