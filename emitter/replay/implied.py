"""What AWS authorises beside a call, and CloudTrail records nothing of: passing roles, tagging on creation.

Sources: "Grant a user permissions to pass a role to an AWS service"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html) and, for tags,
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html,
https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html,
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html and
https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..evaluate.request import AccessRequest
from . import ec2
from .call import Asked, Context
from .parameters import Parameters
from .request_context import tagging
from .resource import CallPlace, CallResource
from .resources import resources


class _Passing(NamedTuple):
    """The parameters that name a role, and the service that it is passed to."""

    parameters: tuple[str, ...]
    service: str


_TASKS = _Passing(("taskrolearn", "executionrolearn"), "ecs-tasks.amazonaws.com")
_SERVICE = _Passing(("role",), "ecs.amazonaws.com")
_FUNCTION = _Passing(("role",), "lambda.amazonaws.com")
_STACK = _Passing(("rolearn",), "cloudformation.amazonaws.com")
_PROJECT = _Passing(("servicerole",), "codebuild.amazonaws.com")
_MACHINE = _Passing(("rolearn",), "states.amazonaws.com")

_PASSES = {
    "ecs:RegisterTaskDefinition": _TASKS,
    "ecs:RunTask": _TASKS,
    "ecs:StartTask": _TASKS,
    "ecs:CreateService": _SERVICE,
    "lambda:CreateFunction": _FUNCTION,
    "lambda:UpdateFunctionConfiguration": _FUNCTION,
    "cloudformation:CreateStack": _STACK,
    "cloudformation:UpdateStack": _STACK,
    "cloudformation:DeleteStack": _STACK,
    "cloudformation:CreateChangeSet": _STACK,
    "codebuild:CreateProject": _PROJECT,
    "codebuild:UpdateProject": _PROJECT,
    "states:CreateStateMachine": _MACHINE,
    "states:UpdateStateMachine": _MACHINE,
    "application-autoscaling:RegisterScalableTarget": _Passing(
        ("rolearn",), "application-autoscaling.amazonaws.com"
    ),
    "events:PutTargets": _Passing(("rolearn",), "events.amazonaws.com"),
}

# For the creating actions of each service: what tagging is, and the key that names the creation.
_TAGS = {
    "ecs": ("ecs:TagResource", "ecs:createaction"),
    "elasticloadbalancing": ("elasticloadbalancing:AddTags", "elasticloadbalancing:createaction"),
    "ec2": ("ec2:CreateTags", "ec2:createaction"),
    "lambda": ("lambda:TagResource", ""),
    "logs": ("logs:TagResource", ""),
}
_CREATES = """
    ecs:CreateCapacityProvider ecs:CreateCluster ecs:CreateService ecs:CreateTaskSet
    ecs:RegisterTaskDefinition ecs:RunTask ecs:StartTask
    elasticloadbalancing:CreateListener elasticloadbalancing:CreateLoadBalancer
    elasticloadbalancing:CreateRule elasticloadbalancing:CreateTargetGroup
    elasticloadbalancing:CreateTrustStore
    ec2:CreateSecurityGroup ec2:RunInstances ec2:CreateVolume ec2:CreateSnapshot
    lambda:CreateFunction lambda:CreateEventSourceMapping logs:CreateLogGroup
"""
_TAGGING = frozenset(_CREATES.split())
# What is tagged is not always what the action is authorised on: the pieces of its ARN after the service.
_STARTED = {"ecs:RunTask": "task/", "ecs:StartTask": "task/"}


class Made(NamedTuple):
    """What a record says of its request: parameters ``asked`` and ``answered``, tags, where, who called."""

    asked: Parameters
    answered: Parameters
    tags: Mapping[str, str] | None
    place: CallPlace
    caller: Context


def implied(action: str, made: Made) -> Iterator[Asked]:
    """Yield what is authorised beside ``action``, which was asked for like that."""
    asked, answered, tags, place, caller = made
    passing = _PASSES.get(action)
    if passing is not None:
        for parameter in passing.parameters:
            for role in dict.fromkeys(filter(None, asked.get(parameter, ()))):
                arn = role if role.startswith("arn:") else _role(role, place)
                context = {**caller, "iam:passedtoservice": (passing.service,)}
                yield Asked(AccessRequest("iam:PassRole", arn, context), implied=True)
    service, _, name = action.partition(":")
    if tags and action in _TAGGING:
        tag, key = _TAGS[service]
        context = {**caller, **tagging(tags), **({key: (name,)} if key else {})}
        for resource in _tagged(action, asked, answered, place):
            yield Asked(AccessRequest(tag, resource.arn, context), resource.partial, implied=True)


def _tagged(
    action: str, asked: Parameters, answered: Parameters, place: CallPlace
) -> tuple[CallResource, ...]:
    if action.startswith("ec2:") and "resourcetype" in asked:
        # The request says what it tags, by type.
        made = tuple(ec2.arns(action, answered, place))
        return tuple(
            CallResource(arn, partial=arn.endswith("*"))
            for type_ in dict.fromkeys(asked["resourcetype"])
            if (every := ec2.arn(type_, "*", place))
            for arn in [one for one in made if one.startswith(every[:-1])] or [every]
        )
    kind = _STARTED.get(action)
    if kind is None:
        return resources(action, (), asked, answered, place)
    arn = f"arn:{place.partition}:ecs:{place.region}:{place.account}:{kind}"
    started = tuple(CallResource(text) for text in answered.get("taskarn", ()) if text.startswith(arn))
    cluster = asked.get("cluster", ("default",))[0].rpartition("/")[2]
    return started or (CallResource(f"{arn}{cluster}/*", partial=True),)


def _role(name: str, place: CallPlace) -> str:
    return f"arn:{place.partition}:iam::{place.account}:role/{name.lstrip('/')}"
