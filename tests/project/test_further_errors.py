"""After the first fault of a request come the others, and nothing that only follows from it."""

import pytest

from emitter.compiler.request import Choice, DeploymentRequest, IdentityChoice
from emitter.errors import RequestError
from emitter.project.further_errors import all_errors
from emitter.project.generate import generate
from tests.support import fixtures

toys = fixtures.toys


def _places(choices, **more):
    request = DeploymentRequest(tuple(choices), open=False, **more)
    with pytest.raises(RequestError) as caught:
        generate(request, {})
    return [(error.target, error.where) for error in all_errors(request, caught.value)]


def _identity(**settings):
    return IdentityChoice("ecs-task-role", {name: (value,) for name, value in settings.items()})


@pytest.mark.parametrize(
    ("choice", "more", "places"),
    [
        (Choice("toy", values={"bucket": (",",)}), {}, [("toy", "values.bucket")]),
        (
            Choice("toy", values={"bucket": (",",), "folder": (" ",)}, policy_name=","),
            {},
            [("toy", "values.bucket"), ("toy", "values.folder"), ("toy", "policy_name")],
        ),
        # A version says which values there are.
        (Choice("toy", "9", values={"bucket": (",",)}), {}, [("toy", "version")]),
        # Without its value, role is required.
        (Choice("toy", features=("make",), values={"role": (",",)}), {}, [("toy", "values.role")]),
        (
            Choice("toy", features=("make",), values={"bucket": (",",)}),
            {},
            [("toy", "values.bucket"), ("toy", "values.role")],
        ),
        (
            Choice("toy"),
            {"identity": _identity(name=",", path="x", nope="1")._replace(tags={"a": "$", "b": "$"})},
            [(None, f"identity.{one}") for one in ("nope", "name", "path")]
            + [(None, "tags.a"), (None, "tags.b")],
        ),
    ],
)
def test_what_else_is_wrong(toys, choice, more, places):
    assert _places([choice], **more) == places


def test_a_value_is_left_out_of_its_target_alone(toys):
    choices = [Choice(name, values={"bucket": (",",)}) for name in ("toy", "toy-other")]
    assert _places(choices)[0] == ("toy", "values.bucket")
    assert {target for target, _ in _places(choices)} == {"toy", "toy-other"}
