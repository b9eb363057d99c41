"""Truth of three values, variables, keys of a request, and what a decision depends on."""

import pytest

from emitter.evaluate.context import Context, RoleOfSession, may_carry, overlaid
from emitter.evaluate.dependencies import Dependency, OpenPart, TemplateCondition
from emitter.evaluate.operators import OPERATORS, moment, number
from emitter.evaluate.template_values import names_of
from emitter.evaluate.three_valued import all_of, any_of, negate
from emitter.evaluate.variables import Variable, variable
from emitter.policy.operators import OPERATORS as NAMES
from emitter.reading.values import ACCOUNT, REGION, Unknown

A, B = frozenset({"a"}), frozenset({"b"})
ARN = "arn:aws:sqs:eu-west-1:123456789012:q"


@pytest.mark.parametrize(
    ("truths", "some", "every"),
    [
        ((), False, True),
        ((True, False), True, False),
        ((True, A), True, A),
        ((False, A), A, False),
        ((A, B), A | B, A | B),
        ((A, True, B, False), True, False),
    ],
)
def test_what_is_not_known_counts_where_it_could_change_the_outcome(truths, some, every):
    assert (any_of(truths), all_of(truths)) == (some, every)


def test_the_opposite_of_unknown_is_unknown():
    assert (negate(True), negate(False), negate(A)) == (False, True, A)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("aws:username", Variable("aws:username", None)),
        ("aws:PrincipalTag/t, 'it''s'", Variable("aws:PrincipalTag/t", "it's")),
        ("aws:username, none", Variable("aws:username", None)),
        ("aws:username, '", Variable("aws:username", None)),
        ("aws:username, ''", Variable("aws:username", "")),
        ("", Variable("", None)),
    ],
)
def test_a_variable_is_a_key_and_a_default_in_quotes(text, found):
    assert variable(text) == found


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (("ann",), "ann"),
        ((), "none"),
        (("a", "b"), "none"),
        (None, frozenset({"aws:x"})),
        ((RoleOfSession("arn:aws:iam::123456789012:role/r"),), frozenset({"aws:x"})),
    ],
)
def test_a_variable_has_the_one_value_of_its_key(given, value):
    context = Context({} if given is None else {"AWS:X": given})
    assert Variable("aws:x", "none").value(context) == value
    assert Variable("aws:x", None).value(context) == (False if value == "none" else value)


@pytest.mark.parametrize(
    ("context", "key", "values"),
    [
        (Context({"s3:Prefix": ("a",)}), "s3:prefix", ("a",)),
        (Context({}), "s3:prefix", None),
        (Context({}, complete=True), "s3:prefix", ()),
        (Context({}, action="s3:PutObject"), "s3:prefix", ()),
        (Context({}, action="s3:ListBucket"), "s3:prefix", None),
        (Context({}, ARN), "aws:requestedregion", ("eu-west-1",)),
        (Context({}, ARN), "aws:resourceaccount", ("123456789012",)),
        (Context({}, "arn:aws:s3:::b"), "aws:requestedregion", None),
        (Context({"aws:RequestedRegion": ("x",)}, ARN), "aws:requestedregion", ("x",)),
    ],
)
def test_a_key_is_given_derived_absent_or_unknown(context, key, values):
    assert context.get(key) == values


def test_a_key_twice_in_other_case_is_an_error_and_a_given_key_replaces_one_that_follows():
    with pytest.raises(ValueError, match="twice"):
        Context({"aws:x": (), "AWS:X": ()})
    assert overlaid({"aws:x": ("1",), "aws:y": ("2",)}, {"AWS:X": ("3",)}) == {
        "aws:y": ("2",),
        "AWS:X": ("3",),
    }


def test_an_unlisted_action_or_key_may_be_anything():
    assert may_carry("s3:NoSuchAction", "s3:prefix")
    assert may_carry("s3:PutObject", "token.actions.githubusercontent.com:sub")
    assert not may_carry("s3:PutObject", "s3:prefix")


def test_every_operator_but_null_has_a_test():
    assert set(OPERATORS) == {name.lower() for name in NAMES} - {"null"}


@pytest.mark.parametrize(
    ("text", "same"), [("1.50", "1.5"), (" 2 ", "2"), ("NaN", None), ("Infinity", None), ("x", None)]
)
def test_numbers(text, same):
    assert number(text) == (None if same is None else number(same))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2026", "2026-01-01T00:00:00Z"),
        ("2026-11", "2026-11-01T00:00:00+00:00"),
        ("86400", "1970-01-02"),
        ("2026-01-01T02:00:00+02:00", "2026-01-01T00:00:00Z"),
        ("2026-13", None),
        ("soon", None),
    ],
)
def test_moments(text, same):
    assert moment(text) == (None if same is None else moment(same))


@pytest.mark.parametrize(
    ("part", "names"),
    [
        (Unknown("${Cluster}"), ("Cluster", "Cluster")),
        (Unknown("${var.cluster}"), ("var.cluster", "cluster")),
        (Unknown("${AWS::Region}", REGION), ("region", "AWS::Region", "AWS::Region")),
        (Unknown("${x}", ACCOUNT), ("account", "x", "x")),
    ],
)
def test_what_a_file_leaves_open_has_names(part, names):
    assert names_of(part) == names


def test_a_dependency_is_its_text():
    assert TemplateCondition("condition IsProd").name == "IsProd"
    assert isinstance(OpenPart("${x}"), Dependency)
    assert OpenPart("${x}") == "${x}"
