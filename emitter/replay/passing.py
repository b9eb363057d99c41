"""Which calls pass a role and which tag what they create: AWS asks for both, and CloudTrail records neither.

What the targets state of their own calls comes from :mod:`~emitter.catalogue.beside`; the tables here are of
what no target calls. Sources: "Grant a user permissions to pass a role to an AWS service"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html); for tags
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
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html,
https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html and
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html; for parameters of Amazon S3
https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from ..aws import service_reference
from ..catalogue.beside import Beside
from ..catalogue.index import asked_beside
from .parameters import Parameters
from .resource import CallPlace

# The parameter that names a role, and the service that takes it, of calls that no target makes.
_STACK = {"stack_role": "cloudformation.amazonaws.com"}
_PROJECT = {"service_role": "codebuild.amazonaws.com"}
_MACHINE = {"role": "states.amazonaws.com"}
_GLUE = {"role": "glue.amazonaws.com"}
PASSES: dict[str, dict[str, str]] = {
    "cloudformation:CreateStack": _STACK,
    "cloudformation:DeleteStack": _STACK,
    "cloudformation:UpdateStack": _STACK,
    "codebuild:CreateProject": _PROJECT,
    "codebuild:UpdateProject": _PROJECT,
    "ecs:StartTask": {
        "task_role": "ecs-tasks.amazonaws.com",
        "execution_role": "ecs-tasks.amazonaws.com",
        "infrastructure_role": "ecs.amazonaws.com",
    },
    "elasticmapreduce:RunJobFlow": {"service_role": "elasticmapreduce.amazonaws.com"},
    "glue:CreateCrawler": _GLUE,
    "glue:CreateDevEndpoint": _GLUE,
    "glue:CreateJob": _GLUE,
    "glue:UpdateCrawler": _GLUE,
    "glue:UpdateJob": _GLUE,
    "states:CreateStateMachine": _MACHINE,
    "states:UpdateStateMachine": _MACHINE,
}
# Calls that pass roles which are named elsewhere: where, and the parameters that say so (none: each call).
# Sources: "Amazon ECS task IAM role"
# (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html), "Grant permissions
# to pass an IAM role to instances" and "Launch template permissions"
# (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permission-to-pass-iam-roles.html,
# https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html).
_OF_TASK = "the roles of the task definition, which the record does not hold"
_OF_TEMPLATE = "the role of the launch template, which the record does not hold"
_OF_PROFILE = "the role of the instance profile, which the record does not hold"
_NOT_RECORDED = "the roles that are passed, which the record does not hold"
# Roles that few requests name, so that one of which nothing is recorded is not taken to.
_RARE = frozenset(("infrastructure_role",))
_TASKS, _INSTANCES = "ecs-tasks.amazonaws.com", "ec2.amazonaws.com"
# Roles of a task, which requests always call so; with both, one replaces those of the task definition.
_OF_TASKS = ("taskrole", "executionrole")
_OVERRIDDEN = frozenset(f"{role}arn" for role in _OF_TASKS)
ELSEWHERE: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "ecs:RunTask": (_TASKS, _OF_TASK, ()),
    "ecs:StartTask": (_TASKS, _OF_TASK, ()),
    "ec2:RunInstances": (_INSTANCES, _OF_TEMPLATE, ("launchtemplate",)),
    "ec2:CreateFleet": (_INSTANCES, _OF_TEMPLATE, ("launchtemplate",)),
    "ec2:AssociateIamInstanceProfile": (_INSTANCES, _OF_PROFILE, ()),
    "ec2:ReplaceIamInstanceProfileAssociation": (_INSTANCES, _OF_PROFILE, ()),
    "autoscaling:CreateAutoScalingGroup": (_INSTANCES, _OF_TEMPLATE, ("launchtemplate",)),
    "autoscaling:UpdateAutoScalingGroup": (_INSTANCES, _OF_TEMPLATE, ("launchtemplate",)),
}
# Parameters that name an instance profile, by ARN or name.
_PROFILES = frozenset(
    ("ec2instanceprofilearn", "iaminstanceprofile", "instanceprofilearn", "instancerole", "jobflowrole")
)

# Services whose requests name roles that they do not pass: as principals, or to be looked at.
_NAMING = frozenset(
    (
        "access-analyzer",
        "iam",
        "kms",
        "lakeformation",
        "organizations",
        "ram",
        "resource-groups",
        "sts",
        "tag",
    )
)
_ROLE = re.compile(r"arn:[^:]+:iam::(?P<account>[0-9]{12}):role/.+")
_PROFILE = re.compile(r"arn:[^:]+:iam::[0-9]{12}:instance-profile/.+")
_NAME = re.compile(r"[A-Za-z0-9_+=,.@/-]+")
# Parameters that pass a role by their name, and others that surely do.
_PARAMETER = re.compile(r"[a-z0-9]*role(?:arn|name|override)?s?")
_ODD = frozenset(("deliverlogspermissionarn", "snscallerarn"))
# Parameters that name who may do something, or what is acted on.
_OTHER = re.compile(
    r".*(?:principal|grantee|resource|source|identity|member|user|admin|allowed|owner).*|arns?"
)
_CHANGING = frozenset({"Write", "Permissions management"})

# The action that tags what a call creates, of services of which no target says it.
TAGS = {
    "acm": "acm:AddTagsToCertificate",
    "backup": "backup:TagResource",
    "batch": "batch:TagResource",
    "cloudwatch": "cloudwatch:TagResource",
    "dynamodb": "dynamodb:TagResource",
    "ecr": "ecr:TagResource",
    "eks": "eks:TagResource",
    "elasticache": "elasticache:AddTagsToResource",
    "events": "events:TagResource",
    "firehose": "firehose:TagDeliveryStream",
    "kms": "kms:TagResource",
    "lambda": "lambda:TagResource",
    "logs": "logs:TagResource",
    "rds": "rds:AddTagsToResource",
    "secretsmanager": "secretsmanager:TagResource",
    "servicediscovery": "servicediscovery:TagResource",
    "sns": "sns:TagResource",
    "sqs": "sqs:TagQueue",
    "ssm": "ssm:AddTagsToResource",
    "states": "states:TagResource",
    "sts": "sts:TagSession",
    "wafv2": "wafv2:TagResource",
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
    r"Allocate|Assume|Copy|Create|Import|Put(?:MetricAlarm|Parameter|Rule)|Register|Request|Run|Start"
)
# Tags of these are the task's, instance's or run's own, which the service tags itself.
_NOT_TAGGED = frozenset({"batch:CreateJob", "ec2:StartInstances", "states:StartExecution"})


# Actions that a parameter of a request asks for too, on the same resource.
_OF_OBJECTS = {
    "x-amz-tagging": "s3:PutObjectTagging",
    "x-amz-acl": "s3:PutObjectAcl",
    "x-amz-object-lock-mode": "s3:PutObjectRetention",
    "x-amz-object-lock-legal-hold": "s3:PutObjectLegalHold",
}
_OF_SESSIONS = {"sourceidentity": "sts:SetSourceIdentity"}
PARAMETERS: dict[str, dict[str, str]] = {
    "s3:PutObject": _OF_OBJECTS,
    "s3:CreateBucket": {
        "x-amz-acl": "s3:PutBucketAcl",
        "x-amz-object-ownership": "s3:PutBucketOwnershipControls",
    },
    "sts:AssumeRole": _OF_SESSIONS,
    "sts:AssumeRoleWithSAML": _OF_SESSIONS,
    "sts:AssumeRoleWithWebIdentity": _OF_SESSIONS,
}


class Passed(NamedTuple):
    """A role that a request passes, as it names it: an ARN, or a name; ``service`` is empty if not known.

    ``depends`` says, as a phrase, what decides whether it is passed at all; it is empty when it surely is.
    """

    role: str
    service: str
    depends: str = ""


def roles(action: str, asked: Parameters, place: CallPlace) -> Iterator[Passed]:
    """Yield each role that ``action`` passes, once."""
    services = takers(action)
    if not services and not _may_pass(action):
        return
    found: dict[str, Passed] = {}
    for name, several in asked.items():
        sure = _passes(name)
        if sure is None:
            continue
        service = _taker(name, services) if sure else ""
        depends = "" if sure else f"whether the parameter {name} passes its role"
        for text in several:
            match = _ROLE.fullmatch(text)
            if match is None:
                # Only of a call that is known to pass roles is a mere name one.
                given = bool(sure and services and not text.startswith("arn:") and _NAME.fullmatch(text))
            else:
                given = place.account in ("", match["account"])
            if given:
                found.setdefault(text, Passed(text, service, depends))
    yield from found.values()


@lru_cache(maxsize=4096)
def _passes(name: str) -> bool | None:
    """Return whether the parameter ``name`` surely passes the role in it; ``None`` for surely not."""
    if name in _PROFILES:
        return None
    if _PARAMETER.fullmatch(name) or name in _ODD:
        return True
    return None if _OTHER.fullmatch(name) else False


@lru_cache(maxsize=4096)
def takers(action: str) -> Mapping[str, str]:
    """Return the services to which ``action`` passes roles, by what a target calls the role.

    It is empty where that is not known.
    """
    stated = [one for one in asked_beside().get(action, ()) if one.action == "iam:PassRole"]
    return {one.parameter: one.value for one in stated} or PASSES.get(action, {})


def _taker(name: str, services: Mapping[str, str]) -> str:
    """Return the service to which the parameter ``name`` passes a role."""
    named = {role.replace("_", ""): service for role, service in services.items()}
    own = re.sub(r"arns?$", "", name)
    if own in named:
        return named[own]
    others = {service for role, service in named.items() if role not in _OF_TASKS}
    return others.pop() if len(others) == 1 else ""


def passed_to(action: str) -> str:
    """Return the service that ``action`` passes roles to; empty where it is not known, or one of several."""
    services = {*takers(action).values()} or {ELSEWHERE[action][0] if action in ELSEWHERE else ""}
    return services.pop() if len(services) == 1 else ""


def elsewhere(action: str, asked: Parameters) -> tuple[str, str]:
    """Return the service that roles are passed to which the request does not name, and where those are."""
    if action in ELSEWHERE:
        service, why, parameters = ELSEWHERE[action]
        if why == _OF_TASK and asked.keys() >= _OVERRIDDEN:
            return "", ""
        if not asked or not parameters or any(key.startswith(parameters) for key in asked):
            return service, why
    if not asked:
        usual = takers(action).keys() - _RARE
        return (passed_to(action), _NOT_RECORDED) if usual else ("", "")
    if _may_pass(action) and "LaunchTemplate" not in action and any(map(_is_profile, asked.items())):
        return _INSTANCES, _OF_PROFILE
    return "", ""


def _is_profile(parameter: tuple[str, tuple[str, ...]]) -> bool:
    name, several = parameter
    return name in _PROFILES or any(map(_PROFILE.fullmatch, several))


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
    if not _CREATING.match(name) or action in _NOT_TAGGED:
        return "", ""
    if service == "iam":
        return _OF_IAM.get(name, ""), ""
    tag, key = _stated_tags().get(service) or (TAGS.get(service, ""), "")
    return ("", "") if action == tag else (tag, key)


def creation_keys() -> tuple[str, ...]:
    """Return the condition keys that name a creation, in lower case."""
    return tuple(key for _, key in _stated_tags().values())


@cache
def _stated_tags() -> Mapping[str, tuple[str, str]]:
    """Return the action that tags and the key that names the creation, by service, as targets state it."""
    stated: list[Beside] = [one for several in asked_beside().values() for one in several]
    return {
        one.call.partition(":")[0]: (one.action, one.value)
        for one in stated
        if one.value.endswith(":createaction")
    }


def with_parameters(action: str, asked: Parameters) -> Iterator[str]:
    """Yield the actions that the parameters of a request for ``action`` ask for too, on what it is on."""
    for name, other in PARAMETERS.get(action, {}).items():
        if name in asked:
            yield other
