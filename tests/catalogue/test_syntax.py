"""What a value may look like: nothing that any format, or IAM, would read as more than a value."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emitter.catalogue.identities import kinds, load_kind, settings_of
from emitter.catalogue.targets import load_target, names
from tests.support.strategies import SYNTAXES, admitted
from tests.support.toy import OTHER, TOY

_SETTINGS = {f"{k}.{n}": p for k in kinds() for n, p in settings_of(load_kind(k)).items()}
_PARAMETERS = {
    f"{target.name}.{p.name}": p
    for target in (TOY, OTHER, *map(load_target, names()))
    for p in target.parameters
}
ROWS = SYNTAXES | {name: p.syntax for name, p in (_SETTINGS | _PARAMETERS).items()}
# Every row once, under the name that it was first met by.
_DIFFERENT = {row: name for name, row in reversed(ROWS.items())}
# What is a sentence or a secret, and no name: IAM takes a comma there, and no list of names has one.
_WITH_COMMA = ("DESCRIPTION", "account.external_id")
_EACH = pytest.mark.parametrize("row", _DIFFERENT, ids=_DIFFERENT.values())

_WORSE = (
    "${x}",
    "$",
    "%{x}",
    "%{",
    "&{x}",
    "{",
    "}",
    '"',
    "`",
    "\\",
    "\n",
    "\r",
    "\t",
    "\0",
    "\x1b",
    "\x85",
    "\u2028",
)
# Not what they look like: A in Cyrillic and in full width, a hyphen, a dot, nothing, backwards.
_ALIKE = ("\u0410", "\uff21", "\u2010", "\uff0e", "\u200b", "\u202e", "\ufeff", "\u0661", "e\u0301")
_FREE = (SYNTAXES["TAG_KEY"], SYNTAXES["TAG_VALUE"])


@_EACH
@settings(max_examples=5)
@given(data=st.data())
def test_a_comma_separates_names_and_is_in_none(row, data):
    good = data.draw(admitted(row))
    place = data.draw(st.integers(0, len(good)))
    allowed = row in [ROWS[name] for name in _WITH_COMMA]
    assert row.accepts(f"{good[:place]},{good[place:]}") <= allowed


@_EACH
@given(data=st.data())
def test_nothing_that_means_more_is_admitted_anywhere_in_a_value(row, data):
    good = data.draw(admitted(row))
    assert row.accepts(good)
    place = data.draw(st.integers(0, len(good)))
    bad = data.draw(st.sampled_from(_WORSE))
    assert not row.accepts(good[:place] + bad + good[place:])
    assert not row.accepts(good + bad)
    assert not row.accepts(bad + good)
    assert not row.accepts(bad)


@_EACH
@given(data=st.data())
def test_only_tags_take_letters_beyond_ascii(row, data):
    good = data.draw(admitted(row))
    assert row in _FREE or not row.accepts(good + data.draw(st.sampled_from(_ALIKE)))


@_EACH
def test_a_value_is_no_longer_than_it_may_be(row):
    sample = max((c * row.longest for c in "a1/-" if row.accepts(c * row.longest)), key=len, default=None)
    if sample is not None:
        assert not row.accepts(sample + sample[-1])


@_EACH
def test_the_rule_is_one_phrase(row):
    assert row.rule.isprintable()
    assert row.rule[0].islower()
    assert ". " not in row.rule


@pytest.mark.parametrize("name", _PARAMETERS)
def test_what_a_template_can_ask_reads_the_same_in_every_engine(name):
    """Go takes counts of up to 1,000, and no look-around, back reference or class that Python alone has."""
    parameter = _PARAMETERS[name]
    for pattern in (parameter.syntax.pattern, parameter.syntax.strictest):
        assert not re.search(r"\(\?|\\[0-9a-zA-Z]", pattern)
        assert all(int(count) <= 1000 for count in re.findall(r"\d+(?=\})", pattern))


@given(
    st.sampled_from(sorted(p for p in _PARAMETERS if not _PARAMETERS[p].allows_wildcard)),
    st.text("*?/a1-", min_size=1),
)
def test_the_stricter_pattern_is_for_what_does_not_match_everything(name, value):
    row = _PARAMETERS[name].syntax
    if row.accepts(value):
        named = re.fullmatch(row.strictest, value) is not None
        # A slash alone is a name to the pattern, as a template cannot tell; emit itself refuses it.
        assert named == bool(value.strip("*?"))


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("ACCOUNT", "012345678901", "12345678901"),
        ("REGION", "us-gov-west-1", "eu-west"),
        ("ROLE_NAME", "a" * 64, "a" * 65),
        ("GROUP_NAME", "a" * 128, "a" * 129),
        ("POLICY_NAME", "a+b=c.d.e@f_g-h", "a b"),
        ("IAM_PATH", "/", "a/"),
        ("IAM_PATH", "/a/b/", "/a"),
        ("IAM_PATH", f"/{'a' * 510}/", f"/{'a' * 511}/"),
        ("TAG_KEY", "Kostenstelle für 1", "a#b"),
        ("TAG_VALUE", "", "a;b"),
        ("DESCRIPTION", "it's 1 (one); ok?", 'say "no"'),
        ("ROLE", "team/web-*", "a:b"),
        ("ECS_NAME", "web_1-*", "a.b"),
        ("FUNCTION_NAME", "a" * 64, "a" * 65),
    ],
)
def test_what_aws_takes_is_taken_and_what_it_refuses_is_refused(name, good, bad):
    assert SYNTAXES[name].accepts(good)
    assert not SYNTAXES[name].accepts(bad)


@_EACH
def test_no_repetition_is_longer_than_go_counts(row):
    """Terraform's ``regex`` is Go's, which knows no repetition above 1,000."""
    assert all(int(number) <= 1000 for number in re.findall(r"(\d+)\}", row.pattern))
