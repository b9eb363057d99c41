"""What ecspresso calls, by command and by what its definition files name."""

import json

from tests.e2e.calls import CLUSTER, IN_CLUSTER, TRUST, Call, arn, ecs, role

SERVICE, FAMILY, STACK = "web", "web", "network"
TASK_ROLE, EXECUTION_ROLE = "web-task", "web-execution"
SECRET, PARAMETER, BUCKET = "web-abcdef", "web/key", "web-state"
_SERVICE = ecs(f"service/{CLUSTER}/{SERVICE}")
_OF_SERVICE = {"cluster": CLUSTER, "service": SERVICE}
_DEFINITION = ecs(f"task-definition/{FAMILY}:1")
_TAGS = [{"key": "team", "value": "web"}]
_TEMPLATE = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
_IN_GROUP = {"applicationName": "web", "deploymentGroupName": "web"}
_GROUP = arn("codedeploy", "deploymentgroup:web/web")
_APP_SPEC = {"revisionType": "AppSpecContent", "appSpecContent": {"content": "version: 0.0"}}

_DESCRIBE = Call(
    "ecs",
    "describe_services",
    {"cluster": CLUSTER, "services": [SERVICE]},
    "ecs:DescribeServices",
    _SERVICE,
    IN_CLUSTER,
)
_DEFINE = Call(
    "ecs",
    "register_task_definition",
    {
        "family": FAMILY,
        "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}],
        "taskRoleArn": role(TASK_ROLE),
        "executionRoleArn": role(EXECUTION_ROLE),
    },
    "ecs:RegisterTaskDefinition",
    _DEFINITION,
    keep="definition",
    path=("taskDefinition", "taskDefinitionArn"),
)
_UPDATE = Call(
    "ecs", "update_service", {**_OF_SERVICE, "desiredCount": 2}, "ecs:UpdateService", _SERVICE, IN_CLUSTER
)
_TARGETS = Call(
    "application-autoscaling",
    "describe_scalable_targets",
    {"ServiceNamespace": "ecs"},
    "application-autoscaling:DescribeScalableTargets",
)
_LIST = Call("ecs", "list_task_definitions", {"familyPrefix": FAMILY}, "ecs:ListTaskDefinitions")
_RETIRE = Call(
    "ecs",
    "deregister_task_definition",
    {"taskDefinition": "{definition}"},
    "ecs:DeregisterTaskDefinition",
)

