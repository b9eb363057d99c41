"""YAML as a tree: merge keys, and where the text of a block begins."""

import pytest

from emitter.errors import FormatError
from emitter.reading.yaml_tree import Place, parse


def pairs(node):
    return [(key.text, inner.text) for key, inner in node.entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{<<: *a, z: 3}", [("x", "1"), ("y", "2"), ("z", "3")]),
        ("{<<: *a, x: 3}", [("y", "2"), ("x", "3")]),
        ("{z: 3, <<: [*b, *a]}", [("z", "3"), ("x", "5"), ("y", "2")]),
        ("{<<: {q: 1}}", [("q", "1")]),
        ("{<<: text}", [("<<", "text")]),
        ("{'<<': text}", [("<<", "text")]),
    ],
)
def test_merge_keys_bring_in_what_is_not_there(text, expected):
    node = parse(f"a: &a {{x: 1, y: 2}}\nb: &b {{x: 5}}\nit: {text}\n", "a file")
    assert pairs(node.get("it")) == expected


def test_a_key_in_quotes_merges_nothing():
    node = parse('{"<<": {"a": 1}}', "a file")
    assert node.entries[0][0].text == "<<"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: |\n  x\n  y\n", (2, 3)),
        ("a:\n  b: |-\n\n\n      x\n       y\n", (3, 7)),
        ("a: |2\n    x\n", (2, 3)),
        ("a: |\r\n  x\r\n", (2, 3)),
        ("a: |\n\n", None),
        ("a: >\n  x\n", None),
        ("a: x", None),
    ],
)
def test_a_block_knows_where_its_text_begins(text, place):
    node = parse(text, "a file").entries[0][1]
    while not hasattr(node, "text"):
        node = node.entries[0][1]
    assert node.inside == (None if place is None else Place("a file", *place))


def test_a_file_that_says_it_is_json_has_to_be():
    text = '{"Statement": [],}'
    assert pairs(parse('{"a": b,}', "a.yaml")) == [("a", "b")]
    with pytest.raises(FormatError, match=r"a\.json:1:18: is no JSON"):
        parse(text, "a.json")
