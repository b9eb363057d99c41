"""Application Auto Scaling of a service."""

from awacs import application_autoscaling as scaling

from ...model import Grant, GrantCondition, Scope
from .sources import SHOW, at

SCALING_STATE = Scope("ScalingState", ("*",))
# The id of a scalable target tells nothing of its service.
SCALABLE_TARGETS = Scope(
    "ScalableTargets",
    ("arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/*",),
    (
        GrantCondition("StringEquals", "application-autoscaling:service-namespace", ("ecs",)),
        GrantCondition(
            "StringEquals", "application-autoscaling:scalable-dimension", ("ecs:service:DesiredCount",)
        ),
    ),
)

SCALING_GRANTS = (
    Grant(
        scaling.DescribeScalableTargets,
        SCALING_STATE,
        (*SHOW, "auto-scaling"),
        "shows the limits of auto scaling, and finds what to change; AWS lets no resource narrow it",
        at("ecspresso.go:299 autoscaling.go:54"),
    ),
    Grant(
        scaling.DescribeScalingPolicies,
        SCALING_STATE,
        SHOW,
        "shows the policies of auto scaling, where there are any; a denial is only a warning",
        at("ecspresso.go:324"),
    ),
    Grant(
        scaling.RegisterScalableTarget,
        SCALABLE_TARGETS,
        ("auto-scaling",),
        "suspends or resumes auto scaling, or sets its limits; AWS also asks for ecs:UpdateService",
        at("autoscaling.go:76"),
    ),
)
