"""A record of a denial: what its message names is asked, and it is said which kind of policy denied."""

import json

import pytest

from emitter.replay import Where, access_denied, cloudtrail
from tests.support.records import ACCOUNT, CLUSTER, SERVICE, arn, record

ROLE = arn("iam", "role/web-task", "")
ANY_ROLE = arn("iam", "role/*", "")
PROFILE = arn("iam", "instance-profile/web", "")
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


def test_what_a_message_names_is_asked_as_at_the_creation():
    """A tag at a creation has its key; a service-linked role its service; other resources stay."""
    group = arn("elasticloadbalancing", "targetgroup/web/*")
    tagged = denied(
        "elasticloadbalancing",
        "CreateTargetGroup",
        lacking("elasticloadbalancing:AddTags", group),
        {"name": "web", "tags": [{"key": "a", "value": "b"}]},
    )
    first = cloudtrail.call(tagged, Where("calls", 1, 0)).asked[0].request
    assert (first.action, first.resource) == ("elasticloadbalancing:AddTags", group)
    assert first.context["elasticloadbalancing:createaction"] == ("CreateTargetGroup",)
    linked = arn("iam", "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", "")
    asks = denied(
        "ecs", "CreateService", lacking("iam:CreateServiceLinkedRole", linked), {"serviceName": "s"}
    )
    first = cloudtrail.call(asks, Where("calls", 1, 0)).asked[0].request
    assert first.context["iam:awsservicename"] == ("ecs.amazonaws.com",)
    subnet = arn("ec2", "subnet/subnet-0a1b2c3d")
    run = denied("ec2", "RunInstances", lacking("ec2:RunInstances", subnet), {"x": {"imageId": "ami-1"}})
    assert [resource for action, resource in asked(run) if action == "ec2:RunInstances"] == [
        subnet,
        "arn:aws:ec2:eu-west-1::image/ami-1",
        *(arn("ec2", f"{kind}/*") for kind in ("instance", "network-interface", "security-group")),
    ]


def test_a_message_denies_whatever_the_error_is_called():
    one = record("iot", "CreateThing", {"thingName": "t"}, errorCode="ForbiddenException")
    assert cloudtrail.call(one, Where("calls", 1, 0)).then == ""
    said = one | {"errorMessage": lacking("iot:CreateThing", arn("iot", "thing/t"))}
    assert cloudtrail.call(said, Where("calls", 1, 0)).then == "denied"


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ({"taskDefinition": "t:1"}, [(ANY_ROLE, "ecs-tasks.amazonaws.com")]),
        (
            {"taskDefinition": "t:1", "x": {"taskRoleArn": ROLE, "executionRoleArn": ROLE}},
            [(ROLE, "ecs-tasks.amazonaws.com")],
        ),
        (
            {"taskDefinition": "t:1", "x": {"taskRoleArn": "web"}, "volumes": [{"roleArn": ROLE}]},
            [
                (arn("iam", "role/web", ""), "ecs-tasks.amazonaws.com"),
                (ROLE, "ecs.amazonaws.com"),
                (ANY_ROLE, "ecs-tasks.amazonaws.com"),
            ],
        ),
    ],
)
def test_a_role_is_passed_to_the_service_that_takes_it(given, passed):
    made = cloudtrail.call(record("ecs", "RunTask", {"cluster": "c", **given}), Where("calls", 1, 0))
    found = [one.request for one in made.asked if one.request.action == "iam:PassRole"]
    assert [(one.resource, one.context["iam:passedtoservice"][0]) for one in found] == passed


@pytest.mark.parametrize(
    ("event", "given", "why"),
    [
        ("RunInstances", {"iamInstanceProfile": {"name": "web"}}, "the role of the instance profile"),
        ("RunInstances", {"launchTemplate": {"launchTemplateId": "lt-1"}}, "the role of the launch template"),
        ("CreateFleet", {"x": {"LaunchTemplateId": "lt-1"}}, "the role of the launch template"),
        ("RunInstances", {"imageId": "ami-1"}, ""),
        ("CreateLaunchTemplate", {"x": {"iamInstanceProfile": {"arn": PROFILE}}}, ""),
    ],
)
def test_an_instance_profile_is_of_a_role_that_nothing_names(event, given, why):
    made = cloudtrail.call(record("ec2", event, given), Where("calls", 1, 0))
    found = [one.depends for one in made.asked if one.request.action == "iam:PassRole"]
    assert found == ([f"{why}, which the record does not hold"] if why else [])


def test_where_no_place_is_recorded_no_cluster_is_known():
    one = record("ecs", "UpdateService", {"cluster": "prod", "service": "web"}, awsRegion=None)
    assert "ecs:cluster" not in cloudtrail.call(one, Where("calls", 1, 0)).asked[0].request.context


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
        (
            "kms",
            "CreateKey",
            {"tags": [{"tagKey": "a", "tagValue": "b"}]},
            [("kms:TagResource", arn("kms", "key/*"))],
        ),
        (
            "codebuild",
            "StartBuild",
            {"projectName": "p", "serviceRoleOverride": ROLE},
            [("iam:PassRole", ROLE)],
        ),
        ("ec2", "CreateFlowLogs", {"x": {"DeliverLogsPermissionArn": ROLE}}, [("iam:PassRole", ROLE)]),
        (
            "glue",
            "CreateJob",
            {"name": "j", "role": "jobs/web-task"},
            [("iam:PassRole", arn("iam", "role/jobs/web-task", ""))],
        ),
        (
            "ecs",
            "CreateService",
            {"cluster": "prod", "serviceName": "s", "role": "old", "x": [{"volume": {"roleArn": ROLE}}]},
            [("iam:PassRole", arn("iam", "role/old", "")), ("iam:PassRole", ROLE)],
        ),
        (
            "iam",
            "AddRoleToInstanceProfile",
            {"roleName": "web", "instanceProfileName": "p"},
            [("iam:PassRole", arn("iam", "role/*web", ""))],
        ),
        ("elasticbeanstalk", "CreateEnvironment", {"options": [{"value": ROLE}]}, [("iam:PassRole", ROLE)]),
        ("batch", "CreateComputeEnvironment", {"x": {"instanceRole": "p"}}, [("iam:PassRole", ANY_ROLE)]),
        (
            "ecs",
            "CreateCapacityProvider",
            {"x": {"ec2InstanceProfileArn": PROFILE}},
            [("iam:PassRole", ANY_ROLE)],
        ),
        ("tag", "TagResources", {"resourceARNList": [ROLE]}, []),
        ("eks", "CreateAccessEntry", {"clusterName": "c", "principalArn": ROLE}, []),
        ("lambda", "AddPermission20150331", {"functionName": "f", "principal": ROLE}, []),
        ("ecr", "DescribeRepositories", {"roleArn": ROLE}, []),
        (
            "sts",
            "AssumeRole",
            {"roleArn": ROLE, "tags": [{"key": "a", "value": "b"}], "sourceIdentity": "ann"},
            [("sts:TagSession", ROLE), ("sts:SetSourceIdentity", ROLE)],
        ),
        (
            "s3",
            "PutObject",
            {"bucketName": "b", "key": "k", "x-amz-tagging": "a=b", "x-amz-acl": "private"},
            [("s3:PutObjectTagging", "arn:aws:s3:::b/k"), ("s3:PutObjectAcl", "arn:aws:s3:::b/k")],
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
