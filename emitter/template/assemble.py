"""Deployment → troposphere Template: the only form that a format ever sees.

Policies are attached from the policy's side, so that an identity that someone else owns can be
given one.
"""

from collections.abc import Iterable, Sequence

from troposphere import AWSObject, GetAtt, Output, Parameter, Ref, Template

from ..compiler.deployment import BoundIdentity, Deployment, Policy, TemplateParameter
from .assembly import CONTEXT, Assembly
from .identity import identity_resources
from .policies import managed_policy
from .size import fit


def assemble(deployment: Deployment) -> Assembly:
    """Return the template of ``deployment``.

    Raises :class:`~emitter.errors.FormatError` when its policies, one or all together, exceed what IAM takes.
    """
    template = Template(Description=f"IAM for {deployment.title}"[:1024])
    template.set_version("2010-09-09")
    template.metadata = _metadata(deployment)
    for parameter in deployment.parameters:
        template.add_parameter(_parameter(parameter))
    identity = deployment.identity
    resources = list(identity_resources(identity))
    for resource in resources:
        template.add_resource(resource)
    holder = identity.existing[0] if identity.existing else identity.kind.makes
    policies = fit(deployment.policies, holder)
    for policy in policies:
        template.add_resource(managed_policy(policy, identity, resources))
    for output in _outputs(identity, resources, policies):
        template.add_output(output)
    return Assembly(template, deployment.label, deployment.command, deployment.account)


def _metadata(deployment: Deployment) -> dict[str, object]:
    kind = deployment.identity.kind
    policies = ", ".join(f"managed policy: {policy.why}" for policy in deployment.policies)
    metadata: dict[str, object] = {CONTEXT: {"arch": f"{kind.summary} <- {policies}"}}
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
        AllowedPattern=f"^({parameter.pattern})$",
        ConstraintDescription=parameter.syntax.rule,
    )
    if parameter.default is not None:
        made.Default = parameter.default
    return made


def _outputs(
    identity: BoundIdentity, resources: Sequence[AWSObject], policies: Sequence[Policy]
) -> Iterable[Output]:
    if identity.kind.makes != "existing":
        holder = resources[0]
        yield Output(
            f"{holder.title}Arn", Description=f"ARN of the {identity.kind.makes}", Value=GetAtt(holder, "Arn")
        )
    for policy in policies:
        yield Output(f"{policy.title}Arn", Description="ARN of the policy", Value=Ref(policy.title))
