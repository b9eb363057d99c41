"""Which calls pass a role and which tag what they create: AWS asks for both, and CloudTrail records neither.

Sources: "Grant a user permissions to pass a role to an AWS service"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html); for tags
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html,
https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html,
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html,
https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html,
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html,
https://docs.aws.amazon.com/kms/latest/developerguide/tag-permissions.html,
https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html,
https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html,
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html,
https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html,
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html,
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.Operations.html,
https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html,
https://docs.aws.amazon.com/sns/latest/dg/sns-tags.html,
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html and
https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..aws import service_reference
from .parameters import Parameters
from .resource import CallPlace


class Passing(NamedTuple):
    """The parameters that name a role, and the service that it is passed to."""

    parameters: tuple[str, ...]
    service: str


_TASKS = Passing(("taskrolearn", "executionrolearn"), "ecs-tasks.amazonaws.com")
_SERVICE = Passing(("role",), "ecs.amazonaws.com")
_FUNCTION = Passing(("role",), "lambda.amazonaws.com")
_STACK = Passing(("rolearn",), "cloudformation.amazonaws.com")
_PROJECT = Passing(("servicerole",), "codebuild.amazonaws.com")
_MACHINE = Passing(("rolearn",), "states.amazonaws.com")

PASSES = {
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
    "application-autoscaling:RegisterScalableTarget": Passing(
        ("rolearn",), "application-autoscaling.amazonaws.com"
    ),
    "events:PutTargets": Passing(("rolearn",), "events.amazonaws.com"),
}
# Calls that pass roles which are named elsewhere, and where. Sources: "Amazon ECS task IAM role"
# (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html), "Grant permissions
# to pass an IAM role to instances" and "Launch template permissions"
# (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permission-to-pass-iam-roles.html,
# https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html).
_OF_TASK = "the roles of the task definition, which the record does not hold"
_OF_TEMPLATE = "the role of the launch template, which the record does not hold"
_OF_PROFILE = "the role of the instance profile, which the record does not hold"
ELSEWHERE: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "ecs:RunTask": ("ecs-tasks.amazonaws.com", _OF_TASK, ()),
    "ecs:StartTask": ("ecs-tasks.amazonaws.com", _OF_TASK, ()),
    "ec2:RunInstances": ("ec2.amazonaws.com", _OF_PROFILE, ("iaminstanceprofile", "launchtemplate")),
    "ec2:AssociateIamInstanceProfile": ("ec2.amazonaws.com", _OF_PROFILE, ()),
    "ec2:ReplaceIamInstanceProfileAssociation": ("ec2.amazonaws.com", _OF_PROFILE, ()),
    "autoscaling:CreateAutoScalingGroup": ("ec2.amazonaws.com", _OF_TEMPLATE, ("launchtemplate",)),
    "autoscaling:UpdateAutoScalingGroup": ("ec2.amazonaws.com", _OF_TEMPLATE, ("launchtemplate",)),
    "autoscaling:CreateLaunchConfiguration": ("ec2.amazonaws.com", _OF_PROFILE, ("iaminstanceprofile",)),
}

# Services whose requests name roles that they do not pass: as principals, or to be looked at.
_NAMING = frozenset({"access-analyzer", "iam", "kms", "lakeformation", "organizations", "ram", "sts"})
_ROLE = re.compile(r"arn:[^:]+:iam::(?P<account>[0-9]{12}):role/.+")
_PARAMETER = re.compile(r"[a-z]*role(?:arn)?s?")
_CHANGING = frozenset({"Write", "Tagging", "Permissions management"})

# The action that tags, by service, and the key that names the creation, where there is one.
TAGS = {
    "acm": ("acm:AddTagsToCertificate", ""),
    "backup": ("backup:TagResource", ""),
    "batch": ("batch:TagResource", ""),
    "cloudwatch": ("cloudwatch:TagResource", ""),
    "dynamodb": ("dynamodb:TagResource", ""),
    "ec2": ("ec2:CreateTags", "ec2:createaction"),
    "ecr": ("ecr:TagResource", ""),
    "ecs": ("ecs:TagResource", "ecs:createaction"),
    "eks": ("eks:TagResource", ""),
    "elasticache": ("elasticache:AddTagsToResource", ""),
    "elasticfilesystem": ("elasticfilesystem:TagResource", "elasticfilesystem:createaction"),
    "elasticloadbalancing": ("elasticloadbalancing:AddTags", "elasticloadbalancing:createaction"),
    "events": ("events:TagResource", ""),
    "firehose": ("firehose:TagDeliveryStream", ""),
    "iam": ("", ""),
    "kms": ("kms:TagResource", ""),
    "lambda": ("lambda:TagResource", ""),
    "logs": ("logs:TagResource", ""),
    "rds": ("rds:AddTagsToResource", ""),
    "secretsmanager": ("secretsmanager:TagResource", ""),
    "servicediscovery": ("servicediscovery:TagResource", ""),
    "sns": ("sns:TagResource", ""),
    "sqs": ("sqs:TagQueue", ""),
    "ssm": ("ssm:AddTagsToResource", ""),
    "states": ("states:TagResource", ""),
    "wafv2": ("wafv2:TagResource", ""),
}
_OF_IAM = {
    "CreateInstanceProfile": "iam:TagInstanceProfile",
    "CreateOpenIDConnectProvider": "iam:TagOpenIDConnectProvider",
    "CreatePolicy": "iam:TagPolicy",
    "CreateRole": "iam:TagRole",
    "CreateSAMLProvider": "iam:TagSAMLProvider",
    "CreateUser": "iam:TagUser",
    "CreateVirtualMFADevice": "iam:TagMFADevice",
    "UploadServerCertificate": "iam:TagServerCertificate",
}
_CREATING = re.compile(
    r"Allocate|Copy|Create|Import|Put(?:MetricAlarm|Parameter|Rule)|Register|Request|Run|Start"
)
# Tags of these are the task's, instance's or run's own, which the service tags itself.
_NOT_TAGGED = frozenset({"batch:CreateJob", "ec2:StartInstances", "states:StartExecution"})


def roles(action: str, asked: Parameters, place: CallPlace) -> Iterator[tuple[str, str]]:
    """Yield each role that ``action`` passes, as its request names it, with the service; empty: not known."""
    passing = PASSES.get(action)
    if passing is not None:
        for parameter in passing.parameters:
            for role in dict.fromkeys(filter(None, asked.get(parameter, ()))):
                yield role, passing.service
        return
    if not _may_pass(action):
        return
    found: dict[str, None] = {}
    for name, several in asked.items():
        if _PARAMETER.fullmatch(name):
            for text in several:
                match = _ROLE.fullmatch(text)
                if match and match["account"] == place.account:
                    found[text] = None
    for role in found:
        yield role, ""


@lru_cache(maxsize=4096)
def _may_pass(action: str) -> bool:
    service, _, name = action.partition(":")
    if service in _NAMING or "AccessEntry" in name or "Permission" in name or "Policy" in name:
        return False
    found = service_reference.action(action)
    return found is not None and found.level in _CHANGING


@lru_cache(maxsize=4096)
def tagging_action(action: str) -> tuple[str, str]:
    """Return the action that tags what ``action`` creates, and the key of its creation; empty for none."""
    service, _, name = action.partition(":")
    if service not in TAGS or not _CREATING.match(name) or action in _NOT_TAGGED:
        return "", ""
    if service == "iam":
        return _OF_IAM.get(name, ""), ""
    tag, key = TAGS[service]
    return ("", "") if action == tag else (tag, key)
