import json

import pytest

from emitter.reading.document_size import size
from emitter.reading.terraform.values import value
from emitter.reading.yaml_tree import parse


@pytest.mark.parametrize(
    "data",
    [{}, [], "a", {"a": ["b", {"c": "d"}]}, {"Statement": [{"Effect": "Allow", "Action": ["a", "b"]}]}],
)
def test_the_size_is_that_of_compact_json(data):
    text = json.dumps(data, indent=4)
    assert size(parse(text, "f.json"), value) == len(json.dumps(data, separators=(",", ":")))


def test_white_space_does_not_count_and_what_is_unknown_counts_as_little():
    assert size(parse('"a b"', "f.json"), value) == 4
    assert size(parse('"${data.aws_caller_identity.c.account_id}"', "f.json"), value) == 2 + 12
    assert size(parse('"${x.y.z}"', "f.json"), value) == 2 + 16
