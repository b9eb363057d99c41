"""The resources of a template under the names that IAM keeps them by."""

import pytest
from troposphere import Parameter, Ref, Template, iam, sqs

from emitter.adopt.resources import holders, made
from emitter.errors import FormatError
from emitter.template.assembly import Assembly
from tests.support.adopting import adopt

DOCUMENT = {"Version": "2012-10-17", "Statement": []}


def assembly(tmp_path, *resources):
    """An assembly whose template has ``resources`` in place of its own."""
    template = Template()
    template.add_parameter(Parameter("Name", Type="String"))
    for one in resources:
        template.add_resource(one)
    whole: Assembly = adopt(tmp_path, "ufo").assembly
    return whole._replace(template=template)


def test_only_what_iam_keeps_under_a_name_is_listed(tmp_path):
    found = assembly(
        tmp_path,
        sqs.Queue("Queue"),
        iam.Group("Group", GroupName="g", Path="/a/"),
        iam.ManagedPolicy("Policy", ManagedPolicyName="p", Path="/a/", PolicyDocument=DOCUMENT),
        iam.OIDCProvider("Provider", Url="https://token.example.com/id/a"),
    )
    assert list(map(tuple, made(found, "aws-cn", "1"))) == [
        ("Group", "group", "g", "/a/", ""),
        ("Policy", "policy", "p", "/a/", "arn:aws-cn:iam::1:policy/a/p"),
        (
            "Provider",
            "oidc-provider",
            "https://token.example.com/id/a",
            "/",
            "arn:aws-cn:iam::1:oidc-provider/token.example.com/id/a",
        ),
    ]


@pytest.mark.parametrize(
    "group",
    [
        iam.Group("It", GroupName=Ref("Name")),
        iam.Group("It"),
        iam.Group("It", GroupName="g", Path=Ref("Name")),
    ],
)
def test_a_name_or_path_that_is_open_is_an_error(tmp_path, group):
    with pytest.raises(FormatError, match="It: has a name that the template leaves open"):
        list(made(assembly(tmp_path, group), "aws", "1"))


def test_the_holders_of_a_policy_are_of_the_template_or_named(tmp_path):
    policy = iam.ManagedPolicy(
        "Policy", PolicyDocument=DOCUMENT, Roles=["own", Ref("Role")], Users=["ann"], Groups=[Ref("Group")]
    )
    role = iam.Role("Role", RoleName="made", AssumeRolePolicyDocument=DOCUMENT)
    found = assembly(tmp_path, role, iam.Group("Group", GroupName="g"), policy)
    assert list(holders(policy, found)) == [
        ("role", "own"),
        ("role", "made"),
        ("user", "ann"),
        ("group", "g"),
    ]
