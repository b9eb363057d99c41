"""An identity that is called after another target than before."""

import json

import pytest

from emitter.catalogue.targets import load_target
from emitter.compiler.bind import bind
from emitter.compiler.request import Choice, DeploymentRequest, IdentityChoice
from emitter.errors import RequestError
from emitter.template.assemble import assemble
from emitter.template.formats import load_format


def _moved(targets, kind, **settings):
    given = {key: (value,) for key, value in settings.items()}
    request = DeploymentRequest(tuple(map(Choice, targets)), identity=IdentityChoice(kind, given))
    template = json.loads(load_format("terraform").render(assemble(bind(request, load_target))))
    moved = template.get("moved", [])
    assert all(
        label in template["resource"][type_] for type_, label in (one["to"].split(".") for one in moved)
    )
    return {one["from"]: one["to"] for one in moved}


def test_everything_of_the_identity_moves_and_no_policy_of_a_target():
    moved = _moved(["piped-lambda", "piped-ecs"], "ecs-task-role", moved_from="toy", ecs_exec="on")
    assert moved == {
        f"{type_}.toy{end}": f"{type_}.piped_lambda{end}"
        for type_, end in (
            ("aws_iam_role", ""),
            ("aws_iam_role_policies_exclusive", ""),
            ("aws_iam_role_policy_attachments_exclusive", ""),
            ("aws_iam_policy", "_platform"),
            ("aws_iam_role_policy_attachment", "_platform"),
        )
    }


def test_users_and_members_move_with_their_group():
    moved = _moved(["ufo"], "group", moved_from="piped-ecs", users="le.ly", members="mai")
    assert moved["aws_iam_user.piped_ecs_le_ly__9178cb"] == "aws_iam_user.ufo_le_ly__9178cb"
    assert moved["aws_iam_user_group_membership.piped_ecs_mai"] == "aws_iam_user_group_membership.ufo_mai"
    assert moved["aws_iam_group.piped_ecs"] == "aws_iam_group.ufo"
    assert "aws_iam_policy.piped_ecs" not in moved


def test_nothing_moves_unless_that_is_said():
    assert _moved(["ufo"], "group") == {}
    with pytest.raises(RequestError, match=r"identity\.moved_from: ufo is the first target of the file"):
        _moved(["ufo"], "group", moved_from="ufo")
