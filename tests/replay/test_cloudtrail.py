"""Records of CloudTrail: who called, with what, and what AWS authorises beside."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitter.aws import service_reference
from emitter.catalogue.index import asked_beside
from emitter.replay import Call, Skipped, Where, cloudtrail, passing
from tests.support.records import ACCOUNT, CLUSTER, REGION, ROLE, SERVICE, TAGS, TASK_SET, arn, record
from tests.support.replay_reading import requests

HERE = Where("calls", 1, 0)
KEY = arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")

_slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def call(*arguments, **more):
    return cloudtrail.call(record(*arguments, **more), HERE)


def asked(*arguments, **more):
    """What a record asks for: action, resource, whether the resource is known in part only."""
    found = call(*arguments, **more)
    assert isinstance(found, Call), found
    return [(one.request.action, one.request.resource, one.partial) for one in found.asked]


def context(*arguments, of=0, **more):
    return call(*arguments, **more).asked[of].request.context


def test_the_caller_is_known():
    known = context("ecs", "ListClusters")
    assert known["aws:principalarn"] == (ROLE,)
    assert known["aws:principalaccount"] == (ACCOUNT,)
    assert known["aws:requestedregion"] == (REGION,)
    assert known["aws:sourceip"] == ("198.51.100.7",)
    assert known["aws:securetransport"] == ("true",)
    assert known["aws:multifactorauthpresent"] == ("false",)
    assert known["aws:calledvia"] == known["aws:username"] == ()
    assert known["aws:viaawsservice"] == ("false",)


def test_a_call_through_a_service_is_known():
    known = context(
        "ecs",
        "UpdateService",
        {"service": "web"},
        through="cloudformation.amazonaws.com",
        sourceIPAddress="cloudformation.amazonaws.com",
    )
    assert known["aws:calledvia"] == ("cloudformation.amazonaws.com",)
    assert known["aws:viaawsservice"] == ("true",)
    assert "aws:sourceip" not in known
    known = context("kms", "Decrypt", None, resources=[KEY], through="secretsmanager.amazonaws.com")
    assert known["kms:viaservice"] == (f"secretsmanager.{REGION}.amazonaws.com",)


def test_the_request_is_known():
    known = context("ecs", "CreateTaskSet", {"cluster": "prod", "service": "web", "tags": TAGS})
    assert known["ecs:cluster"] == (CLUSTER,)
    assert known["ecs:service"] == (SERVICE,)
    assert known["aws:requesttag/pipecd-dev-managed-by"] == ("piped",)
    assert known["aws:tagkeys"] == ("pipecd-dev-managed-by",)
    scaled = {"serviceNamespace": "ecs", "scalableDimension": "ecs:service:DesiredCount", "resourceId": "x"}
    known = context("autoscaling", "RegisterScalableTarget", scaled)
    assert known["application-autoscaling:service-namespace"] == ("ecs",)
    known = context("iam", "CreateServiceLinkedRole", {"aWSServiceName": "ecs.amazonaws.com"})
    assert known["iam:awsservicename"] == ("ecs.amazonaws.com",)


def test_a_key_that_an_action_does_not_have_is_absent():
    known = context("ecs", "TagResource", {"resourceArn": SERVICE, "tags": TAGS})
    assert known["ecs:cluster"] == known["ecs:createaction"] == ()


def test_the_boundary_of_what_is_made_is_that_of_the_request():
    """Of a role that exists, the boundary is not recorded."""
    role, boundary = {"roleName": "r"}, f"arn:aws:iam::{ACCOUNT}:policy/app"
    for event, parameters, known in (
        ("CreateRole", role | {"permissionsBoundary": boundary}, (boundary,)),
        ("CreateRole", role, ()),
        ("CreateRole", None, None),
        ("PutRolePolicy", role | {"policyName": "p"}, None),
    ):
        assert context("iam", event, parameters).get("iam:permissionsboundary") == known


def test_passing_a_role_is_asked_beside():
    given = {
        "family": "web",
        "taskRoleArn": arn("iam", "role/web-task", ""),
        "executionRoleArn": arn("iam", "role/web-exec", ""),
    }
    made = call("ecs", "RegisterTaskDefinition", given)
    assert requests([made])[1:] == [
        ("iam:PassRole", given["taskRoleArn"]),
        ("iam:PassRole", given["executionRoleArn"]),
    ]
    assert made.asked[1].implied
    assert made.asked[1].request.context["iam:passedtoservice"] == ("ecs-tasks.amazonaws.com",)
    made = call("lambda", "CreateFunction20150331", {"functionName": "f", "role": arn("iam", "role/f", "")})
    assert made.asked[1].request.context["iam:passedtoservice"] == ("lambda.amazonaws.com",)
    assert requests([call("ecs", "CreateService", {"serviceName": "web", "role": "ecs"})])[1:] == [
        ("iam:PassRole", arn("iam", "role/ecs", ""))
    ]


def test_tagging_what_is_made_is_asked_beside():
    made = call(
        "ecs",
        "CreateTaskSet",
        {"cluster": "prod", "service": "web", "tags": TAGS},
        {"taskSet": {"taskSetArn": TASK_SET}},
    )
    assert requests([made])[1:] == [("ecs:TagResource", TASK_SET)]
    known = made.asked[1].request.context
    assert known["ecs:createaction"] == ("CreateTaskSet",)
    assert known["aws:requesttag/pipecd-dev-managed-by"] == ("piped",)
    task = arn("ecs", "task/prod/0f9d")
    started = {"cluster": "prod", "taskDefinition": "web:7", "tags": TAGS}
    assert asked("ecs", "RunTask", started, {"tasks": [{"taskArn": task}]})[1:] == [
        ("iam:PassRole", arn("iam", "role/*", ""), True),
        ("ecs:TagResource", task, False),
    ]
    assert asked("ecs", "RunTask", started)[2:] == [("ecs:TagResource", arn("ecs", "task/prod/*"), True)]
    assert len(asked("ecs", "CreateTaskSet", {"cluster": "prod", "service": "web"})) == 1


def test_what_is_implied_names_what_there_is():
    assert all(service_reference.action(name) for name in (*passing.PASSES, *passing.ELSEWHERE))
    beside = (name for several in passing.PARAMETERS.values() for name in several.values())
    assert all(service_reference.action(name) for name in (*passing.TAGS.values(), *beside))


def test_what_a_target_states_stands_in_no_table():
    stated = [one for several in asked_beside().values() for one in several]
    passed = {one.call for one in stated if one.action == "iam:PassRole"}
    tagging = {one.call.partition(":")[0] for one in stated if one.action != "iam:PassRole"}
    assert {"ecs:RunTask", "lambda:CreateFunction"} <= passed
    assert {"ecs", "ec2", "elasticloadbalancing"} <= tagging
    assert not passed & passing.PASSES.keys()
    assert not tagging & passing.TAGS.keys()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"eventType": "AwsServiceEvent"}, "is an event of AWS itself: Ev of ecs.amazonaws.com"),
        ({"eventType": "AwsConsoleSignIn"}, "is a sign-in: Ev of ecs.amazonaws.com"),
        ({"userIdentity": {"type": "AWSService"}}, "was called by a service of AWS: Ev of ecs.amazonaws.com"),
        (
            {"userIdentity": {"type": "WebIdentityUser"}},
            "was called by a user of an OpenID Connect provider, who is no identity of IAM yet:"
            " Ev of ecs.amazonaws.com",
        ),
        (
            {"userIdentity": {"type": "SAMLUser"}},
            "was called by a user of a SAML provider, who is no identity of IAM yet: Ev of ecs.amazonaws.com",
        ),
        (
            {"userIdentity": {"type": "AWSAccount", "accountId": "123456789012"}},
            "was called from another account: Ev of ecs.amazonaws.com",
        ),
        (
            {"userIdentity": {"type": "AWSAccount", "accountId": "ANONYMOUS_PRINCIPAL"}},
            "was called by nobody who is signed in: Ev of ecs.amazonaws.com",
        ),
        (
            {"userIdentity": {"type": "Root", "arn": f"arn:aws:iam::{ACCOUNT}:root"}},
            "was called by the root user, whom no identity policy binds: Ev of ecs.amazonaws.com",
        ),
        ({}, "is ecs:Ev, and IAM has no action of that name"),
        (
            {"eventName": "GetCallerIdentity", "eventSource": "sts.amazonaws.com"},
            "is sts:GetCallerIdentity, for which AWS asks no permission",
        ),
    ],
)
def test_what_iam_is_not_asked_about_is_left_out(given, why):
    found = cloudtrail.call(record("ecs", "Ev") | given, HERE)
    assert found == Skipped(HERE, why, broken=False)


@pytest.mark.parametrize("key", sorted(record("ecs", "RunTask")))
@pytest.mark.parametrize("value", [None, 3, "x", [], [None], {}, {"a": {"b": [1, None]}}, True])
def test_nothing_in_a_record_can_hurt(key, value):
    whole = record("ecs", "CreateService", {"cluster": "prod", "serviceName": "web", "tags": TAGS})
    assert isinstance(cloudtrail.call(whole | {key: value}, HERE), (Call, Skipped))


_NAMES = "Key arn bucketName cluster family items key resources role service sessionContext tags taskRoleArn"
_KEYS = [*_NAMES.split(), "userIdentity", "value"]
_EVENTS = ["CreateService", "RunTask", "RegisterTaskDefinition", "TagResource"]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just(SERVICE) | st.just("arn:"),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(_KEYS), inner),
    max_leaves=12,
)


@_slow
@given(st.dictionaries(st.sampled_from(sorted(record("ecs", "RunTask"))), _JSON), st.sampled_from(_EVENTS))
def test_no_record_can_hurt(given, event):
    whole = record("ecs", event) | given | {"eventName": event}
    assert isinstance(cloudtrail.call(whole, HERE), (Call, Skipped))
