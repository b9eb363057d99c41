"""On which resources a record's action is authorised."""

import pytest

from emitter.aws import service_reference
from emitter.replay.resources import forms
from tests.support.records import ACCOUNT, CLUSTER, DEFINITION, REGION, SERVICE, TASK_SET, arn
from tests.support.replay_asking import asked, call
from tests.support.replay_reading import requests

LISTENER = arn("elasticloadbalancing", "listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2")
BALANCER = arn("elasticloadbalancing", "loadbalancer/app/web/50dc6c495c0c9188")
GROUP = arn("elasticloadbalancing", "targetgroup/web/0c69c3eb5aa23bc9")
STACK = arn("cloudformation", "stack/demo-web-dev/5d6f8c10-3a5e-11ee-9d3a-0a1b2c3d4e5f")
FUNCTION = arn("lambda", "function:thumbnails")
KEY = arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # named by an ARN
        (("ecs", "TagResource", {"resourceArn": SERVICE}), SERVICE),
        (("ecs", "UpdateService", {"cluster": "prod", "service": SERVICE}), SERVICE),
        (
            (
                "elasticloadbalancing",
                "ModifyListener",
                {"listenerArn": LISTENER, "defaultActions": [{"targetGroupArn": GROUP}]},
            ),
            LISTENER,
        ),
        (("elasticloadbalancing", "CreateListener", {"loadBalancerArn": BALANCER}), BALANCER),
        (("elasticloadbalancing", "AddTags", {"resourceArns": [GROUP]}), GROUP),
        (("lambda", "GetFunction20150331v2", {"functionName": FUNCTION}), FUNCTION),
        (("cloudformation", "UpdateStack", {"stackName": STACK}), STACK),
        # by a name
        (("ecs", "UpdateService", {"cluster": CLUSTER, "service": "web"}), SERVICE),
        (("ecs", "DeleteService", {"service": "web"}), arn("ecs", "service/default/web")),
        (("ecs", "DescribeClusters", {"clusters": ["prod"]}), CLUSTER),
        (("ecs", "StopTask", {"cluster": "prod", "task": "0f9d"}), arn("ecs", "task/prod/0f9d")),
        (("ecs", "DeregisterTaskDefinition", {"taskDefinition": "web:7"}), None),
        (("ecs", "RunTask", {"cluster": "prod", "taskDefinition": "web:7"}), DEFINITION),
        (("ecs", "RunTask", {"cluster": "prod", "taskDefinition": DEFINITION}), DEFINITION),
        (("lambda", "UpdateFunctionCode20150331v2", {"functionName": "thumbnails"}), FUNCTION),
        (("lambda", "UpdateFunctionCode20150331v2", {"functionName": "thumbnails:Service"}), FUNCTION),
        (
            (
                "lambda",
                "GetAlias20150331",
                {"functionName": f"{ACCOUNT}:function:thumbnails", "name": "Service"},
            ),
            FUNCTION,
        ),
        (("iam", "CreateRole", {"roleName": "web-task"}), arn("iam", "role/web-task", "")),
        (("lambda", "Invoke", {"functionName": "thumbnails", "qualifier": "live"}), f"{FUNCTION}:live"),
        (("lambda", "GetPolicy", {"functionName": "thumbnails:live"}), f"{FUNCTION}:live"),
        (("lambda", "GetAlias", {"functionName": "thumbnails", "name": "live"}), FUNCTION),
        (
            ("sqs", "ReceiveMessage", {"queueUrl": "https://sqs.us-east-1.amazonaws.com/112233445566/jobs"}),
            "arn:aws:sqs:us-east-1:112233445566:jobs",
        ),
        (
            ("ecr", "BatchGetImage", {"registryId": "112233445566", "repositoryName": "base"}),
            arn("ecr", "repository/base", account="112233445566"),
        ),
        (("route53", "GetHostedZone", {"id": "/hostedzone/Z01"}), "arn:aws:route53:::hostedzone/Z01"),
        (
            ("s3", "GetObject", {"bucketName": arn("s3", "accesspoint/toys"), "key": "a/b"}),
            arn("s3", "accesspoint/toys/object/a/b"),
        ),
        (
            ("ssm", "ListTagsForResource", {"resourceType": "Parameter", "resourceId": "/web/x"}),
            arn("ssm", "parameter/web/x"),
        ),
        (
            ("ssm", "AddTagsToResource", {"resourceType": "Document", "resourceId": "web"}),
            arn("ssm", "document/web"),
        ),
        (
            ("iam", "CreateRole", {"roleName": "web-task", "path": "/team/"}),
            arn("iam", "role/team/web-task", ""),
        ),
        (("logs", "CreateLogGroup", {"logGroupName": "ecs/demo"}), arn("logs", "log-group:ecs/demo")),
        (("ssm", "GetParameter", {"name": "/piped/config"}), arn("ssm", "parameter/piped/config")),
        (("ecr", "PutImage", {"repositoryName": "team/web"}), arn("ecr", "repository/team/web")),
        (("dynamodb", "DescribeTable", {"tableName": "toys"}), arn("dynamodb", "table/toys")),
        (
            ("sqs", "SendMessage", {"queueUrl": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/toys"}),
            arn("sqs", "toys"),
        ),
        # named by what the action is called after
        (
            ("codebuild", "CreateProject", {"name": "web", "serviceRole": "r"}),
            arn("codebuild", "project/web"),
        ),
        (("s3", "CreateAccessPoint", {"name": "ap", "bucket": "b"}), arn("s3", "accesspoint/ap")),
        (
            ("scheduler", "CreateSchedule", {"name": "night", "target": {"arn": "x"}}),
            arn("scheduler", "schedule/default/night"),
        ),
        (("lambda", "GetLayerVersion", {"layerName": "l", "versionNumber": "3"}), arn("lambda", "layer:l:3")),
        (("route53", "GetHealthCheck", {"healthCheckId": "a-b"}), "arn:aws:route53:::healthcheck/a-b"),
        # without the version or label behind it
        (("ssm", "GetParameter", {"name": "/app/db:3"}), arn("ssm", "parameter/app/db")),
        # of the first generation
        (
            ("elasticloadbalancing", "CreateLoadBalancer", {"loadBalancerName": "old"}),
            arn("elasticloadbalancing", "loadbalancer/old"),
        ),
        # on nothing
        (("ecs", "ListClusters", None), None),
        (("ecs", "ListTasks", {"cluster": "prod", "serviceName": "web"}), "*"),
        (("elasticloadbalancing", "DescribeRules", {"listenerArn": LISTENER}), None),
        (("ecr", "GetAuthorizationToken", None), None),
    ],
)
def test_the_resource_is_found(given, expected):
    assert asked(*given)[0][1:] == (expected, False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            ("ecs", "RunTask", {"cluster": "prod", "taskDefinition": "web"}),
            arn("ecs", "task-definition/web:*"),
        ),
        (("ecs", "RegisterTaskDefinition", {"family": "web"}), arn("ecs", "task-definition/web:*")),
        (("cloudformation", "CreateStack", {"stackName": "demo"}), arn("cloudformation", "stack/demo/*")),
        (("ecs", "UpdateService", None), arn("ecs", "service/*/*")),
        (("ecs", "UpdateService", {"desiredCount": 2}), arn("ecs", "service/default/*")),
        (("iam", "GetRole", {"roleName": "web-task"}), arn("iam", "role/*web-task", "")),
        (
            ("elasticloadbalancing", "CreateLoadBalancer", {"name": "web"}),
            arn("elasticloadbalancing", "loadbalancer/app/web/*"),
        ),
        (
            ("elasticloadbalancing", "CreateLoadBalancer", {"name": "web", "type": "network"}),
            arn("elasticloadbalancing", "loadbalancer/net/web/*"),
        ),
        # Several have a name, of which the action's own is not sure.
        (("codebuild", "CreateProject", {"name": "web", "x": {"name": "y"}}), arn("codebuild", "project/*")),
    ],
)
def test_what_of_the_resource_nothing_names_is_open(given, expected):
    assert asked(*given)[0][1:] == (expected, True)


