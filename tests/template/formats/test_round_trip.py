"""What was printed, read back, is what was asked: in every format, for anything that the model can hold."""

import json
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from emitter.aws.regions import DNS_SUFFIX
from emitter.catalogue.patterns import Hole
from emitter.errors import FormatError
from emitter.template.assembly import CONTEXT
from tests.support import read_cloudformation, read_hcl, read_script, read_terraform, strategies
from tests.support.printed import printed
from tests.support.said import document_lines, filled, said

_slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@_slow
@given(strategies.deployments())
def test_cloudformation_yaml_says_what_was_asked(deployment):
    template = read_cloudformation.load_yaml(printed(deployment, "cloudformation"))
    assert read_cloudformation.read(template) == said(deployment)


@_slow
@given(strategies.deployments())
def test_cloudformation_json_is_the_yaml(deployment):
    long = read_cloudformation.load_json(printed(deployment, "cloudformation-json"))
    short = read_cloudformation.load_yaml(printed(deployment, "cloudformation"))
    assert long["Metadata"].pop("Generated")
    # The reasons are comments there.
    long["Metadata"].pop(CONTEXT)
    for resource in long["Resources"].values():
        resource["Metadata"] = {CONTEXT: {"why": resource["Metadata"][CONTEXT]["why"]}}
    if not long["Metadata"]:
        del long["Metadata"]
    assert long == short


@_slow
@given(strategies.deployments())
def test_terraform_says_what_was_asked(deployment):
    if _escapes(said(deployment)):
        for format in ("terraform", "terraform-hcl"):
            with pytest.raises(FormatError, match="ends in a sign that would escape what follows"):
                printed(deployment, format)
    else:
        text = printed(deployment, "terraform")
        native = printed(deployment, "terraform-hcl")
        assert read_terraform.read(text, strategies.TITLES) == said(deployment)
        assert read_terraform.read(read_hcl.as_json(native), strategies.TITLES) == said(deployment)


def _escapes(value):
    """Whether a text in ``value`` has a hole after a sign that Terraform would take with it."""
    if not isinstance(value, (tuple, frozenset)):
        return False
    pairs = pairwise(value) if isinstance(value, tuple) else ()
    return any(isinstance(b, Hole) and isinstance(a, str) and a[-1:] in ("$", "%") for a, b in pairs) or any(
        map(_escapes, value)
    )


@_slow
@given(strategies.deployments(open=False))
def test_policy_documents_say_what_was_asked(deployment):
    documents = json.loads(printed(deployment, "policy"))
    if len(deployment.policies) == 1:
        documents = {"first": documents}
    assert list(documents) == [policy.name[0] for policy in deployment.policies]
    lines = tuple(line for document in documents.values() for line in document_lines(document))
    assert lines == said(deployment).statements


@settings(_slow, max_examples=40)
@given(strategies.deployments())
@pytest.mark.parametrize("partition", ["aws", "aws-cn"])
def test_script_does_what_was_asked(partition, deployment):
    given = dict(zip(strategies.TITLES, ("prod", "web-task", "a_b", "Z9"), strict=True))
    environment = {"TOY_CLUSTER": "prod", "TOY_TASK_ROLE": "web-task", "TOY_AB2_CD": "a_b", "TOY_X": "Z9"}
    members = deployment.identity.members
    try:
        script = printed(deployment, "aws-cli")
    except FormatError as refused:
        # A name can begin with a hyphen, which the AWS CLI reads as an option.
        if "as an option" in str(refused):
            return
        raise
    with tempfile.TemporaryDirectory() as folder:
        calls = read_script.run(
            script,
            environment | {"AWS_REGION": "eu-west-1"},
            Path(folder),
            partition=partition,
            members=members,
        )
    values = given | {
        "partition": partition,
        "region": "eu-west-1",
        "account": read_script.ACCOUNT,
        "dns_suffix": DNS_SUFFIX[partition],
    }
    asked = filled(said(deployment), values)
    makes = deployment.identity.kind.makes
    asked = asked._replace(
        path=asked.path or "/",
        description=asked.description or None,
        duration=asked.duration or (3600 if makes == "role" else None),
    )
    assert read_script.read(calls, members) == asked
