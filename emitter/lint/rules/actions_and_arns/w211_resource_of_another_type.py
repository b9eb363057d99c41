"""W211.

What AWS lists of an action is not always all that it takes. Where it is known to be more, a table below says
so. Of an action without a resource type AWS says that it needs ``*``; yet many services hold a creation
against the ARN that is to be, and a list against one without a name (``role/``). Such an action on ARNs of
its own service is reported for those services only of which it is known what they do.
"""

import re
from collections.abc import Iterator
from functools import cache

from ....aws.service_reference import Action, ResourceType, expand, services
from ....policy.phrases import listed
from ....policy.resource_arns import arn, can_be, could_be_all
from ....policy.wildcards import Wildcard, is_wide, literal
from ....reading.document import Document, Statement
from ....reading.values import Value
from ...action_risks import is_read
from ...rule import Rule, Violation

_LOAD_BALANCING = "arn:${Partition}:elasticloadbalancing:${Region}:${Account}:"

# What an action takes beside what is listed, and why.
_TAKES_MORE = {
    # Listed with the Classic Load Balancer only; every resource of the service has tags.
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html
    "elasticloadbalancing:AddTags": f"{_LOAD_BALANCING}${{Any}}",
    "elasticloadbalancing:RemoveTags": f"{_LOAD_BALANCING}${{Any}}",
    # Listed with stacks only; a template with a transform is authorised on the transform too.
    # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-overview.html
    "cloudformation:CreateChangeSet": "arn:${Partition}:cloudformation:${Region}:aws:transform/${Name}",
    # Listed with none; ECS Exec and Session Manager have it on the session.
    # https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSServiceRolePolicy.html
    "ssmmessages:OpenDataChannel": "arn:${Partition}:ssm:${Region}:${Account}:session/${SessionId}",
    # Listed with none; AWS WAF asks it of the load balancer.
    # https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSWAFConsoleFullAccess.html
    "elasticloadbalancing:SetWebAcl": f"{_LOAD_BALANCING}loadbalancer/app/${{Name}}/${{Id}}",
}

# Services whose reads without a resource type are granted by * and by nothing else.
# https://docs.aws.amazon.com/ec2/latest/devguide/iam-policies-ec2-console.html
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html
# https://docs.aws.amazon.com/lambda/latest/dg/permissions-user-function.html
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/security_iam_service-with-iam.html
# https://docs.aws.amazon.com/autoscaling/ec2/userguide/control-access-using-iam.html
# https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-permissions.html
_STAR = frozenset({"autoscaling", "cloudwatch", "ec2", "ecr", "ecs", "elasticloadbalancing", "lambda", "sts"})
# Services that hold such a read against an ARN of theirs without a name.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-policies-s3.html
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_users-manage-group.html
_NAMELESS = frozenset({"dynamodb", "iam", "s3", "sns", "sqs"})
_NO_NAME = re.compile(r"/?[\w-]*[/:]?\*?([/:]\*)*")


@cache
def _types(action: Action) -> tuple[ResourceType, ...]:
    more = _TAKES_MORE.get(action.name)
    return action.resources + ((ResourceType("any", False, more, frozenset()),) if more else ())


def _grants(action: Action, value: Value) -> bool:
    """Return whether ``action`` could reach ``value``, which is not ``*``."""
    types = _types(action)
    if types:
        return any(can_be(value, type_) for type_ in types)
    found, service = arn(value), action.name.partition(":")[0]
    if found.service != (service,):
        return literal(found.service) is None
    if not is_read(action):
        return True
    if service in _NAMELESS:
        name = "".join("*" if isinstance(token, Wildcard) else token for token in found.resource)
        return _NO_NAME.fullmatch(name) is not None
    return service not in _STAR


def _has_service(value: Value) -> bool:
    """Return whether the service of an ARN is one that there is; another rule says when it is not."""
    name = literal(arn(value).service)
    return name is None or name in services()


def _taken(actions: tuple[Action, ...]) -> str:
    names = dict.fromkeys(type_.name for action in actions for type_ in _types(action))
    return f"takes {listed(names)}" if names else "takes no resource but *"


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        resources = statement.resources
        if resources and not any(map(could_be_all, resources)) and all(map(_has_service, resources)):
            yield from _mismatches(statement)


def _mismatches(statement: Statement) -> Iterator[Violation]:
    groups: dict[str, list[Value]] = {}
    for value in statement.actions:
        text = value.text or ""
        if is_wide(text) or text.lower().partition(":")[0] not in services():
            continue
        actions = expand(text)
        if actions and not any(_grants(action, v) for action in actions for v in statement.resources):
            groups.setdefault(_taken(actions), []).append(value)
    does = "denies" if statement.effect == "Deny" else "grants"
    for takes, values in groups.items():
        names = listed(value.shown for value in values)
        take = takes if len(values) == 1 else takes.replace("takes", "take", 1)
        what = f"{names} {take}: this {does} nothing on {listed(v.shown for v in statement.resources)}"
        yield Violation(what, values[0].place, statement.sid)


RULE = Rule(
    id="W211",
    title="action on resources of a type that it does not take",
    costs="the statement grants or denies less than it looks like; a call is denied that seems allowed",
    instead="give the action resources of its types, in a statement of its own; * where it takes none",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::releases/*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::releases"}]
    }""",
    check=_check,
)
