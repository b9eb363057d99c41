"""What of a file is there already, and what becomes of the rest of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..aws.replacements import replaces
from ..template.assembly import Assembly
from .live import Group, Live, Role, User
from .resources import Made, holders

if TYPE_CHECKING:
    from ..template.formats.terraform.import_blocks import Import


_OF_POD = ("ClusterName", "Namespace", "ServiceAccount")


def is_there(one: Made, live: Live) -> bool:
    """Return whether ``live`` shows that ``one`` exists; of an OIDC provider it says nothing."""
    if one.kind == "policy":
        return one.arn in live.policies
    if one.kind == "instance-profile":
        return any(
            p.InstanceProfileName == one.name for r in live.roles.values() for p in r.InstanceProfileList
        )
    if one.kind == "oidc-provider":
        return False
    return one.name in live_holders(one.kind, live)


def can_import(one: "Import", live: Live) -> bool:
    """Return whether ``live`` shows that what ``one`` imports exists."""
    name, last = one.names[0], one.names[-1]
    if one.kind in ("role", "user", "group"):
        return name in live_holders(one.kind, live)
    if one.kind.startswith("attached-"):
        holder = live_holders(one.kind.removeprefix("attached-"), live).get(name)
        return holder is not None and any(p.PolicyArn == last for p in holder.AttachedManagedPolicies)
    if one.kind == "instance-profile":
        role = live.roles.get(name)
        return role is not None and any(p.InstanceProfileName == last for p in role.InstanceProfileList)
    return last in live.policies


def live_holders(kind: str, live: Live) -> Mapping[str, Role | User | Group]:
    """Return the roles, users or groups that ``live`` has, by name."""
    found: dict[str, Mapping[str, Role | User | Group]] = {
        "role": live.roles,
        "user": live.users,
        "group": live.groups,
    }
    return found[kind]


def notes(assembly: Assembly, resources: Sequence[Made], live: Live) -> Iterator[str]:
    """Yield what a person has to know before the files take over: what is made, replaced and taken away."""
    asked = {
        (kind, name, one.arn)
        for one in resources
        if one.kind == "policy"
        for kind, name in holders(assembly.template.resources[one.title], assembly)
    }
    for one in resources:
        what = f"{one.kind} {one.arn if one.kind == 'policy' else one.name}"
        if one.kind == "oidc-provider":
            yield f"{what}: these details do not show whether it exists; import it by its ARN if it does"
        elif not is_there(one, live):
            yield f"{what}: {_missing(one, live)}"
        elif one.kind in ("role", "user", "group"):
            yield from _moved(one, live)
            yield from _besides(one, asked, live)
    for resource in assembly.template.resources.values():
        if resource.resource_type == "AWS::EKS::PodIdentityAssociation":
            cluster, *account = (resource.properties[key] for key in _OF_POD)
            yield (
                f"association of {'/'.join(account)} in cluster {cluster}: these details do not show whether "
                "it exists; import it by the id that aws eks list-pod-identity-associations prints if it does"
            )


def _missing(one: Made, live: Live) -> str:
    """Return what becomes of ``one``, which ``live`` does not have."""
    names = (arn for arn, policy in live.policies.items() if policy.name.lower() == one.name.lower())
    twin = next(names, None) if one.kind == "policy" else None
    if twin is None:
        return "does not exist, so it is made"
    # https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
    return f"cannot be made: {twin} has its name; give the identity that path, or another policy_name"


def _moved(one: Made, live: Live) -> Iterator[str]:
    found = live_holders(one.kind, live)[one.name].Path
    if found != one.path and replaces(one.kind, "path"):
        yield (
            f"{one.kind} {one.name}: has the path {found}, and not {one.path}; IAM cannot change it, "
            "so Terraform deletes it and makes it anew, and CloudFormation refuses, unless its identity in "
            f'emit.toml has path = "{found}"'
        )


def _besides(one: Made, asked: set[tuple[str, str, str]], live: Live) -> Iterator[str]:
    """Yield the policies that ``one`` has, and that nobody asks for."""
    holder = live_holders(one.kind, live)[one.name]
    for policy in holder.AttachedManagedPolicies:
        if (one.kind, one.name, policy.PolicyArn) not in asked:
            yield f"{one.kind} {one.name}: nobody asks for the attached {policy.PolicyArn}; it is detached"
    for inline in holder.inline:
        yield f"{one.kind} {one.name}: nobody asks for the inline policy {inline.PolicyName}; it is deleted"
