"""Logical ids and labels depend on the thing alone, and no two things share one."""

import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emitter.catalogue.targets import load_target, names
from emitter.compiler.bind import bind
from emitter.compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice
from emitter.template.assemble import assemble
from emitter.template.labels import policy_label, snake, user_label, user_title

_USERS = st.lists(
    st.text("abAB._-+=,@2ex", min_size=1, max_size=6), min_size=2, max_size=6, unique_by=str.lower
)


@pytest.mark.parametrize(
    ("name", "title", "label"),
    [
        ("tung", "TungUser", "tung"),
        ("Tung", "TungUser", "tung"),
        ("piped-legacy", "PipedLegacyUser", "piped_legacy"),
        ("ci-2", "Ci2User53BC2B", "ci_2"),
        ("le-ly", "LeLyUser", "le_ly"),
        ("le.ly", "LeLyUser9178CB", "le_ly__9178cb"),
        ("le_ly", "LeLyUser033484", "le_ly__033484"),
        ("-", "User3973E0", "__3973e0"),
    ],
)
def test_a_user_is_called_after_its_name(name, title, label):
    assert (user_title(name), user_label(name)) == (title, label)


@example(["a-1", "a1", "a.1"])
@example(["a-b", "ab", "a_b"])
@given(_USERS)
def test_users_that_are_two_to_iam_are_two_everywhere(users):
    for called, form in ((user_title, "[A-Za-z0-9]+"), (user_label, "[a-z0-9_]+")):
        assert all(re.fullmatch(form, called(user)) for user in users)
        assert max(Counter(called(user) for user in users).values()) == 1


def test_a_part_is_numbered_behind_the_label():
    parts = {"": "piped_ecs", "2": "piped_ecs_2", "ServicesPart2": "piped_ecs_services_part2"}
    assert {part: policy_label("piped_ecs", part) for part in parts} == parts
    assert snake("TaskRole") == "task_role"


def _open(*targets, kind="ecs-task-role", without=()):
    choices = tuple(Choice(target, without=without) for target in targets)
    return assemble(bind(DeploymentRequest(choices, identity=IdentityChoice(kind)), load_target))


def test_what_joins_or_leaves_moves_no_address():
    alone = _open("piped-ecs")
    together = _open("piped-ecs", "piped-lambda")
    narrow = _open("piped-ecs", without=("canary", "traffic-routing"))
    for other in (together, narrow):
        shared = alone.labels.keys() & other.labels.keys()
        assert {title: alone.labels[title] for title in shared} == {
            title: other.labels[title] for title in shared
        }
    assert alone.labels.items() <= together.labels.items()
    assert alone.outputs.items() <= together.outputs.items()
    # A policy keeps its address under another identity.
    assert together.labels["PipedLambdaPolicy"] == _open("piped-lambda").labels["PipedLambdaPolicy"]


def test_the_addresses_are_the_documented_ones():
    made = _open("piped-ecs", "piped-lambda", kind="ec2-instance-profile")
    assert {title: label for title, label in made.labels.items() if title in made.template.resources} == {
        "Role": "piped_ecs",
        "InstanceProfile": "piped_ecs",
        "PipedEcsPolicy": "piped_ecs",
        "PipedLambdaPolicy": "piped_lambda",
    }
    assert list(made.outputs.values()) == [
        "piped_ecs_role_name",
        "piped_ecs_role_arn",
        "piped_ecs_instance_profile_name",
        "piped_ecs_instance_profile_arn",
        "piped_ecs_policy_name",
        "piped_ecs_policy_arn",
        "piped_lambda_policy_name",
        "piped_lambda_policy_arn",
    ]


def test_no_two_targets_share_a_label():
    """All of them in one environment are one module."""
    taken = Counter()
    for name in names():
        made = _open(name, kind=load_target(name).identities[0])
        taken.update(f"var.{made.labels[title]}" for title in made.template.parameters)
        taken.update(f"output.{label}" for label in made.outputs.values())
        taken.update(f"{r.resource_type} {made.labels[t]}" for t, r in made.template.resources.items())
    assert [label for label, count in taken.items() if count > 1] == []


def test_a_user_that_joins_a_group_moves_no_other():
    def labels(*users):
        identity = IdentityChoice("group", {"name": ("Ufo",), "users": users})
        place = Environment("prod", "111122223333", "eu-west-1")
        request = DeploymentRequest((Choice("ufo"),), place, open=False, identity=identity)
        return assemble(bind(request, load_target)).labels

    assert labels("le.ly").items() <= labels("le-ly", "le.ly", "le_ly").items()
