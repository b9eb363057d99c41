"""What each format prints for the toy targets, to the byte.

``pytest --rewrite-goldens tests/golden`` writes the files anew; read the difference before it is committed.
"""

from pathlib import Path

import pytest

from emitter.compiler.bind import bind
from emitter.compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice
from emitter.errors import EmitError
from emitter.template.assemble import assemble
from emitter.template.formats import NAMES, aws_cli, load_format
from tests.support import toy

HERE = Path(__file__).parent
_ALL = ("make", "lock", "spare", "sealed")
_VALUES = {
    "bucket": ("lego", "brio"),
    "folder": ("/wood",),
    "role": ("builder", "arn:aws-cn:iam::210987654321:role/team/painter"),
    "key": ("1234abcd-12ab-34cd-56ef-1234567890ab",),
}
_PLACE = Environment("prod", "210987654321", "cn-north-1", "aws-cn")

REQUESTS = {
    "open": DeploymentRequest((Choice("toy", features=_ALL),), command="emit --target toy"),
    "open-other-version": DeploymentRequest(
        (Choice("toy", "1", without=("play",), features=("spare",)),),
        identity=IdentityChoice("user"),
        command="emit --target toy@1",
    ),
    "open-several": DeploymentRequest(
        (Choice("toy", features=("make",), values={"bucket": ("lego",)}), Choice("toy-other")),
        Environment(region="eu-west-1"),
        command="emit --target toy --target toy-other",
    ),
    "fixed": DeploymentRequest(
        (Choice("toy", features=_ALL, values=_VALUES, policy_name="Kindergarten"),),
        _PLACE,
        open=False,
        identity=IdentityChoice(
            "ecs-task-role",
            {
                "name": ("carpenter",),
                "path": ("/toys/",),
                "max_session_duration": ("7200",),
                "description": ("makes 100 toys: don't ask",),
            },
            {"permissions_boundary": ("playground",), "users": ("nobody",)},
            {"team": "toys", "cost centre": "Überraum: 1/2"},
        ),
        command="emit build --env prod --target toy",
    ),
    "fixed-group": DeploymentRequest(
        (Choice("toy", "2", features=("make",), without=("count",), values={"role": ("builder",)}),),
        Environment("dev", "111122223333", "eu-west-1"),
        open=False,
        identity=IdentityChoice(
            "group", {"name": ("Toys",), "users": ("anna", "b.ob"), "members": ("c_arl",)}
        ),
        command="emit build --env dev --target toy",
    ),
    "fixed-existing": DeploymentRequest(
        (Choice("toy", values={"bucket": ("lego",)}),),
        Environment("dev", "111122223333", "eu-west-1"),
        open=False,
        identity=IdentityChoice("existing", {"role": ("somebody",)}),
        command="emit build --env dev --target toy",
    ),
    "fixed-several": DeploymentRequest(
        (Choice("toy"), Choice("toy-other", "1.0", features=("cheat",))),
        Environment("dev", "111122223333", "eu-west-1"),
        open=False,
        command="emit build --env dev --target toy",
    ),
    "documented": DeploymentRequest((Choice("toy", "2", "documented"),), command="emit --target toy@2"),
    "documented-fixed": DeploymentRequest(
        (Choice("toy", "3", "documented", values={"role": ("builder",), "bucket": ("lego",)}),),
        Environment("dev", "111122223333", "us-gov-west-1"),
        open=False,
        command="emit build --env dev --target toy",
    ),
}
_SUFFIX = {"policy": ".policy.json"}
# The same in every script, so it is left out of what is expected.
_PRELUDE = (Path(aws_cli.__file__).parent / "prelude.sh").read_text(encoding="utf-8")


@pytest.mark.parametrize("format", NAMES)
@pytest.mark.parametrize("name", REQUESTS)
def test_prints_the_same_to_the_byte(name, format, pytestconfig):
    form = load_format(format)
    deployment = bind(REQUESTS[name], toy.load)
    try:
        text = form.render(assemble(deployment)).replace(_PRELUDE, "<prelude.sh>\n")
    except EmitError as error:
        text = f"status {error.status}\n{error}\n"
    text += "".join(f"warning: {warning}\n" for warning in deployment.warnings)
    file = HERE / f"{name}{_SUFFIX.get(format, form.SUFFIX)}"
    if pytestconfig.getoption("--rewrite-goldens"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_bytes().decode()


def test_no_file_is_left_over():
    known = {f"{n}{_SUFFIX.get(f, load_format(f).SUFFIX)}" for n in REQUESTS for f in NAMES}
    assert {p.name for p in HERE.iterdir() if p.is_file()} - {
        "__init__.py",
        "conftest.py",
        "test_golden.py",
    } == known