@pytest.mark.parametrize(
    ("source", "event", "parameters", "answer", "expected"),
    [
        (
            "ecs",
            "CreateTaskSet",
            {"cluster": "prod", "service": "web"},
            {"taskSet": {"taskSetArn": TASK_SET}},
            TASK_SET,
        ),
        (
            "ecs",
            "RegisterTaskDefinition",
            {"family": "web"},
            {"taskDefinition": {"taskDefinitionArn": DEFINITION}},
            DEFINITION,
        ),
        (
            "elasticloadbalancing",
            "CreateLoadBalancer",
            {"name": "web"},
            {"loadBalancers": [{"loadBalancerArn": BALANCER}]},
            BALANCER,
        ),
        ("cloudformation", "CreateStack", {"stackName": "demo-web-dev"}, {"stackId": STACK}, STACK),
    ],
)
def test_what_a_call_made_is_in_its_answer(source, event, parameters, answer, expected):
    assert asked(source, event, parameters, answer)[0][1:] == (expected, False)


def test_what_the_record_lists_counts_where_the_action_takes_it():
    listed = ["arn:aws:s3:::artifacts/web/7.zip", "arn:aws:s3:::artifacts"]
    given = {"bucketName": "artifacts", "key": "web/7.zip"}
    assert requests([call("s3", "GetObject", given, resources=listed)]) == [("s3:GetObject", listed[0])]
    assert requests([call("s3", "ListObjectsV2", given, resources=listed)]) == [("s3:ListBucket", listed[1])]
    versioned = given | {"versionId": "x"}
    assert requests([call("s3", "GetObject", versioned)]) == [("s3:GetObjectVersion", listed[0])]
    assert requests([call("kms", "Decrypt", None, resources=[KEY])]) == [("kms:Decrypt", KEY)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            ("ecs", "DescribeServices", {"cluster": "prod", "services": ["api", SERVICE]}),
            [SERVICE, arn("ecs", "service/prod/api")],
        ),
        (
            ("ecs", "DescribeTasks", {"cluster": "prod", "tasks": [arn("ecs", "task/prod/1"), "2"]}),
            [arn("ecs", "task/prod/1"), arn("ecs", "task/prod/2")],
        ),
        (
            ("kms", "CreateAlias", {"aliasName": "alias/web", "targetKeyId": "1234"}),
            [arn("kms", "alias/web"), arn("kms", "key/1234")],
        ),
    ],
)
def test_names_next_to_arns_are_asked_for_too(given, expected):
    assert [resource for _, resource, _ in asked(*given)] == expected


