"""Where ecspresso was read, and what several parts of the target share."""

from ...model import Accept, Confidence, Evidence, GrantCondition, Repository, Scope, vendor

CODE = Repository("kayac/ecspresso", "0279bc634992db173133e54e905aa7229a977bff")
# A later file is cited at the commit that it was read at, since no tag after v2.3.2 could be had whole.
CODE_2_3_3 = Repository("kayac/ecspresso", "a4e6e32041a15e7c0e4b2d383c14f010879e0804")
CODE_2_5 = Repository("kayac/ecspresso", "7ec42ddba190fc20745604eb82f2d6c5a0e1f1a9")
CODE_2_7 = Repository("kayac/ecspresso", "4752c3e4a2a1894d1d230e85d85b443472ce4235")
CODE_2_8 = Repository("kayac/ecspresso", "0255e8c0f05b912469b5d5008767c0357cc6cca2")
CODE_BEFORE_3 = Repository("kayac/ecspresso", "ce4fb7dfe10eaf3975aedd3c7a3ad7fdec5a340e")
CODE_3 = Repository("kayac/ecspresso", "8d8108981faa774eb9975390750598be408843e6")
ECSTA = Repository("fujiwara/ecsta", "58b7445a88dadd1bf99378fb594a4f9ff03f504b")
TRACER = Repository("fujiwara/tracer", "ab7631da577f6915e9ee5d72ac21093369943785")
TFSTATE = Repository("fujiwara/tfstate-lookup", "affdb0d3ff3b95f184203ffa8e3592f29308aa7d")
CFN = Repository("fujiwara/cfn-lookup", "7455506c6dbd3ac7041660903fdc07809577c4fe")
AWS = "https://docs.aws.amazon.com"
ECS_GUIDE = f"{AWS}/AmazonECS/latest/developerguide"
TAG_ON_CREATE = vendor(f"{ECS_GUIDE}/supported-iam-actions-tagging.html")
# AWS's own deployer for GitHub lists what the same calls take, and its checker what ECS Exec takes.
AWS_DEPLOYER = Repository(
    "aws-actions/amazon-ecs-deploy-task-definition", "c465972ecbd160473f22e683363b422a5412a3de"
)
EXEC_CHECKER = Repository(
    "aws-containers/amazon-ecs-exec-checker", "071555e255a237821d204ed741458e985af210ea"
)


def at(
    places: str, repository: Repository = CODE, *, confidence: Confidence = "code"
) -> tuple[Evidence, ...]:
    """Return a source for each of ``places``: ``file:lines``, or ``file``, with spaces between."""
    sources = []
    for place in places.split():
        file, _, lines = place.partition(":")
        sources.append(repository.at(file, *map(int, filter(None, lines.split(","))), confidence=confidence))
    return tuple(sources)


ECS_ARN = "arn:{partition}:ecs:{region}:{account}"
ROLE_ARN = "arn:{partition}:iam::{account}:role/{value}"
KEY_ARN = "arn:{partition}:kms:{region}:{account}:key/{value}"
MANAGED_ARN = "arn:{partition}:secretsmanager:{region}:{account}:secret:{value}"
IN_CLUSTER = GrantCondition("ArnLike", "ecs:cluster", (f"{ECS_ARN}:cluster/{{cluster}}",))
SERVICE = f"{ECS_ARN}:service/{{cluster}}/{{service}}"
TASK_DEFINITION = f"{ECS_ARN}:task-definition/{{family}}:*"
TASK = f"{ECS_ARN}:task/{{cluster}}/*"
CLUSTER = f"{ECS_ARN}:cluster/{{cluster}}"
SERVICES = Scope("Services", (SERVICE,))


def created_by(call: str) -> tuple[GrantCondition, ...]:
    """Return the condition that a tag is given by ``call``, which creates what is tagged."""
    return (GrantCondition("StringEquals", "ecs:CreateAction", (call,)),)


def passed_to(service: str) -> tuple[GrantCondition, ...]:
    """Return the condition that a role is passed to ``service``."""
    return (GrantCondition("StringEquals", "iam:PassedToService", (service,)),)


def through(*services: str) -> tuple[GrantCondition, ...]:
    """Return the condition that a key is used through one of ``services``."""
    # The key's own ARN names the Region; the service's domain differs between partitions.
    return (GrantCondition("StringLike", "kms:ViaService", services),)


TASK_DEFINITIONS = Scope("TaskDefinitions", (TASK_DEFINITION,))
ANY_TASK_DEFINITION = Scope("AnyTaskDefinition", ("*",))
SSM_PARAMETERS = Scope("Parameters", ("{ssm_parameter}",))
ISSUES = "https://github.com/kayac/ecspresso/issues"
LOG_GROUP_ARN = "arn:{partition}:logs:{region}:{account}:log-group:{log_group}"
LOG_STREAMS = Scope(
    "LogStreams",
    (f"{LOG_GROUP_ARN}:log-stream:*",),
    accepts=(
        Accept(
            "W410",
            "run prints the log of any group while none is named; the value log_group narrows it",
            unnamed="log_group",
            when="run-logs",
        ),
        Accept(
            "W410",
            "the trace of a task has logs of any group while none is named; the value log_group narrows it",
            unnamed="log_group",
            when="tasks-trace",
        ),
    ),
)
SHOW = ("deploy", "scale", "refresh", "rollback", "delete", "status", "wait", "continue")
RUNS = ("run", "run-registered")
REVISIONS = ("revisions", "deregister", "deregister-delete")
FORWARDS = ("port-forward", "port-forward-host")
PICKERS = ("tasks", "tasks-stop", "tasks-trace", "exec", *FORWARDS)
