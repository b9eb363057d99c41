"""A deployer that runs on an Amazon EC2 instance."""

from awacs import sts

from ..model import Kind, Trust, vendor

KIND = Kind(
    name="ec2-instance-profile",
    summary="the role of an Amazon EC2 instance, with its instance profile",
    makes="role",
    companions=("instance-profile",),
    # In China the principal has the suffix of the partition; elsewhere that is the plain one.
    trust=(Trust("Service", ("ec2.{dns_suffix}",), (sts.AssumeRole,)),),
    why="Amazon EC2 hands it to the instance that the deployer runs on",
    sources=(
        vendor(
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
        ),
    ),
)
