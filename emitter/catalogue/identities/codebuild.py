"""A deployer that runs in AWS CodeBuild."""

from awacs import sts

from ..model import GrantCondition, Kind, Parameter, Trust, vendor
from ..syntax import SEGMENT

KIND = Kind(
    name="codebuild",
    summary="the service role of an AWS CodeBuild project",
    makes="role",
    settings=(Parameter("project", "names of the CodeBuild projects that get it", SEGMENT, "*"),),
    trust=(
        Trust(
            "Service",
            ("codebuild.amazonaws.com",),
            (sts.AssumeRole,),
            (
                GrantCondition("StringEquals", "aws:SourceAccount", ("{account}",)),
                GrantCondition(
                    "ArnLike",
                    "aws:SourceArn",
                    ("arn:{partition}:codebuild:{region}:{account}:project/{project}",),
                ),
            ),
        ),
    ),
    why="AWS CodeBuild hands it to the builds of this account and Region that run the deployer",
    sources=(
        vendor(
            "https://docs.aws.amazon.com/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html"
        ),
    ),
)
