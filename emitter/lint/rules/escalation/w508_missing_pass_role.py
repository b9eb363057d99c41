"""W508.

Each action of the table takes a role, and AWS requires iam:PassRole on that role of its caller
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html). A parameter that is required is
so in the API reference of its service. What takes a role only if it is given one is left out; but for ECS,
where a task without any role neither pulls from Amazon ECR on Fargate nor writes to Amazon CloudWatch Logs
(https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html). Nothing is
reported of a holder with other policies that were not read: they may allow iam:PassRole.
"""

from collections.abc import Iterator
from functools import cache

from ....aws.service_reference import action
from ....aws.wildcards import is_pattern
from ....policy.grants import AllowedAction, condition_admits, granted
from ....policy.phrases import listed
from ....policy.resource_arns import can_be
from ...escalation.find import PASSED_TO, PASSING
from ...rule import HolderPolicies, Rule, Violation

# Service that gets the role → actions, and what names the role.
_PASSES = {
    "backup": {"backup:CreateBackupSelection": "its IamRoleArn"},
    "codebuild": {"codebuild:CreateProject": "its serviceRole"},
    "codedeploy": {"codedeploy:CreateDeploymentGroup": "its serviceRoleArn"},
    "codepipeline": {"codepipeline:CreatePipeline": "its roleArn"},
    "dlm": {"dlm:CreateLifecyclePolicy": "its ExecutionRoleArn"},
    "ec2": {"iam:AddRoleToInstanceProfile": "the role"},
    "ecs-tasks": {
        "ecs:RegisterTaskDefinition": "its taskRoleArn or executionRoleArn",
        "ecs:RunTask": "the roles of the task definition",
        "ecs:StartTask": "the roles of the task definition",
    },
    "eks": {"eks:CreateCluster": "its roleArn"},
    "glue": {
        "glue:CreateCrawler": "its Role",
        "glue:CreateDevEndpoint": "its RoleArn",
        "glue:CreateJob": "its Role",
    },
    "lambda": {"lambda:CreateFunction": "its Role"},
    "pipes": {"pipes:CreatePipe": "its RoleArn"},
    "sagemaker": {
        "sagemaker:CreateNotebookInstance": "its RoleArn",
        "sagemaker:CreateProcessingJob": "its RoleArn",
        "sagemaker:CreateTrainingJob": "its RoleArn",
    },
    "scheduler": {"scheduler:CreateSchedule": "its RoleArn"},
    "spotfleet": {"ec2:RequestSpotFleet": "its IamFleetRole"},
    "states": {"states:CreateStateMachine": "its roleArn"},
}
# A principal that registers and runs nothing may register tasks without a role.
_REGISTERS = "ecs:RegisterTaskDefinition"
_RUNS = ("ecs:CreateService", "ecs:CreateTaskSet", "ecs:RunTask", "ecs:StartTask", "ecs:UpdateService")


@cache
def _names() -> frozenset[str]:
    return frozenset(name.lower() for actions in (*_PASSES.values(), _RUNS) for name in actions)


def _passes(grant: AllowedAction, service: str) -> bool:
    """Return whether ``grant`` could let a role be passed to ``service``."""
    found = action(PASSING)
    values = grant.statement.resources
    types = found.resources if found else ()
    return condition_admits(grant.statement, PASSED_TO, service) is not False and (
        not values or any(can_be(value, type_) for value in values for type_ in types)
    )


def _together(held: HolderPolicies) -> Iterator[Violation]:
    documents = () if held.attached else held.documents
    grants = granted(documents, _names())
    passing: list[AllowedAction] | None = None
    for prefix, actions in _PASSES.items():
        service = f"{prefix}.amazonaws.com"
        # A wildcard does not say which actions are called.
        calling = {
            name: grant
            for name in actions
            for grant in grants.get(name.lower(), ())
            if not is_pattern(grant.value.shown)
        }
        if not calling or (
            calling.keys() == {_REGISTERS} and not any(name.lower() in grants for name in _RUNS)
        ):
            continue
        if passing is None:
            passing = granted(documents, frozenset({PASSING.lower()}), broadly=True).get(PASSING.lower(), [])
        if not any(_passes(grant, service) for grant in passing):
            grant = next(iter(calling.values()))
            why = listed(dict.fromkeys(actions[name] for name in calling))
            what = f"{listed(calling)} without {PASSING} to {service}: passes {why}"
            yield Violation(what, grant.value.place, grant.statement.sid)


RULE = Rule(
    id="W508",
    title="action that passes a role, without iam:PassRole",
    costs="AWS denies the call, although the policy seems to allow it",
    instead="allow iam:PassRole on the role with iam:PassedToService, unless another policy does",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "codedeploy:CreateDeploymentGroup",
            "Resource": "arn:aws:codedeploy:eu-west-1:111122223333:deploymentgroup:web/*"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "codedeploy:CreateDeploymentGroup",
                "Resource": "arn:aws:codedeploy:eu-west-1:111122223333:deploymentgroup:web/*"
            },
            {
                "Effect": "Allow",
                "Action": "iam:PassRole",
                "Resource": "arn:aws:iam::111122223333:role/web-deployments",
                "Condition": {"StringEquals": {"iam:PassedToService": "codedeploy.amazonaws.com"}}
            }
        ]
    }""",
    together=_together,
)