def test_several_are_each_asked_for():
    services = {"cluster": "prod", "services": ["web", "api"]}
    assert asked("ecs", "DescribeServices", services) == [
        ("ecs:DescribeServices", SERVICE, False),
        ("ecs:DescribeServices", arn("ecs", "service/prod/api"), False),
    ]


INSTANCE, MANAGED = arn("ec2", "instance/i-1"), arn("ssm", "managed-instance/mi-2")
DOCUMENT = arn("ssm", "document/AWS-RunShellScript")
TABLES = [arn("dynamodb", "table/a"), arn("dynamodb", "table/b")]
INDEX = arn("dynamodb", "table/a/index/ix")
GLUE = [arn("glue", tail) for tail in ("database/d", "catalog", "table/d/t")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            ("ssm", "SendCommand", {"documentName": "AWS-RunShellScript", "instanceIds": ["i-1", "mi-2"]}),
            [DOCUMENT, INSTANCE, MANAGED],
        ),
        (("ssm", "SendCommand", {"documentName": DOCUMENT, "instanceIds": ["i-1"]}), [DOCUMENT, INSTANCE]),
        (("ssm", "StartSession", {"target": "i-1"}), [INSTANCE]),
        (("ssm", "GetParametersByPath", {"path": "/a/b"}), [arn("ssm", "parameter/a/b")]),
        (("dynamodb", "BatchGetItem", {"requestItems": {"a": {"keys": []}, "b": {}}}), TABLES),
        (("dynamodb", "BatchWriteItem", {"requestItems": {"a": [{"deleteRequest": {}}]}}), TABLES[:1]),
        (("dynamodb", "Query", {"tableName": "a", "indexName": "ix"}), [INDEX]),
        (("dynamodb", "Query", {"tableName": TABLES[0], "indexName": "ix"}), [INDEX]),
        (("dynamodb", "Query", {"tableName": "a"}), TABLES[:1]),
        (("glue", "GetTable", {"databaseName": "d", "name": "t"}), GLUE),
        (("glue", "GetDatabase", {"name": "d"}), GLUE[:2]),
        (("eks", "DescribeCluster", {"name": "c"}), [arn("eks", "cluster/c")]),
        (("athena", "StartQueryExecution", {"workGroup": "w"}), [arn("athena", "workgroup/w")]),
        (("lambda", "PublishLayerVersion20181031", {"layerName": "l"}), [arn("lambda", "layer:l")]),
    ],
)
def test_all_that_a_request_names_is_asked_for(given, expected):
    assert asked(*given) == [(asked(*given)[0][0], one, False) for one in expected]


