"""The calls that piped makes, as boto3 makes them, with what AWS judges each on."""

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

ACCOUNT, REGION = "123456789012", "eu-west-1"
CLUSTER, SERVICE, FAMILY, FUNCTION = "prod", "web", "web", "thumbnails"
TASK_ROLE, EXECUTION_ROLE, FUNCTION_ROLE = "web-task", "web-execution", "thumbnails-role"


class Call(NamedTuple):
    """``operation`` of ``client`` with ``arguments``; ``action`` is judged on ``resource`` with ``context``.

    ``keep`` names a value of the answer for later calls, ``path`` says where in the answer it is.
    """

    client: str
    operation: str
    arguments: dict
    action: str
    resource: str | None = None
    context: Mapping = MappingProxyType({})
    keep: str = ""
    path: tuple = ()


def _ecs(kind):
    return f"arn:aws:ecs:{REGION}:{ACCOUNT}:{kind}"


_CLUSTER = _ecs(f"cluster/{CLUSTER}")
_SERVICE = _ecs(f"service/{CLUSTER}/{SERVICE}")
_SETS = _ecs(f"task-set/{CLUSTER}/{SERVICE}/ecs-svc-1")
_IN_CLUSTER = {"ecs:cluster": (_CLUSTER,)}
_IN_SERVICE = {**_IN_CLUSTER, "ecs:service": (_SERVICE,)}
_OF_SERVICE = {"cluster": CLUSTER, "service": SERVICE}
_TAGS = [{"key": "pipecd-dev-managed-by", "value": "piped"}]
_ALL = {"value": 100.0, "unit": "PERCENT"}
_FARGATE = {
    "launchType": "FARGATE",
    "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["{subnet}"], "securityGroups": []}},
}
_TASKS = _ecs(f"task/{CLUSTER}/1")


def _role(name):
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


_DEFINE = Call(
    "ecs",
    "register_task_definition",
    {
        "family": FAMILY,
        "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}],
        "taskRoleArn": _role(TASK_ROLE),
        "executionRoleArn": _role(EXECUTION_ROLE),
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
    },
    "ecs:RegisterTaskDefinition",
    _ecs(f"task-definition/{FAMILY}:1"),
    keep="definition",
    path=("taskDefinition", "taskDefinitionArn"),
)
_SET = Call(
    "ecs",
    "create_task_set",
    {**_OF_SERVICE, "taskDefinition": "{definition}", "scale": _ALL, **_FARGATE},
    "ecs:CreateTaskSet",
    _SETS,
    _IN_SERVICE,
    keep="set",
    path=("taskSet", "taskSetArn"),
)
_DESCRIBE_SETS = Call("ecs", "describe_task_sets", _OF_SERVICE, "ecs:DescribeTaskSets", _SETS, _IN_SERVICE)
_DELETE_SET = Call(
    "ecs", "delete_task_set", {**_OF_SERVICE, "taskSet": "{set}"}, "ecs:DeleteTaskSet", _SETS, _IN_SERVICE
)

