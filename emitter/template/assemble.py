"""Deployment → troposphere Template: the only form that a format ever sees.

Policies are attached from the policy's side, so that an identity that someone else owns can be
given one.
"""

from collections.abc import Iterable, Mapping, Sequence

from troposphere import AWSObject, GetAtt, Output, Parameter, Ref, Template, iam

from ..compiler.deployment import Deployment, Policy, TemplateParameter
from .assembly import CONTEXT, PSEUDO, Assembly, value
from .identity import identity_resources
from .labels import policy_label, snake, user_label
from .policies import in_order, managed_policy
from .split import fit, with_room_for_parts


def assemble(deployment: Deployment) -> Assembly:
    """Return the template of ``deployment``.

    Raises :class:`~emitter.errors.FormatError` when its policies, one or all together, exceed what IAM takes,
    and :class:`~emitter.errors.RequestError` when the name of one does.
    """
    template = Template(Description=f"IAM for {deployment.title}"[:1024])
    template.set_version("2010-09-09")
    template.metadata = _metadata(deployment)
    identity = deployment.identity
    resources = list(identity_resources(identity))
    for resource in resources:
        template.add_resource(resource)
    holder = identity.existing[0] if identity.existing else identity.kind.makes
    policies = fit(deployment.policies, holder)
    parameters = tuple(with_room_for_parts(deployment.parameters, policies))
    for parameter in parameters:
        template.add_parameter(_parameter(parameter))
    for policy, before in in_order(policies):
        made = managed_policy(policy, identity, resources)
        if before:
            made.DependsOn = before
        template.add_resource(made)
    outputs: dict[str, str] = {}
    for label, output in _outputs(deployment, resources, policies):
        template.add_output(output)
        outputs[str(output.title)] = label
    if deployment.account is not None:
        template.add_rule("Account", _only(deployment.account))
    return Assembly(
        template,
        deployment.label,
        deployment.command,
        deployment.account,
        dict(_labels(deployment, resources, policies)),
        outputs,
        parameters,
        identity.tags or {},
        identity.exclusive,
        _former(deployment, resources, policies),
    )


def _only(account: str) -> Mapping[str, object]:
    """Return a rule that refuses every other account, before anything is made
    (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html).
    """
    here = {"Fn::Equals": [{"Ref": PSEUDO["account"]}, account]}
    return {"Assertions": [{"Assert": here, "AssertDescription": f"This template is for account {account}"}]}


def _labels(
    deployment: Deployment, resources: Sequence[AWSObject], policies: Sequence[Policy]
) -> Iterable[tuple[str, str]]:
    """Yield the logical id of each parameter and resource, with its label."""
    for parameter in deployment.parameters:
        yield parameter.title, _label(deployment, parameter.title, parameter.target)
    for resource in resources:
        made = isinstance(resource, iam.User) and resource is not resources[0]
        person = f"_{user_label(resource.UserName)}" if made else ""
        yield str(resource.title), f"{deployment.label}{person}"
    for policy in policies:
        target = policy.target.replace("-", "_")
        own = target or _label(deployment, policy.title.removesuffix(f"Policy{policy.part}"))
        yield policy.title, policy_label(own, policy.part)


def _former(
    deployment: Deployment, resources: Sequence[AWSObject], policies: Sequence[Policy]
) -> Mapping[str, str]:
    """Return what was called after another target before, by its logical id, with its label then."""
    former = deployment.identity.moved_from.replace("-", "_")
    if not former:
        return {}
    before = deployment._replace(label=former, parameters=())
    return dict(_labels(before, resources, [policy for policy in policies if not policy.target]))


def _label(deployment: Deployment, title: str, target: str = "") -> str:
    """Return the label of what is called ``title``, which begins with ``target`` where it belongs to one."""
    return snake(title) if target else "_".join(filter(None, (deployment.label, snake(title))))


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
    deployment: Deployment, resources: Sequence[AWSObject], policies: Sequence[Policy]
) -> Iterable[tuple[str, Output]]:
    """Yield outputs with their labels: name and ARN of the holder, its instance profile and each policy."""
    made: list[tuple[str, str, object, object, str]] = []
    for number, resource in enumerate(resources):
        if number == 0 or isinstance(resource, iam.InstanceProfile):
            noun: str = "instance profile" if number else deployment.identity.kind.makes
            made.append((str(resource.title), noun, Ref(resource), GetAtt(resource, "Arn"), ""))
    for policy in policies:
        made.append((policy.title, "policy", value(policy.name), Ref(policy.title), policy.target))
    for base, noun, name, arn, target in made:
        for suffix, what, stands in (("Name", "Name", name), ("Arn", "ARN", arn)):
            title = f"{base}{suffix}"
            output = Output(title, Description=f"{what} of the {noun}", Value=stands)
            yield _label(deployment, title, target), output
