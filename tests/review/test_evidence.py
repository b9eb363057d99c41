"""Every permission that emit writes shows why it is there."""

import pytest

from emitter.catalogue.targets import load_target, names
from emitter.compiler.bind import bind
from emitter.compiler.request import Choice, DeploymentRequest
from emitter.review.evidence import causes, of

EVERY = [
    (target, kind)
    for target in names()
    for kind in ("least-privilege", "documented")
    if kind == "least-privilege" or load_target(target).pages
]


@pytest.mark.parametrize(("target", "kind"), EVERY)
def test_every_permission_has_a_cause(target, kind):
    deployment = bind(DeploymentRequest((Choice(target, permissions=kind),)), load_target)
    known = causes(deployment)
    for policy in deployment.policies:
        for statement in policy.statements:
            for action in statement.actions:
                found = of(known, action.JSONrepr(), statement.sid)
                assert found, (statement.sid, action.JSONrepr())
                assert all(cause.reason and cause.url.startswith("https://") for cause in found)


def test_a_statement_that_was_cut_has_the_causes_of_the_whole():
    deployment = bind(DeploymentRequest((Choice("piped-ecs"),)), load_target)
    known = causes(deployment)
    assert of(known, "ecs:CreateService", "Services2") == of(known, "ecs:CreateService", "Services")
    assert of(known, "ecs:CreateService", "Elsewhere") == ()
