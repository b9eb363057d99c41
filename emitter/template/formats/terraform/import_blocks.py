"""Terraform's ``import`` blocks, for the resources of one file.

The id of each type is what the AWS provider's documentation says under "Import"
(https://registry.terraform.io/providers/hashicorp/aws/latest/docs).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...assembly import Assembly
from .hcl import quoted
from .lower import lowered

_REFERENCE = re.compile(r"\$\{(aws_\w+)\.(\w+)\.(name|arn)\}")
# Types with one holder and one policy: the id is both, with a slash between.
_ATTACHED = {
    "aws_iam_role_policy_attachment": "role",
    "aws_iam_user_policy_attachment": "user",
    "aws_iam_group_policy_attachment": "group",
}
_NAMED = {"aws_iam_role": "role", "aws_iam_user": "user", "aws_iam_group": "group"}


class Import(NamedTuple):
    """An address of Terraform and the id of what is there, which ``kind`` and ``names`` say.

    ``names`` are its own, or of an attachment its holder and the ARN of the policy.
    """

    address: str
    id: str
    kind: str
    names: tuple[str, ...]

    @property
    def block(self) -> str:
        """The ``import`` block, in Terraform's native syntax."""
        return f"import {{\n  to = {self.address}\n  id = {quoted(self.id)}\n}}\n"


def imports(assembly: Assembly, partition: str, account: str) -> Iterator[Import]:
    """Yield what the Terraform file of ``assembly`` can import.

    A membership is left to Terraform, which makes it anew without harm; so is an association of EKS Pod
    Identity, whose id AWS makes up.
    """
    blocks = lowered(assembly)["resource"]
    resolve = _Resolver(blocks, f"arn:{partition}:iam::{account}")
    for type_, bodies in blocks.items():
        for label, body in bodies.items():
            address = f"{type_}.{label}"
            if type_ in _NAMED:
                yield Import(address, body["name"], _NAMED[type_], (body["name"],))
            elif type_ == "aws_iam_policy":
                arn = resolve.arn(type_, label)
                yield Import(address, arn, "policy", (arn,))
            elif type_ == "aws_iam_instance_profile":
                role = resolve(body["role"])
                yield Import(address, body["name"], "instance-profile", (role, body["name"]))
            elif type_ == "aws_iam_openid_connect_provider":
                arn = resolve.arn(type_, label)
                yield Import(address, arn, "oidc-provider", (arn,))
            elif type_ in _ATTACHED:
                holder, arn = resolve(body[_ATTACHED[type_]]), resolve(body["policy_arn"])
                yield Import(address, f"{holder}/{arn}", f"attached-{_ATTACHED[type_]}", (holder, arn))


class _Resolver:
    """Resolves references between resources of one file."""

    def __init__(self, blocks: Mapping[str, Mapping[str, Any]], prefix: str) -> None:
        self._blocks = blocks
        self._prefix = prefix

    def __call__(self, value: str) -> str:
        match = _REFERENCE.fullmatch(value)
        if match is None:
            return value
        type_, label, attribute = match.groups()
        return self.arn(type_, label) if attribute == "arn" else str(self._blocks[type_][label]["name"])

    def arn(self, type_: str, label: str) -> str:
        body = self._blocks[type_][label]
        if type_ == "aws_iam_openid_connect_provider":
            return f"{self._prefix}:oidc-provider/{body['url'].removeprefix('https://')}"
        return f"{self._prefix}:policy{body.get('path', '/')}{body['name']}"
