"""Actions, resource types and condition keys: how they are found by name and by pattern."""

import pytest

from emitter.aws.service_reference import (
    action,
    action_fault,
    expand,
    key,
    keys_of,
    names_of,
    resource_types,
    services,
    takes_key,
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ecs:UpdateService", "ecs:UpdateService"),
        ("ECS:updateservice", "ecs:UpdateService"),
        ("ecs:UpdateServices", None),
        ("nosuch:UpdateService", None),
        ("ecs:Update:Service", None),
        ("ecs", None),
        ("", None),
    ],
)
def test_an_action_is_found_in_any_case(name, found):
    one = action(name)
    assert (one and one.name) == found


def test_an_action_has_a_level_resources_and_keys():
    found = action("ecs:UpdateService")
    assert found is not None
    assert (found.level, [(type_.name, type_.required) for type_ in found.resources]) == (
        "Write",
        [("service", True)],
    )
    assert "aws:resourcetag/${tagkey}" in keys_of(found)
    assert "ecs:task-definition" in found.keys
    # Without the other levels that AWS writes after a comma.
    assert {one.level for one in expand("iam:*")} <= {
        "List",
        "Read",
        "Write",
        "Tagging",
        "Permissions management",
    }


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("ecs:UpdateService", ["ecs:UpdateService"]),
        ("ecs:StopT*", ["ecs:StopTask"]),
        ("ECS:sto?task", ["ecs:StopTask"]),
        ("e?s:StopTask", ["ecs:StopTask"]),
        ("*cs:StopTask", ["ecs:StopTask"]),
        ("ecs:*nosuch*", []),
        ("ecs:${StopTask}", []),
        ("ecs:Stop*\n", []),
        ("ecs*", []),
        ("nosuch:*", []),
        (f"ecs:{'*' * 252}", [f"ecs:{name}" for name in names_of("ecs")]),
        # Longer than any name.
        (f"ecs:{'*' * 253}", []),
    ],
)
def test_a_pattern_is_the_actions_that_it_matches(pattern, names):
    assert [one.name for one in expand(pattern)] == names


def test_a_service_as_a_whole_and_everything():
    whole = [one.name for one in expand("sqs:*")]
    assert whole == sorted(whole) == [f"sqs:{name}" for name in names_of("SQS")]
    assert names_of("nosuch") == ()
    assert expand("*:*")[:3] == expand("*")[:3]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("ecs:UpdateService", None),
        ("*", None),
        ("ecs:Stop*", None),
        ("UpdateService", ("invalid action name 'UpdateService'", "write SERVICE:ACTION")),
        ("ECZ:UpdateService", ("unknown service 'ECZ'", "did you mean 'ecs'?")),
        ("ecs:UpdateServce", ("unknown action ecs:UpdateServce", "did you mean 'UpdateService'?")),
        ("ECS:UpdateServce", ("unknown action ECS:UpdateServce", "did you mean 'UpdateService'?")),
        ("ecs:Halt*", ("'ecs:Halt*' matches no action", "use an action of the service")),
        ("q?q:Halt", ("'q?q:Halt' matches no action", "use an action of the service")),
    ],
)
def test_what_is_wrong_with_an_action(name, fault):
    assert action_fault(name) == fault


@pytest.mark.parametrize(
    ("name", "service", "found"),
    [
        ("AWS:SourceIp", "", ("IPAddress", False)),
        ("aws:TagKeys", "", ("String", True)),
        ("aws:RequestTag/team", "", ("String", False)),
        ("ecs:cluster", "", ("ARN", False)),
        ("ecs:cluster", "s3", None),
        ("ecs:ResourceTag/a/b", "", ("String", False)),
        ("dynamodb:Attributes", "", ("String", True)),
        ("iot:JobId", "iotjobsdata", ("String", False)),
        ("ecs:nosuch", "", None),
        ("nosuch:key", "", None),
        ("aws:RequestTag/", "", ("String", False)),
    ],
)
def test_a_condition_key_and_its_type(name, service, found):
    one = key(name, service)
    assert (one and (one.name, one.type, one.many)) == (found and (name, *found))


@pytest.mark.parametrize(
    ("name", "key_", "takes"),
    [
        # Of every request, but for those of tags.
        ("s3:GetObject", "AWS:SourceIp", True),
        ("s3:GetObject", "aws:nosuch", False),
        ("ec2:DescribeVpcs", "aws:RequestTag/team", False),
        ("ec2:DescribeVpcs", "aws:TagKeys", False),
        ("ec2:RunInstances", "aws:RequestTag/team", True),
        ("ec2:RunInstances", "aws:ResourceTag/team", True),
        ("s3:ListBucket", "s3:prefix", True),
        ("s3:GetObject", "s3:prefix", False),
        ("ecs:UpdateService", "ecs:ResourceTag/team", True),
        ("ecs:UpdateService", "ecs:ResourceTag/", False),
    ],
)
def test_the_keys_that_an_action_takes(name, key_, takes):
    found = action(name)
    assert found is not None
    assert takes_key(found, key_) is takes


def test_resource_types_of_a_service():
    types = {one.name: one for one in resource_types("sqs")}
    assert types["queue"].arn == "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"
    assert not any(one.required for one in types.values())
    assert resource_types("nosuch") == ()


def test_services_are_lower_case():
    assert {"ecs", "s3", "iam"} <= services()
    assert all(name == name.lower() for name in services())
