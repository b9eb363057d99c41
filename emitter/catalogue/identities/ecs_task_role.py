"""A deployer that runs as an Amazon ECS task."""

from awacs import ssmmessages, sts

from ..identity_settings import switch
from ..model import Grant, GrantCondition, Kind, Scope, Trust, vendor

_GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide"
_CHANNELS = Scope("SessionChannels", ("*",))

KIND = Kind(
    name="ecs-task-role",
    summary="the task role of an Amazon ECS task",
    makes="role",
    settings=(switch("ecs_exec", "on, where people open a shell in the deployer's own task with ECS Exec"),),
    optional=("ecs_exec",),
    trust=(
        Trust(
            "Service",
            ("ecs-tasks.amazonaws.com",),
            (sts.AssumeRole,),
            (
                GrantCondition("StringEquals", "aws:SourceAccount", ("{account}",)),
                GrantCondition("ArnLike", "aws:SourceArn", ("arn:{partition}:ecs:{region}:{account}:*",)),
            ),
        ),
    ),
    why="Amazon ECS hands it to the deployer's own task; only tasks of this account and Region get it",
    sources=(vendor(f"{_GUIDE}/task-iam-roles.html"),),
    grants=tuple(
        Grant(
            action,
            _CHANNELS,
            ("ecs_exec",),
            f"the agent beside the container {what}; AWS lets no resource narrow it",
            (vendor(f"{_GUIDE}/ecs-exec.html"),),
        )
        for action, what in (
            (ssmmessages.CreateControlChannel, "creates the channel on which it learns of sessions"),
            (ssmmessages.CreateDataChannel, "creates the channel of a session"),
            (ssmmessages.OpenControlChannel, "listens for sessions"),
            (ssmmessages.OpenDataChannel, "sends and receives the data of a session"),
        )
    ),
)
