"""JSON with places: what is accepted, where everything stands, and what is said of the rest."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.errors import FormatError
from emitter.reading.json_tree import JsonError, Lines, OnePlace, read_json
from emitter.reading.yaml_tree import DEEPEST, MOST, Mapping, Place, Scalar, parse

START = Place("a file", 1, 1)


def read(text):
    return read_json(text, Lines(text, START))


def value(node):
    """What ``node`` stands for."""
    if isinstance(node, Scalar):
        return json.loads(node.text) if node.plain else node.text
    if isinstance(node, Mapping):
        return {key.text: value(inner) for key, inner in node.entries}
    return [value(item) for item in node.items]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


@given(_JSON, st.sampled_from([None, 0, 2]), st.booleans())
def test_all_json_is_read(data, indent, ascii_only):
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    assert value(read(text)) == data


@given(st.text(st.sampled_from('{}[]:,"\\ 01-.e\ntu') | st.characters(), max_size=12))
def test_nothing_else_is_read(text):
    try:
        json.loads(text, parse_constant=lambda name: 1 / 0)
        is_json = True
    except (ValueError, ZeroDivisionError):
        is_json = False
    try:
        read(text)
        assert is_json
    except JsonError:
        assert not is_json


def test_everything_has_its_place():
    text = '\n{"a": [1,\n\t"\\ud83d\\ude00"\t, {}],\n "' + "k" * 2_000 + '"\t: null}'
    node = read(text)
    (a, inner), (k, null) = node.entries
    assert [n.place[1:] for n in (node, a, inner, *inner.items, k, null)] == [
        (2, 1),
        (2, 2),
        (2, 7),
        (2, 8),
        (3, 2),
        (3, 19),
        (4, 2),
        (4, 2_007),
    ]
    assert inner.items[1].text == "😀"
    assert parse(text, "a file") == node


def test_a_key_may_stand_twice_and_a_place_may_be_the_same_for_all():
    node = read_json('{"a": 1, "a": 2}', OnePlace(START))
    assert [(key.text, inner.text, inner.place) for key, inner in node.entries] == [
        ("a", "1", START),
        ("a", "2", START),
    ]


@pytest.mark.parametrize(
    ("text", "what", "place"),
    [
        ("", "the text ends where it should have a value", (1, 1)),
        ("{", "the text ends where it should have a key in double quotes or '}'", (1, 2)),
        ('{"a": 1,\n}', "there is '}' where it should have a key in double quotes", (2, 1)),
        ("[1,]", "there is ']' where it should have a value", (1, 4)),
        ("[1 2]", "there is '2' where it should have ',' or ']'", (1, 4)),
        ('{"a" 1}', "there is '1' where it should have ':' after a key", (1, 6)),
        ('{"a": "b" "c": 1}', "there is '\"' where it should have ',' or '}'", (1, 11)),
        ("[NaN]", "there is 'N' where it should have a value or ']'", (1, 2)),
        ('["a\n"]', "invalid control character", (1, 4)),
        ('["\\x"]', "invalid \\escape", (1, 3)),
        ('["\\"]', "a string has no end", (1, 2)),
        ("{} {}", "something follows its end", (1, 4)),
    ],
)
def test_what_is_no_json_is_said_with_its_place(text, what, place):
    with pytest.raises(JsonError) as raised:
        read(text)
    assert (raised.value.what, raised.value.place[1:], raised.value.refused) == (what, place, False)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[" * (DEEPEST + 1), f"is nested more than {DEEPEST} deep"),
        (f"[{'1,' * MOST}1]", f"holds more than {MOST:,} values"),
    ],
)
def test_what_is_too_much_is_refused_and_not_read_as_yaml(text, what):
    with pytest.raises(JsonError) as raised:
        read(text)
    assert (raised.value.what, raised.value.refused) == (what, True)
    with pytest.raises(FormatError, match=what):
        parse(text, "a file")


def test_a_key_in_many_parts_is_read_in_one_pass():
    text = '{"a": "' + "\\/" * 2_000_000 + '"}'
    assert len(read(text).entries[0][1].text) == 2_000_000
