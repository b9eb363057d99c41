"""The names of a request's resource, by what AWS lists for its action."""

import pytest

from emitter.evaluate.request import AccessRequest
from emitter.evaluate.resources import name_in_policy, names_of_resource

GROUP = "arn:aws:logs:eu-west-1:111122223333:log-group:/web"
STREAM = f"{GROUP}:log-stream:a"
CLUSTER = "arn:aws:ecs:eu-west-1:111122223333:cluster/a"


@pytest.mark.parametrize(
    ("action", "resource", "names"),
    [
        ("ecs:DescribeClusters", CLUSTER, (CLUSTER,)),
        # It takes no resource, whatever the request says.
        ("ec2:DescribeVpcs", CLUSTER, ("*",)),
        ("ec2:DescribeVpcs", None, ("*",)),
        # It needs a resource.
        ("ecs:UpdateService", None, None),
        # It may be on one, and need not be.
        ("ec2:AssociateAddress", None, ("*",)),
        ("ecs:NoSuchAction", None, ("*",)),
        ("ecs:NoSuchAction", CLUSTER, (CLUSTER,)),
        # Of the types of S3's actions none is required, and a request is on one of them.
        ("s3:ListBucket", None, None),
        # A log group has two ARNs.
        ("logs:CreateLogStream", GROUP, (GROUP, f"{GROUP}:*")),
        ("logs:CreateLogStream", f"{GROUP}:*", (f"{GROUP}:*", GROUP)),
        ("logs:TagResource", GROUP, (GROUP,)),
        ("logs:TagResource", f"{GROUP}:*", (GROUP,)),
        ("logs:PutLogEvents", STREAM, (STREAM,)),
        ("s3:GetObject", GROUP, (GROUP,)),
    ],
)
def test_the_names_of_a_resource(action, resource, names):
    assert names_of_resource(AccessRequest(action, resource)) == names


def test_s3_takes_an_action_without_resource_as_one_on_every_bucket():
    names = names_of_resource(AccessRequest("s3:ListAllMyBuckets"))
    assert names is not None
    assert names[0] == "arn:aws:s3:::*"
    assert "*" not in names


@pytest.mark.parametrize(
    ("action", "resource", "name"),
    [
        ("logs:CreateLogStream", GROUP, f"{GROUP}:*"),
        ("logs:CreateLogStream", f"{GROUP}:*", f"{GROUP}:*"),
        ("logs:TagResource", GROUP, GROUP),
        ("logs:PutLogEvents", STREAM, STREAM),
        ("kms:Decrypt", GROUP, GROUP),
        ("ecs:UpdateService", CLUSTER, CLUSTER),
    ],
)
def test_a_policy_names_a_log_group_by_the_arn_with_a_star(action, resource, name):
    assert name_in_policy(action, resource) == name
