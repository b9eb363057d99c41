"""Calls in each language, and what looks like one and is none."""

import pytest

from tests.upstream.extract import extract
from tests.upstream.services import actions, service

_V2 = 'package x\nimport "github.com/aws/aws-sdk-go-v2/service/%s"\nfunc f() {\n%s\n}\n'


def found(name, source, *others):
    return [(c.action, c.line) for c in extract([(name, source.encode()), *others]) if c.path == name]


@pytest.mark.parametrize(
    ("package", "call", "expected"),
    [
        ("ecs", "c.ListTasks(ctx, &ecs.ListTasksInput{})", ["ecs:ListTasks"]),
        ("ecs", "p := ecs.NewListTasksPaginator(c, in)", ["ecs:ListTasks"]),
        ("ecs", "w := ecs.NewServicesStableWaiter(c)", ["ecs:DescribeServices"]),
        ("elasticloadbalancingv2", "c.ModifyRule(ctx, in)", ["elasticloadbalancing:ModifyRule"]),
        ("s3", "c.HeadObject(ctx, in)", ["s3:GetObject"]),
        ("sfn", "c.UpdateStateMachine(ctx, in)", ["states:UpdateStateMachine"]),
        ("cloudwatchlogs", "c.GetLogEvents(ctx, in)", ["logs:GetLogEvents"]),
        ("sts", "c.GetCallerIdentity(ctx, in)", []),
        ("ecs", "c.listTasks(ctx)", []),
        ("ecs", "c.ListPods(ctx)", []),
        ("ecs", "ecs.ListTasks()", []),
    ],
)
def test_the_second_sdk_of_go(package, call, expected):
    assert found("main.go", _V2 % (package, call)) == [(action, 4) for action in expected]


def test_the_first_sdk_of_go():
    source = """package x
import (
	"github.com/aws/aws-sdk-go/aws/credentials/stscreds"
	"github.com/aws/aws-sdk-go/service/ec2"
	"github.com/aws/aws-sdk-go/service/ec2/ec2iface"
	manager "github.com/aws/aws-sdk-go/service/s3/s3manager"
)
func f(svc ec2iface.EC2API) {
	svc.DescribeInstancesWithContext(ctx, in)
	svc.DescribeSubnetsPages(in, each)
	svc.WaitUntilInstanceRunning(in)
	stscreds.NewCredentials(session, role)
	uploader.Upload(in)
}
"""
    assert found("main.go", source) == [
        ("ec2:DescribeInstances", 9),
        ("ec2:DescribeSubnets", 10),
        ("ec2:DescribeInstances", 11),
        ("sts:AssumeRole", 12),
        ("s3:PutObject", 13),
    ]


def test_an_operation_of_two_services_is_of_the_one_that_the_call_says():
    source = """package x
import (
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	elb "github.com/aws/aws-sdk-go-v2/service/servicediscovery"
)
func f() {
	a.TagResource(ctx, &ecs.TagResourceInput{})
	a.TagResource(ctx, &elb.TagResourceInput{})
	ecsClient.TagResource(ctx, in)
	x.TagResource(ctx, in)
}
"""
    assert found("main.go", source) == [
        ("ecs:TagResource", 7),
        ("servicediscovery:TagResource", 8),
        ("ecs:TagResource", 9),
        ("ecs:TagResource", 10),
        ("servicediscovery:TagResource", 10),
    ]


def test_a_client_that_another_file_imports():
    other = ("sdk.go", (_V2 % ("ssm", "")).encode())
    call = "package x\nfunc f() { p.ssmapi.GetParameter(ctx, q()); p.cache.GetParameter(ctx) }\n"
    assert found("main.go", call, other) == [("ssm:GetParameter", 2)]
    assert found("main.go", call) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x.send(new ListTasksCommand({}))", ["ecs:ListTasks"]),
        ("x.listTasks({})", ["ecs:ListTasks"]),
        ("for await (const p of paginateListTasks({}, {})) p()", ["ecs:ListTasks"]),
        ("waitUntilServicesStable({}, {})", ["ecs:DescribeServices"]),
        ("fromTemporaryCredentials({})", ["sts:AssumeRole"]),
        ("listTasks({})", []),
        ("x.listPods({})", []),
        ("new ListTasks({})", []),
        ("// x.listTasks()", []),
    ],
)
@pytest.mark.parametrize("name", ["index.js", "index.ts"])
def test_javascript(name, source, expected):
    imported = "import { ECSClient } from '@aws-sdk/client-ecs';\n"
    assert found(name, imported + source) == [(action, 2) for action in expected]
    required = "const { ECS } = require('@aws-sdk/client-ecs');\n"
    assert found(name, required + source) == [(action, 2) for action in expected]


