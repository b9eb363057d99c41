"""The parameters of a record by name, wherever they stand."""

import pytest

from emitter.replay.parameters import arns, tags, texts


def nested(value, depth):
    for _ in range(depth):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (
            {"Cluster": "prod", "count": 2, "force": True, "none": None},
            {"cluster": ("prod",), "count": ("2",)},
        ),
        ({"services": ["a", "b"], "more": {"services": "c"}}, {"services": ("a", "b", "c")}),
        ({"a": [{"b": "1"}, {"b": "2"}, ["3"]]}, {"b": ("1", "2"), "a": ("3",)}),
        # Of BatchGetItem the keys are the tables; of RunInstances the profile is an ARN or a name.
        (
            {"requestItems": {"orders": {"keys": []}, "users": {}}},
            {"requestitems": ("orders", "users")},
        ),
        (
            {"iamInstanceProfile": {"name": "web"}},
            {"iaminstanceprofile": ("web",), "name": ("web",)},
        ),
        ("text", {"": ("text",)}),
        (None, {}),
        (nested("deep", 8), {"a": ("deep",)}),
        (nested("too deep", 9), {}),
    ],
)
def test_every_text_stands_under_its_key(value, found):
    assert texts(value) == found


def test_more_than_any_request_has_is_left_out():
    assert len(texts({"a": ["x"] * 2001})["a"]) == 2000


def test_arns_are_found_whatever_they_are_called():
    assert list(arns({"a": ("x", "arn:aws:s3:::b"), "b": ("arn:aws:s3:::c", "not:arn:")})) == [
        "arn:aws:s3:::b",
        "arn:aws:s3:::c",
    ]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        (None, None),
        ({}, {}),
        ({"name": "a"}, {}),
        (
            {"tags": [{"key": "team", "value": "web"}, {"Key": "env", "Value": "prod"}]},
            {"team": "web", "env": "prod"},
        ),
        ({"tags": {"team": "web", "n": 1}}, {"team": "web", "n": "1"}),
        ({"tags": [{"tagKey": "team", "tagValue": "web"}]}, {"team": "web"}),
        ({"tags": [{"key": "team"}]}, {"team": ""}),
        (
            {
                "tagSpecificationSet": {
                    "items": [{"resourceType": "instance", "tags": [{"key": "a", "value": "b"}]}]
                }
            },
            {"a": "b"},
        ),
        ({"tagSet": {"items": [{"key": "a", "value": "b"}]}}, {"a": "b"}),
        ({"tagsList": None, "tags": []}, {}),
    ],
)
def test_the_tags_of_a_request(parameters, found):
    assert tags(parameters) == found