def test_an_index_is_asked_for_where_the_record_lists_its_table():
    given = {"tableName": "a", "indexName": "ix"}
    assert requests([call("dynamodb", "Query", given, resources=TABLES[:1])]) == [("dynamodb:Query", INDEX)]


def test_what_a_request_names_in_part_is_open():
    group = arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/g")
    assert asked("autoscaling", "SetDesiredCapacity", {"autoScalingGroupName": "g"})[0][1:] == (group, True)
    scaled = {"serviceNamespace": "ecs", "resourceId": "service/prod/web"}
    target = arn("application-autoscaling", "scalable-target/*")
    assert asked("autoscaling", "RegisterScalableTarget", scaled)[0][1:] == (target, True)
    columns = {"databaseName": "d", "tableInput": {"columns": [{"name": "c"}], "name": "t"}}
    assert [one for _, one, partial in asked("glue", "CreateTable", columns) if partial] == [
        arn("glue", "table/d/*")
    ]


SECRET = arn("secretsmanager", "secret:s-??????")
ALPHA, OMEGA = arn("kms", "key/alpha"), arn("kms", "key/omega")


@pytest.mark.parametrize(
    ("given", "listed", "source", "destination"),
    [
        ({"sourceKeyId": "alpha", "destinationKeyId": "omega"}, [ALPHA, OMEGA], ALPHA, OMEGA),
        ({"destinationKeyId": "omega"}, [ALPHA, OMEGA], ALPHA, OMEGA),
        ({"sourceKeyId": "alias/a", "destinationKeyId": "alias/b"}, [ALPHA, OMEGA], ALPHA, OMEGA),
        ({"sourceKeyId": ALPHA, "destinationKeyId": OMEGA}, None, ALPHA, OMEGA),
        ({"sourceKeyId": "alpha", "destinationKeyId": "omega"}, None, ALPHA, OMEGA),
        ({"destinationKeyId": "alias/b"}, None, arn("kms", "key/*"), arn("kms", "key/*")),
    ],
)
def test_a_key_is_of_its_own_action(given, listed, source, destination):
    assert requests([call("kms", "ReEncrypt", given, resources=listed)]) == [
        ("kms:ReEncryptFrom", source),
        ("kms:ReEncryptTo", destination),
    ]


@pytest.mark.parametrize(
    ("event", "given", "expected", "partial"),
    [
        ("GetSecretValue", {"secretId": "s"}, SECRET, True),
        ("GetSecretValue", {"secretId": arn("secretsmanager", "secret:s")}, SECRET, True),
        (
            "GetSecretValue",
            {"secretId": arn("secretsmanager", "secret:s-AbCdEf")},
            arn("secretsmanager", "secret:s-AbCdEf"),
            False,
        ),
        ("CreateSecret", {"name": "s"}, SECRET, True),
        ("BatchGetSecretValue", {"secretIdList": ["s"]}, None, False),
    ],
)
def test_a_secret_has_its_suffix(event, given, expected, partial):
    assert asked("secretsmanager", event, given)[0][1:] == (expected, partial)


def test_the_partition_is_that_of_the_region():
    made = call("ecs", "UpdateService", {"service": "web"}, awsRegion="cn-north-1")
    assert made.asked[0].request.resource == f"arn:aws-cn:ecs:cn-north-1:{ACCOUNT}:service/default/web"


def test_every_resource_of_aws_has_a_form():
    for service in ("ecs", "lambda", "s3", "iam", "elasticloadbalancing", "logs", "ssm", "wafv2"):
        for action in service_reference.expand(f"{service}:*"):
            for form, type_ in zip(forms(action.name), action.resources, strict=False):
                assert form.required == type_.required
                assert form.matches.fullmatch(type_.arn)
