"""The resources of an identity, and what comes with it."""

import json

import pytest

from emitter import emit
from emitter.catalogue.targets import load_target
from emitter.compiler.bind import bind
from emitter.compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice
from emitter.errors import FormatError
from emitter.template.assemble import assemble
from emitter.template.formats import load_format

_PLACE = Environment("prod", "111122223333", "eu-west-1")


def _assembly(kind, target="piped-ecs", tags=None, **settings):
    choice = Choice(target, values={"task_role": ("web",), "execution_role": ("exec",)})
    identity = IdentityChoice(kind, {key: (value,) for key, value in settings.items()}, tags=tags or {})
    return assemble(bind(DeploymentRequest((choice,), _PLACE, False, identity), load_target))


def _irsa(provider, tags=None):
    return _assembly(
        "eks-irsa",
        tags=tags,
        issuer="https://oidc.eks.eu-west-1.amazonaws.com/id/ABC",
        namespace="piped",
        service_account="piped",
        provider=provider,
    )


@pytest.mark.parametrize(("provider", "made"), [("create", True), ("existing", False)])
def test_an_oidc_provider_is_made_where_it_is_asked_for(provider, made):
    resources = _irsa(provider).template.resources
    assert ("OidcProvider" in resources) == made
    if made:
        properties = resources["OidcProvider"].to_dict()["Properties"]
        assert properties["Url"] == "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC"
        assert properties["ClientIdList"] == ["sts.amazonaws.com"]


def test_the_script_makes_the_oidc_provider_and_tags_it():
    lines = load_format("aws-cli").render(_irsa("create", {"team": "web"})).splitlines()
    made = [line for line in lines if line.startswith("oidc_provider ")]
    tagged = [line for line in lines if line.startswith("provider_tagged ")]
    assert made == ["oidc_provider https://oidc.eks.eu-west-1.amazonaws.com/id/ABC sts.amazonaws.com"]
    assert len(tagged) == 1
    assert tagged[0].endswith(""" team web '[{"Key": "team", "Value": "web"}]'""")
    assert "oidc-provider/" in tagged[0]
    plain = load_format("aws-cli").render(_irsa("create")).splitlines()
    assert [line for line in plain if line.startswith("provider_tagged ")] == []


def test_an_instance_profile_comes_with_a_role_for_ec2_alone():
    assert "InstanceProfile" in _assembly("ec2-instance-profile").template.resources
    assert "InstanceProfile" not in _assembly("ecs-task-role").template.resources


def test_terraform_lowers_what_cloudformation_has():
    body = json.loads(load_format("terraform").render(_irsa("create")))
    assert list(body["resource"]["aws_iam_openid_connect_provider"])


@pytest.mark.parametrize("text", ["file:///etc/passwd", "fileb://x"])
def test_the_script_has_no_word_that_the_aws_cli_takes_for_a_file(text):
    assembly = _assembly("ecs-task-role", description=text)
    with pytest.raises(FormatError, match=r"reads .* as a file"):
        load_format("aws-cli").render(assembly)
    assert text in load_format("cloudformation").render(assembly)


def test_the_script_checks_the_region_that_it_puts_into_documents():
    text = emit("piped-ecs", "aws-cli").text
    assert 'check AWS_REGION "$region" ' in text
