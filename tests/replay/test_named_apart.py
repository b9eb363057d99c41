"""Resources that a request names in a way of its own."""

import pytest

from emitter.replay.named_apart import UNKNOWN_PATH, balancer, elsewhere, path, resources
from emitter.replay.resource import CallPlace, CallResource

HERE = CallPlace("eu-west-1", "111122223333")
FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:web"


@pytest.mark.parametrize(
    ("action", "asked", "expected"),
    [
        (
            "ssm:AddTagsToResource",
            {"resourcetype": ("Parameter",), "resourceid": ("/app/db",)},
            (CallResource("arn:aws:ssm:eu-west-1:111122223333:parameter/app/db"),),
        ),
        (
            "ssm:AddTagsToResource",
            {"resourcetype": ("Parameter",), "resourceid": ("arn:aws:ssm:eu-west-1:1:parameter/a",)},
            (CallResource("arn:aws:ssm:eu-west-1:1:parameter/a"),),
        ),
        (
            "ssm:AddTagsToResource",
            {"resourcetype": ("Parameter",)},
            (CallResource(None, partial=True),),
        ),
        (
            "ssm:AddTagsToResource",
            {"resourcetype": ("Other",), "resourceid": ("x",)},
            (CallResource(None, partial=True),),
        ),
        (
            "route53:ChangeTagsForResource",
            {"resourcetype": ("hostedzone",), "resourceid": ("Z1",)},
            (CallResource("arn:aws:route53:::hostedzone/Z1"),),
        ),
        (
            "route53:ListTagsForResources",
            {"resourcetype": ("healthcheck",), "resourceids": ("a", "b")},
            tuple(CallResource(f"arn:aws:route53:::healthcheck/{name}") for name in "ab"),
        ),
        (
            "route53:ListTagsForResource",
            {"resourcetype": ("hostedzone",)},
            (CallResource("arn:aws:route53:::hostedzone/*", partial=True),),
        ),
        ("ssm:GetParameter", {"resourcetype": ("Parameter",), "resourceid": ("x",)}, ()),
        ("s3:GetObject", {"bucketname": ("a-bucket",), "key": ("k",)}, ()),
        ("s3:GetObject", {"bucketname": ("point-abc-s3alias",)}, (CallResource(None, partial=True),)),
        (
            "s3:GetObject",
            {"bucketname": ("arn:aws:s3:eu-west-1:111122223333:accesspoint/p",), "key": ("k",)},
            (CallResource("arn:aws:s3:eu-west-1:111122223333:accesspoint/p/object/k"),),
        ),
        (
            "s3:ListBucket",
            {"bucketname": ("arn:aws:s3:eu-west-1:111122223333:accesspoint/p",)},
            (CallResource("arn:aws:s3:eu-west-1:111122223333:accesspoint/p"),),
        ),
        (
            "lambda:InvokeFunction",
            {"functionname": ("web",), "qualifier": ("live",)},
            (CallResource(f"{FUNCTION}:live"),),
        ),
        (
            "lambda:InvokeFunction",
            {"functionname": ("444455556666:function:web",), "qualifier": ("7",)},
            (CallResource("arn:aws:lambda:eu-west-1:444455556666:function:web:7"),),
        ),
        ("lambda:InvokeFunction", {"functionname": (f"{FUNCTION}:7",)}, (CallResource(f"{FUNCTION}:7"),)),
        ("lambda:InvokeFunction", {"functionname": ("web",)}, ()),
        ("lambda:UpdateAlias", {"functionname": ("web",), "qualifier": ("live",)}, ()),
    ],
)
def test_a_resource_is_named_in_the_way_of_its_service(action, asked, expected):
    assert resources(action, asked, HERE) == expected


@pytest.mark.parametrize(
    ("action", "asked", "expected"),
    [
        (
            "sqs:SendMessage",
            {"queueurl": ("https://sqs.us-east-1.amazonaws.com/444455556666/q",)},
            ("us-east-1", "444455556666"),
        ),
        (
            "sqs:SendMessage",
            {"queueurl": ("https://eu-west-2.queue.amazonaws.com/444455556666/q",)},
            ("eu-west-2", "444455556666"),
        ),
        (
            "sqs:SendMessage",
            {"queueurl": ("https://queue.amazonaws.com/444455556666/q",)},
            ("eu-west-1", "444455556666"),
        ),
        ("sqs:SendMessage", {"queueurl": ("https://example.com/q",)}, ("eu-west-1", "111122223333")),
        (
            "sns:Publish",
            {"queueurl": ("https://sqs.us-east-1.amazonaws.com/444455556666/q",)},
            ("eu-west-1", "111122223333"),
        ),
        ("ecr:BatchGetImage", {"registryid": ("444455556666",)}, ("eu-west-1", "444455556666")),
        ("ecr:BatchGetImage", {"registryid": ("other",)}, ("eu-west-1", "111122223333")),
        ("glue:GetTable", {"catalogid": ("444455556666",)}, ("eu-west-1", "444455556666")),
        ("ecs:RunTask", {"registryid": ("444455556666",)}, ("eu-west-1", "111122223333")),
        (
            "sqs:GetQueueUrl",
            {"queuename": ("q",), "queueownerawsaccountid": ("999988887777",)},
            ("eu-west-1", "999988887777"),
        ),
    ],
)
def test_a_request_can_name_another_account(action, asked, expected):
    found = elsewhere(action, asked, HERE)
    assert (found.region, found.account) == expected


@pytest.mark.parametrize(
    ("action", "asked", "expected"),
    [
        ("iam:CreateRole", {"path": ("/teams/web/",)}, "teams/web"),
        ("iam:CreateRole", {}, ""),
        ("iam:GetRole", {}, UNKNOWN_PATH),
    ],
)
def test_the_path_of_what_iam_creates_is_recorded_or_the_root(action, asked, expected):
    assert path(action, asked) == expected


@pytest.mark.parametrize(
    ("action", "asked", "expected"),
    [
        ("CreateLoadBalancer", {"loadbalancername": ("x",)}, "loadbalancer/"),
        ("AddTags", {"loadbalancernames": ("x",)}, "loadbalancer/"),
        ("CreateLoadBalancer", {"name": ("x",)}, "loadbalancer/app/"),
        ("CreateLoadBalancer", {"name": ("x",), "type": ("gateway",)}, "loadbalancer/gwy/"),
        ("CreateLoadBalancer", {}, ""),
        ("DeleteLoadBalancer", {"loadbalancerarn": ("x",)}, ""),
        ("CreateListener", {"loadbalancername": ("x",)}, ""),
    ],
)
def test_a_load_balancer_is_of_one_generation(action, asked, expected):
    assert balancer(f"elasticloadbalancing:{action}", asked) == expected
