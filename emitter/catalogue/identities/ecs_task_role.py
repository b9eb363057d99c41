"""A deployer that runs as an Amazon ECS task."""

from awacs import sts

from ..model import GrantCondition, Kind, Trust, vendor

KIND = Kind(
    name="ecs-task-role",
    summary="the task role of an Amazon ECS task",
    makes="role",
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
    sources=(vendor("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html"),),
)
