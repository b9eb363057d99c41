import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.catalogue.patterns import PSEUDO, Hole, expand, holes, join, parse, parse_arn, show, substitute
from emitter.errors import TARGET_FAULT, TargetError
from tests.support import strategies

_NAMES = ("cluster", "task_role", *PSEUDO)
_TEXT = st.text(st.characters(exclude_characters="{}$", exclude_categories=("Cs",)), min_size=1)
_HOLE = st.one_of(
    st.sampled_from(_NAMES).map(lambda n: Hole("pseudo" if n in PSEUDO else "parameter", n)),
    st.sampled_from(strategies.VARIABLES).map(lambda n: Hole("variable", n)),
)
_PATTERN = st.lists(st.one_of(_TEXT, _HOLE)).map(join)


@given(_PATTERN)
def test_what_is_shown_parses_to_the_same(text):
    assert parse(show(text)) == text


@given(st.text("ab{}$:*?'\" ,1_A"))
def test_parse_is_undone_by_show_or_refused(pattern):
    try:
        parts = parse(pattern)
    except TargetError:
        assert re.search(r"[{}$]", pattern)
    else:
        assert show(parts) == pattern
        assert not any(re.search(r"[{}$]", part) for part in parts if isinstance(part, str))


@pytest.mark.parametrize(
    "pattern", ["{", "}", "a$b", "${}", "{Cluster}", "{1}", "{a b}", "${a{b}}", "x${", "$"]
)
def test_a_sign_that_stands_for_nothing_is_refused_with_its_place(pattern):
    with pytest.raises(TargetError, match=r"character \d+ begins neither") as caught:
        parse(pattern)
    assert caught.value.status == TARGET_FAULT


@pytest.mark.parametrize(
    "pattern",
    ["", "x", "arn:aws:s3", "arn:aws:s3:::", "arn::s3:::b", "arn:aws::::b", "ARN:aws:s3:::b", "**", "{a}{b}"],
)
def test_what_is_no_arn_is_refused(pattern):
    with pytest.raises(TargetError, match="is no ARN"):
        parse_arn(pattern)


@pytest.mark.parametrize(
    "pattern", ["*", "{role}", "arn:{partition}:s3:::{bucket}", "arn:aws:iam::aws:policy/a:b"]
)
def test_arns_stars_and_single_holes_are_resources(pattern):
    assert show(parse_arn(pattern)) == pattern


@given(_PATTERN)
def test_substituting_leaves_policy_variables_alone_and_nothing_else(text):
    values = {name: (f"<{name}>",) for name in _NAMES}
    made = substitute(text, values)
    assert list(holes(made)) == []
    assert [p.name for p in made if isinstance(p, Hole)] == [
        p.name for p in text if isinstance(p, Hole) and p.kind == "variable"
    ]
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(made))


def test_expanding_takes_every_combination_once():
    texts = [parse("{cluster}/{task_role}"), parse("{cluster}/x"), parse("{cluster}-{cluster}")]
    values = {"cluster": (("a",), ("b",)), "task_role": (("x",), ("y",))}
    assert [show(t) for t in expand(texts, values)] == ["a/x", "a/y", "b/x", "b/y", "a-a", "b-b"]
