"""A value that is, unless it is given, what another one is."""

import pytest

from emitter.catalogue.targets import load_target
from emitter.compiler.bind import bind
from emitter.compiler.request import Choice, DeploymentRequest, Environment

_PROD = Environment("prod", "210987654321", "eu-west-1")
_ARN = "arn:aws:ecs:eu-west-1:210987654321:task-definition/"


def families(version, is_open=False, **values):
    """The task definitions that version ``version`` of ufo may register, and the parameters that are left."""
    choice = Choice("ufo", version, values={name: tuple(value) for name, value in values.items()})
    deployment = bind(DeploymentRequest((choice,), _PROD, is_open), load_target)
    found = {
        "".join(part if isinstance(part, str) else f"<{part.name}>" for part in text)
        for policy in deployment.policies
        for statement in policy.statements
        if "ecs:RegisterTaskDefinition" in [action.JSONrepr() for action in statement.actions]
        for text in statement.resources
    }
    return found, {parameter.title for parameter in deployment.parameters}


@pytest.mark.parametrize(
    ("version", "values", "expected"),
    [
        ("6", {"stack": ["demo-web-prod"]}, {"demo-web-prod:*"}),
        ("6", {"stack": ["demo-web-prod", "demo-api-prod"]}, {"demo-web-prod:*", "demo-api-prod:*"}),
        ("6", {"stack": ["demo-web-prod"], "family": ["web"]}, {"web:*"}),
        ("6", {}, {"*:*"}),
        ("5", {"stack": ["demo-web-prod"]}, {"*:*"}),
    ],
)
def test_the_family_of_version_6_is_the_stack(version, values, expected):
    assert families(version, **values)[0] == {f"{_ARN}{family}" for family in expected}


def test_an_open_template_asks_once_for_both():
    found, parameters = families("6", is_open=True)
    assert found == {f"{_ARN}<UfoStack>:*"}
    assert "UfoStack" in parameters
    assert "UfoFamily" not in parameters
    assert "UfoFamily" in families("5", is_open=True)[1]