FEATURES = {
    "create": (
        _DEFINE,
        Call(
            "ecs",
            "create_service",
            {"cluster": CLUSTER, "serviceName": SERVICE, "taskDefinition": FAMILY, "desiredCount": 1},
            "ecs:CreateService",
            _SERVICE,
            IN_CLUSTER,
        ),
    ),
    "deploy": (_DESCRIBE, _DEFINE, _UPDATE, _TARGETS),
    "latest-task-definition": (_LIST,),
    "service-tags": (
        Call("ecs", "tag_resource", {"resourceArn": _SERVICE, "tags": _TAGS}, "ecs:TagResource", _SERVICE),
    ),
    "auto-scaling": (
        _TARGETS,
        Call(
            "application-autoscaling",
            "register_scalable_target",
            {
                "ServiceNamespace": "ecs",
                "ResourceId": f"service/{CLUSTER}/{SERVICE}",
                "ScalableDimension": "ecs:service:DesiredCount",
                "MinCapacity": 1,
                "MaxCapacity": 3,
            },
            "application-autoscaling:RegisterScalableTarget",
            arn("application-autoscaling", "scalable-target/1"),
            {
                "application-autoscaling:service-namespace": ("ecs",),
                "application-autoscaling:scalable-dimension": ("ecs:service:DesiredCount",),
            },
        ),
    ),
    "run": (
        _DEFINE,
        Call(
            "ecs",
            "run_task",
            {"cluster": CLUSTER, "taskDefinition": FAMILY, "launchType": "FARGATE"},
            "ecs:RunTask",
            _DEFINITION,
            IN_CLUSTER,
            keep="task",
            path=("tasks", 0, "taskArn"),
        ),
        Call(
            "ecs",
            "describe_tasks",
            {"cluster": CLUSTER, "tasks": ["{task}"]},
            "ecs:DescribeTasks",
            ecs(f"task/{CLUSTER}/1"),
            IN_CLUSTER,
        ),
    ),
    "codedeploy": (
        Call(
            "codedeploy",
            "batch_get_applications",
            {"applicationNames": ["web"]},
            "codedeploy:BatchGetApplications",
            arn("codedeploy", "application:web"),
        ),
        Call(
            "codedeploy",
            "create_deployment",
            {**_IN_GROUP, "revision": _APP_SPEC},
            "codedeploy:CreateDeployment",
            _GROUP,
            keep="deployment",
            path=("deploymentId",),
        ),
        Call(
            "codedeploy",
            "get_deployment",
            {"deploymentId": "{deployment}"},
            "codedeploy:GetDeployment",
            _GROUP,
        ),
    ),
    "verify": (
        Call(
            "ecs",
            "describe_clusters",
            {"clusters": [CLUSTER]},
            "ecs:DescribeClusters",
            ecs(f"cluster/{CLUSTER}"),
        ),
        Call("iam", "get_role", {"RoleName": TASK_ROLE}, "iam:GetRole", role(TASK_ROLE)),
    ),
    "ssm": (
        Call(
            "ssm",
            "get_parameter",
            {"Name": f"/{PARAMETER}"},
            "ssm:GetParameter",
            arn("ssm", f"parameter/{PARAMETER}"),
        ),
    ),
    "secretsmanager": (
        Call(
            "secretsmanager",
            "describe_secret",
            {"SecretId": "web"},
            "secretsmanager:DescribeSecret",
            arn("secretsmanager", f"secret:{SECRET}"),
        ),
    ),
    "cloudformation": (
        Call(
            "cloudformation",
            "describe_stacks",
            {"StackName": STACK},
            "cloudformation:DescribeStacks",
            arn("cloudformation", f"stack/{STACK}/1"),
        ),
    ),
    "tfstate-s3": (
        Call(
            "s3",
            "get_object",
            {"Bucket": BUCKET, "Key": "prod.tfstate"},
            "s3:GetObject",
            f"arn:aws:s3:::{BUCKET}/prod.tfstate",
        ),
    ),
    "rollback": (_DESCRIBE, _LIST, _UPDATE, _RETIRE),
    "deregister": (_LIST, _RETIRE),
    "delete": (
        Call(
            "ecs",
            "delete_service",
            {**_OF_SERVICE, "force": True},
            "ecs:DeleteService",
            _SERVICE,
            IN_CLUSTER,
        ),
    ),
}
ELSEWHERE = (
    Call(
        "ecs",
        "delete_service",
        {"cluster": CLUSTER, "service": "billing"},
        "ecs:DeleteService",
        ecs(f"service/{CLUSTER}/billing"),
        IN_CLUSTER,
    ),
    Call(
        "ecs",
        "run_task",
        {"cluster": CLUSTER, "taskDefinition": "billing"},
        "ecs:RunTask",
        ecs("task-definition/billing:1"),
        IN_CLUSTER,
    ),
    Call("iam", "get_role", {"RoleName": "administrator"}, "iam:GetRole", role("administrator")),
    Call(
        "ssm",
        "get_parameter",
        {"Name": "/billing/key"},
        "ssm:GetParameter",
        arn("ssm", "parameter/billing/key"),
    ),
    Call(
        "s3",
        "get_object",
        {"Bucket": "billing-state", "Key": "prod.tfstate"},
        "s3:GetObject",
        "arn:aws:s3:::billing-state/prod.tfstate",
    ),
    Call("iam", "list_users", {}, "iam:ListUsers"),
)


def prepare(account):
    """Make a cluster, roles, an application of CodeDeploy, and what the definition files name."""
    account.client("ecs").create_cluster(clusterName=CLUSTER)
    for name in (TASK_ROLE, EXECUTION_ROLE):
        account.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))
    deploy = account.client("codedeploy")
    deploy.create_application(applicationName="web", computePlatform="ECS")
    deploy.create_deployment_group(**_IN_GROUP, serviceRoleArn=role("web-codedeploy"))
    account.client("ssm").put_parameter(Name=f"/{PARAMETER}", Value="1", Type="String")
    account.client("secretsmanager").create_secret(Name="web", SecretString="1")
    account.client("cloudformation").create_stack(StackName=STACK, TemplateBody=_TEMPLATE)
    store = account.client("s3")
    store.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": account.region})
    store.put_object(Bucket=BUCKET, Key="prod.tfstate", Body=b"{}")
    return {}