ECS = {
    "service": (
        _DEFINE,
        Call(
            "ecs",
            "create_service",
            {
                "cluster": CLUSTER,
                "serviceName": SERVICE,
                "desiredCount": 1,
                "deploymentController": {"type": "EXTERNAL"},
                "tags": _TAGS,
            },
            "ecs:CreateService",
            _SERVICE,
            _IN_CLUSTER,
        ),
        Call(
            "ecs",
            "describe_services",
            {"cluster": CLUSTER, "services": [SERVICE]},
            "ecs:DescribeServices",
            _SERVICE,
            _IN_CLUSTER,
        ),
        Call(
            "ecs",
            "update_service",
            {**_OF_SERVICE, "desiredCount": 2},
            "ecs:UpdateService",
            _SERVICE,
            _IN_CLUSTER,
        ),
        Call(
            "ecs",
            "list_tags_for_resource",
            {"resourceArn": _SERVICE},
            "ecs:ListTagsForResource",
            _SERVICE,
        ),
        Call("ecs", "tag_resource", {"resourceArn": _SERVICE, "tags": _TAGS}, "ecs:TagResource", _SERVICE),
        Call(
            "ecs",
            "untag_resource",
            {"resourceArn": _SERVICE, "tagKeys": ["old"]},
            "ecs:UntagResource",
            _SERVICE,
        ),
        _SET,
        Call(
            "ecs",
            "update_service_primary_task_set",
            {**_OF_SERVICE, "primaryTaskSet": "{set}"},
            "ecs:UpdateServicePrimaryTaskSet",
            _SERVICE,
            _IN_SERVICE,
        ),
        _DESCRIBE_SETS,
        _DELETE_SET,
        Call(
            "ecs",
            "deregister_task_definition",
            {"taskDefinition": "{definition}"},
            "ecs:DeregisterTaskDefinition",
        ),
    ),
    "canary": (_DEFINE, _SET, _DESCRIBE_SETS, _DELETE_SET),
    "standalone-task": (
        _DEFINE,
        Call(
            "ecs",
            "run_task",
            {"cluster": CLUSTER, "taskDefinition": "{definition}", **_FARGATE},
            "ecs:RunTask",
            _ecs(f"task-definition/{FAMILY}:1"),
            _IN_CLUSTER,
        ),
    ),
    "live-state": (
        Call("ecs", "list_clusters", {}, "ecs:ListClusters"),
        Call("ecs", "list_services", {"cluster": CLUSTER}, "ecs:ListServices", None, _IN_CLUSTER),
        Call("ecs", "list_tasks", {"cluster": CLUSTER}, "ecs:ListTasks", "*", _IN_CLUSTER),
        Call(
            "ecs",
            "describe_tasks",
            {"cluster": CLUSTER, "tasks": ["1"]},
            "ecs:DescribeTasks",
            _TASKS,
            _IN_CLUSTER,
        ),
        Call(
            "ecs",
            "describe_task_definition",
            {"taskDefinition": FAMILY},
            "ecs:DescribeTaskDefinition",
        ),
    ),
    "traffic-routing": (
        Call("elbv2", "describe_target_groups", {}, "elasticloadbalancing:DescribeTargetGroups"),
        Call(
            "elbv2",
            "describe_listeners",
            {"ListenerArns": ["{listener}"]},
            "elasticloadbalancing:DescribeListeners",
        ),
        Call("elbv2", "describe_rules", {"ListenerArn": "{listener}"}, "elasticloadbalancing:DescribeRules"),
        Call(
            "elbv2",
            "modify_listener",
            {
                "ListenerArn": "{listener}",
                "DefaultActions": [{"Type": "forward", "TargetGroupArn": "{group}"}],
            },
            "elasticloadbalancing:ModifyListener",
            "{listener}",
        ),
        Call(
            "elbv2",
            "modify_rule",
            {"RuleArn": "{rule}", "Actions": [{"Type": "forward", "TargetGroupArn": "{group}"}]},
            "elasticloadbalancing:ModifyRule",
            "{rule}",
        ),
    ),
}


def code():
    """A function's code, as Lambda takes it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("main.py", "def handler(event, context): pass\n")
    return held.getvalue()


_FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{FUNCTION}"
_NAMED = {"FunctionName": FUNCTION}
_ALIAS = {**_NAMED, "Name": "Service"}

LAMBDA = {
    "sync": (
        Call(
            "lambda",
            "create_function",
            {
                **_NAMED,
                "Role": _role(FUNCTION_ROLE),
                "Runtime": "python3.12",
                "Handler": "main.handler",
                "Code": {"ZipFile": code()},
                "Publish": True,
            },
            "lambda:CreateFunction",
            _FUNCTION,
        ),
        Call("lambda", "get_function", _NAMED, "lambda:GetFunction", _FUNCTION),
        Call(
            "lambda",
            "update_function_configuration",
            {**_NAMED, "MemorySize": 256},
            "lambda:UpdateFunctionConfiguration",
            _FUNCTION,
        ),
        Call(
            "lambda",
            "update_function_code",
            {**_NAMED, "ZipFile": code()},
            "lambda:UpdateFunctionCode",
            _FUNCTION,
        ),
        Call("lambda", "list_tags", {"Resource": _FUNCTION}, "lambda:ListTags", _FUNCTION),
        Call(
            "lambda",
            "tag_resource",
            {"Resource": _FUNCTION, "Tags": {"a": "b"}},
            "lambda:TagResource",
            _FUNCTION,
        ),
        Call(
            "lambda",
            "untag_resource",
            {"Resource": _FUNCTION, "TagKeys": ["a"]},
            "lambda:UntagResource",
            _FUNCTION,
        ),
        Call("lambda", "publish_version", _NAMED, "lambda:PublishVersion", _FUNCTION),
        Call("lambda", "create_alias", {**_ALIAS, "FunctionVersion": "1"}, "lambda:CreateAlias", _FUNCTION),
        Call("lambda", "get_alias", _ALIAS, "lambda:GetAlias", _FUNCTION),
        Call("lambda", "update_alias", {**_ALIAS, "FunctionVersion": "1"}, "lambda:UpdateAlias", _FUNCTION),
    ),
    "live-state": (
        Call("lambda", "list_functions", {}, "lambda:ListFunctions"),
        Call("lambda", "get_function", _NAMED, "lambda:GetFunction", _FUNCTION),
    ),
}
# What else the deployer calls, and may not without the feature.
OTHERS = (
    Call("ecs", "delete_cluster", {"cluster": CLUSTER}, "ecs:DeleteCluster", _CLUSTER),
    Call("lambda", "delete_function", _NAMED, "lambda:DeleteFunction", _FUNCTION),
    Call("iam", "list_users", {}, "iam:ListUsers"),
)
