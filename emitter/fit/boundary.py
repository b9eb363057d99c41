"""A permissions boundary for roles that a deployer creates, from their calls; and what enforces it.

The boundary allows what the roles were seen to call. The second policy is for the deployer: it denies giving
rights to a role or user without the boundary, taking it off, changing it, and detaching this policy. Sources:
"Permissions boundaries for IAM entities"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html), which has the statements,
and the Service Authorization Reference, which has the actions with iam:PermissionsBoundary and iam:PolicyARN.
"""

import re

from awacs.aws import Action, Deny
from troposphere import Output, Ref, Template

from ..catalogue.identities import load_kind
from ..catalogue.patterns import Hole, Text
from ..compiler.deployment import BoundCondition, BoundIdentity, BoundStatement, Policy
from ..compiler.plan import Reason
from ..errors import FormatError
from ..template.assembly import Assembly
from ..template.formats import load_format
from ..template.policies import managed_policy
from ..template.split import split
from .policy import FittedPolicy, bound
from .ways import FitPlace

# What gives rights to a role or user, and takes the key iam:PermissionsBoundary.
GIVING = (
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:PutUserPermissionsBoundary",
    "iam:PutUserPolicy",
    "iam:UpdateAssumeRolePolicy",
)
# What gives rights through a group, which can have no boundary.
_GROUPS = ("iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:PutGroupPolicy")
_LIFTING = ("iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary")
_CHANGING = (
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
)
_DETACHING = ("iam:DetachGroupPolicy", "iam:DetachRolePolicy", "iam:DetachUserPolicy")
_GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"


def render_boundary(fitted: FittedPolicy, name: str, format: str, place: FitPlace, command: str) -> str:
    """Return the boundary ``name`` of what ``fitted`` allows and what enforces it, in ``format``.

    Neither is attached to anybody. Raises :class:`~emitter.errors.FormatError` when the boundary is larger
    than one policy may be, as a role has one.
    """
    why = "The most that a role which the deployer creates may do: what such roles were seen to call"
    boundary = Policy("Boundary", (name,), why, "", tuple(map(bound, fitted.statements)))
    if len(split(boundary)) > 1:
        remedy = "--generalize makes patterns of names; or choose fewer roles with --principal"
        raise FormatError(
            "--boundary", "is larger than one managed policy, and a role has one boundary", remedy
        )
    enforcing = Policy(
        "Enforcement",
        (f"{name}-enforcement",),
        "For the deployer: no role or user without the boundary is created or given rights",
        _GUIDE,
        enforcement(arn(name, place), arn(f"{name}-enforcement", place)),
    )
    nobody = BoundIdentity(load_kind("existing"), (), existing=("role", "nobody"))
    template = Template(Description=f"Permissions boundary {name}")
    template.set_version("2010-09-09")
    label = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    labels, outputs = {}, {}
    for policy in (boundary, enforcing):
        made = managed_policy(policy, nobody, ())
        del made.properties["Roles"]
        template.add_resource(made)
        labels[policy.title] = label if policy is boundary else f"{label}_enforcement"
        title = f"{policy.title}Arn"
        template.add_output(Output(title, Description="ARN of the policy", Value=Ref(policy.title)))
        outputs[title] = f"{labels[policy.title]}_arn"
    for statement in template.resources["Enforcement"].PolicyDocument.Statement:
        statement.Effect = Deny
    return load_format(format).render(
        Assembly(template, label, command, place.account or None, labels, outputs)
    )


def arn(name: str, place: FitPlace) -> Text:
    """Return the ARN of the policy ``name`` at ``place``; what is not known of that stays open."""
    partition = place.partition or Hole("pseudo", "partition")
    account = place.account or Hole("pseudo", "account")
    return tuple(part for part in ("arn:", partition, ":iam::", account, f":policy/{name}") if part)


def enforcement(boundary: Text, own: Text) -> tuple[BoundStatement, ...]:
    """Return the statements, each with the effect Deny, that keep ``boundary`` on what a deployer creates.

    ``own`` is the ARN of the policy that they are in.
    """
    everything: tuple[Text, ...] = (("*",),)
    bounded = BoundCondition("StringNotEquals", ("iam:PermissionsBoundary",), (boundary,))
    this = BoundCondition("ArnEquals", ("iam:PolicyARN",), (own,))
    return (
        _deny("NothingWithoutBoundary", GIVING, everything, "only with the boundary", (bounded,)),
        _deny("NothingByGroups", _GROUPS, everything, "a group has no boundary"),
        _deny("BoundaryStays", _LIFTING, everything, "no boundary is taken off"),
        _deny("BoundaryUnchanged", _CHANGING, (boundary, own), "neither policy is changed"),
        _deny("EnforcementStays", _DETACHING, everything, "this policy stays attached", (this,)),
    )


def _deny(
    sid: str,
    actions: tuple[str, ...],
    resources: tuple[Text, ...],
    why: str,
    conditions: tuple[BoundCondition, ...] = (),
) -> BoundStatement:
    named = tuple(Action(*action.split(":", 1)) for action in actions)
    return BoundStatement(sid, named, resources, conditions, (Reason("", why, ()),))
