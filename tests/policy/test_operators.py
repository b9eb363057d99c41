"""The parser of condition operators, next to a reference that is written apart from it.

Source: "IAM JSON policy elements: Condition operators"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.policy.operators import FOR_ALL, FOR_ANY, OPERATORS, compared_by, operator

_FORM = re.compile(r"(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?")
_WRITTEN = st.builds(
    lambda prefix, name, suffix, case: case(f"{prefix}{name}{suffix}"),
    st.sampled_from(["", "", "ForAllValues:", "ForAnyValue:", "ForSome:", ":"]),
    st.sampled_from([*OPERATORS, "StringEqual", "Like", "", "ArnNot"]),
    st.sampled_from(["", "", "IfExists", "IfExist", "IfExistsIfExists"]),
    st.sampled_from([str, str.lower, str.upper]),
)


@given(_WRITTEN)
def test_an_operator_is_read_as_the_guide_has_it(text):
    match = _FORM.fullmatch(text.lower())
    names = {name.lower(): name for name in OPERATORS}
    found = operator(text)
    if match is None or match[2] not in names:
        assert found is None
        assert compared_by(text) == ""
        return
    assert found is not None
    assert found.name == names[match[2]]
    assert found.quantifier.lower() == (match[1] or "")
    assert found.if_exists == bool(match[3])
    assert compared_by(text) == match[2]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("StringEquals", False),
        ("StringNotEquals", True),
        ("StringEqualsIfExists", True),
        (f"{FOR_ALL}:StringEquals", True),
        (f"{FOR_ALL}:StringNotEqualsIfExists", True),
        # "ForAnyValue … returns false if there are no keys in the request", with IfExists too
        # (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
        (f"{FOR_ANY}:StringEquals", False),
        (f"{FOR_ANY}:StringEqualsIfExists", False),
        (f"{FOR_ANY}:StringNotLikeIfExists", False),
    ],
)
def test_what_an_absent_key_does(text, holds):
    found = operator(text)
    assert found is not None
    assert found.holds_without_key == holds


@pytest.mark.parametrize(
    ("text", "negated", "wild"),
    [
        ("StringEquals", False, False),
        ("StringLike", False, True),
        ("StringNotLike", True, True),
        ("ArnEquals", False, True),
        ("ArnNotEqualsIfExists", True, True),
        ("IpAddress", False, False),
        ("NotIpAddress", True, False),
    ],
)
def test_operators_that_exclude_and_those_of_patterns(text, negated, wild):
    found = operator(text)
    assert found is not None
    assert (found.negated, found.wild) == (negated, wild)
