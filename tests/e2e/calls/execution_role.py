"""What Amazon ECS calls to start a piped, with the task execution role of piped's own task."""

from tests.e2e.calls import Call, arn

SECRET, PARAMETER, LOG_GROUP, REPOSITORY = "piped-abcdef", "piped/config", "/ecs/piped", "piped"
_STREAM = {"logGroupName": LOG_GROUP, "logStreamName": "1"}
_EVENTS = [{"timestamp": 0, "message": "started"}]
_GROUP = arn("logs", f"log-group:{LOG_GROUP}")
_IMAGE = {"repositoryName": REPOSITORY}
_REPOSITORY = arn("ecr", f"repository/{REPOSITORY}")

FEATURES = {
    "config-from-secret": (
        Call(
            "secretsmanager",
            "get_secret_value",
            {"SecretId": "piped"},
            "secretsmanager:GetSecretValue",
            arn("secretsmanager", f"secret:{SECRET}"),
        ),
    ),
    "config-from-parameter": (
        Call(
            "ssm",
            "get_parameters",
            {"Names": [f"/{PARAMETER}"], "WithDecryption": True},
            "ssm:GetParameters",
            arn("ssm", f"parameter/{PARAMETER}"),
        ),
    ),
    "log-group": (
        Call("logs", "create_log_group", {"logGroupName": LOG_GROUP}, "logs:CreateLogGroup", _GROUP),
    ),
    "logs": (
        Call("logs", "create_log_stream", _STREAM, "logs:CreateLogStream", f"{_GROUP}:log-stream:1"),
        Call(
            "logs",
            "put_log_events",
            {**_STREAM, "logEvents": _EVENTS},
            "logs:PutLogEvents",
            f"{_GROUP}:log-stream:1",
        ),
    ),
    "private-image": (
        Call("ecr", "get_authorization_token", {}, "ecr:GetAuthorizationToken"),
        Call(
            "ecr",
            "batch_get_image",
            {**_IMAGE, "imageIds": [{"imageTag": "1"}]},
            "ecr:BatchGetImage",
            _REPOSITORY,
        ),
        Call(
            "ecr",
            "batch_check_layer_availability",
            {**_IMAGE, "layerDigests": ["sha256:" + 64 * "0"]},
            "ecr:BatchCheckLayerAvailability",
            _REPOSITORY,
        ),
    ),
}
ELSEWHERE = (
    Call(
        "secretsmanager",
        "get_secret_value",
        {"SecretId": "billing"},
        "secretsmanager:GetSecretValue",
        arn("secretsmanager", "secret:billing-abcdef"),
    ),
    Call(
        "ssm",
        "get_parameters",
        {"Names": ["/billing/key"]},
        "ssm:GetParameters",
        arn("ssm", "parameter/billing/key"),
    ),
    Call(
        "logs",
        "put_log_events",
        {"logGroupName": "/ecs/billing", "logStreamName": "1", "logEvents": _EVENTS},
        "logs:PutLogEvents",
        arn("logs", "log-group:/ecs/billing:log-stream:1"),
    ),
    Call(
        "ecr",
        "put_image",
        {**_IMAGE, "imageManifest": "{}"},
        "ecr:PutImage",
        _REPOSITORY,
    ),
)


def prepare(account):
    """Make what piped's task definition names."""
    account.client("secretsmanager").create_secret(Name="piped", SecretString="{}")
    account.client("ssm").put_parameter(Name=f"/{PARAMETER}", Value="1", Type="SecureString")
    account.client("ecr").create_repository(repositoryName=REPOSITORY)
    return {}
