"""A stack set with the permissions that AWS Organizations has: its settings, and the template that makes it.

Source: "AWS::CloudFormation::StackSet"
(https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html).
"""

from collections.abc import Mapping
from typing import NamedTuple

from troposphere import Tags, Template
from troposphere.cloudformation import AutoDeployment, DeploymentTargets, StackInstances, StackSet

from .assembly import CONTEXT, context


class StackSetSettings(NamedTuple):
    """Where the stacks of a stack set go.

    ``units`` are ids of organizational units, or of the root. With ``auto_deployment`` an account that joins
    one gets its stack, and one that leaves loses it, but with ``retain_stacks``. ``delegated_admin`` says
    that no management account deploys it.
    """

    name: str
    units: tuple[str, ...]
    regions: tuple[str, ...]
    auto_deployment: bool = True
    retain_stacks: bool = False
    delegated_admin: bool = False


def stack_set_template(
    body: str, settings: StackSetSettings, description: str, tags: Mapping[str, str]
) -> Template:
    """Return the template that makes a stack set of the template ``body``."""
    template = Template(Description=f"Stack set: {description}"[:1024])
    template.set_version("2010-09-09")
    deployment = AutoDeployment(Enabled=settings.auto_deployment)
    if settings.auto_deployment:
        deployment.RetainStacksOnAccountRemoval = settings.retain_stacks
    stack_set = StackSet(
        "StackSet",
        StackSetName=settings.name,
        Description=description[:1024],
        PermissionModel="SERVICE_MANAGED",
        CallAs="DELEGATED_ADMIN" if settings.delegated_admin else "SELF",
        AutoDeployment=deployment,
        Capabilities=["CAPABILITY_NAMED_IAM"],
        StackInstancesGroup=[
            StackInstances(
                DeploymentTargets=DeploymentTargets(OrganizationalUnitIds=list(settings.units)),
                Regions=list(settings.regions),
            )
        ],
        TemplateBody=body,
        Metadata={CONTEXT: context("Makes the same in every account of its organizational units")},
    )
    if tags:
        stack_set.Tags = Tags(dict(tags))
    template.add_resource(stack_set)
    return template
