"""A deployer that runs on an Amazon EC2 instance."""

from awacs import ssm, ssmmessages, sts

from ..identity_settings import switch
from ..model import Grant, Kind, Scope, Trust, vendor

_SESSION_MANAGER = vendor(
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html"
)
_INSTANCES = Scope("Instances", ("arn:{partition}:ec2:{region}:{account}:instance/*",))
_CHANNELS = Scope("SessionChannels", ("*",))

KIND = Kind(
    name="ec2-instance-profile",
    summary="the role of an Amazon EC2 instance, with its instance profile",
    makes="role",
    companions=("instance-profile",),
    settings=(
        switch("session_manager", "on, where people open sessions on the instance with Session Manager"),
    ),
    optional=("session_manager",),
    # One name in every partition: China takes it as well as ec2.amazonaws.com.cn, and no other suffix exists.
    trust=(Trust("Service", ("ec2.amazonaws.com",), (sts.AssumeRole,)),),
    why="Amazon EC2 hands it to the instance that the deployer runs on",
    sources=(
        vendor(
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
        ),
    ),
    grants=(
        Grant(
            ssm.UpdateInstanceInformation,
            _INSTANCES,
            ("session_manager",),
            "the SSM agent of the instance reports that it is there",
            (_SESSION_MANAGER,),
        ),
        *(
            Grant(
                action,
                _CHANNELS,
                ("session_manager",),
                f"the SSM agent {what}; AWS lets no resource narrow it",
                (_SESSION_MANAGER,),
            )
            for action, what in (
                (ssmmessages.CreateControlChannel, "creates the channel on which it learns of sessions"),
                (ssmmessages.CreateDataChannel, "creates the channel of a session"),
                (ssmmessages.OpenControlChannel, "listens for sessions"),
                (ssmmessages.OpenDataChannel, "sends and receives the data of a session"),
            )
        ),
    ),
)
