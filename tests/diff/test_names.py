"""What a file leaves open is the same in another file, and two parameters are never taken for one."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter import emit, target_names
from emitter.diff.compare import compare
from emitter.request import Options
from emitter.targets import load_target
from tests.diff.made import read_policies

WORDS = st.lists(st.sampled_from(["Role", "Admin", "Name", "Secret"]), min_size=1, max_size=3)
NAMES = st.lists(WORDS.map("".join), min_size=1, max_size=6, unique=True)


def pass_role(resources):
    statement = {"Effect": "Allow", "Action": "iam:PassRole", "Resource": resources}
    return {"Version": "2012-10-17", "Statement": [statement]}


def cloudformation(names, declared=()):
    resources = [{"Fn::Sub": f"arn:aws:iam::123456789012:role/{n}/${{{name}}}"} for n, name in names]
    properties = {"PolicyDocument": pass_role(resources)}
    every = (*declared, *(name for _, name in names))
    return read_policies(
        json.dumps(
            {
                "Parameters": {name: {"Type": "String"} for name in every},
                "Resources": {"Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": properties}},
            }
        ),
        "policy.json",
    )


def terraform(names, prefix):
    names = [(n, prefix + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()) for n, name in names]
    resources = [f"arn:aws:iam::123456789012:role/{n}/${{var.{name}}}" for n, name in names]
    body = {"policy": json.dumps(pass_role(resources))}
    return read_policies(
        json.dumps(
            {
                "variable": {name: {"type": "string"} for _, name in names},
                "resource": {"aws_iam_policy": {"policy": body}},
            }
        ),
        "policy.tf.json",
    )


def parameters(*names):
    return [("r", name) for name in names]


@given(NAMES, st.sampled_from(["", "ufo_", "admin_", "piped_ecs_"]))
def test_a_prefix_of_all_variables_makes_no_difference(names, prefix):
    numbered = list(enumerate(names))
    assert compare(cloudformation(numbered), terraform(numbered, prefix)) == ()
    assert compare(terraform(numbered, prefix), cloudformation(numbered)) == ()


@given(NAMES, st.sampled_from(["", "ufo_", "admin_"]), st.data())
def test_another_parameter_is_a_difference(names, prefix, data):
    old = list(enumerate(names))
    new = list(enumerate(data.draw(st.permutations(names))))
    same = old == new
    assert (compare(cloudformation(old), terraform(new, prefix)) == ()) is same
    assert (compare(cloudformation(old), cloudformation(new)) == ()) is same
    assert (compare(terraform(old, prefix), terraform(new, prefix)) == ()) is same


def test_a_name_that_ends_in_another_is_another_in_one_format():
    for old, new in (("Role", "AdminRole"), ("AdminRole", "Role")):
        assert compare(cloudformation(parameters(old)), cloudformation(parameters(new)))
        assert compare(terraform(parameters(old), "x_"), terraform(parameters(new), "x_"))


def test_all_that_a_file_declares_says_what_its_prefix_is():
    old = cloudformation(parameters("Role"), declared=["AdminRole", "Path"])
    assert compare(old, terraform([("r", "Role"), ("s", "Path")], "ufo_"))[0].changes[0].old == ()
    assert compare(old, terraform([("r", "AdminRole"), ("s", "Path")], "ufo_"))


def choices(target):
    """Options with each feature of ``target`` the other way, and with all of them on."""
    features = [
        feature for feature in load_target(target).features if not (feature.until or feature.fixed_since)
    ]
    defaults = [feature for feature in features if feature.default]
    # With nothing on there is no policy.
    for feature in features if len(defaults) > 1 else (f for f in features if not f.default):
        way = "without" if feature.default else "features"
        yield Options(**{way: (feature.name,)}, any_name=True)
    yield Options(features=tuple(feature.name for feature in features), any_name=True)


@pytest.mark.parametrize("target", target_names())
def test_formats_do_not_differ_whatever_the_features(target):
    for options in choices(target):
        one, other = (
            read_policies(emit(target, name, options=options).text, target)
            for name in ("cloudformation", "terraform")
        )
        assert compare(one, other) == compare(other, one) == (), options
