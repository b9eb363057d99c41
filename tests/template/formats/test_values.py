"""Every character that a value may have comes through every format as it is."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitter.catalogue.identities import load_kind, settings_of
from emitter.catalogue.patterns import show
from emitter.compiler.bind import bind
from emitter.compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice
from emitter.template.assemble import assemble
from emitter.template.formats import load_format
from tests.support import read_cloudformation, read_hcl, read_script, read_terraform, toy
from tests.support.said import document_lines, said
from tests.support.strategies import admitted, tags

_PROD = Environment("prod", read_script.ACCOUNT, "eu-west-1")
_NAMED = ("bucket", "folder", "role", "key")
_SETTINGS = settings_of(load_kind("ecs-task-role"))


@st.composite
def _values(draw):
    """A value for each parameter of the toy target, none of which matches everything."""
    return {
        name: (
            draw(
                admitted(toy.TOY.parameter[name].syntax).filter(lambda v: v.strip("*?/") and v[:4] != "arn:")
            ),
        )
        for name in _NAMED
    }


@st.composite
def _requests(draw):
    identity = IdentityChoice(
        "ecs-task-role",
        {name: (draw(admitted(setting.syntax)),) for name, setting in _SETTINGS.items()},
        tags=draw(tags()),
    )
    choice = Choice("toy", features=("make", "lock", "spare", "sealed"), values=draw(_values()))
    return DeploymentRequest((choice,), _PROD, False, identity)


_slow = settings(deadline=None, suppress_health_check=list(HealthCheck))


def _read_policy(text, deployment):
    read = json.loads(text)
    documents = [read] if "Statement" in read else read.values()
    lines = tuple(line for document in documents for line in document_lines(document))
    return said(deployment)._replace(statements=lines)


def _read_script(text, deployment):
    with tempfile.TemporaryDirectory() as folder:
        calls = read_script.run(text, {}, Path(folder))
    found = read_script.read(calls)
    # IAM has no empty description: the script gives none.
    empty = deployment.identity.description == ""
    return found._replace(description="") if empty and found.description is None else found


READERS = {
    "cloudformation": lambda text, _: read_cloudformation.read(read_cloudformation.load_yaml(text)),
    "cloudformation-json": lambda text, _: read_cloudformation.read(json.loads(text)),
    "terraform": lambda text, _: read_terraform.read(text),
    "terraform-hcl": lambda text, _: read_terraform.read(read_hcl.as_json(text)),
    "policy": _read_policy,
    "aws-cli": _read_script,
}


@pytest.mark.parametrize("format", READERS)
@settings(_slow, max_examples=60)
@given(request_=_requests())
def test_a_value_comes_through_as_it_is(format, request_):
    deployment = bind(request_, toy.load)
    found = READERS[format](load_format(format).render(assemble(deployment)), deployment)
    assert found == said(deployment)
    values = {name: value for name, (value,) in request_.choices[0].values.items()}
    resources = {show(resource) for line in found.statements for resource in line.resources}
    account = read_script.ACCOUNT
    assert {
        f"arn:aws:s3:::{values['bucket']}",
        f"arn:aws:s3:::{values['bucket']}/{values['folder'].removeprefix('/')}/*",
        f"arn:aws:s3:::{values['bucket']}/home/${{aws:username}}/*",
        f"arn:aws:iam::{account}:role/{values['role']}",
        f"arn:aws:kms:eu-west-1:{account}:key/{values['key']}",
    } <= resources
