"""Requests that can be asked, and the notes on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.aws import service_reference
from emitter.errors import UsageError
from emitter.evaluate import validate
from emitter.evaluate.principals import principal
from emitter.evaluate.validate import check_resource, known_action, remarks

_UPDATE = service_reference.action("ecs:UpdateService")
_FORM = (
    "ecs:UpdateService takes arn:${Partition}:ecs:${Region}:${Account}:service/${ClusterName}/${ServiceName}"
)


def refused(function, *arguments):
    with pytest.raises(UsageError) as refusal:
        function(*arguments)
    return str(refusal.value)


def test_an_action_is_found_in_any_case():
    assert known_action("ECS:updateservice").name == "ecs:UpdateService"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("ecs:UpdateServices", "ACTION: unknown action ecs:UpdateServices; did you mean 'UpdateService'?"),
        ("lamda:Invoke", "ACTION: unknown service 'lamda'; did you mean 'lambda'?"),
        ("UpdateService", "ACTION: invalid action name 'UpdateService'; write SERVICE:ACTION"),
        ("ecs:*", "ACTION: 'ecs:*' is a pattern; name one action, as ecs:RunTask"),
        ("*", "ACTION: '*' is a pattern; name one action, as ecs:RunTask"),
        ("", "ACTION: invalid action name ''; write SERVICE:ACTION"),
    ],
)
def test_what_is_no_action_is_refused_with_the_nearest(name, says):
    assert refused(known_action, name) == says


@pytest.mark.parametrize(
    ("arn", "says"),
    [
        ("service/prod/web", f"RESOURCE: 'service/prod/web' is no ARN; {_FORM}"),
        (
            "arn:aws:ecs:eu-west-1:service/prod/web",
            f"RESOURCE: 'arn:aws:ecs:eu-west-1:service/prod/web' is no ARN; {_FORM}",
        ),
        (
            "arn:aws:ecs:eu-west-1:123456789012:",
            f"RESOURCE: 'arn:aws:ecs:eu-west-1:123456789012:' is no ARN; {_FORM}",
        ),
        (
            "arn:awz:ecs:eu-west-1:123456789012:service/a/b",
            "RESOURCE: 'arn:awz:ecs:eu-west-1:123456789012:service/a/b' is in a partition 'awz' that"
            " there is none of; did you mean 'aws'?",
        ),
        (
            "arn:aws:ecs:eu-west-1:12345:service/a/b",
            "RESOURCE: 'arn:aws:ecs:eu-west-1:12345:service/a/b' is in an account '12345', which is"
            f" not twelve digits; {_FORM}",
        ),
        (
            "arn:aws:ECS:eu-west-1:123456789012:service/a/b",
            "RESOURCE: 'arn:aws:ECS:eu-west-1:123456789012:service/a/b' is of a service 'ECS' that"
            " there is none of; did you mean 'ecs'?",
        ),
        (
            "arn:aws:esc:eu-west-1:123456789012:service/a/b",
            "RESOURCE: 'arn:aws:esc:eu-west-1:123456789012:service/a/b' is of a service 'esc' that"
            " there is none of; did you mean 'ecs'?",
        ),
        (
            "arn:aws:zzzzzz:eu-west-1:123456789012:service/a/b",
            "RESOURCE: 'arn:aws:zzzzzz:eu-west-1:123456789012:service/a/b' is of a service 'zzzzzz' that"
            f" there is none of; {_FORM}",
        ),
        (
            "arn:aws:ecs:eu-wst-1:123456789012:service/a/b",
            "RESOURCE: 'arn:aws:ecs:eu-wst-1:123456789012:service/a/b' is in a Region 'eu-wst-1' that"
            " there is none of; did you mean 'eu-west-1'?",
        ),
        (
            "arn:aws:ecs:cn-north-1:123456789012:service/a/b",
            "RESOURCE: 'arn:aws:ecs:cn-north-1:123456789012:service/a/b' is in a Region of the partition"
            f" 'aws-cn', 'cn-north-1'; {_FORM}",
        ),
        (
            "arn:aws:ecs:EU:123456789012:service/a/b",
            "RESOURCE: 'arn:aws:ecs:EU:123456789012:service/a/b' is in a Region 'EU' that"
            f" there is none of; {_FORM}",
        ),
    ],
)
def test_what_is_no_arn_is_refused_with_the_form_of_one(arn, says):
    assert refused(check_resource, arn, _UPDATE) == says


def test_an_arn_for_an_action_that_takes_none():
    says = "RESOURCE: 'x' is no ARN; ecs:ListClusters takes no resource, so leave it out"
    assert refused(check_resource, "x", service_reference.action("ecs:ListClusters")) == says


@pytest.mark.parametrize(
    "arn",
    [
        "*",
        "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
        "arn:aws-cn:s3:::b/k",
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "arn:aws:ec2:eu-west-1::image/ami-1",
        "arn:aws:ecs:eu-west-4:123456789012:service/a/b",
        "arn:aws:ecs:nz-southeast-1:123456789012:service/a/b",
        "arn:aws:route53-recovery-control::123456789012:controlpanel/x",
    ],
)
def test_an_arn_is_taken(arn):
    check_resource(arn, _UPDATE)


def test_every_service_of_an_arn_is_known():
    named = {
        form.split(":")[2]
        for service in service_reference.services()
        for type_ in service_reference.resource_types(service)
        for form in type_.arn.split(", ")
    }
    assert named - service_reference.services() - {"${Vendor}"} == validate.SERVICES_OF_ARNS_ALONE


@given(st.text())
def test_no_text_breaks_it(text):
    for function, arguments in ((known_action, (text,)), (check_resource, (text, _UPDATE))):
        try:
            function(*arguments)
        except UsageError:
            continue
    principal(text)


_CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/prod"


@pytest.mark.parametrize(
    ("action", "arn", "says"),
    [
        ("ecs:UpdateService", "arn:aws:ecs:eu-west-1:123456789012:service/prod/web", None),
        ("ecs:UpdateService", None, None),
        ("ecs:UpdateService", "*", None),
        ("ecs:ListClusters", "*", None),
        ("ecs:ListClusters", _CLUSTER, "ecs:ListClusters takes no resource, and is judged on *"),
        (
            "ecs:UpdateService",
            _CLUSTER,
            f"{_CLUSTER} is none of what AWS lists for ecs:UpdateService:"
            " arn:${Partition}:ecs:${Region}:${Account}:service/${ClusterName}/${ServiceName}",
        ),
        (
            "s3:GetObject",
            "arn:aws:s3:::b/*",
            "arn:aws:s3:::b/* names no one resource; its wildcards are taken as they are",
        ),
        (
            "ec2:RunInstances",
            "arn:aws:ec2:eu-west-1::image/ami-1",
            "AWS also judges ec2:RunInstances on instance, network-interface, security-group, subnet:"
            " ask for each",
        ),
        (
            "elasticloadbalancing:ModifyListener",
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c",
            None,
        ),
    ],
)
def test_remarks(action, arn, says):
    assert list(remarks(service_reference.action(action), arn)) == ([says] if says else [])


@pytest.mark.parametrize(
    ("text", "kind", "context"),
    [
        (
            "arn:aws:iam::123456789012:user/teams/ann",
            "AWS",
            {
                "aws:PrincipalArn": ("arn:aws:iam::123456789012:user/teams/ann",),
                "aws:PrincipalAccount": ("123456789012",),
                "aws:PrincipalType": ("User",),
                "aws:PrincipalIsAWSService": ("false",),
                "aws:username": ("ann",),
            },
        ),
        (
            "arn:aws:sts::123456789012:assumed-role/deploy/me",
            "AWS",
            {
                "aws:PrincipalAccount": ("123456789012",),
                "aws:PrincipalType": ("AssumedRole",),
                "aws:PrincipalIsAWSService": ("false",),
                "aws:PrincipalArn": ("arn:aws:iam::123456789012:role/deploy",),
                "aws:username": (),
            },
        ),
        (
            "ecs-tasks.amazonaws.com",
            "Service",
            {
                "aws:PrincipalIsAWSService": ("true",),
                "aws:PrincipalServiceName": ("ecs-tasks.amazonaws.com",),
            },
        ),
        ("accounts.google.com", "Federated", {}),
        ("cognito-identity.amazonaws.com", "Federated", {}),
        ("arn:aws:iam::123456789012:saml-provider/x", "Federated", {}),
    ],
)
def test_who_asks(text, kind, context):
    asks = principal(text)
    assert (asks.kind, dict(asks.context)) == (kind, context)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "ann",
        "1234",
        "arn:aws:iam::123456789012:group/g",
        "arn:aws:iam::1:user/a",
        "arn:aws:s3:::b",
        "arn:aws:iam::123456789012:root/x",
        "arn:aws:iam::123456789012:user",
    ],
)
def test_who_is_nobody(text):
    assert principal(text) is None


def test_an_account_is_named_in_every_partition():
    assert "arn:aws-cn:iam::123456789012:root" in principal("123456789012").names
