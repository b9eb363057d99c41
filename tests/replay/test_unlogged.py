"""Actions whose use CloudTrail does not show."""

import pytest

from emitter.aws import service_reference
from emitter.replay.unlogged import UNLOGGED, may_be_unlogged


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("s3:GetObject", True),
        ("S3:getobject", True),
        ("s3:Get*", True),
        ("s3:GetObjec?", True),
        ("*", True),
        ("s3:CreateBucket", False),
        ("s3:CreateB*", False),
        ("ecs:*", False),
    ],
)
def test_an_action_of_a_policy_may_be_unlogged(pattern, expected):
    assert may_be_unlogged(pattern) is expected


def test_every_name_is_an_action():
    assert [name for name in UNLOGGED if service_reference.action(name) is None] == []
