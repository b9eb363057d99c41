"""What piped calls to deploy services of Amazon ECS and functions of AWS Lambda."""

import io
import json
import zipfile

from tests.e2e.calls import CLUSTER, IN_CLUSTER, TRUST, Call, arn, ecs, role

SERVICE, FAMILY, FUNCTION = "web", "web", "thumbnails"
TASK_ROLE, EXECUTION_ROLE, FUNCTION_ROLE = "web-task", "web-execution", "thumbnails-role"

_CLUSTER = ecs(f"cluster/{CLUSTER}")
_SERVICE = ecs(f"service/{CLUSTER}/{SERVICE}")
_SETS = ecs(f"task-set/{CLUSTER}/{SERVICE}/ecs-svc-1")
_IN_SERVICE = {**IN_CLUSTER, "ecs:service": (_SERVICE,)}
_OF_SERVICE = {"cluster": CLUSTER, "service": SERVICE}
_TAGS = [{"key": "pipecd-dev-managed-by", "value": "piped"}]
_ALL = {"value": 100.0, "unit": "PERCENT"}
_FARGATE = {
    "launchType": "FARGATE",
    "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["{subnet}"], "securityGroups": []}},
}
_TASKS = ecs(f"task/{CLUSTER}/1")

_DEFINE = Call(
    "ecs",
    "register_task_definition",
    {
        "family": FAMILY,
        "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}],
        "taskRoleArn": role(TASK_ROLE),
        "executionRoleArn": role(EXECUTION_ROLE),
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
    },
    "ecs:RegisterTaskDefinition",
    ecs(f"task-definition/{FAMILY}:1"),
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
_DESCRIBE_SERVICES = Call(
    "ecs",
    "describe_services",
    {"cluster": CLUSTER, "services": [SERVICE]},
    "ecs:DescribeServices",
    _SERVICE,
    IN_CLUSTER,
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
            IN_CLUSTER,
        ),
        _DESCRIBE_SERVICES,
        Call(
            "ecs",
            "update_service",
            {**_OF_SERVICE, "desiredCount": 2},
            "ecs:UpdateService",
            _SERVICE,
            IN_CLUSTER,
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
            ecs(f"task-definition/{FAMILY}:1"),
            IN_CLUSTER,
        ),
    ),
    "live-state": (
        _DESCRIBE_SERVICES,
        _DESCRIBE_SETS,
        Call("ecs", "list_clusters", {}, "ecs:ListClusters"),
        Call("ecs", "list_services", {"cluster": CLUSTER}, "ecs:ListServices", None, IN_CLUSTER),
        Call("ecs", "list_tasks", {"cluster": CLUSTER}, "ecs:ListTasks", "*", IN_CLUSTER),
        Call(
            "ecs",
            "describe_tasks",
            {"cluster": CLUSTER, "tasks": ["1"]},
            "ecs:DescribeTasks",
            _TASKS,
            IN_CLUSTER,
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

_LIVE_V1 = ("ecs:ListTasks", "ecs:DescribeTasks")
SECRET = "piped-abcdef"
ECS_V1 = {
    **ECS,
    "live-state": (
        _DESCRIBE_SERVICES,
        _DESCRIBE_SETS,
        *(call for call in ECS["live-state"] if call.action in _LIVE_V1),
    ),
    "config-from-secret": (
        Call(
            "secretsmanager",
            "get_secret_value",
            {"SecretId": "piped"},
            "secretsmanager:GetSecretValue",
            arn("secretsmanager", f"secret:{SECRET}"),
        ),
    ),
}
_OTHER_SERVICE = ecs(f"service/{CLUSTER}/billing")
ECS_ELSEWHERE = (
    Call(
        "ecs",
        "update_service",
        {"cluster": CLUSTER, "service": "billing", "desiredCount": 0},
        "ecs:UpdateService",
        _OTHER_SERVICE,
        IN_CLUSTER,
    ),
    Call(
        "ecs",
        "delete_task_set",
        {"cluster": "billing", "service": SERVICE, "taskSet": "1"},
        "ecs:DeleteTaskSet",
        ecs(f"task-set/billing/{SERVICE}/1"),
        {"ecs:cluster": (ecs("cluster/billing"),)},
    ),
    Call(
        "elbv2",
        "modify_listener",
        {"ListenerArn": "{listener}", "Port": 81},
        "elasticloadbalancing:ModifyListener",
        arn("elasticloadbalancing", "listener/app/web/1/1", "us-east-1"),
    ),
)


def code():
    """A function's code, as Lambda takes it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("main.py", "def handler(event, context): pass\n")
    return held.getvalue()


_FUNCTION = arn("lambda", f"function:{FUNCTION}")
_NAMED = {"FunctionName": FUNCTION}
_ALIAS = {**_NAMED, "Name": "Service"}
_LIST_TAGS = Call("lambda", "list_tags", {"Resource": _FUNCTION}, "lambda:ListTags", _FUNCTION)

LAMBDA = {
    "sync": (
        Call(
            "lambda",
            "create_function",
            {
                **_NAMED,
                "Role": role(FUNCTION_ROLE),
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
        _LIST_TAGS,
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
        _LIST_TAGS,
        Call("lambda", "get_function", _NAMED, "lambda:GetFunction", _FUNCTION),
    ),
}
_OTHER_FUNCTION = "payments"
LAMBDA_ELSEWHERE = (
    Call(
        "lambda",
        "update_function_code",
        {"FunctionName": _OTHER_FUNCTION, "ZipFile": code()},
        "lambda:UpdateFunctionCode",
        arn("lambda", f"function:{_OTHER_FUNCTION}"),
    ),
)
# No feature has these.
NEVER = (
    Call("ecs", "delete_cluster", {"cluster": CLUSTER}, "ecs:DeleteCluster", _CLUSTER),
    Call("lambda", "delete_function", _NAMED, "lambda:DeleteFunction", _FUNCTION),
    Call("iam", "list_users", {}, "iam:ListUsers"),
)


def prepare(account):
    """Make a cluster, a load balancer, the roles and a secret; what of them later calls name."""
    iam, ec2, elb = (account.client(name) for name in ("iam", "ec2", "elbv2"))
    account.client("ecs").create_cluster(clusterName=CLUSTER)
    account.client("secretsmanager").create_secret(Name="piped", SecretString="{}")
    for name in (TASK_ROLE, EXECUTION_ROLE, FUNCTION_ROLE):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))
    subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]][:2]
    balancer = elb.create_load_balancer(Name="web", Subnets=subnets)["LoadBalancers"][0]
    group = elb.create_target_group(Name="web", Protocol="HTTP", Port=80, VpcId=balancer["VpcId"])
    group = group["TargetGroups"][0]["TargetGroupArn"]
    forward = [{"Type": "forward", "TargetGroupArn": group}]
    listener = elb.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80, DefaultActions=forward
    )["Listeners"][0]["ListenerArn"]
    conditions = [{"Field": "path-pattern", "Values": ["/a"]}]
    rule = elb.create_rule(ListenerArn=listener, Priority=1, Conditions=conditions, Actions=forward)
    return {"subnet": subnets[0], "group": group, "listener": listener, "rule": rule["Rules"][0]["RuleArn"]}
