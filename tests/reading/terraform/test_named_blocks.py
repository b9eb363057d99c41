"""Blocks of Terraform's JSON syntax, however a file nests them."""

import json

import pytest

from emitter.reading.terraform.named_blocks import blocks, entries
from emitter.reading.yaml_tree import parse


def node(data):
    return parse(json.dumps(data), "a.tf.json")


@pytest.mark.parametrize(
    "resource",
    [
        {"aws_iam_role": {"a": {"name": "x"}, "b": {"name": "y"}}},
        [{"aws_iam_role": {"a": {"name": "x"}}}, {"aws_iam_role": {"b": {"name": "y"}}}],
        {"aws_iam_role": [{"a": {"name": "x"}}, {"b": [{"name": "y"}]}]},
        {"//": "a comment", "aws_iam_role": {"//": "another", "a": {"name": "x"}, "b": {"name": "y"}}},
        # An argument that is null is not there, and what is no table is no block.
        {"aws_iam_role": {"a": {"name": "x", "path": None}, "b": {"name": "y"}, "c": "text"}},
    ],
)
def test_blocks_by_type_and_label(resource):
    found = blocks(node({"resource": resource}), "resource")
    shown = {
        kind: {label: {key.text: value.text for key, value in body.entries} for label, body in labels.items()}
        for kind, labels in found.items()
    }
    assert shown == {"aws_iam_role": {"a": {"name": "x"}, "b": {"name": "y"}}}


def test_blocks_of_another_name_and_none():
    assert blocks(node({"data": {"a": {"b": {}}}}), "resource") == {}
    assert list(entries(None)) == []
    assert [name for name, _ in entries(node([{"a": 1}, "text", {"//": 1, "b": 2}]))] == ["a", "b"]
