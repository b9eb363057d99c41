"""What AWS asks for next to a call, as the targets state it."""

import pytest

from emitter.aws import service_reference
from emitter.catalogue.beside import Beside, stated
from emitter.catalogue.index import asked_beside
from emitter.catalogue.targets import load_target, names

PASS_ROLE = "iam:PassRole"


@pytest.mark.parametrize("name", names())
def test_a_role_that_is_passed_says_by_which_calls(name):
    """Each of them is a call of the target itself, which a condition gives the service."""
    target = load_target(name)
    granted = {grant.action.JSONrepr() for grant in target.grants}
    for grant in target.grants:
        assert bool(grant.scope.beside) == (grant.action.JSONrepr() == PASS_ROLE)
    found = set(stated(target))
    assert {one.call for one in found} <= granted
    assert any(one.action == PASS_ROLE for one in found) == (PASS_ROLE in granted)


def test_they_are_together_by_call():
    found = asked_beside()
    assert Beside("ecs:RunTask", PASS_ROLE, "ecs-tasks.amazonaws.com", "task_role") in found["ecs:RunTask"]
    assert Beside("ecs:CreateService", "ecs:TagResource", "ecs:createaction") in found["ecs:CreateService"]
    for call, several in found.items():
        assert len(set(several)) == len(several)
        for one in several:
            assert one.call == call
            assert service_reference.action(call)
            assert service_reference.action(one.action)
            # What is known of a role is whom it is passed to, and of a tag what it is given by.
            assert one.value.endswith((".amazonaws.com", ":createaction"))
            if one.action != PASS_ROLE:
                assert service_reference.takes_key(service_reference.action(one.action), one.value)
