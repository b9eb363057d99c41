"""On which resources of Amazon EC2 an action is authorised: by their ids."""

import pytest

from emitter.aws import service_reference
from emitter.replay.ec2 import PREFIXES
from tests.support.records import ACCOUNT, REGION, arn
from tests.support.replay_asking import asked, call


def ec2(event, given, answered=None):
    return [(one.removeprefix("arn:aws:ec2:"), part) for _, one, part in asked("ec2", event, given, answered)]


def items(key, *values):
    return {"items": [{key: value} for value in values]}


HERE_IN_EC2 = f"{REGION}:{ACCOUNT}:"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("CreateTags", {"resourcesSet": items("resourceId", "i-1")}), ["instance/i-1"]),
        (
            ("CreateTags", {"resourcesSet": items("resourceId", "sg-1", "vpc-2", "eipalloc-3")}),
            ["security-group/sg-1", "vpc/vpc-2", "elastic-ip/eipalloc-3"],
        ),
        (
            (
                "AuthorizeSecurityGroupIngress",
                {"groupId": "sg-1", "ipPermissions": {"items": [{"groups": items("groupId", "sg-2")}]}},
            ),
            ["security-group/sg-1"],
        ),
        (("AttachVolume", {"volumeId": "vol-1", "instanceId": "i-2"}), ["volume/vol-1", "instance/i-2"]),
        (
            ("CreateSubnet", {"vpcId": "vpc-1"}, {"subnet": {"subnetId": "subnet-2", "vpcId": "vpc-1"}}),
            ["vpc/vpc-1", "subnet/subnet-2"],
        ),
        (
            ("CreateVpc", {"cidrBlock": "x"}, {"vpc": {"vpcId": "vpc-1", "dhcpOptionsId": "dopt-1"}}),
            ["vpc/vpc-1"],
        ),
        (
            ("StopInstances", {"instancesSet": items("instanceId", "i-1", "i-2")}),
            ["instance/i-1", "instance/i-2"],
        ),
    ],
)
def test_ids_of_ec2_say_their_type(given, expected):
    assert ec2(*given) == [(HERE_IN_EC2 + one, False) for one in expected]


def test_what_is_run_and_what_comes_of_it():
    found = ec2(
        "RunInstances",
        {
            "instancesSet": items("imageId", "ami-1"),
            "subnetId": "subnet-1",
            "groupSet": items("groupId", "sg-1"),
        },
        {"instancesSet": items("instanceId", "i-1")},
    )
    assert [one for one, _ in found] == [
        f"{REGION}::image/ami-1",
        f"{HERE_IN_EC2}subnet/subnet-1",
        f"{HERE_IN_EC2}security-group/sg-1",
        f"{HERE_IN_EC2}instance/i-1",
        f"{HERE_IN_EC2}network-interface/*",
    ]


def test_what_is_tagged_at_its_creation_is_of_the_type_that_is_said():
    given = {
        "instancesSet": items("imageId", "ami-1"),
        "tagSpecificationSet": {
            "items": [
                {"resourceType": kind, "tags": [{"key": "a", "value": "b"}]}
                for kind in ("instance", "volume")
            ]
        },
    }
    found = [
        one
        for one in call("ec2", "RunInstances", given, {"x": items("instanceId", "i-1")}).asked
        if one.implied
    ]
    assert [(one.request.action, one.request.resource, one.partial) for one in found] == [
        ("ec2:CreateTags", arn("ec2", "instance/i-1"), False),
        ("ec2:CreateTags", arn("ec2", "volume/*"), True),
    ]


def test_no_type_is_guessed():
    assert asked("ec2", "CreateTags", {"resourcesSet": items("resourceId", "unheard-of")}) == [
        ("ec2:CreateTags", None, True)
    ]


def test_every_prefix_is_of_a_type():
    assert set(PREFIXES.values()) <= {type_.name for type_ in service_reference.resource_types("ec2")}
