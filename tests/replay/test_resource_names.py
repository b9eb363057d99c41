"""Names of resources in requests, where they are not all of a text."""

import pytest

from emitter.replay.resource_names import NAMES


@pytest.mark.parametrize(
    ("service", "hole", "text", "name"),
    [
        ("ecs", "TaskDefinitionFamilyName", "web:7", "web"),
        ("ecs", "TaskDefinitionRevisionNumber", "web:7", "7"),
        ("ecs", "TaskDefinitionRevisionNumber", "web", ""),
        ("ecs", "ServiceName", "a:b", "a:b"),
        ("lambda", "FunctionName", "111122223333:function:web", "web"),
        ("lambda", "FunctionName", "web:live", "web"),
        ("lambda", "LayerName", "a:b", "a:b"),
        ("secretsmanager", "SecretId", "app/db", "app/db-??????"),
        ("route53", "Id", "/hostedzone/Z0123", "Z0123"),
        ("route53", "Id", "Z0123", "Z0123"),
        ("ec2", "InstanceId", "i-0abc", "i-0abc"),
        ("ec2", "InstanceId", "mi-0abc", ""),
        ("ec2", "VolumeId", "vol-1", "vol-1"),
        ("ssm", "InstanceId", "mi-0abc", "mi-0abc"),
        ("ssm", "InstanceId", "i-0abc", ""),
        ("ssm", "ParameterNameWithoutLeadingSlash", "/app/db:3", "app/db"),
    ],
)
def test_a_name_is_a_part_of_its_text(service, hole, text, name):
    assert NAMES[service](text, hole) == name
