"""A record of a denial: what its message names is asked, and it is said which kind of policy denied."""

import json

import pytest

from emitter.replay import Where, access_denied, cloudtrail
from tests.support.records import ACCOUNT, CLUSTER, SERVICE, arn, record

ROLE = arn("iam", "role/web-task", "")
WHO = f"arn:aws:sts::{ACCOUNT}:assumed-role/piped/session"
LACKING = "User: {} is not authorized to perform: {} on resource: {} because no {} allows the {} action"


def lacking(action, resource, kind="identity-based policy"):
    return LACKING.format(WHO, action, resource, kind, action)


def denied(source, event, message, asked=None):
    return record(source, event, asked, errorCode="AccessDenied", errorMessage=message)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (lacking("iam:PassRole", ROLE), ("iam:PassRole", ROLE, "identity-based policy", False, "")),
        (
            lacking("s3:GetObject", "arn:aws:s3:::b/k", "VPC endpoint policy"),
            ("s3:GetObject", "arn:aws:s3:::b/k", "VPC endpoint policy", False, ""),
        ),
        (
            lacking("ecs:RunTask", "*", "permissions boundary"),
            ("ecs:RunTask", "*", "permissions boundary", False, ""),
        ),
        (
            f"User: {WHO} is not authorized to perform: ecs:RunTask on resource: {SERVICE} with an"
            " explicit deny in a service control policy: arn:aws:organizations::1:policy/o/p",
            ("ecs:RunTask", SERVICE, "service control policy", True, "arn:aws:organizations::1:policy/o/p"),
        ),
        (
            f"User: x is not authorized to perform: kms:Decrypt on resource: {ROLE} with an explicit deny",
            ("kms:Decrypt", ROLE, "", True, ""),
        ),
        (
            "You are not authorized to perform this operation. User: x is not authorized to perform:"
            " ec2:RunInstances on resource: arn:aws:ec2:eu-west-1:1:instance/* because no session policy"
            " allows the ec2:RunInstances action. Encoded authorization failure message: abc",
            ("ec2:RunInstances", "arn:aws:ec2:eu-west-1:1:instance/*", "session policy", False, ""),
        ),
        ("API: s3:CreateBucket Access Denied", None),
        ("Access Denied", None),
        ("", None),
    ],
)
def test_a_message_is_read(message, expected):
    found = access_denied.parse(message)
    assert (found and found[:5]) == expected


def test_an_encoded_message_is_found():
    assert access_denied.encoded("Encoded authorization failure message: ab-_9") == "ab-_9"
    assert access_denied.encoded("Access Denied") == ""


def asked(one):
    made = cloudtrail.call(one, Where("calls", 1, 0))
    return [(each.request.action, each.request.resource) for each in made.asked]


def test_what_the_message_names_is_asked():
    one = denied("ecs", "RegisterTaskDefinition", lacking("iam:PassRole", ROLE))
    assert asked(one)[0] == ("iam:PassRole", ROLE)
    made = cloudtrail.call(one, Where("calls", 1, 0))
    assert made.asked[0].request.context["iam:passedtoservice"] == ("ecs-tasks.amazonaws.com",)
    update = denied("ecs", "UpdateService", lacking("ecs:UpdateService", SERVICE))
    assert asked(update) == [("ecs:UpdateService", SERVICE)]


def test_what_is_not_recorded_is_not_known():
    made = cloudtrail.call(record("ecs", "UpdateService"), Where("calls", 1, 0))
    context = made.asked[0].request.context
    assert not {"ecs:cluster", "aws:tagkeys"} & set(context)
    omitted = record("ecs", "UpdateService", {"omitted": True, "reason": "too large"})
    assert cloudtrail.call(omitted, Where("calls", 1, 0)).asked == made.asked


def test_a_service_without_a_name_is_not_known():
    one = record("ecs", "UpdateService", {"cluster": CLUSTER, "service": "web"}, through="AWS Internal")
    context = cloudtrail.call(one, Where("calls", 1, 0)).asked[0].request.context
    assert not {"aws:viaawsservice", "aws:calledvia", "aws:calledviafirst"} & set(context)


