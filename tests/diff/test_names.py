"""What a file leaves open is the same in another file, and two parameters are never taken for one."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter import emit, target_names
from emitter.catalogue.targets import load_target
from emitter.diff.changes import compare
from emitter.project.options import Options
from tests.support.diff_policies import read_policies

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


def with_defaults(defaults, effect="Allow", **conditions):
    """A template and a module that pass the roles of two parameters, with ``defaults`` for these."""
    conditions = {"Condition": conditions} if conditions else {}
    made = []
    for hole in ("${%s}", "${var.x_%s}"):
        names = {name: hole % (name if hole == "${%s}" else name.lower()) for name in ("Role", "Other")}
        document = pass_role([f"arn:aws:iam::123456789012:role/{text}" for text in names.values()])
        whole = json.dumps(document["Statement"][0] | {"Effect": effect} | conditions)
        whole = whole if hole == "${%s}" else whole.replace("${Key}", "${var.x_key}")
        made.append(json.dumps(document | {"Statement": json.loads(whole)}))
    declared = {name: {"Default": text} if text is not None else {} for name, text in defaults.items()}
    properties = {"PolicyDocument": {"Fn::Sub": made[0]}}
    template = {
        "Parameters": declared,
        "Resources": {"Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": properties}},
    }
    module = {
        "variable": {
            f"x_{name.lower()}": {key.lower(): text for key, text in body.items()}
            for name, body in declared.items()
        },
        "resource": {"aws_iam_policy": {"policy": {"policy": made[1]}}},
    }
    return read_policies(json.dumps(template), "a.json"), read_policies(json.dumps(module), "a.tf.json")


@pytest.mark.parametrize(
    ("old", "new", "sort"),
    [
        ("web", "*", "widened"),
        ("*", "web", "narrowed"),
        ("web-*", "*", "widened"),
        ("web", "api", "changed"),
        (None, "web", "widened"),
        ("web", None, "narrowed"),
        ("web", "web", None),
    ],
)
def test_a_default_that_is_another_is_a_change(old, new, sort):
    before, after = (with_defaults({"Role": text, "Other": "o", "Idle": text}) for text in (old, new))
    for one, other in ((0, 0), (1, 1), (0, 1), (1, 0)):
        changes = [c for d in compare(before[one], after[other]) for c in d.changes]
        assert [(c.sort, c.about) for c in changes] == ([(sort, "default")] if sort else [])
        assert {c.parameter for c in changes} <= {"Role", "var.x_role"}
        assert all((c.old, c.new) == ((old,) if old else (), (new,) if new else ()) for c in changes)


@pytest.mark.parametrize(
    "how",
    [
        {"effect": "Deny"},
        {"StringEquals": {"aws:PrincipalTag/role": "${Key}"}},
        {"StringNotLike": {"aws:PrincipalTag/role": "${Key}"}},
    ],
)
def test_a_default_that_excludes_or_is_no_pattern_is_changed(how):
    before, after = (
        with_defaults({"Role": text if "effect" in how else "r", "Other": "o", "Key": text}, **how)
        for text in ("*", "web")
    )
    for one, other in ((0, 0), (1, 1), (0, 1)):
        changes = [c for d in compare(before[one], after[other]) for c in d.changes]
        assert [(c.sort, c.about) for c in changes] == [("changed", "default")]


def test_local_values_of_terraform_are_as_defaults():
    def module(value):
        body = {"policy": json.dumps(pass_role("arn:aws:iam::123456789012:role/${local.role}"))}
        whole = {"locals": {"role": value}, "resource": {"aws_iam_policy": {"policy": body}}}
        return read_policies(json.dumps(whole), "a.tf.json")

    ((change,),) = (d.changes for d in compare(module("web"), module("*")))
    assert (change.sort, change.parameter, change.new) == ("widened", "local.role", ("*",))


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


@pytest.mark.no_cover
@pytest.mark.parametrize("target", target_names())
def test_formats_do_not_differ_whatever_the_features(target):
    for options in choices(target):
        one, other = (
            read_policies(emit(target, name, options=options).text, target)
            for name in ("cloudformation", "terraform")
        )
        assert compare(one, other) == compare(other, one) == (), options
