"""Whose access it is: identities of two files that are the same."""

import json

import pytest

from emitter.diff.changes import compare
from tests.support.diff_policies import read_policies


def policy(action="s3:GetObject"):
    statement = {"Effect": "Allow", "Action": action, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def terraform(*holders, **actions):
    """A file with a role, user or group for each of ``holders`` (``role.x``), and what each may do."""
    resource = {}
    for holder in holders:
        sort, label = holder.split(".")
        resource.setdefault(f"aws_iam_{sort}", {})[label] = {"name": label}
        resource.setdefault(f"aws_iam_{sort}_policy", {})[label] = {
            sort: f"${{aws_iam_{sort}.{label}.name}}",
            "policy": policy(actions.get(sort, f"{sort}s:Act")),
        }
    return read_policies(json.dumps({"resource": resource}), "main.tf.json")


def cloudformation(**sorts):
    """A template with a role, user or group by each title."""
    resources = {
        title: {
            "Type": f"AWS::IAM::{sort.title()}",
            "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": policy(f"{sort}s:Act")}]},
        }
        for title, sort in sorts.items()
    }
    return read_policies(json.dumps({"Resources": resources}), "main.json")


def test_a_role_and_a_user_of_one_label_are_two():
    both = terraform("role.x", "user.x")
    assert compare(both, both) == ()
    assert compare(both, terraform("user.x", "role.x")) == ()
    (difference,) = compare(both, terraform("role.x", "user.x", user="sqs:SendMessage"))
    assert {change.sort for change in difference.changes} == {"added", "removed"}
    (difference,) = compare(both, terraform("role.x"))
    assert (difference.name, difference.only) == ("x", "old")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (cloudformation(Role="role"), terraform("role.piped_ecs")),
        (cloudformation(Role="role", User="user"), terraform("role.piped_ecs", "user.piped_ecs")),
        (terraform("role.a"), terraform("role.b")),
        (terraform("role.a", role="s3:Get*"), read_policies(policy("s3:Get*"), "policy.json")),
    ],
)
def test_the_only_one_of_its_sort_is_the_same_whatever_its_name(old, new):
    assert compare(old, new) == compare(new, old) == ()


def test_of_several_of_a_kind_the_name_decides():
    old, new = terraform("role.a", "role.b"), terraform("role.b", "role.c")
    assert [(d.name, d.only) for d in compare(old, new)] == [("a", "old"), ("c", "new")]


def test_who_has_a_boundary_and_nothing_else_counts():
    def user(boundary):
        resource = {"aws_iam_user": {"x": {"name": "x", "permissions_boundary": boundary}}}
        return read_policies(json.dumps({"resource": resource}), "main.tf.json")

    one, other = (user(f"arn:aws:iam::123456789012:policy/{name}") for name in "ab")
    assert compare(one, one) == ()
    assert [c.about for d in compare(one, other) for c in d.changes] == ["boundary"]
