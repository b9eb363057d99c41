"""How findings name actions and resources."""

import pytest

from emitter.policy.grants import allowed_broadly
from emitter.policy.phrases import as_written, listed, on, on_every_resource
from tests.support.policy_documents import allow, documents, statement


@pytest.mark.parametrize(
    ("names", "most", "phrase"),
    [
        ("a", 3, "a"),
        ("ab", 3, "a and b"),
        ("aba", 3, "a and b"),
        ("abcd", 3, "a, b, c and d"),
        ("abcde", 3, "a, b, c and 2 more"),
        ("abcd", 2, "a, b and 2 more"),
    ],
)
def test_names_are_listed(names, most, phrase):
    assert listed(names, most) == phrase


@pytest.mark.parametrize(
    ("elements", "phrase"),
    [
        ({"Resource": "*"}, ""),
        ({"Resource": ["r", "*"]}, ""),
        ({"NotResource": "r"}, ""),
        ({"Resource": "r"}, " on r"),
        ({"Resource": ["r", "q"]}, " on r and q"),
    ],
)
def test_where_a_statement_holds(elements, phrase):
    assert on(statement(**elements)) == phrase


WANTED = {
    f"ecs:{name}"
    for name in ("DeleteCluster", "DeleteService", "DeleteTaskSet", "DeleteAttributes", "ListClusters")
}


def broad(*actions):
    """What a policy that allows ``actions`` allows of those that are wanted."""
    (document,) = documents(allow(Action=list(actions)))
    (found,) = allowed_broadly(document, lambda action: action.name in WANTED)
    return found


@pytest.mark.parametrize(
    ("actions", "phrase"),
    [
        # An action that takes no resource reaches none more by "*".
        (["ecs:ListClusters"], ""),
        (["ecs:DeleteCluster"], " on every resource"),
        (["ecs:ListClusters", "ecs:DeleteCluster"], " on every resource"),
    ],
)
def test_every_resource_is_said_of_actions_that_take_resources(actions, phrase):
    assert on_every_resource(broad(*actions)) == phrase


@pytest.mark.parametrize(
    ("actions", "phrase"),
    [
        (["ecs:DeleteCluster"], "ecs:DeleteCluster"),
        (["ECS:deletecluster", "ecs:DeleteService"], "ECS:deletecluster and ecs:DeleteService"),
        (["ecs:DeleteClust*"], "ecs:DeleteClust* (DeleteCluster)"),
        (["ecs:DeleteC*", "ecs:DeleteService"], "ecs:DeleteC* (DeleteCluster) and ecs:DeleteService"),
        (["ecs:*et*s*"], "ecs:*et*s* (DeleteAttributes, DeleteCluster and 2 more)"),
    ],
)
def test_a_pattern_is_named_with_actions_that_it_matches(actions, phrase):
    assert as_written(broad(*actions).actions) == phrase
