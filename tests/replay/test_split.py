"""Values are found whatever stands between them, however the text comes, and whatever is broken."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitter.replay.json_stream import LARGEST, Broken, Found, Splitter

_slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def split(text, size=1 << 18):
    return list(Splitter(text[at : at + size] for at in range(0, len(text), size)))


def values(text, size=1 << 18):
    return [one.value for one in split(text, size) if isinstance(one, Found)]


def broken(text):
    return [one.line for one in split(text) if isinstance(one, Broken)]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}\n{"a": 2}\n',
        '{"a": 1}{"a": 2}',
        '\n\n {"a": 1}\r\n\r\n{"a": 2}',
        '{\n  "a": 1\n}\n{\n  "a": 2\n}\n',
        '[{"a": 1}, {"a": 2}]',
        '{"Records": [{"a": 1}, {"a": 2}]}',
        '{ "Records" : [\n{"a": 1},\n{"a": 2}\n]\n}\n',
        '{"Records":[{"a": 1}]}{"Records":[{"a": 2}]}',
        '{"Events":[{"a": 1},{"a": 2}],"NextToken":"x"}',
        '{"Records":[]}\n{"a": 1}\n{"a": 2}',
    ],
)
def test_every_form_gives_its_values(text):
    found = [one for one in values(text) if one != {"NextToken": "x"}]
    assert found == [{"a": 1}, {"a": 2}]
    assert broken(text) == []


def test_a_value_knows_its_line():
    assert [one.line for one in split('{"a": 1}\n\n{"a":\n2}\n{"a": 3}')] == [1, 3, 5]
    assert [one.line for one in split('{"Records": [\n{"a": 1},\n{"a": 2}]}')] == [2, 3]


def test_a_broken_line_loses_no_other():
    text = '{"a": 1}\n{"a": 2\n{"a": "x\n}\nrubbish\n{"a": 3}\n{"a": 4,}\n{"a": 5}'
    assert values(text) == [{"a": 1}, {"a": 3}, {"a": 5}]
    assert broken(text) == [2, 3, 4, 5, 7]


@pytest.mark.parametrize(
    "line", ["[INFO] it starts", "[", "[[1, 2", '[{"a": oops', '{"Records": oops', "[1, 2]x"]
)
def test_a_line_that_begins_like_an_array_loses_no_other(line):
    found = values(f'{{"action": 1}}\n{line}\n{{"action": 2}}\n{{"action": 3}}\n')
    assert [one for one in found if isinstance(one, dict)] == [{"action": number} for number in (1, 2, 3)]


def test_a_broken_value_over_lines_loses_no_other():
    assert values('{\n "a": 1,\n "b":: 2\n}\n{\n "a": 2\n}\n') == [{"a": 2}]


def test_a_broken_record_loses_no_other():
    record = '{"eventVersion": "1", "n": %d}'
    text = '{"Records":[' + ",".join([record % 1, '{"eventVersion": "1", "n: 2}', record % 3]) + "]}"
    assert [one["n"] for one in values(text)] == [1, 3]
    assert broken(text) == [1]


def test_records_that_begin_otherwise_are_found_again():
    text = '{"Records":[{"awsRegion": 1, "n": 1},{"awsRegion": oops},{"awsRegion": 1, "n": 3}]}{"n": 4}'
    assert [one["n"] for one in values(text)] == [1, 3, 4]


def test_the_next_file_is_found_again():
    assert values('{"Records":[{"a": oops}]}{"Records":[{"a": 2}]}') == [{"a": 2}]


@pytest.mark.parametrize("text", ['{"Records":[{"a": 1}', '{"Records":[{"a": 1},', '[{"a": 1}'])
def test_what_is_cut_off_is_said(text):
    assert values(text) == [{"a": 1}]
    assert len(broken(text)) == 1


def test_what_has_no_end_takes_no_more_than_it_may():
    pieces = iter(['{"a": "', *["x" * (1 << 20)] * 40, '\n{"a": 2}\n'])
    held = []

    def chunks():
        for piece in pieces:
            held.append(splitter.held)
            yield piece

    splitter = Splitter(chunks())
    found = list(splitter)
    assert [one.value for one in found if isinstance(one, Found)] == [{"a": 2}]
    assert max(held) <= LARGEST + (2 << 20)


def test_nothing_is_too_deep():
    assert set(broken("[" * 200_000)) == set(broken('{"a":' * 200_000)) == {1}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_OBJECTS = st.lists(st.dictionaries(st.text(min_size=1), _JSON, min_size=1, max_size=3), max_size=6)


@_slow
@given(_OBJECTS, st.integers(1, 60), st.sampled_from(["\n", "", " ", ",\n"]))
def test_how_the_text_comes_changes_nothing(objects, size, between):
    text = between.join(map(json.dumps, objects))
    assert values(text, size) == objects
    records = json.dumps({"Records": objects})
    assert values(records, size) == values(records)
    assert [value for value in values(records) if value != {}] == objects


@_slow
@given(st.text(), st.integers(1, 40))
def test_any_text_comes_to_an_end(text, size):
    for one in split(text, size):
        assert isinstance(one, (Found, Broken))
        assert one.line >= 1