def test_a_client_that_wraps_another():
    sdk = (
        "sdk.ts",
        b"import { CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';\n",
    )
    call = "await cfn.describeStacks({});\nawait this.cloudFormation().deleteStack({});\nmime.getType(x);\n"
    assert found("deploy.ts", call, sdk) == [
        ("cloudformation:DescribeStacks", 1),
        ("cloudformation:DeleteStack", 2),
    ]


def test_what_an_interface_calls_does_not_count():
    sdk = b"import { ECSClient } from '@aws-sdk/client-ecs';\nclient.listTasks({});\n"
    assert list(extract([("aws/sdk.ts", sdk)], ["*/sdk.ts"])) == []
    assert len(list(extract([("aws/sdk.ts", sdk)]))) == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("boto3.client('ecs').list_tasks()", ["ecs:ListTasks"]),
        ("ecs = session.client('ecs')\necs.list_tasks()", ["ecs:ListTasks"]),
        ("self.ecs = make_client(config, 'ecs')\nself.ecs.list_tasks()", ["ecs:ListTasks"]),
        ("e = c.client(service_name='ecs')\ne.get_paginator('list_tasks')", ["ecs:ListTasks"]),
        ("e = c.client('ecs')\ne.get_waiter('services_stable')", ["ecs:DescribeServices"]),
        ("m = create_transfer_manager(s3)\nm.upload(a, b)", ["s3:PutObject"]),
        ("s = boto3.client('s3')\ns.download_file(a, b, c)", ["s3:GetObject"]),
        ("boto3.client('ecs')\nother.list_tasks()", ["ecs:ListTasks"]),
        ("boto3.client('ecs')\nother.list_pods()", []),
        ("other.list_tasks()", []),
        ("this is no python", []),
    ],
)
def test_python(source, expected):
    assert [action for action, _ in found("main.py", source)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("aws ecs list-tasks --cluster x", ["ecs:ListTasks"]),
        ("arn=$(aws --region eu-west-1 sts assume-role --role-arn x)", ["sts:AssumeRole"]),
        ("aws elbv2 describe-rules | jq .", ["elasticloadbalancing:DescribeRules"]),
        ("aws ecs wait services-stable --services x", ["ecs:DescribeServices"]),
        ("aws s3 cp a s3://b/c", ["s3:GetObject", "s3:PutObject"]),
        ("aws s3api head-object --bucket b --key k", ["s3:GetObject"]),
        ("/usr/local/bin/aws ecr get-login-password", ["ecr:GetAuthorizationToken"]),
        ("AWS_PROFILE=x aws sns publish", ["sns:Publish"]),
        ("echo aws ecs list-tasks", []),
        ("# aws ecs list-tasks", []),
        ("aws ecs", []),
        ("aws nosuch list-tasks", []),
        ("gcloud ecs list-tasks", []),
    ],
)
def test_shell(line, expected):
    assert [action for action, _ in found("run.sh", line + "\n")] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("elastic-load-balancing-v2", "elbv2"),
        ("applicationautoscaling", "application-autoscaling"),
        ("EventBridge", "events"),
        ("nosuchservice", None),
    ],
)
def test_the_name_of_a_service(name, expected):
    assert service(name) == expected


@pytest.mark.parametrize(
    ("name", "operation", "expected"),
    [
        ("s3", "ListObjectsV2", ("s3:ListBucket",)),
        ("s3", "CopyObject", ("s3:GetObject", "s3:PutObject")),
        ("lambda", "Invoke", ("lambda:InvokeFunction",)),
        ("apigateway", "PutRestApi", ("apigateway:PUT",)),
        ("cloudwatch", "PutMetricAlarm", ("cloudwatch:PutMetricAlarm",)),
        ("sts", "GetCallerIdentity", ()),
    ],
)
def test_the_actions_of_an_operation(name, operation, expected):
    assert actions(name, operation) == expected
