"""The IAM resources of one file that emit writes, with what AWS calls each."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from troposphere import AWSObject, Ref

from ..errors import FormatError
from ..template.assembly import Assembly

Kind: TypeAlias = Literal["role", "user", "group", "policy", "instance-profile", "oidc-provider"]

_KINDS: dict[str, Kind] = {
    "AWS::IAM::Role": "role",
    "AWS::IAM::User": "user",
    "AWS::IAM::Group": "group",
    "AWS::IAM::ManagedPolicy": "policy",
    "AWS::IAM::InstanceProfile": "instance-profile",
    "AWS::IAM::OIDCProvider": "oidc-provider",
}
_NAMES = {
    "role": "RoleName",
    "user": "UserName",
    "group": "GroupName",
    "policy": "ManagedPolicyName",
    "instance-profile": "InstanceProfileName",
    "oidc-provider": "Url",
}


class Made(NamedTuple):
    """A resource that a template makes: its logical id, its ``kind``, its name and path in IAM, its ARN where
    it has one of these.
    """

    title: str
    kind: Kind
    name: str
    path: str
    arn: str


def made(assembly: Assembly, partition: str, account: str) -> Iterator[Made]:
    """Yield the resources of ``assembly`` that IAM keeps under a name.

    Raises :class:`~emitter.errors.FormatError` when a name is left open.
    """
    for title, resource in assembly.template.resources.items():
        kind = _KINDS.get(str(resource.resource_type))
        if kind is None:
            continue
        name = resource.properties.get(_NAMES[kind])
        path = resource.properties.get("Path", "/")
        if not isinstance(name, str) or not isinstance(path, str):
            raise FormatError(title, "has a name that the template leaves open", "name it in emit.toml")
        prefix = f"arn:{partition}:iam::{account}"
        arn = {
            "policy": f"{prefix}:policy{path}{name}",
            "oidc-provider": f"{prefix}:oidc-provider/{name.removeprefix('https://')}",
        }.get(kind, "")
        yield Made(title, kind, name, path, arn)


def holders(resource: AWSObject, assembly: Assembly) -> Iterator[tuple[str, str]]:
    """Yield kind and name of whom the managed policy ``resource`` is attached to."""
    for key, kind in (("Roles", "role"), ("Users", "user"), ("Groups", "group")):
        for holder in resource.properties.get(key, ()):
            yield kind, _name(holder, kind, assembly)


def _name(holder: object, kind: str, assembly: Assembly) -> str:
    if isinstance(holder, Ref):
        return str(assembly.template.resources[holder.data["Ref"]].properties[_NAMES[kind]])
    return str(holder)
