"""Auto scaling and its alarms."""

from awacs import application_autoscaling as scaling
from awacs import cloudwatch

from ...model import Accept, GrantCondition, Scope
from .._resource_schemas import schema as _schema
from .sources import _CALLED_VIA, _SCALING_CALLER, _allow, _handlers, _six

_TARGET = ("arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/*",)


_OF_ECS = (
    GrantCondition("StringEquals", "application-autoscaling:service-namespace", ("ecs",)),
    GrantCondition(
        "StringEquals", "application-autoscaling:scalable-dimension", ("ecs:service:DesiredCount",)
    ),
)


_SCALABLE_TARGETS = Scope("ScalableTargets", _TARGET, _OF_ECS)


_SCALING_CHANGES = Scope("ScalingChanges", _TARGET, (*_OF_ECS, _CALLED_VIA))


_SCALING_STATE = Scope("ScalingState", ("*",))


# Application Auto Scaling tries these out with calls that name no alarm, so no ARN would match.
_ALARMS = Scope(
    "ScalingAlarms",
    ("*",),
    accepts=(
        Accept(
            "W404", "Application Auto Scaling tries them with calls that name no alarm, which no ARN matches"
        ),
    ),
)


_SCALING_GRANTS = (
    *_allow(
        _SCALABLE_TARGETS,
        ("autoscaling", "scale"),
        (
            scaling.RegisterScalableTarget,
            "makes the count of the service scalable; scale changes its bounds",
            _six("cli/scale.rb:59 cfn/stack/builder/resources/scaling/target.rb:7")
            + _schema("ApplicationAutoScaling_ScalableTarget:41,56"),
        ),
        since="6",
    ),
    *_handlers(
        _SCALING_CHANGES,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalableTarget",
        (scaling.DeregisterScalableTarget, "removes the target when scaling or the stack ends", "76"),
        since="6",
    ),
    *_handlers(
        _SCALING_CHANGES,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalingPolicy",
        (scaling.PutScalingPolicy, "creates the policy that follows the metric", "38,45"),
        (scaling.DeleteScalingPolicy, "deletes the policy when scaling or the stack ends", "68"),
        since="6",
    ),
    *_allow(
        _SCALING_STATE,
        ("autoscaling", "ps"),
        (
            scaling.DescribeScalableTargets,
            "shows the bounds of the service; CloudFormation reads its target",
            _six("cli/ps.rb:63 cfn/stack/builder/resources/scaling/target.rb:39")
            + _schema("ApplicationAutoScaling_ScalableTarget:34"),
        ),
        since="6",
    ),
    *_handlers(
        _SCALING_STATE,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalableTarget",
        (scaling.DescribeScheduledActions, "always reads scheduled actions with the target", "35,58"),
        since="6",
    ),
    *_handlers(
        _SCALING_STATE,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalingPolicy",
        (scaling.DescribeScalingPolicies, "reads its policy", "32"),
        since="6",
    ),
    *_allow(
        _ALARMS,
        ("autoscaling", "scale"),
        (
            cloudwatch.PutMetricAlarm,
            "Application Auto Scaling tries whether its caller may, with a call that names no alarm",
            _SCALING_CALLER + _schema("ApplicationAutoScaling_ScalableTarget:46"),
        ),
        (
            cloudwatch.DeleteAlarms,
            "Application Auto Scaling tries whether its caller may, with a call that names no alarm",
            _SCALING_CALLER + _schema("ApplicationAutoScaling_ScalableTarget:47"),
        ),
        (
            cloudwatch.DescribeAlarms,
            "Application Auto Scaling tries whether its caller may, asking for any one alarm",
            _SCALING_CALLER + _schema("ApplicationAutoScaling_ScalableTarget:48"),
        ),
        since="6",
    ),
    *_handlers(
        _ALARMS,
        ("autoscaling",),
        "ApplicationAutoScaling_ScalingPolicy",
        (cloudwatch.GetMetricData, "may read the metric that the policy follows", "39,46"),
        since="6",
    ),
)