@pytest.mark.parametrize(
    ("kind", "more", "since"),
    [
        ("identity-based policy", (), 1),
        ("service control policy", (), 0),
        ("permissions boundary", (), 0),
        ("permissions boundary", ("--boundary", "policy.json"), 1),
        ("session policy", ("--session", "policy.json"), 1),
        ("resource-based policy", (), 0),
    ],
)
def test_allowed_since_is_only_what_is(run, kind, more, since):
    one = json.dumps(denied("ecs", "ListClusters", lacking("ecs:ListClusters", "*", kind)))
    found = json.loads(run(one, "--json", *more).out)
    assert (found["totals"]["allowed_since"], found["totals"]["denied_elsewhere"]) == (since, 1 - since)
    (listed,) = found["allowed_since"] or found["denied_elsewhere"]
    assert (listed["action"], listed["denied_by"], listed["count"]) == ("ecs:ListClusters", kind, 1)
    assert f"it was denied by {'an' if kind[0] == 'i' else 'a'} {kind}" in run(one, *more).out


def test_what_cloudtrail_does_not_record_is_not_unused(run):
    one = json.dumps(record("ecs", "ListClusters"))
    found = json.loads(
        run(one, "--json", actions=["ecs:ListClusters", "iam:PassRole", "s3:Get*", "ecs:RunTask"]).out
    )
    assert [each["action"] for each in found["unused"]] == ["ecs:RunTask"]
    assert [each["action"] for each in found["not_recorded"]] == ["iam:PassRole", "s3:Get*"]


def test_roles_that_only_a_task_definition_names_are_unknown(run):
    one = json.dumps(record("ecs", "RunTask", {"cluster": "prod", "taskDefinition": "web:8"}))
    ran = run(one, actions=["ecs:RunTask"])
    assert (ran.status, "1 unknown" in ran.out, "iam:PassRole" in ran.out) == (0, True, True)
    assert "1 allowed" in run(one, actions=["ecs:RunTask", "iam:PassRole"]).out


@pytest.mark.parametrize(
    ("source", "event", "given", "more"),
    [
        ("codepipeline", "CreatePipeline", {"pipeline": {"roleArn": ROLE}}, [("iam:PassRole", ROLE)]),
        ("iam", "GetRole", {"roleArn": ROLE}, []),
        ("sts", "AssumeRole", {"roleArn": ROLE}, []),
        ("codepipeline", "CreatePipeline", {"pipeline": {"roleArn": ROLE.replace(ACCOUNT, "1" * 12)}}, []),
        (
            "sns",
            "CreateTopic",
            {"name": "n", "tags": [{"key": "a", "value": "b"}]},
            [("sns:TagResource", arn("sns", "n"))],
        ),
        ("sqs", "CreateQueue", {"queueName": "q", "tags": {"a": "b"}}, [("sqs:TagQueue", arn("sqs", "q"))]),
        ("sqs", "CreateQueue", {"queueName": "q"}, []),
        (
            "iam",
            "CreateRole",
            {"roleName": "r", "tags": [{"key": "a", "value": "b"}]},
            [("iam:TagRole", arn("iam", "role/r", ""))],
        ),
    ],
)
def test_roles_are_passed_and_tags_are_set_next_to_a_call(source, event, given, more):
    assert asked(record(source, event, given))[1:] == more


@pytest.mark.parametrize("option", ["--boundary", "--session"])
def test_the_conditions_of_what_limits_are_decided(run, tmp_path, option):
    """Their keys count as those of the policy itself do."""
    limit = {"Effect": "Allow", "Action": "ecs:ListServices", "Resource": "*"}
    limit["Condition"] = {"ArnEquals": {"ecs:cluster": CLUSTER}}
    (tmp_path / "limit.json").write_text(json.dumps({"Version": "2012-10-17", "Statement": [limit]}))
    calls = [record("ecs", "ListServices", {"cluster": name}) for name in (CLUSTER, "other")]
    ran = run("\n".join(map(json.dumps, calls)), option, "limit.json", actions=["ecs:ListServices"])
    assert "1 allowed, 1 denied, 0 unknown" in ran.out
