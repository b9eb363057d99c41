"""Values that a deployer may do without, as Amazon ECS needs neither a task role nor an execution role."""

import pytest

from emitter.catalogue.targets import load_target
from emitter.compiler.bind import bind
from emitter.compiler.request import Choice, DeploymentRequest, Environment
from emitter.errors import RequestError

_PROD = Environment("prod", "210987654321", "eu-west-1")
_ARN = "arn:aws:iam::210987654321:role/"
_TARGETS = ["ecspresso", "piped-ecs", "pipedv1-ecs"]


def bound(choice, is_open=False):
    return bind(DeploymentRequest((choice,), _PROD, is_open), load_target)


def passed(deployment):
    """The roles that may be passed."""
    return [
        "".join(text)
        for policy in deployment.policies
        for statement in policy.statements
        if "iam:PassRole" in [action.JSONrepr() for action in statement.actions]
        for text in statement.resources
    ]


@pytest.mark.parametrize(
    ("name", "permissions"), [*((name, "least-privilege") for name in _TARGETS), ("piped-ecs", "documented")]
)
@pytest.mark.parametrize("given", ["task_role", "execution_role"])
def test_one_role_is_enough(name, given, permissions):
    deployment = bound(Choice(name, permissions=permissions, values={given: ("web",)}))
    assert passed(deployment) == [f"{_ARN}web"]
    (other,) = {"task_role", "execution_role"} - {given}
    (warning,) = [one for one in deployment.warnings if "not given" in one]
    assert warning.startswith(f"{name}: values.{other}: not given")


@pytest.mark.parametrize("name", _TARGETS)
def test_no_role_is_enough_and_nothing_is_passed(name):
    deployment = bound(Choice(name))
    assert passed(deployment) == []
    assert len([one for one in deployment.warnings if "not given" in one]) == 2
    assert any("ecs:UpdateService" in str(s.because) for s in deployment.policies[0].statements)


@pytest.mark.parametrize("name", _TARGETS)
def test_both_roles_are_passed_without_a_warning(name):
    deployment = bound(Choice(name, values={"task_role": ("a",), "execution_role": ("b",)}))
    assert set(passed(deployment)) == {f"{_ARN}a", f"{_ARN}b"}
    assert deployment.warnings == ()


def test_an_open_template_asks_for_them():
    deployment = bound(Choice("piped-ecs"), is_open=True)
    assert {"PipedEcsTaskRole", "PipedEcsExecutionRole"} <= {
        parameter.title for parameter in deployment.parameters
    }
    assert deployment.warnings == ()


@pytest.mark.parametrize("is_open", [False, True])
def test_any_name_alone_is_enough(is_open):
    deployment = bound(Choice("piped-ecs", features=("service-role",), any_name=True), is_open)
    assert deployment.warnings == ()
    if is_open:
        found = {parameter.title: parameter.default for parameter in deployment.parameters}
        assert (
            found["PipedEcsTaskRole"] == found["PipedEcsExecutionRole"] == found["PipedEcsServiceRole"] == "*"
        )
    else:
        assert passed(deployment) == [f"{_ARN}*"] * 2


def test_any_name_gives_no_value_that_has_to_be_whole():
    with pytest.raises(RequestError, match=r"values\.deployment_role: required"):
        bound(Choice("ecspresso", features=("assume-role",), any_name=True))


def test_what_takes_nothing_but_a_role_needs_one():
    target = load_target("piped-ecs")
    passing = [g for g in target.grants if g.scope.sid == "PassTaskRoles"]
    alone = target._replace(name="alone", grants=tuple(passing))
    with pytest.raises(RequestError, match="required"):
        bind(DeploymentRequest((Choice("alone"),), _PROD, False), {"alone": alone}.__getitem__)


def test_a_required_value_stays_required():
    with pytest.raises(RequestError, match="required"):
        bound(Choice("piped-ecs", features=("service-role",)))
