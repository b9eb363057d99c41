"""Deployment → troposphere Template: the only form that a format ever sees.

Policies are attached from the policy's side, so that an identity that someone else owns can
be given one. A managed policy carries no description: IAM cannot change one, and CloudFormation
would have to replace a policy that has a name of its own, which it refuses.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from awacs import aws as awacs_aws
from awacs.aws import Allow, Condition, ConditionElement, PolicyDocument, Principal
from awacs.aws import Statement as AwacsStatement
from troposphere import GetAtt, Output, Parameter, Ref, Tags, Template, iam

from .deployment import BoundCondition, Deployment, Identity, Policy, TemplateParameter
from .errors import TargetError
from .limits import split
from .template import BECAUSE, Assembly, Interpolation, value

_CONTEXT = "com.aws.cloudformation.Context"
_VERSION = "2012-10-17"
_Holder: TypeAlias = iam.Role | iam.Group | iam.User
_Properties: TypeAlias = dict[str, Any]
_ATTACH = {"role": "Roles", "group": "Groups", "user": "Users"}


def assemble(deployment: Deployment) -> Assembly:
    """The template of ``deployment``.

    Raises :class:`~emitter.errors.FormatError` when its policies exceed what IAM takes.
    """
    template = Template(Description=f"IAM for {deployment.title}"[:1024])
    template.set_version("2010-09-09")
    template.metadata = _metadata(deployment)
    for parameter in deployment.parameters:
        template.add_parameter(_parameter(parameter))
    identity = deployment.identity
    holder = _holder(identity)
    template.add_resource(holder)
    for resource in _people(identity, holder):
        template.add_resource(resource)
    policies = [part for policy in deployment.policies for part in split(policy)]
    for policy in policies:
        template.add_resource(_managed_policy(policy, identity, holder))
    for output in _outputs(identity, holder, policies):
        template.add_output(output)
    return Assembly(template, deployment.label, deployment.command, deployment.account)


def _metadata(deployment: Deployment) -> _Properties:
    kind = deployment.identity.kind
    metadata: _Properties = {
        _CONTEXT: {
            "arch": f"{kind.makes} ({kind.summary}) <- "
            + ", ".join(f"managed policy: {policy.why}" for policy in deployment.policies)
        }
    }
    if deployment.parameters:
        groups: dict[str, list[str]] = {}
        for parameter in deployment.parameters:
            groups.setdefault(parameter.group, []).append(parameter.title)
        metadata["AWS::CloudFormation::Interface"] = {
            "ParameterGroups": [
                {"Label": {"default": group}, "Parameters": titles} for group, titles in groups.items()
            ]
        }
    return metadata


def _parameter(parameter: TemplateParameter) -> Parameter:
    made = Parameter(
        parameter.title,
        Type="String",
        Description=parameter.summary[0].upper() + parameter.summary[1:],
        AllowedPattern=f"^({parameter.syntax.pattern})$",
        ConstraintDescription=parameter.syntax.rule,
    )
    if parameter.default is not None:
        made.Default = parameter.default
    return made


def _holder(identity: Identity) -> _Holder:
    kind = identity.kind
    metadata = {_CONTEXT: _context(kind.why, kind.sources[0].url if kind.sources else "")}
    name = value(identity.name)
    shared: _Properties = {"Metadata": metadata, **_path(identity)}
    if kind.makes == "group":
        return iam.Group("Group", GroupName=name, **shared)
    if kind.makes == "user":
        return iam.User("User", UserName=name, **_person(identity), **shared)
    properties: _Properties = dict(shared)
    if identity.description is not None:
        properties["Description"] = identity.description
    if identity.max_session_duration is not None:
        properties["MaxSessionDuration"] = identity.max_session_duration
    return iam.Role(
        "Role", RoleName=name, AssumeRolePolicyDocument=_trust(identity), **_person(identity), **properties
    )


def _path(identity: Identity) -> _Properties:
    return {} if identity.path is None else {"Path": identity.path}


def _person(identity: Identity) -> _Properties:
    """What a role and a user can carry, and a group cannot."""
    properties: _Properties = {}
    if identity.permissions_boundary is not None:
        properties["PermissionsBoundary"] = value(identity.permissions_boundary)
    if identity.tags:
        properties["Tags"] = Tags(dict(identity.tags))
    return properties


def _people(identity: Identity, holder: _Holder) -> Iterable[iam.User | iam.UserToGroupAddition]:
    for name, title in zip(identity.users, _titles(identity.users), strict=True):
        yield iam.User(
            f"{title}User",
            UserName=name,
            Groups=[Ref(holder)],
            Metadata={_CONTEXT: _context("Runs the deployer as a member of the group", "")},
            **_person(identity),
            **_path(identity),
        )
    if identity.members:
        yield iam.UserToGroupAddition(
            "Members",
            GroupName=Ref(holder),
            Users=list(identity.members),
            Metadata={_CONTEXT: _context("Users that are there already and run the deployer", "")},
        )


def _titles(names: Sequence[str]) -> list[str]:
    """Identifiers for ``names``: letters and digits, with the others spelt out where they would clash."""
    plain = ["".join(c for c in name.title() if c.isalnum()) for name in names]
    return [
        title
        if title and plain.count(title) == 1
        else "".join(c if c.isalnum() else f"x{ord(c):02x}" for c in name) + "X"
        for name, title in zip(names, plain, strict=True)
    ]


def _managed_policy(policy: Policy, identity: Identity, holder: _Holder) -> iam.ManagedPolicy:
    properties: _Properties = _path(identity)
    properties[_ATTACH[identity.kind.makes]] = [Ref(holder)]
    return iam.ManagedPolicy(
        policy.title,
        ManagedPolicyName=value(policy.name),
        PolicyDocument=PolicyDocument(
            Version=_VERSION,
            Statement=[
                AwacsStatement(
                    Sid=statement.sid,
                    Effect=Allow,
                    Action=list(statement.actions),
                    Resource=[value(text) for text in statement.resources],
                    **_conditions(statement.conditions),
                )
                for statement in policy.statements
            ],
        ),
        Metadata={
            _CONTEXT: _context(policy.why, policy.cite),
            BECAUSE: {statement.sid: list(statement.because) for statement in policy.statements},
        },
        **properties,
    )


def _trust(identity: Identity) -> PolicyDocument:
    return PolicyDocument(
        Version=_VERSION,
        Statement=[
            AwacsStatement(
                Effect=Allow,
                Action=list(trust.actions),
                Principal=Principal(trust.principal, [value(text) for text in trust.names]),
                **_conditions(trust.conditions),
            )
            for trust in identity.trust
        ],
    )


def _conditions(conditions: Iterable[BoundCondition]) -> Mapping[str, Condition]:
    """At most one ``Condition`` property. awacs keeps one element an operator, so keys are gathered first."""
    operators: dict[str, dict[str, list[str | Interpolation]]] = {}
    for condition in conditions:
        keys = operators.setdefault(condition.operator, {})
        if condition.key in keys:
            raise TargetError(
                condition.key, f"stands twice under {condition.operator}", "make it one condition"
            )
        keys[condition.key] = [value(text) for text in condition.values]
    if not operators:
        return {}
    return {"Condition": Condition([_element(operator)(keys) for operator, keys in operators.items()])}


def _element(operator: str) -> type[ConditionElement]:
    element = getattr(awacs_aws, operator.replace(":", ""), None)
    if not (isinstance(element, type) and issubclass(element, ConditionElement)):
        raise TargetError(operator, "is no condition operator", "spell it as IAM does")
    return element


def _outputs(identity: Identity, holder: _Holder, policies: Sequence[Policy]) -> Iterable[Output]:
    noun = identity.kind.makes
    yield Output(f"{holder.title}Arn", Description=f"ARN of the {noun}", Value=GetAtt(holder, "Arn"))
    for policy in policies:
        yield Output(f"{policy.title}Arn", Description="ARN of the policy", Value=Ref(policy.title))


def _context(why: str, cite: str) -> _Properties:
    context: _Properties = {"why": why}
    trust = {"src": "authored", "conf": "high"}
    if cite:
        trust["cite"] = cite
    context["trust"] = trust
    return context
