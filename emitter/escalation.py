"""Ways to more rights than a policy spells out, and which of them policies hold.

Sources: pathfinding.cloud (https://pathfinding.cloud/paths/), cloudsplaining
(https://github.com/salesforce/cloudsplaining/blob/master/cloudsplaining/shared/constants.py), Rhino Security
Labs (https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation) and HackTricks
(https://cloud.hacktricks.wiki/en/pentesting-cloud/aws-security/aws-privilege-escalation/). A method that
holds all of a shorter one is left out: the shorter one finds it too. So are the methods of AWS CodeStar,
which is no more.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from .conditions import never_holds
from .facts import action
from .granted import Grant, granted, is_scoped, listed, takes
from .reading.document import Document
from .reading.values import Value
from .resources import can_be, can_reach, is_every
from .same import Same

_PATHFINDING = "https://pathfinding.cloud/paths/"
_TRICKS = "https://cloud.hacktricks.wiki/en/pentesting-cloud/aws-security/aws-privilege-escalation/"

PASSING = "iam:PassRole"
PASSED_TO = "iam:passedtoservice"
LINKING = "iam:CreateServiceLinkedRole"
LINKED_TO = "iam:awsservicename"
# With one of these conditions, who may write permissions may not write all of them.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
_BOUNDED = ("iam:permissionsboundary", "iam:policyarn")
_OWN = "${aws:username}"
# A user's own credentials are its own; its own permissions are not.
_CREDENTIALS = ("iam:createaccesskey", "iam:createloginprofile", "iam:updateloginprofile")
# Nobody may change the permissions of a role that a service made for itself.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
_LINKED = ":role/aws-service-role/"


class Path(NamedTuple):
    """A way to more rights.

    ``needs`` are the actions, in order; ``a|b`` is either. ``to`` is the service that a role is passed to,
    where one is; else ``kinds`` are the types of resources of the first action that matter. ``does`` says
    what it gives, with ``{}`` for which role, or which of those resources.
    """

    does: str
    needs: tuple[str, ...]
    source: str
    to: str = ""
    kinds: tuple[str, ...] = ()


def _passing(to: str, does: str, *needs: str, source: str) -> Path:
    return Path(does, needs, source, to if "." in to else f"{to}.amazonaws.com")


PATHS = (
    _passing(
        "ecs-tasks",
        "runs a task with {}",
        "ecs:RegisterTaskDefinition",
        "ecs:RunTask|ecs:StartTask|ecs:CreateService|ecs:UpdateService|ecs:CreateTaskSet",
        source=f"{_PATHFINDING}ecs-004",
    ),
    _passing(
        "ecs-tasks",
        "runs a task that is registered, with another command and {}",
        "ecs:RunTask|ecs:StartTask",
        source=f"{_TRICKS}aws-ecs-privesc",
    ),
    _passing(
        "ec2",
        "starts an instance with {}",
        "ec2:RunInstances|ec2:RequestSpotInstances|ec2:RequestSpotFleet|ec2:CreateFleet",
        source=f"{_PATHFINDING}ec2-001",
    ),
    _passing(
        "ec2",
        "gives an instance {}",
        "ec2:AssociateIamInstanceProfile|ec2:ReplaceIamInstanceProfileAssociation|iam:AddRoleToInstanceProfile",
        source=f"{_TRICKS}aws-ec2-privesc",
    ),
    _passing(
        "ec2",
        "starts instances with {}",
        "autoscaling:CreateLaunchConfiguration|ec2:CreateLaunchTemplate",
        "autoscaling:CreateAutoScalingGroup|autoscaling:UpdateAutoScalingGroup",
        source=f"{_TRICKS}aws-ec2-privesc",
    ),
    _passing(
        "lambda",
        "runs a function with {}",
        "lambda:CreateFunction",
        "lambda:InvokeFunction|lambda:AddPermission|lambda:CreateEventSourceMapping|lambda:CreateFunctionUrlConfig",
        source=f"{_PATHFINDING}lambda-001",
    ),
    _passing(
        "cloudformation",
        "makes anything with {}",
        "cloudformation:CreateStack|cloudformation:UpdateStack",
        source=f"{_PATHFINDING}cloudformation-001",
    ),
    _passing(
        "cloudformation",
        "makes anything with {}",
        "cloudformation:CreateChangeSet",
        "cloudformation:ExecuteChangeSet",
        source=f"{_TRICKS}aws-cloudformation-privesc",
    ),
    _passing(
        "cloudformation",
        "makes anything in several accounts with {}",
        "cloudformation:CreateStackSet",
        "cloudformation:CreateStackInstances",
        source=f"{_PATHFINDING}cloudformation-003",
    ),
    _passing(
        "cloudformation",
        "makes anything in several accounts with {}",
        "cloudformation:UpdateStackSet",
        source=f"{_PATHFINDING}cloudformation-004",
    ),
    _passing("glue", "opens a shell with {}", "glue:CreateDevEndpoint", source=f"{_PATHFINDING}glue-001"),
    _passing(
        "glue",
        "runs a job with {}",
        "glue:CreateJob|glue:UpdateJob",
        "glue:StartJobRun|glue:CreateTrigger",
        source=f"{_PATHFINDING}glue-003",
    ),
    _passing(
        "datapipeline",
        "runs a pipeline with {}",
        "datapipeline:CreatePipeline",
        "datapipeline:PutPipelineDefinition",
        "datapipeline:ActivatePipeline",
        source=f"{_PATHFINDING}datapipeline-001",
    ),
    _passing(
        "codebuild",
        "runs a build with {}",
        "codebuild:CreateProject|codebuild:UpdateProject",
        "codebuild:StartBuild|codebuild:StartBuildBatch",
        source=f"{_PATHFINDING}codebuild-001",
    ),
    _passing(
        "tasks.apprunner.amazonaws.com",
        "runs a service with {}",
        "apprunner:CreateService|apprunner:UpdateService",
        source=f"{_PATHFINDING}apprunner-001",
    ),
    _passing(
        "bedrock-agentcore",
        "runs code with {}",
        "bedrock-agentcore:CreateCodeInterpreter",
        "bedrock-agentcore:StartCodeInterpreterSession",
        "bedrock-agentcore:InvokeCodeInterpreter",
        source=f"{_PATHFINDING}bedrock-001",
    ),
    _passing(
        "sagemaker",
        "opens a notebook with {}",
        "sagemaker:CreateNotebookInstance",
        source=f"{_PATHFINDING}sagemaker-001",
    ),
    _passing(
        "sagemaker",
        "runs a job with {}",
        "sagemaker:CreateTrainingJob|sagemaker:CreateProcessingJob|sagemaker:CreateHyperParameterTuningJob",
        source=f"{_PATHFINDING}sagemaker-002",
    ),
    _passing(
        "states",
        "calls any action with {}",
        "states:CreateStateMachine",
        "states:StartExecution|states:StartSyncExecution",
        source=f"{_TRICKS}aws-stepfunctions-privesc",
    ),
    _passing(
        "states",
        "calls any action with {}",
        "states:TestState|states:UpdateStateMachine",
        source=f"{_TRICKS}aws-stepfunctions-privesc",
    ),
    _passing(
        "scheduler",
        "calls any action with {}",
        "scheduler:CreateSchedule|scheduler:UpdateSchedule",
        source=f"{_TRICKS}eventbridgescheduler-privesc",
    ),
    _passing(
        "elasticmapreduce",
        "runs a cluster with {}",
        "elasticmapreduce:RunJobFlow",
        source=f"{_TRICKS}aws-emr-privesc",
    ),
    _passing(
        "ec2",
        "runs an application with {}",
        "elasticbeanstalk:CreateApplicationVersion",
        "elasticbeanstalk:CreateEnvironment",
        source=f"{_TRICKS}aws-elastic-beanstalk-privesc",
    ),
    _passing(
        "ecs-tasks",
        "runs a job with {}",
        "batch:RegisterJobDefinition",
        "batch:SubmitJob",
        source="https://docs.aws.amazon.com/batch/latest/userguide/job_IAM_role.html",
    ),
    _passing(
        "ssm",
        "calls any action with {}",
        "ssm:CreateDocument",
        "ssm:StartAutomationExecution",
        source="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup.html",
    ),
    _passing(
        "cognito-identity",
        "hands out credentials of {}",
        "cognito-identity:SetIdentityPoolRoles",
        source=f"{_TRICKS}aws-cognito-privesc",
    ),
    Path(
        "changes what {} grants",
        ("iam:CreatePolicyVersion|iam:SetDefaultPolicyVersion",),
        f"{_PATHFINDING}iam-001",
        kinds=("policy",),
    ),
    Path(
        "gives {} every permission",
        ("iam:AttachUserPolicy|iam:PutUserPolicy",),
        f"{_PATHFINDING}iam-008",
        kinds=("user",),
    ),
    Path(
        "gives {} every permission",
        ("iam:AttachGroupPolicy|iam:PutGroupPolicy",),
        f"{_PATHFINDING}iam-010",
        kinds=("group",),
    ),
    Path(
        "gives {} every permission",
        ("iam:AttachRolePolicy|iam:PutRolePolicy",),
        f"{_PATHFINDING}iam-009",
        kinds=("role",),
    ),
    Path("makes users members of {}", ("iam:AddUserToGroup",), f"{_PATHFINDING}iam-013", kinds=("group",)),
    Path("lets anyone take {}", ("iam:UpdateAssumeRolePolicy",), f"{_PATHFINDING}iam-012", kinds=("role",)),
    Path("makes access keys of {}", ("iam:CreateAccessKey",), f"{_PATHFINDING}iam-002", kinds=("user",)),
    Path(
        "sets the password of {}",
        ("iam:CreateLoginProfile|iam:UpdateLoginProfile",),
        f"{_PATHFINDING}iam-004",
        kinds=("user",),
    ),
    Path(
        "runs other code with the role of {}",
        ("lambda:UpdateFunctionCode|lambda:UpdateFunctionConfiguration",),
        f"{_PATHFINDING}lambda-003",
        kinds=("function",),
    ),
    Path(
        "opens a shell with the role of {}",
        ("glue:UpdateDevEndpoint",),
        f"{_PATHFINDING}glue-002",
        kinds=("devendpoint",),
    ),
    Path(
        "runs other code with the role of {}",
        ("glue:UpdateJob",),
        f"{_TRICKS}aws-glue-privesc",
        kinds=("job",),
    ),
    Path(
        "runs other code with the role of {}",
        ("apprunner:UpdateService",),
        f"{_PATHFINDING}apprunner-002",
        kinds=("service",),
    ),
    Path(
        "makes anything with the role of {}",
        ("cloudformation:UpdateStack",),
        f"{_PATHFINDING}cloudformation-002",
        kinds=("stack",),
    ),
    Path(
        "makes anything with the role of {}",
        ("cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"),
        f"{_PATHFINDING}cloudformation-005",
        kinds=("stack",),
    ),
    Path(
        "makes anything with the roles of {}",
        ("cloudformation:UpdateStackSet",),
        f"{_TRICKS}aws-cloudformation-privesc",
        kinds=("stackset",),
    ),
    Path(
        "runs other commands with the role of {}",
        ("codebuild:StartBuild|codebuild:StartBuildBatch",),
        f"{_PATHFINDING}codebuild-002",
        kinds=("project",),
    ),
    Path(
        "opens a shell with the role of {}",
        ("ecs:ExecuteCommand",),
        f"{_TRICKS}aws-ecs-privesc",
        kinds=("task",),
    ),
    Path(
        "runs other code with the role of {}",
        ("ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"),
        f"{_PATHFINDING}ec2-002",
        kinds=("instance",),
    ),
    Path(
        "runs other code with the role of {}",
        ("ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"),
        f"{_PATHFINDING}ec2-004",
        kinds=("launch-template",),
    ),
    Path(
        "opens a shell with the role of {}",
        ("ec2-instance-connect:SendSSHPublicKey|ec2-instance-connect:SendSerialConsoleSSHPublicKey",),
        f"{_PATHFINDING}ec2-instance-connect-003",
        kinds=("instance",),
    ),
    Path(
        "runs commands with the role of {}",
        ("ssm:SendCommand|ssm:StartSession",),
        f"{_PATHFINDING}ssm-001",
        kinds=("instance", "managed-instance", "task"),
    ),
    Path(
        "opens a notebook with the role of {}",
        ("sagemaker:CreatePresignedNotebookInstanceUrl|sagemaker:CreatePresignedDomainUrl",),
        f"{_PATHFINDING}sagemaker-004",
        kinds=(
            "notebook-instance",
            "user-profile",
        ),
    ),
    Path(
        "runs other code with the role of {}",
        (
            "sagemaker:UpdateNotebookInstance",
            "sagemaker:CreateNotebookInstanceLifecycleConfig",
            "sagemaker:StopNotebookInstance",
            "sagemaker:StartNotebookInstance",
        ),
        f"{_PATHFINDING}sagemaker-005",
        kinds=("notebook-instance",),
    ),
    Path(
        "runs code with the role of {}",
        ("bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"),
        f"{_PATHFINDING}bedrock-002",
        kinds=("code-interpreter-custom",),
    ),
    Path(
        "calls any action with the role of {}",
        ("states:UpdateStateMachine",),
        f"{_TRICKS}aws-stepfunctions-privesc",
        kinds=("statemachine",),
    ),
    Path(
        "gives {} every permission",
        (
            "sso:PutInlinePolicyToPermissionSet|sso:AttachManagedPolicyToPermissionSet"
            "|sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
        ),
        f"{_TRICKS}aws-sso-and-identitystore-privesc",
        kinds=("PermissionSet",),
    ),
    Path(
        "gives people access with {}",
        ("sso:CreateAccountAssignment",),
        f"{_TRICKS}aws-sso-and-identitystore-privesc",
        kinds=("PermissionSet",),
    ),
)

_NOUNS = {
    "code-interpreter-custom": "code interpreter",
    "devendpoint": "development endpoint",
    "launch-template": "launch template",
    "notebook-instance": "notebook",
    "PermissionSet": "permission set",
    "stackset": "stack set",
    "statemachine": "state machine",
}


class Found(NamedTuple):
    """A path that policies hold: ``wide`` when it leads to any role or resource, not to named ones.

    ``grant`` is what lets it in, ``actions`` all of it as a phrase, ``does`` what it gives.
    """

    wide: bool
    grant: Grant
    actions: str
    does: str


@cache
def _names() -> frozenset[str]:
    return frozenset(name.lower() for path in PATHS for need in path.needs for name in need.split("|")) | {
        PASSING.lower()
    }


@cache
def alone() -> frozenset[str]:
    """Actions that are a path by themselves, lower case."""
    return frozenset(
        name.lower()
        for path in PATHS
        if not path.to and len(path.needs) == 1
        for name in path.needs[0].split("|")
    )


def escalations(documents: Sequence[Document]) -> Sequence[Found]:
    """The paths that ``documents``, all policies of one holder, have together."""
    return _escalations(Same(*documents))


# Two rules ask for the same, one after the other.
@lru_cache(maxsize=16)
def _escalations(same: Same[Document]) -> tuple[Found, ...]:
    return tuple(_each(same.items))


def _each(documents: Sequence[Document]) -> Iterator[Found]:
    every = granted(documents, _names())
    grants = {name: able for name, several in every.items() if (able := list(filter(_can_hold, several)))}
    used: dict[str, bool] = {}
    for path in PATHS:
        held = [[name for name in need.split("|") if name.lower() in grants] for need in path.needs]
        if not all(held):
            continue
        found = _found(path, held, grants)
        if found is None:
            continue
        names = [name for group in held for name in group]
        if not all(used.get(name, False) or (name in used and not found.wide) for name in names):
            yield found
        used.update((name, found.wide or used.get(name, False)) for name in names)


def _can_hold(grant: Grant) -> bool:
    """Whether some request is let in by ``grant``: its resources and conditions are of its action."""
    resources, known = grant.statement.resources, action(grant.action)
    if known is None:
        return True
    fits = not resources or not known.resources
    return (fits or any(can_reach(value, known) for value in resources)) and not never_holds(
        grant.statement, grant.action
    )


def _found(path: Path, held: list[list[str]], grants: dict[str, list[Grant]]) -> Found | None:
    needs = listed((_either(names, len(held) > 1) for names in held), most=5)
    if path.to:
        passing = [grant for grant in grants.get(PASSING.lower(), ()) if not _is_service(grant)]
        reach = _reach(
            [grant for grant in passing if takes(grant.statement, PASSED_TO, path.to)],
            ("role",),
            besides=frozenset({PASSED_TO}),
        )
        needs = f"{PASSING} to {path.to}, {needs}"
    else:
        whole = [grant for name in held[0] for grant in grants[name.lower()]]
        # Of every action of a service there is more to say; but of none more than of IAM's.
        reach = _reach([g for g in whole if g.action.startswith("iam:") or not _is_service(g)], path.kinds)
    if reach is None:
        return None
    return Found(reach.wide, reach.grant, needs, path.does.format(reach.which()))


def _either(names: list[str], among: bool) -> str:
    """``names`` as alternatives, ``among`` other things or alone."""
    if len(names) > 2:
        return f"{names[0]} (or {len(names) - 1} others)"
    both = " or ".join(names)
    return f"({both})" if among and len(names) > 1 else both


def _is_service(grant: Grant) -> bool:
    return not grant.value.shown.partition(":")[2].strip("*")


class _Reach(NamedTuple):
    """What some grants lead to: any resource of a kind, or ``names``, or else what conditions admit."""

    grant: Grant
    kind: str
    wide: bool = False
    names: tuple[str, ...] = ()

    def which(self) -> str:
        """It as a phrase."""
        kind = _NOUNS.get(self.kind, self.kind)
        if self.wide:
            return f"its own {kind}" if self.names else f"any {kind}"
        if not self.names:
            return f"any {kind} that the conditions admit"
        names = dict.fromkeys(self.names)
        return f"the {kind}{'s' if len(names) > 1 else ''} {listed(names)}"


def _reach(
    grants: list[Grant], kinds: tuple[str, ...], besides: frozenset[str] = frozenset()
) -> _Reach | None:
    """What ``grants`` lead to, of these ``kinds`` of resources; conditions on ``besides`` do not limit it."""
    found = None
    for grant in grants:
        if _is_bounded(grant):
            continue
        scoped = is_scoped(grant.statement, besides)
        for name, kind, every in _resources(grant, kinds):
            if name == _OWN and not scoped:
                return _Reach(grant, kind, wide=True, names=(name,))
            if every and not scoped:
                return _Reach(grant, kind, wide=True)
            if found is None or not (found.names or every):
                found = _Reach(grant, kind)
            if not every:
                found = found._replace(names=(*found.names, name))
    return found


def _is_bounded(grant: Grant) -> bool:
    return any(condition.key.shown.lower() in _BOUNDED for condition in grant.statement.conditions)


def _resources(grant: Grant, kinds: tuple[str, ...]) -> Iterator[tuple[str, str, bool]]:
    """The resources of ``grant`` that can be of ``kinds``: a name to show, a kind, and whether it is all."""
    if not grant.statement.resources:
        yield "", kinds[0], True
    found = action(grant.action)
    types = [type_ for type_ in found.resources if type_.name in kinds] if found else []
    for value in grant.statement.resources:
        possible = [type_ for type_ in types if can_be(value, type_)]
        every = [type_ for type_ in possible if is_every(value, type_)]
        if possible and not _is_own(grant, value):
            yield name_of(value), (every or possible)[0].name, bool(every)


def _is_own(grant: Grant, value: Value) -> bool:
    """Whether ``value`` is what its holder has already, or what nobody may change."""
    return (_OWN in value.shown and grant.action in _CREDENTIALS) or _LINKED in value.shown


def name_of(value: Value) -> str:
    """What ``value`` names, for a person: the last part of an ARN without its type, or all of it."""
    text = "".join(
        part if isinstance(part, str) else part.expression.replace(":", "\0") for part in value.parts
    )
    fields = text.split(":", 5)
    if len(fields) == 6 and fields[0] == "arn":
        kind, _, name = fields[5].partition("/" if "/" in fields[5].partition(":")[0] else ":")
        text = name or kind
    return text.replace("\0", ":")
