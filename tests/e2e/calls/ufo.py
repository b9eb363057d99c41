"""What ufo calls, and CloudFormation in its name, to make a service in a stack.

moto lets CloudFormation make what a stack holds without asking whether its caller may; so those calls are
made here as AWS makes them: by the caller.
"""

import json

from tests.e2e.calls import CLUSTER, IN_CLUSTER, TRUST, Call, arn, ecs, role

STACK = "web-prod"
_SERVICE = f"{STACK}-EcsService-1"
_SERVICE_ARN = ecs(f"service/{CLUSTER}/{_SERVICE}")
_STACK_ARN = arn("cloudformation", f"stack/{STACK}/1")
_TEMPLATE = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
_OWN = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::web/*"}],
}
_TASK_ROLE = f"{STACK}-TaskRole-1"
_MANIFEST = json.dumps({"mediaType": "application/vnd.oci.image.manifest.v1+json", "config": {}})
_LOG_GROUP = arn("logs", "log-group:ecs/web")
_SCALED = {
    "ServiceNamespace": "ecs",
    "ResourceId": f"service/{CLUSTER}/{_SERVICE}",
    "ScalableDimension": "ecs:service:DesiredCount",
}
_OF_ECS = {
    "application-autoscaling:service-namespace": ("ecs",),
    "application-autoscaling:scalable-dimension": ("ecs:service:DesiredCount",),
}
_RECORD = {"Name": "web.example.com", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}]}
_DESCRIBE = Call(
    "ecs",
    "describe_services",
    {"cluster": CLUSTER, "services": [_SERVICE]},
    "ecs:DescribeServices",
    _SERVICE_ARN,
    IN_CLUSTER,
)
_UPDATE = Call(
    "ecs",
    "update_service",
    {"cluster": CLUSTER, "service": _SERVICE, "desiredCount": 2},
    "ecs:UpdateService",
    _SERVICE_ARN,
    IN_CLUSTER,
)
_BOUNDS = Call(
    "application-autoscaling",
    "register_scalable_target",
    {**_SCALED, "MinCapacity": 1, "MaxCapacity": 3},
    "application-autoscaling:RegisterScalableTarget",
    arn("application-autoscaling", "scalable-target/1"),
    _OF_ECS,
)
_SCALING = Call(
    "application-autoscaling",
    "describe_scalable_targets",
    {"ServiceNamespace": "ecs"},
    "application-autoscaling:DescribeScalableTargets",
)
_BALANCER = arn("elasticloadbalancing", "loadbalancer/app/web/1")
_GROUP = arn("elasticloadbalancing", "targetgroup/web/1")


def _stack(operation, action, arguments=None):
    return Call("cloudformation", operation, {"StackName": STACK} | (arguments or {}), action, _STACK_ARN, {})


def _role(operation, name, action, arguments=None):
    return Call("iam", operation, {"RoleName": name} | (arguments or {}), action, role(name), {})


FEATURES = {
    "stack": (
        Call("ec2", "describe_subnets", {}, "ec2:DescribeSubnets"),
        _stack("create_stack", "cloudformation:CreateStack", {"TemplateBody": _TEMPLATE}),
        _stack("describe_stacks", "cloudformation:DescribeStacks"),
        _stack("describe_stack_events", "cloudformation:DescribeStackEvents"),
        _stack("update_stack", "cloudformation:UpdateStack", {"TemplateBody": _TEMPLATE + " "}),
    ),
    "roles": (
        _role("create_role", _TASK_ROLE, "iam:CreateRole", {"AssumeRolePolicyDocument": json.dumps(TRUST)}),
        _role(
            "put_role_policy",
            _TASK_ROLE,
            "iam:PutRolePolicy",
            {"PolicyName": "own", "PolicyDocument": json.dumps(_OWN)},
        ),
        _role("get_role", _TASK_ROLE, "iam:GetRole"),
    ),
    "service": (
        Call(
            "ecs",
            "register_task_definition",
            {"family": STACK, "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}]},
            "ecs:RegisterTaskDefinition",
            ecs(f"task-definition/{STACK}:1"),
        ),
        Call(
            "ecs",
            "create_service",
            {"cluster": CLUSTER, "serviceName": _SERVICE, "taskDefinition": STACK, "desiredCount": 1},
            "ecs:CreateService",
            _SERVICE_ARN,
            IN_CLUSTER,
        ),
        _DESCRIBE,
        _UPDATE,
    ),
    "load-balancer": (
        Call(
            "elbv2",
            "create_load_balancer",
            {"Name": "web", "Subnets": ["{subnet}", "{second}"]},
            "elasticloadbalancing:CreateLoadBalancer",
            _BALANCER,
            keep="balancer",
            path=("LoadBalancers", 0, "LoadBalancerArn"),
        ),
        Call(
            "elbv2",
            "create_target_group",
            {"Name": "web", "Protocol": "HTTP", "Port": 80, "VpcId": "{vpc}"},
            "elasticloadbalancing:CreateTargetGroup",
            _GROUP,
            keep="group",
            path=("TargetGroups", 0, "TargetGroupArn"),
        ),
        Call(
            "elbv2",
            "create_listener",
            {
                "LoadBalancerArn": "{balancer}",
                "Protocol": "HTTP",
                "Port": 80,
                "DefaultActions": [{"Type": "forward", "TargetGroupArn": "{group}"}],
            },
            "elasticloadbalancing:CreateListener",
            _BALANCER,
        ),
    ),
    "autoscaling": (
        _BOUNDS,
        _SCALING,
    ),
    "log-group": (
        Call("logs", "describe_log_groups", {}, "logs:DescribeLogGroups"),
        Call("logs", "create_log_group", {"logGroupName": "ecs/web"}, "logs:CreateLogGroup", _LOG_GROUP),
    ),
    "ecr": (
        Call("ecr", "get_authorization_token", {}, "ecr:GetAuthorizationToken"),
        Call(
            "ecr",
            "put_image",
            {"repositoryName": "web", "imageManifest": _MANIFEST, "imageTag": "1"},
            "ecr:PutImage",
            arn("ecr", "repository/web"),
        ),
    ),
    "scale": (_UPDATE, _BOUNDS, _SCALING),
    "ps": (
        _DESCRIBE,
        _SCALING,
        Call("ecs", "list_tasks", {"cluster": CLUSTER}, "ecs:ListTasks", "*", IN_CLUSTER),
    ),
    "dns": (
        Call("route53", "list_hosted_zones", {}, "route53:ListHostedZones"),
        Call(
            "route53",
            "change_resource_record_sets",
            {
                "HostedZoneId": "{zone}",
                "ChangeBatch": {"Changes": [{"Action": "CREATE", "ResourceRecordSet": _RECORD}]},
            },
            "route53:ChangeResourceRecordSets",
            "arn:aws:route53:::hostedzone/Z1",
        ),
    ),
    "ecr-clean": (
        Call(
            "ecr",
            "batch_delete_image",
            {"repositoryName": "web", "imageIds": [{"imageTag": "0"}]},
            "ecr:BatchDeleteImage",
            arn("ecr", "repository/web"),
        ),
    ),
}
ELSEWHERE = (
    Call(
        "cloudformation",
        "delete_stack",
        {"StackName": "network"},
        "cloudformation:DeleteStack",
        arn("cloudformation", "stack/network/1"),
    ),
    Call(
        "ecs",
        "update_service",
        {"cluster": CLUSTER, "service": "billing", "desiredCount": 0},
        "ecs:UpdateService",
        ecs(f"service/{CLUSTER}/billing"),
        IN_CLUSTER,
    ),
    _role("get_role", "administrator", "iam:GetRole"),
    _role(
        "attach_role_policy",
        "administrator",
        "iam:AttachRolePolicy",
        {"PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"},
    ),
    Call(
        "logs",
        "create_log_group",
        {"logGroupName": "/aws/lambda/web"},
        "logs:CreateLogGroup",
        arn("logs", "log-group:/aws/lambda/web"),
    ),
    Call("iam", "list_users", {}, "iam:ListUsers"),
)


def prepare(account):
    """Make a cluster, a repository and a hosted zone; what of the account later calls name."""
    account.client("ecs").create_cluster(clusterName=CLUSTER)
    account.client("ecr").create_repository(repositoryName="web")
    subnets = account.client("ec2").describe_subnets()["Subnets"]
    zone = account.client("route53").create_hosted_zone(Name="example.com", CallerReference="1")
    return {
        "subnet": subnets[0]["SubnetId"],
        "second": subnets[1]["SubnetId"],
        "vpc": subnets[0]["VpcId"],
        "zone": zone["HostedZone"]["Id"],
    }
